"""What stands in the register of social workers of the house that is walked through? One of each
kind of row, with an application that is on public notice.
"""

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM
from jinlin.core.time import clock
from jinlin.domains.workforce import actions
from jinlin.domains.workforce.lifecycle import State
from jinlin.domains.workforce.models import (
    Application,
    Award,
    Batch,
    Candidacy,
    Degree,
    Education,
    ExamDay,
    ExportLayout,
    Line,
    Pair,
    Payment,
    Policy,
    Post,
    Professional,
    Qualification,
    Registration,
    Roster,
    RosterPage,
    Round,
    Update,
)
from jinlin.ground.people.models import Person

DAY = date(2024, 5, 6)


def _days_of_exams(county: str) -> None:
    """One of the state, one of the county's own."""
    ExamDay.objects.get_or_create(what="exam", on=DAY, county="", defaults={"source": "考试计划"})
    actions.name_day("opens", DAY, source="报名通知", county=county, actor=SYSTEM)


def registered(county: str, place_code: str, person: Person) -> dict[str, Any]:
    """Two people who look alike, and all that is told of the first one, who is this person."""
    one, other = (
        _professional(county, place_code, who)
        for who in (person, Person.objects.create(county=county, name="秦社工"))
    )
    held = _learned(one)
    now = clock.now()
    sent = Roster.objects.create(
        county=county, name="花名册.xlsx", digest="0" * 64, content="花名册", sent_at=now
    )
    RosterPage.objects.create(county=county, roster=sent, number=1, lines="[]")
    _days_of_exams(county)
    candidacy = _listed(one)
    first, second = sorted((one, other), key=lambda each: each.pk)
    Pair.objects.create(
        county=county, one=first, other=second, decision=Pair.Decision.values[0], decided_at=now
    )
    ExportLayout.objects.create(
        county=county,
        name="省厅报表",
        titles=[["社工花名册"]],
        headings=[["姓名"]],
        fields=[["name", ""]],
        kept_at=now,
    )
    Round.objects.create(county=county, name="春季摸排", opens_on=DAY, closes_on=DAY)
    Update.objects.create(
        county=county,
        professional=one,
        kind=Update._meta.get_field("kind").choices[0][0],
        told='{"unit": "县医院", "title": "社工"}',
        sent_at=now,
        due_at=now + timedelta(days=9),
    )
    asked = _asked_for(one, held)
    award = Award.objects.get(application=asked)
    keys = {"professional": one.pk, "application": asked.pk, "award": award.pk}
    return {**keys, "candidacy": candidacy.pk}


def _listed(one: Professional) -> Candidacy:
    """For this year's exam, and by mistake for the one before."""
    exam = {"county": one.county, "place_code": one.county, "level": 2, "mobilised_on": DAY}
    struck = {"struck_on": DAY, "struck_reason": "是同名的另一位"}
    Candidacy.objects.create(**exam, **struck, person=one.person, year=2024)
    return Candidacy.objects.create(**exam, person=one.person, year=2025)


def _professional(county: str, place_code: str, person: Person) -> Professional:
    return Professional.objects.create(
        county=county, person=person, name_key="key", place_code=place_code, entered_on=DAY
    )


def _learned(one: Professional) -> Qualification:
    told = {"county": one.county, "professional": one}
    Post.objects.create(**told, unit="县医院", unit_key="县医院", since=DAY)
    Degree.objects.create(**told, degree=4, major="社会工作")
    Education.objects.create(**told, minutes=600, on=DAY, subject="小组工作")
    held = Qualification.objects.create(
        **told,
        level=1,
        number="2024001",
        number_key="key",
        issued_on=DAY,
        counted_on=DAY,
        place_code=one.place_code,
    )
    Registration.objects.create(county=one.county, qualification=held, registered_on=DAY)
    return held


def _asked_for(one: Professional, held: Qualification) -> Application:
    county, today, now = one.county, clock.today(), clock.now()
    policy = Policy.objects.create(
        county=county,
        place_code=county,
        name="持证补贴",
        level=1,
        kind=Policy.Kind.ONCE,
        amount=1000,
        valid_from=DAY,
    )
    asked = Application(
        county=county,
        number="B240001",
        state=State.ON_NOTICE,
        professional=one,
        qualification=held,
        policy=policy,
        amount=1000,
        account="6222020000001",
        bank="农商行",
        applied_at=now,
        applied_on=today,
        due_at=now + timedelta(days=9),
        notice_from=today,
        notice_to=today + timedelta(days=5),
        version=0,
    )
    with transaction.atomic():
        timeline.keep(asked, "publish", actor=SYSTEM)
    _paid(asked, policy)
    return asked


def _paid(asked: Application, policy: Policy) -> None:
    county, now = asked.county, clock.now()
    award = Award.objects.create(
        county=county,
        application=asked,
        certificate_key="key",
        policy=policy,
        level=1,
        amount=1000,
        awarded_on=DAY,
        account="6222020000001",
    )
    payment = Payment.objects.create(county=county, award=award, amount=1000, due_on=DAY)
    batch = Batch.objects.create(
        county=county,
        number="P240001",
        frozen_at=now,
        lines_count=1,
        amount=1000,
        budget_year=2024,
    )
    Line.objects.create(
        county=county,
        batch=batch,
        payment=payment,
        reference="P240001-1",
        holder="秦社工",
        account="6222020000001",
        amount=1000,
    )
