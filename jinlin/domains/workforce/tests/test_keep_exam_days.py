"""Do the days of the exam say which notice names them, whose they are and who compared them?"""

from datetime import date

import pytest

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotAllowed, NotHere, NotNow, Unusable
from jinlin.domains.workforce import actions
from jinlin.domains.workforce.calendars import days_of
from jinlin.domains.workforce.models import ExamDay
from jinlin.domains.workforce.tests.cast import COUNTY, at_desk, registered

PAGE = "/desk/workforce/exam-days/"
DAY, NOTICE = date(2025, 6, 14), "2025年度专业技术人员职业资格考试计划"


def titles(actor):
    return [day.title for day in days_of(actor) if day.on == DAY]


def verbs(day):
    return [(entry.county, entry.verb, entry.state) for entry in timeline.trail(day)]


@pytest.fixture
def national():
    """A day of the state, as its reference data says it."""
    return ExamDay.objects.create(what="exam", on=DAY, source=NOTICE)


def test_a_day_of_the_state_is_confirmed_for_the_registrars_own_county_only(cast, national):
    registered(cast, "王社工", user=cast.users.worker)
    client, word = at_desk(cast.users.registrar), str(national.get_what_display())
    assert titles(cast.actors.worker) == [national.title] != [word]
    assert NOTICE in client.get(PAGE).content.decode()
    client.post(PAGE, {"day": national.pk, "decision": "confirm"})
    own = ExamDay.objects.get(county=COUNTY)
    assert (own.confirmed_on, own.confirmed_by) == (date(2025, 6, 10), cast.users.registrar.pk)
    assert verbs(own) == [(COUNTY, "confirmed", "confirmed")]
    national.refresh_from_db()
    assert (national.confirmed_on, national.version) == (None, 0)
    assert titles(cast.actors.worker) == [word]
    assert word not in titles(cast.actors.other_registrar)
    with pytest.raises(NotNow):
        actions.confirm_day(national.pk, actor=cast.actors.registrar)
    rows = client.get(PAGE).context["rows"]
    assert [(day.pk, whose, keeps) for day, whose, keeps in rows] == [(own.pk, "阳城县", True)]


def test_a_named_day_says_its_notice_and_stands_once(cast):
    client = at_desk(cast.users.prefecture)
    key = client.get(PAGE).context["form"]["key"].value()
    told = {"key": key, "what": "opens", "on": "2025-04-01", "source": NOTICE}
    assert [client.post(PAGE, told).status_code for _again in range(2)] == [302, 302]
    (day,) = ExamDay.objects.all()
    assert (day.county, day.source, day.confirmed_on) == ("1405", NOTICE, date(2025, 6, 10))
    assert verbs(day) == [("1405", "named", "confirmed")]
    assert client.post(PAGE, {**told, "key": "", "source": ""}).status_code == 422
    with pytest.raises(Unusable):
        actions.name_day(
            "opens", day.on, source=NOTICE, county="1405", actor=cast.actors.prefecture
        )


def test_who_keeps_a_place_changes_its_days_and_nobody_else(cast, national):
    actors = cast.actors
    above = actions.name_day("exam", DAY, source=NOTICE, county="1405", actor=actors.prefecture)
    own = actions.name_day("results", DAY, source=NOTICE, county=COUNTY, actor=actors.registrar)
    for county, actor in (("1405", actors.registrar), (COUNTY, actors.hospital), ("", actors.lead)):
        with pytest.raises(NotAllowed):
            actions.name_day("closes", DAY, source=NOTICE, county=county, actor=actor)
    for day, actor, refusal in (
        (above, actors.registrar, NotAllowed),
        (own, actors.other_registrar, NotHere),
        (own, actors.abroad_registrar, NotHere),
        (national, actors.prefecture, NotAllowed),
    ):
        with pytest.raises(refusal):
            actions.strike_day(day.pk, actor=actor)
    assert actions.strike_day(own.pk, actor=actors.prefecture).state == "struck"
    assert set(titles(actors.other_registrar)) == {str(above.get_what_display())}
    assert titles(actors.abroad_registrar) != titles(actors.other_registrar)


def test_what_no_notice_names_is_struck_out_its_history_stays_and_it_can_be_named_again(cast):
    one = actions.name_day("exam", DAY, source=NOTICE, county=COUNTY, actor=cast.actors.registrar)
    at_desk(cast.users.registrar).post(PAGE, {"day": one.pk, "decision": "strike"})
    assert titles(cast.actors.registrar) == []
    assert [verb for _county, verb, _state in verbs(one)] == ["named", "struck"]
    again = actions.name_day("exam", DAY, source=NOTICE, county=COUNTY, actor=SYSTEM)
    assert again.pk != one.pk


def test_a_day_changed_past_the_house_shows_and_one_of_the_state_has_nothing_to_prove(
    cast, national
):
    one = actions.name_day("exam", DAY, source=NOTICE, county=COUNTY, actor=cast.actors.registrar)
    ExamDay.objects.filter(pk=national.pk).update(confirmed_on=DAY, state="confirmed")
    assert (list(timeline.verify()), list(timeline.compare())) == ([], [])
    ExamDay.objects.filter(pk=one.pk).update(state="struck")
    assert [each.subject_id for each in timeline.compare()] == [one.pk]
    ExamDay.objects.filter(pk=one.pk).delete()
    assert [each.subject_id for each in timeline.compare()] == [one.pk]
