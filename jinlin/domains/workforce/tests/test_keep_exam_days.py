"""Do the days of the exam say which notice names them, and whether somebody compared them?"""

from datetime import date

import pytest

from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.domains.workforce import actions
from jinlin.domains.workforce.calendars import days_of
from jinlin.domains.workforce.models import ExamDay
from jinlin.domains.workforce.tests.cast import at_desk

PAGE = "/desk/workforce/exam-days/"
DAY, NOTICE = date(2025, 6, 14), "2025年度专业技术人员职业资格考试计划"


def test_a_day_is_not_confirmed_until_a_registrar_compared_it(cast):
    one = ExamDay.objects.create(what="exam", on=DAY, source=NOTICE)
    client = at_desk(cast.users.registrar)
    assert [day.title == str(one.get_what_display()) for day in days_of(cast.actors.worker)] == [
        False
    ]
    assert NOTICE in client.get(PAGE).content.decode()
    client.post(PAGE, {"day": one.pk, "decision": "confirm"})
    one.refresh_from_db()
    assert (one.confirmed_on, one.confirmed_by) == (date(2025, 6, 10), cast.users.registrar.pk)
    assert [day.title for day in days_of(cast.actors.worker)] == [str(one.get_what_display())]
    with pytest.raises(NotNow):
        actions.confirm_day(one.pk, actor=cast.actors.registrar)
    assert client.post(PAGE, {"day": one.pk, "decision": "strike"}).status_code == 404


def test_a_named_day_says_its_notice_and_stands_once(cast):
    client = at_desk(cast.users.prefecture)
    key = client.get(PAGE).context["form"]["key"].value()
    told = {"key": key, "what": "opens", "on": "2025-04-01", "source": NOTICE}
    assert [client.post(PAGE, told).status_code for _again in range(2)] == [302, 302]
    (day,) = ExamDay.objects.all()
    assert (day.source, day.confirmed_on) == (NOTICE, date(2025, 6, 10))
    assert client.post(PAGE, {**told, "key": "", "source": ""}).status_code == 422
    with pytest.raises(Unusable):
        actions.name_day("opens", day.on, source=NOTICE, actor=cast.actors.registrar)


def test_what_no_notice_names_is_struck_out_and_only_by_a_registrar(cast):
    one = ExamDay.objects.create(what="exam", on=DAY)
    with pytest.raises(NotAllowed):
        actions.strike_day(one.pk, actor=cast.actors.hospital)
    at_desk(cast.users.registrar).post(PAGE, {"day": one.pk, "decision": "strike"})
    assert not ExamDay.objects.exists()
