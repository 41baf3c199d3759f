"""Does a calendar program read the feeds, and does an entry survive being moved, cancelled and
taken over by a substitute?
"""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils.crypto import salted_hmac
from django.utils.http import http_date
from icalendar import Calendar

from jinlin.core import feeds
from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotHere
from jinlin.core.time import clock
from jinlin.domains.receptions import actions
from jinlin.domains.receptions.actions import Chair
from jinlin.domains.receptions.calendars import neighbourhood_feed, own_feed
from jinlin.domains.receptions.models import FeedLink, Part, Session, Sitting
from jinlin.domains.receptions.tests.cast import (
    FRIDAY,
    MONDAY,
    Cast,
    answered,
    at,
    booked,
    now_of,
    planned,
    series_of,
)
from jinlin.ground.accounts.models import Grant, User

pytestmark = pytest.mark.one_engine

NEXT = FRIDAY + timedelta(weeks=1)


def read(feed):
    calendar = Calendar.from_ical(feed.content)
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def events(cast: Cast):
    with at(MONDAY):
        return read(neighbourhood_feed(cast.places.neighbourhood))


def own(cast: Cast, name: str):
    actor = getattr(cast.actors, name)
    with at(MONDAY):
        return read(own_feed(user_of(actor)))


def user_of(actor):
    return User.objects.get(pk=actor.user_id)


def behind(raw: str):
    """What the secret opens."""
    return own_feed(feeds.owner_of(FeedLink, raw, who="127.0.0.1"))


def standing(event):
    return event["dtstart"].dt, int(event["sequence"]), str(event["status"])


def test_an_entry_says_when_where_and_which_organisations_sit(cast):
    session = planned(cast)
    (uid, event), *others = events(cast).items()
    assert (uid, others) == (f"{session.pk}@receptions.jinlin", [])
    assert event["dtstart"].dt == clock.at(FRIDAY, 15)
    assert event["dtend"].dt == clock.at(FRIDAY, 17, 30)
    assert event["dtstart"].params["TZID"] == "Asia/Shanghai"
    assert str(event["location"]) == "凤池新村、红色会客厅、凤池路1号"
    assert "凤池新村物业服务中心" in str(event["description"])
    assert (int(event["sequence"]), str(event["status"])) == (0, "CONFIRMED")


def test_the_time_zone_is_told_with_the_calendar(cast):
    planned(cast)
    with at(MONDAY):
        calendar = Calendar.from_ical(neighbourhood_feed(cast.places.neighbourhood).content)
    (zone,) = calendar.walk("VTIMEZONE")
    assert str(zone["tzid"]) == "Asia/Shanghai"
    assert zone.to_tz().utcoffset(datetime(2025, 4, 18, 15)) == timedelta(hours=8)  # noqa: DTZ001 - a wall clock is what a zone is asked about


def test_lines_are_folded_and_end_as_the_standard_wants(cast):
    planned(cast)
    with at(MONDAY):
        content = neighbourhood_feed(cast.places.neighbourhood).content
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert content.count(b"\n") == content.count(b"\r\n")
    assert content.endswith(b"END:VCALENDAR\r\n")


def test_a_moved_session_is_the_same_entry_at_another_time(cast):
    session = planned(cast)
    (uid,) = events(cast)
    with at(MONDAY, 10):
        actions.reschedule(session, on=date(2025, 4, 19), reason="停电", actor=cast.actors.lead)
    found = events(cast)
    assert list(found) == [uid]
    assert standing(found[uid]) == (clock.at(date(2025, 4, 19), 15), 1, "CONFIRMED")
    assert found[uid]["last-modified"].dt == clock.at(MONDAY, 10)


def test_moved_twice_and_cancelled_it_is_still_the_same_entry(cast):
    session = planned(cast)
    (uid,) = events(cast)
    with at(MONDAY):
        for day in (19, 21):
            session = actions.reschedule(
                session, on=date(2025, 4, day), reason="停电", actor=cast.actors.lead
            )
        actions.cancel(session, reason="台风", actor=cast.actors.lead)
    found = events(cast)
    assert list(found) == [uid]
    assert standing(found[uid]) == (clock.at(date(2025, 4, 21), 15), 3, "CANCELLED")
    assert "台风" in str(found[uid]["description"])


def test_a_year_that_is_not_published_is_tentative(cast):
    with at(date(2026, 12, 28)):
        actions.lay_out(cast.series, until=date(2027, 1, 8), actor=SYSTEM)
        found = read(neighbourhood_feed(cast.places.neighbourhood))
    assert [str(event["status"]) for event in found.values()] == ["TENTATIVE", "TENTATIVE"]


def test_no_feed_names_a_resident_or_a_member_of_staff(cast):
    """Whoever booked and spoke, and whoever sits in person, stands nowhere in it."""
    answered(cast)
    with at(MONDAY):
        public = neighbourhood_feed(cast.places.neighbourhood).content.decode()
        private = own_feed(cast.users.sitter).content.decode()
    for name in ("王小梅", "13800000001", "林志强", "充电桩"):
        assert name not in public.replace("\r\n ", "")
        assert name not in private.replace("\r\n ", "")


