"""Can a resident make a wish in three questions, follow it, take one on, and see no more than is
theirs?
"""

from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from jinlin.core.actor import SYSTEM
from jinlin.core.timeline import Access
from jinlin.domains.wishes import actions
from jinlin.domains.wishes.lifecycle import State
from jinlin.domains.wishes.models import Channel, Wish
from jinlin.domains.wishes.tests.cast import (
    TEXT,
    TITLE,
    asked,
    at_phone,
    claimed,
    confirmed,
    fulfilled,
    now_of,
    pledge,
    posted,
    published,
    shown,
)
from jinlin.ground.people import actions as people
from jinlin.services.notices.models import Message

pytestmark = pytest.mark.one_engine

WHAT = {"kind": "thing", "text": "想要一把雨天用的大伞", "estimate": "60"}
FOR_ME = {"whom": "me", "band": "60s"}


@pytest.fixture
def phone(cast):
    client = at_phone(cast.users.resident)
    client.cookies["place"] = cast.places.neighbourhood.code
    return client


def photo() -> SimpleUploadedFile:
    kept = BytesIO()
    Image.new("RGB", (40, 30), "white").save(kept, "JPEG")
    return SimpleUploadedFile("quilt.jpg", kept.getvalue(), "image/jpeg")


def status(browser: Client, address: str) -> int:
    answer = browser.get(address)
    b"".join(
        answer.streaming_content if answer.streaming else ()
    )  # read to the end, a file is closed
    return answer.status_code


def send(phone: Client, **words: str):
    key = phone.get("/wishes/new/send/").context["form"]["key"].value()
    return phone.post(
        "/wishes/new/send/", {"meeting": "station", "agreed": "on", "key": key, **words}
    )


def test_three_questions_make_a_wish_with_its_consent(cast, phone):
    assert (
        phone.post("/wishes/new/", {**WHAT, "photos": photo()}).headers["Location"]
        == "/wishes/new/whom/"
    )
    assert phone.post("/wishes/new/whom/", FOR_ME).headers["Location"] == "/wishes/new/send/"
    assert WHAT["text"] in phone.get("/wishes/new/send/").content.decode()
    sent = send(phone)
    wish = Wish.objects.get()
    assert sent.headers["Location"] == f"/wishes/{wish.pk}/?sent"
    assert (wish.text, wish.estimate, wish.band, wish.channel) == (
        WHAT["text"],
        60,
        "60s",
        Channel.ONLINE,
    )
    assert (wish.consent.holds, wish.for_person.user_id, wish.photos.count()) == (
        True,
        cast.users.resident.pk,
        1,
    )
    assert "凤池社区居委会" in phone.get(sent.headers["Location"]).content.decode()


def test_sent_twice_it_is_one_wish(cast, phone):
    phone.post("/wishes/new/", WHAT)
    phone.post("/wishes/new/whom/", FOR_ME)
    key = phone.get("/wishes/new/send/").context["form"]["key"].value()
    answers = [
        phone.post("/wishes/new/send/", {"meeting": "station", "agreed": "on", "key": key})
        for _press in range(2)
    ]
    assert (Wish.objects.count(), [answer.status_code for answer in answers]) == (1, [302, 302])


def test_for_somebody_else_the_station_asks_them(cast, phone):
    phone.post("/wishes/new/", WHAT)
    phone.post(
        "/wishes/new/whom/",
        {"whom": "other", "name": "许阿婆", "phone": "13805950009", "band": "80s"},
    )
    send(phone)
    wish = Wish.objects.get()
    assert (wish.consent, wish.posted_by.user_id, wish.for_person.name) == (
        None,
        cast.users.resident.pk,
        "许阿婆",
    )
    assert wish.text.endswith("许阿婆 13805950009")


def test_the_cap_is_said_before_it_is_sent_and_what_was_typed_is_kept(cast, phone):
    page = phone.post("/wishes/new/", {**WHAT, "estimate": "900"})
    assert (
        page.status_code,
        WHAT["text"] in page.content.decode(),
        "500" in page.content.decode(),
    ) == (422, True, True)


@pytest.mark.parametrize(
    ("field", "value"),
    [("kind", ""), ("kind", "nonsense"), ("text", " "), ("estimate", "-1"), ("text", "长" * 2001)],
)
def test_what_is_missing_is_said_beside_the_question(cast, phone, field, value):
    page = phone.post("/wishes/new/", {**WHAT, field: value})
    assert (page.status_code, field in page.context["form"].errors) == (422, True)


def test_without_a_neighbourhood_it_is_asked_for_first(cast):
    assert Client().get("/wishes/new/").headers["Location"] == "/places/?next=/wishes/new/"


def test_whoever_is_not_signed_in_keeps_the_draft_and_is_led_to_sign_in(cast):
    visitor = Client()
    visitor.cookies["place"] = cast.places.neighbourhood.code
    visitor.post("/wishes/new/", WHAT)
    visitor.post("/wishes/new/whom/", FOR_ME)
    page = visitor.get("/wishes/new/send/").content.decode()
    assert "/sign-in/?next=/wishes/new/send/" in page
    visitor.post("/wishes/new/send/", {"meeting": "station", "agreed": "on", "key": str(uuid4())})
    assert Wish.objects.count() == 0


