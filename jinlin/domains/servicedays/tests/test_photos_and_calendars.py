"""Who sees the photos of a day, and what does a helper's own calendar hold?"""

import io
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.core.files import uploads
from jinlin.core.time import clock
from jinlin.domains.servicedays import actions
from jinlin.domains.servicedays.models import FeedLink, Photo, Session
from jinlin.domains.servicedays.queries.signed import own
from jinlin.domains.servicedays.tests.cast import (
    FRIDAY,
    at,
    at_desk,
    at_phone,
    held,
    now_of,
    planned,
    shift,
)

pytestmark = pytest.mark.one_engine

MINE = "/servicedays/mine/"


def picture() -> SimpleUploadedFile:
    buffer = io.BytesIO()
    Image.new("RGB", (600, 300)).save(buffer, format="JPEG")
    return SimpleUploadedFile("day.jpg", buffer.getvalue(), content_type="image/jpeg")


def opens(client, address) -> bool:
    """Whether this file comes."""
    answer = client.get(address)
    return answer.status_code == 200 and bool(b"".join(answer.streaming_content))


def photo_of(cast, session) -> Photo:
    organiser = cast.actors.organiser
    taken = uploads.receive(picture(), county=session.county, actor=organiser)
    return actions.add_photos(session, [taken], actor=organiser)[0]


def test_a_photo_is_for_staff_until_somebody_shows_it(cast):
    session = held(cast)
    with at(12):
        photo = photo_of(cast, session)
        file = uploads.of(photo).get().url
        day = f"/servicedays/{session.pk}/"
        organiser, everybody = at_desk(cast.users.organiser), Client()
        assert (opens(organiser, file), opens(everybody, file)) == (True, False)
        assert file not in everybody.get(day).content.decode()
        shown = organiser.post(f"/desk/servicedays/photos/{photo.pk}/show/")
        assert (shown.status_code, opens(everybody, file)) == (302, True)
        assert file in everybody.get(day).content.decode()
        organiser.post(f"/desk/servicedays/photos/{photo.pk}/show/", {"hide": "1"})
        assert not opens(everybody, file)


def test_the_form_sent_twice_brings_its_photos_once_and_one_without_is_refused(cast):
    session = held(cast)
    with at(12):
        desk = at_desk(cast.users.organiser)
        page = desk.get(f"/desk/servicedays/{session.pk}/")
        key = page.context["photos_form"]["key"].value()
        for _time in range(2):
            told = {"key": key, "photos": picture()}
            answer = desk.post(f"/desk/servicedays/{session.pk}/photos/", told)
            assert answer.status_code == 302
        again = page.context["tally_form"]["key"].value()
        empty = desk.post(f"/desk/servicedays/{session.pk}/photos/", {"key": again})
    assert (Photo.objects.count(), empty.status_code) == (1, 422)


def test_photos_are_taken_on_the_day_by_whoever_holds_it(cast):
    session = planned(cast)
    with at(8), pytest.raises(NotNow):
        photo_of(cast, session)
    session = held(cast)
    with at(12):
        with pytest.raises(NotAllowed):
            actions.add_photos(now_of(session), [], actor=cast.actors.resident)
        files = [ContentFile(b"x", "x.jpg")] * 21
        with pytest.raises(Unusable):
            actions.add_photos(now_of(session), files, actor=cast.actors.organiser)  # type: ignore[arg-type]


def address_of(phone) -> str:
    page = phone.post(f"{MINE}calendar/")
    return page.context["address"].removeprefix("http://testserver")


def test_the_own_calendar_holds_what_one_signed_up_for_and_nobody_elses(cast):
    duty = shift(cast, seats=2)
    with at(8):
        actions.sign_up(duty, cast.one, actor=cast.actors.resident)
        mine, theirs = (
            Client().get(address_of(at_phone(user))).content.decode()
            for user in (cast.users.resident, cast.users.neighbour)
        )
    assert (mine.count("BEGIN:VEVENT"), theirs.count("BEGIN:VEVENT")) == (1, 0)
    assert ("义剪" in mine, cast.users.resident.name in mine) == (True, False)
    assert "STATUS:CONFIRMED" in mine


def test_a_moved_and_a_cancelled_day_is_so_in_the_own_calendar(cast):
    duty, organiser = shift(cast, seats=2), cast.actors.organiser
    with at(8):
        actions.sign_up(duty, cast.one, actor=cast.actors.resident)
        address = address_of(at_phone(cast.users.resident))
    with at(9, day=FRIDAY - timedelta(days=1)):
        before = Client().get(address).content.decode()
        starts_at = clock.at(FRIDAY + timedelta(days=1), 9)
        times = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2)}
        moved = actions.reschedule(Session.objects.get(), **times, reason="下雨", actor=organiser)
        after = Client().get(address).content.decode()
        actions.cancel(moved, reason="台风", actor=organiser)
        cancelled = Client().get(address).content.decode()
    assert ("T090000" in before, "20250419T090000" in after) == (True, True)
    assert ("STATUS:CANCELLED" in after, "STATUS:CANCELLED" in cancelled) == (False, True)


def test_an_address_taken_back_or_made_anew_opens_nothing_any_more(cast):
    with at(8):
        phone = at_phone(cast.users.resident)
        first, second = address_of(phone), address_of(phone)
        found = [Client().get(each).status_code for each in (first, second)]
        phone.post(f"{MINE}calendar/", {"revoke": "1"})
        gone = Client().get(second).status_code
    assert (found, gone) == ([404, 200], 404)
    assert FeedLink.objects.filter(revoked_at=None).count() == 0


def test_what_one_signed_up_for_stands_among_ones_own_matters(cast):
    duty = shift(cast, seats=1)
    with at(8):
        seat = actions.sign_up(duty, cast.one, actor=cast.actors.resident)
        source = own(cast.actors.resident)
        assert [line.rank for line in source.lines(list(source.rows))] == [2]
        assert [row.pk for row in source.rows] == [seat.pk]
        assert "义剪" in at_phone(cast.users.resident).get("/mine/").content.decode()
        assert list(own(cast.actors.neighbour).rows) == []
