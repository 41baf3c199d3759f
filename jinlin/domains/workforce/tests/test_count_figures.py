"""Do figures, crosses, funnels and look-alikes say what stands in the register?"""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from jinlin.core.figures.answers import answer
from jinlin.core.figures.measures import Window
from jinlin.domains.workforce import actions
from jinlin.domains.workforce.actions.exams import Candidate, Exam, reach
from jinlin.domains.workforce.measures import MEASURES
from jinlin.domains.workforce.models import Candidacy, Professional
from jinlin.domains.workforce.queries import alike
from jinlin.domains.workforce.queries.alike import look_alikes, some_look_alikes
from jinlin.domains.workforce.queries.counts import cross, cross_of_round, funnel
from jinlin.domains.workforce.queries.standing import findings, holdings, minutes_since
from jinlin.domains.workforce.tests.cast import COUNTY, OTHER, at_desk, learned, registered
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


def test_rows_are_divided_by_a_third_layer_and_a_round_keeps_what_was_signed(cast):
    one = registered(cast, levels=(1, 2))
    registered(cast, "李社工", citizen_id=id_of(11), levels=())
    found = cross(Professional.objects.all(), "schooling", "level", also="age")
    assert [(row, total) for row, _cells, total in found.rows] == [((2, 2), 1), ((None, 2), 1)]
    registrar = cast.actors.registrar
    days = (TODAY, TODAY)
    asked = actions.open_round(COUNTY, name="夏季摸排", days=days, actor=registrar)
    own = asked.returns.get()
    for each in own.answers.all():
        actions.answer(each, says="stays", actor=cast.actors.hospital)
    actions.sign(own, actor=cast.actors.hospital)
    one.qualifications.all().delete()
    now = cross(Professional.objects.all(), "schooling", "level")
    signed = cross_of_round(asked, "schooling", "level")
    assert ([row[0] for row in now.rows], now.total) == ([None], 2)
    assert ([row[0] for row in signed.rows], signed.total) == ([2, None], 2)
    page = at_desk(cast.users.registrar).get(
        "/desk/workforce/layers/", {"of": asked.pk, "down": "level", "also": "town"}
    )
    assert page.context["total"] == 2
    other = at_desk(cast.users.other_registrar).get(
        "/desk/workforce/layers/", {"of": asked.pk, "down": "level"}
    )
    assert other.context["total"] == 0


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


def test_an_id_with_one_wrong_digit_in_its_birth_and_a_shared_phone_are_found(cast):
    registered(cast, "阿里·木", citizen_id=id_of(1, "19850312"))
    registered(cast, "阿里木", citizen_id=id_of(1, "19850712"))
    (pair,) = look_alikes(COUNTY)
    assert pair.reasons == ("sound", "id", "unit")


def test_look_alikes_come_page_by_page_with_the_same_statements(cast, monkeypatch):
    monkeypatch.setattr(alike, "WINDOW", 2)
    names = ("王芳", "李娜", "张伟", "刘洋", "陈静")
    for place, name in enumerate(names):
        for number in (1, 201):
            registered(cast, name, citizen_id=id_of(number + 2 * place))
    told, after, pages = [], "", 0
    while pages == 0 or after:
        with CaptureQueriesContext(connection) as asked:
            found, after = some_look_alikes([COUNTY], after)
        assert len(asked) <= 6
        told += [(pair.one.pk, pair.other.pk) for pair in found]
        pages += 1
    assert (len(told), len(set(told)), pages > 2) == (5, 5, True)
    assert {frozenset(each) for each in told} == {
        frozenset((p.one.pk, p.other.pk)) for p in look_alikes(COUNTY)
    }


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