def test_a_member_of_staff_reads_where_they_sit_and_nowhere_else(cast):
    planned(cast)
    second = series_of(cast, cast.places.second_neighbourhood)
    second.roster.filter(part=Part.PROPERTY).delete()
    with at(MONDAY):
        actions.lay_out(second, until=FRIDAY, actor=SYSTEM)
    uids = {
        str(each.series.place): f"{each.pk}@receptions.jinlin"
        for each in Session.objects.select_related("series__place")
    }
    assert set(own(cast, "sitter")) == set(uids.values())
    assert set(own(cast, "manager_of_property")) == {uids["凤池新村"]}
    assert own(cast, "supervisor") == {}


def test_a_substitute_takes_the_entry_over_and_the_other_calendar_lets_go_of_it(cast):
    session = planned(cast)
    (uid,) = own(cast, "sitter")
    seat = Sitting.objects.get(session=session, part=Part.DEPARTMENT)
    chair = Chair(Part.DEPARTMENT, cast.units.property, cast.users.manager_of_property, title="代")
    with at(MONDAY):
        actions.substitute(
            session, sitting=seat.pk, chair=chair, reason="出差", actor=cast.actors.sitter
        )
    assert standing(own(cast, "sitter")[uid]) == (clock.at(FRIDAY, 15), 1, "CANCELLED")
    assert standing(own(cast, "manager_of_property")[uid]) == (clock.at(FRIDAY, 15), 1, "CONFIRMED")
    assert standing(events(cast)[uid]) == (clock.at(FRIDAY, 15), 1, "CONFIRMED")


def test_a_new_address_closes_the_old_one_and_a_revoked_one_opens_nothing(cast):
    old, new = (feeds.make(FeedLink, cast.users.sitter.pk) for _time in range(2))
    assert behind(new).content
    with pytest.raises(NotHere):
        behind(old)
    assert feeds.revoke(FeedLink, cast.users.sitter.pk) == 1
    with pytest.raises(NotHere):
        behind(new)
    assert not FeedLink.objects.filter(token_key__contains=new[:8]).exists()


def test_who_is_no_longer_staff_reads_nothing_any_more(cast):
    raw = feeds.make(FeedLink, cast.users.sitter.pk)
    Grant.objects.filter(user=cast.users.sitter).delete()
    with pytest.raises(NotHere):
        behind(raw)


def test_residents_and_programs_have_no_calendar_of_their_own(cast):
    phone = Client()
    phone.force_login(cast.users.resident)
    assert phone.post("/desk/receptions/mine/feed/").status_code == 403
    assert not FeedLink.objects.exists()


def test_an_address_that_is_out_there_goes_on_opening_what_it_opened(cast):
    """Its secret was kept under a name of the domain's own before all calendars had one frame."""
    raw = "cJb1Jb4m0vE8v0qv3B8p9uZ0mGm2gJb1Jb4m0vE8v0q"
    known = salted_hmac("jinlin.domains.receptions.feeds", raw, algorithm="sha256").hexdigest()
    FeedLink.objects.create(user=cast.users.sitter, token_key=known, made_at=clock.now())
    assert Client().get(f"/calendar/mine/{raw}.ics").status_code == 200


def test_a_program_that_has_it_already_is_told_so(cast):
    planned(cast)
    address, browser = f"/calendar/{cast.places.neighbourhood.code}.ics", Client()
    with at(MONDAY):
        first = browser.get(address)
        assert (first.status_code, first["Content-Type"]) == (200, "text/calendar; charset=utf-8")
        assert browser.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
        since = http_date(clock.at(MONDAY, 12).timestamp())
        assert browser.get(address, headers={"if-modified-since": since}).status_code == 304
    booked(cast)
    with at(MONDAY):
        assert browser.get(address)["ETag"] == first["ETag"]  # a booking is nobody's business
        actions.reschedule(
            now_of(planned(cast)), on=date(2025, 4, 19), reason="停电", actor=cast.actors.lead
        )
        assert browser.get(address, headers={"if-none-match": first["ETag"]}).status_code == 200
    assert first["Last-Modified"] == http_date(datetime(2025, 4, 14, 1, tzinfo=UTC).timestamp())


@pytest.mark.parametrize("code", ["350526100001999", "350526", "abc"])
def test_a_place_that_nobody_lives_in_has_no_feed(cast, code):
    assert Client().get(f"/calendar/{code}.ics").status_code == 404


def test_a_guessed_secret_opens_nothing(cast):
    assert Client().get("/calendar/mine/guessed.ics").status_code == 404


def test_a_feed_costs_the_same_for_one_session_and_for_many(cast, django_assert_num_queries):
    planned(cast)
    for until in (FRIDAY, date(2025, 7, 18)):
        planned(cast, until=until)
        with at(MONDAY):
            with django_assert_num_queries(2):
                neighbourhood_feed(cast.places.neighbourhood)
            with django_assert_num_queries(3):
                own_feed(cast.users.sitter)