def test_the_wisher_sees_their_words_and_the_claimer_does_not(cast):
    wish = claimed(cast)
    own = at_phone(cast.users.resident).get(f"/wishes/{wish.pk}/").content.decode()
    assert TEXT in own
    taken = at_phone(cast.users.neighbour).get(f"/wishes/{wish.pk}/").content.decode()
    assert [word for word in ("林秀英", "13805950001", "502", "王小明") if word in taken] == []
    assert all(word in taken for word in ("林**", TITLE, "0595-23500000", "已经送到"))


def test_a_stranger_sees_the_public_side_and_is_asked_to_sign_in(cast):
    wish = published(cast)
    answer = Client().get(f"/wishes/{wish.pk}/claim/")
    assert answer.headers["Location"] == f"/sign-in/?next=%2Fwishes%2F{wish.pk}%2Fclaim%2F"


def test_claiming_by_the_form_makes_it_theirs(cast):
    wish = published(cast)
    phone = at_phone(cast.users.neighbour)
    form = phone.get(f"/wishes/{wish.pk}/claim/").context["attempt"].form
    assert (form["name"].value(), form["phone"].value()) == ("李春梅", "13900000002")
    told = {
        "version": wish.version,
        "key": str(uuid4()),
        "capacity": "volunteer",
        "name": "李春梅",
        "phone": "13900000002",
        "open_to": 0,
    }
    assert phone.post(f"/wishes/{wish.pk}/claim/", told).status_code == 302
    assert (now_of(wish).state, TITLE in phone.get("/wishes/claims/").content.decode()) == (
        State.CLAIMED,
        True,
    )


def test_who_comes_second_is_thanked_and_led_on(cast):
    wish = published(cast)
    actions.claim(now_of(wish), actor=cast.actors.sharer, pledge=pledge("周志强"))
    told = {
        "version": wish.version,
        "key": str(uuid4()),
        "capacity": "volunteer",
        "name": "李春梅",
        "phone": "13900000002",
        "open_to": 0,
    }
    page = at_phone(cast.users.neighbour).post(f"/wishes/{wish.pk}/claim/", told)
    assert (page.status_code, "谢谢您愿意帮忙" in page.content.decode()) == (409, True)
    assert "周志强" not in page.content.decode()


def test_the_address_is_shown_once_it_was_agreed_to_and_the_look_is_kept(cast):
    wish = published(cast, shows=shown(meeting="home", is_address_released=True))
    actions.claim(wish, actor=cast.actors.neighbour, pledge=pledge())
    phone = at_phone(cast.users.neighbour)
    assert "3栋502" not in phone.get(f"/wishes/{wish.pk}/").content.decode()
    assert "3栋502" in phone.post(f"/wishes/{wish.pk}/address/").content.decode()
    assert [(look.what, look.user_id) for look in Access.objects.all()] == [
        ("address", cast.users.neighbour.pk)
    ]
    assert at_phone(cast.users.stranger).post(f"/wishes/{wish.pk}/address/").status_code == 403


def test_whoever_takes_the_consent_back_hides_the_address_from_who_took_it_on(cast):
    wish = published(cast, shows=shown(meeting="home", is_address_released=True))
    actions.claim(wish, actor=cast.actors.neighbour, pledge=pledge())
    phone = at_phone(cast.users.neighbour)
    people.withdraw_consent(now_of(wish).consent, actor=SYSTEM)
    assert phone.post(f"/wishes/{wish.pk}/address/").status_code == 403
    assert f"/wishes/{wish.pk}/address/" not in phone.get(f"/wishes/{wish.pk}/").content.decode()
    assert Access.objects.count() == 0


def test_at_the_station_nobody_learns_the_address(cast):
    wish = claimed(cast)
    assert at_phone(cast.users.neighbour).post(f"/wishes/{wish.pk}/address/").status_code == 403


@pytest.mark.parametrize("stage", [posted, asked, published, claimed, fulfilled, confirmed])
def test_the_own_page_and_the_list_stand_in_every_state(cast, stage):
    wish = stage(cast)
    phone = at_phone(cast.users.resident)
    assert phone.get(f"/wishes/{wish.pk}/").status_code == 200
    assert wish.title in phone.get("/mine/").content.decode()


def test_photos_of_the_wisher_stay_inside(cast, phone):
    phone.post("/wishes/new/", {**WHAT, "photos": photo()})
    phone.post("/wishes/new/whom/", FOR_ME)
    send(phone)
    wish = Wish.objects.get()
    from jinlin.core.files import uploads

    [upload] = uploads.of(wish.photos.get())
    assert (status(phone, upload.url), status(Client(), upload.url)) == (200, 404)
    wish = actions.publish(
        wish, actor=cast.actors.clerk, shown=shown(photos=[wish.photos.get().pk])
    )
    assert status(Client(), upload.url) == 200


def test_a_claimer_is_told_without_a_word_of_who_it_is(cast):
    wish = fulfilled(cast)
    actions.dispute(wish, actor=cast.actors.resident, reason="林秀英奶奶没有见到被子")
    [message] = Message.objects.filter(user=cast.users.neighbour)
    assert [word for word in ("林", "秀英", "奶奶") if word in message.title + message.body] == []


def test_the_wisher_hears_and_the_unit_hears(cast):
    wish = claimed(cast)
    events = set(Message.objects.filter(user=cast.users.resident).values_list("event", flat=True))
    assert events == {"wishes.publish", "wishes.claim"}
    assert "wishes.post" in set(
        Message.objects.filter(user=cast.users.clerk).values_list("event", flat=True)
    )
    assert wish.state == State.CLAIMED
