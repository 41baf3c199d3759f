"""Which days of the register stand in somebody's own calendar, and is nobody named there?"""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from jinlin.core.time import clock
from jinlin.core.time.lunar import lunar
from jinlin.domains.workforce.calendars import days_of
from jinlin.domains.workforce.models import (
    ExamDay,
    Professional,
    Qualification,
    RegisterFeed,
    Registration,
)
from jinlin.domains.workforce.tests.cast import COUNTY
from jinlin.domains.workforce.tests.planted import id_of
from jinlin.domains.workforce.tests.test_land_rosters import CASES, landed, roster
from jinlin.ground.accounts.tests.county import at_desk

pytestmark = pytest.mark.one_engine

TODAY = date(2025, 4, 18)


@pytest.fixture
def registered(cast, tmp_path):
    """陈一 is registered until the end of May 2025."""
    landed(roster(tmp_path / "a.xlsx", *CASES), cast)
    held = Qualification.objects.get(level=1)
    Registration.objects.create(
        county=COUNTY, qualification=held, registered_on=date(2022, 6, 1), number=""
    )
    ExamDay.objects.create(what="exam", on=date(2025, 6, 14))
    return held


def told(actor) -> list[tuple[date, str]]:
    with clock.set_to(clock.at(TODAY, 9)):
        return [(day.on, day.key.partition("-")[0]) for day in days_of(actor)]


def test_a_registrar_reads_when_how_many_run_out_and_the_exam(cast, registered):
    days = told(cast.actors.registrar)
    assert [day for day, _key in days] == [date(2025, 5, 31), date(2025, 6, 14)]
    assert days[0][1] == "out"
    assert [day for day, _key in told(cast.actors.other_registrar)] == [date(2025, 6, 14)]


def test_a_social_worker_reads_their_own_registration(cast, registered):
    who = Professional.objects.get(qualifications=registered)
    who.person.user = cast.users.clerk
    who.person.save()
    days = told(cast.actors.clerk)
    assert [each for each in days if each[1] in {"renew", "ends"}] == [
        (date(2025, 3, 1), "renew"),
        (date(2025, 5, 31), "ends"),
    ]


def test_the_secret_address_names_nobody_and_ends_when_it_is_taken_back(cast, registered, client):
    desk = at_desk(cast.users.registrar)
    with clock.set_to(clock.at(TODAY, 9)):
        page = desk.post(reverse("workforce:own_feed_made")).content.decode()
        address = page.partition("/workforce/calendar/")[2].partition("<")[0]
        read = client.get(f"/workforce/calendar/{address}")
        events = Calendar.from_ical(read.content).walk("VEVENT")
        desk.post(reverse("workforce:own_feed_made"), {"revoke": "1"})
        gone = client.get(f"/workforce/calendar/{address}")
    assert [event["dtstart"].dt for event in events] == [date(2025, 5, 31), date(2025, 6, 14)]
    assert "陈一" not in read.content.decode()
    assert id_of(1) not in read.content.decode()
    assert (gone.status_code, RegisterFeed.objects.filter(revoked_at=None).count()) == (404, 0)


def test_lunar_days_are_those_of_the_almanac():
    known = {
        (1985, 1, 1): date(1985, 2, 20),
        (2012, 5, 5): date(2012, 6, 23),
        (2019, 8, 15): date(2019, 9, 13),
        (2018, 12, 30): date(2019, 2, 4),
        (2024, 9, 9): date(2024, 10, 11),
        (2025, 8, 15): date(2025, 10, 6),
    }
    assert {key: lunar(*key) for key in known} == known
    assert lunar(2020, 4, 1, is_leap=True) == date(2020, 5, 23)
    assert lunar(2023, 2, 1, is_leap=True) == date(2023, 3, 22)
    nothing = [lunar(2019, 4, 1, is_leap=True), lunar(2050, 1, 1), lunar(2019, 13, 1)]
    assert nothing == [None, None, None]


def test_the_years_of_the_lunar_table_follow_each_other_without_a_gap():
    for year in range(1930, 2049):
        last = lunar(year, 12, 30) or lunar(year, 12, 29)
        first = lunar(year + 1, 1, 1)
        assert last is not None
        assert first is not None
        assert first - last == timedelta(days=1)
        assert date(year + 1, 1, 20) < first < date(year + 1, 2, 22)
