"""Do figures, crosses, funnels and look-alikes say what stands in the register?"""

from datetime import date

from jinlin.core.figures.answers import answer
from jinlin.core.figures.measures import Window
from jinlin.domains.workforce import actions
from jinlin.domains.workforce.actions.exams import Candidate, Exam, reach
from jinlin.domains.workforce.measures import MEASURES
from jinlin.domains.workforce.models import Candidacy, Professional
from jinlin.domains.workforce.queries.counts import cross, funnel, look_alikes
from jinlin.domains.workforce.queries.standing import findings, holdings, minutes_since
from jinlin.domains.workforce.tests.cast import COUNTY, OTHER, learned, registered
from jinlin.domains.workforce.tests.planted import id_of
from jinlin.ground.people.actions import Listed

BY_KEY = {measure.key.removeprefix("workforce."): measure for measure in MEASURES}
TODAY = date(2025, 6, 10)


def value(name, code=COUNTY, day=TODAY):
    return answer(BY_KEY[name], Window(code, day)).value


def test_somebody_of_two_levels_counts_once_with_the_higher(cast):
    registered(cast, levels=(1, 2))
    registered(cast, "李社工", citizen_id=id_of(11))
    registered(cast, "张社工", citizen_id=id_of(13), levels=())
    names = ("professionals", "certified", "assistants", "social_workers")
    assert [value(name) for name in names] == [3, 2, 1, 1]


def test_a_certificate_counts_from_the_day_it_was_issued(cast):
    registered(cast)
    assert [value("certified", day=date(2022, 9, 30)), value("certified")] == [0, 1]


def test_a_prefecture_is_the_sum_of_its_counties(cast):
    registered(cast)
    registered(cast, "李社工", citizen_id=id_of(11), county=OTHER)
    assert [value("certified", code) for code in (COUNTY, OTHER, "1405")] == [1, 1, 2]


def test_hours_since_a_day_are_a_free_question(cast):
    one = registered(cast)
    learned(one, 100, date(2024, 12, 20), since=date(2021, 1, 1))
    learned(one, 15, date(2024, 3, 1))
    assert value("educated") == 0
    learned(one, 30, date(2025, 3, 1))
    assert minutes_since(one, date(2021, 1, 1), TODAY) == 130 * 60
    learned(one, 120, date(2025, 4, 1), since=date(2021, 1, 1))
    assert value("educated") == 1


def test_each_stage_of_the_funnel_is_part_of_the_one_before(cast):
    exam, registrar = Exam(COUNTY, 2025, 1), cast.actors.registrar
    listed = [Candidate(Listed(f"陈{n}", id_of(n)), unit="县医院") for n in range(1, 9)]
    days = [date(2025, month, 1) for month in (1, 2, 3, 4, 5)]
    stages = ("mobilised_on", "registered_on", "sat_on", "passed_on", "certified_on")
    for place, stage in enumerate(stages):
        reach(exam, stage, listed[: 8 - place], on=days[place], actor=registrar)
    assert funnel(Candidacy.objects.all()) == [("县医院", [8, 7, 6, 5, 4])]
    again = reach(exam, "sat_on", listed, on=days[2], actor=registrar)
    assert again == {"same": 6, "new": 1, "early": 1}
    assert value("candidates") == 7


def test_layers_are_crossed_in_one_statement(cast, django_assert_num_queries):
    registered(cast, levels=(1, 2))
    registered(cast, "李社工", citizen_id=id_of(11), levels=())
    with django_assert_num_queries(1):
        found = cross(Professional.objects.all(), "level", "schooling")
    assert (found.columns, found.rows, found.total) == ([2, None], [(4, [1, 1], 2)], 2)


def test_names_that_sound_alike_need_more_than_a_shared_unit(cast):
    registered(cast, "王玮", citizen_id=id_of(401, "19900101"))
    registered(cast, "王伟", citizen_id=id_of(403, "19910202"))
    assert look_alikes(COUNTY) == []
    registered(cast, "王炜", citizen_id=id_of(405, "19910202"))
    (pair,) = look_alikes(COUNTY)
    assert pair.reasons[:2] == ("sound", "birth")


def test_look_alikes_have_reasons_and_a_decision_is_remembered(cast):
    one = registered(cast, "王社工", citizen_id=id_of(1))
    other = registered(cast, "王社工", citizen_id=id_of(201))
    registered(cast, "王社工", citizen_id=id_of(3, "19900101"))
    (pair,) = [p for p in look_alikes(COUNTY) if "birth" in p.reasons]
    assert ({pair.one, pair.other}, pair.reasons) == ({one, other}, ("birth", "unit"))
    actions.not_same(one, other, actor=cast.actors.registrar)
    assert [p for p in look_alikes(COUNTY) if "birth" in p.reasons] == []


def test_a_merge_keeps_everything_and_can_be_undone(cast):
    one = registered(cast, levels=(1,))
    other = registered(cast, "王社工", citizen_id=id_of(201), levels=(1, 2))
    own = [q.pk for q in other.qualifications.order_by("level")]
    pair = actions.merge(one, other, actor=cast.actors.registrar)
    other.refresh_from_db()
    assert (other.merged_into, Professional.objects.standing().count()) == (one, 1)
    assert sorted(q.level for q in one.qualifications.all()) == [1, 2]
    actions.undo_merge(pair, actor=cast.actors.registrar)
    other.refresh_from_db()
    assert (other.merged_into, [q.pk for q in other.qualifications.order_by("level")]) == (
        None,
        own,
    )
    assert [q.level for q in one.qualifications.all()] == [1]


def test_a_record_says_what_is_open_and_what_holds(cast):
    one = registered(cast)
    learned(one, 20, date(2025, 3, 1))
    assert [found.is_open for found in findings(one, 2025)] == [False, True, False]
    (held,) = holdings(one)
    assert (str(held.status.standing), held.minutes, held.wanted) == ("valid", 1200, 72 * 60)
