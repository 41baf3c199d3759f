"""Do the pages of service days show what is right, and take what is tapped?"""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jinlin.core.time import clock
from jinlin.domains.servicedays import actions
from jinlin.domains.servicedays.deadlines import Rhythm, Rule
from jinlin.domains.servicedays.models import HelpAsk, Series, Session, Stop, Tally, Vehicle
from jinlin.domains.servicedays.tests.cast import (
    FRIDAY,
    MONDAY,
    asked,
    at,
    at_desk,
    at_phone,
    held,
    now_of,
    opened,
    planned,
    shift,
    terms,
)
from jinlin.services.seats import codes
from jinlin.services.seats.models import Presence, Scan, Seat

pytestmark = pytest.mark.django_db
PLACE = "350526100001001"


def sent(client, name, told, *args, hour=9, day=MONDAY):
    with at(hour, day=day):
        return client.post(
            reverse(f"servicedays:{name}", args=args), {"key": uuid4(), **told}, follow=True
        )


def read(client, name, *args, hour=9, day=MONDAY):
    with at(hour, day=day):
        return client.get(reverse(f"servicedays:{name}", args=args))


@pytest.mark.one_engine
def test_every_page_opens_and_names_nobody_in_full(cast, client):
    row = shift(cast)
    with at(9, day=MONDAY):
        actions.sign_up(row, cast.one, actor=cast.actors.resident)
    ask, desk = asked(cast), at_desk(cast.users.organiser)
    for name, *args in (
        ("board",),
        ("new",),
        ("desk_vehicles",),
        ("new_stop",),
        ("helps",),
        ("help_one", ask.pk),
        ("help_move", ask.pk, "release"),
        ("series_one", cast.series.pk),
        ("session", row.session_id),
        ("screen", row.session_id),
        ("sheet", row.session_id),
        ("session_move", row.session_id, "cancel"),
    ):
        answer = read(desk, name, *args)
        assert (name, answer.status_code) == (name, 200)
        if name not in {"help_one", "help_move"}:
            assert "王小梅" not in answer.content.decode(), name
    for name, *args in (
        ("all",),
        ("neighbourhood", PLACE),
        ("day", row.session_id),
        ("vehicles",),
        ("feed", PLACE),
    ):
        answer = read(client, name, *args)
        assert (name, answer.status_code) == (name, 200)
        assert "王小梅" not in answer.content.decode(), name


@pytest.mark.one_engine
def test_a_volunteer_signs_up_in_two_taps_and_gives_up_in_one(cast):
    row, client = shift(cast), at_phone(cast.users.resident)
    page = read(client, "day", row.session_id)
    assert reverse("servicedays:shift", args=[row.pk, "sign-up"]) in page.content.decode()
    sent(client, "shift", {}, row.pk, "sign-up")
    assert Seat.objects.get().state == "taken"
    sent(at_phone(cast.users.neighbour), "shift", {}, row.pk, "sign-up")
    sent(client, "shift", {}, row.pk, "give-up")
    assert sorted(Seat.objects.values_list("state", flat=True)) == ["given_up", "offered"]
    sent(at_phone(cast.users.neighbour), "shift", {}, row.pk, "accept")
    assert sorted(Seat.objects.values_list("state", flat=True)) == ["given_up", "taken"]


@pytest.mark.one_engine
def test_a_duty_with_a_minimum_age_asks_for_the_year_where_one_signs_up(cast):
    row, client, person = shift(cast, youngest=18), at_phone(cast.users.resident), cast.one.person
    person.citizen_id, person.birth_year = "", None
    person.save(update_fields=["citizen_id", "birth_year"])
    page = read(client, "day", row.session_id).text
    assert ('name="birth_year"' in page, "须年满 18 周岁" in page) == (True, True)
    wrong = sent(client, "shift", {"birth_year": "2199"}, row.pk, "sign-up")
    assert (wrong.status_code, "请填写出生年份" in wrong.text) == (422, True)
    sent(client, "shift", {"birth_year": "1990"}, row.pk, "sign-up")
    person.refresh_from_db()
    assert (person.birth_year, Seat.objects.get().state) == (1990, "taken")


def check_in(client, session, told, *, minute=0, wait=0):
    with at(9, minute):
        code = codes.shown(session.unit, clock.now())
        address = reverse("servicedays:check_in", args=[session.pk, code])
    with at(9, minute + wait):
        page = client.get(address)
        if page.status_code != 200:
            return page
        return client.post(
            address, {"pass": page.context["ticket"], "key": page.context["key"], **told}
        )


@pytest.mark.one_engine
def test_whoever_scans_the_screen_is_noted_once_and_a_stale_code_is_over(cast, client):
    session, phone = opened(cast), at_phone(cast.users.resident)
    assert check_in(phone, session, {"come": ""}).context["receipt"].outcome == "counted"
    assert check_in(phone, session, {"come": ""}, minute=5).context["receipt"].outcome == "repeated"
    assert check_in(phone, session, {"leave": ""}, minute=50).context["receipt"].outcome == "left"
    assert check_in(client, session, {"come": ""}, wait=3).status_code == 422
    assert check_in(client, session, {"come": ""}).context["receipt"].outcome == "counted"
    assert (
        check_in(client, session, {"come": ""}, minute=9).context["receipt"].outcome == "repeated"
    )
    assert Presence.objects.count() == 2


@pytest.mark.one_engine
def test_a_pass_of_somebody_else_opens_nothing(cast, client):
    session, phone = opened(cast), at_phone(cast.users.resident)
    with at(9):
        code = codes.shown(session.unit, clock.now())
        address = reverse("servicedays:check_in", args=[session.pk, code])
        ticket = phone.get(address).context["ticket"]
        assert client.post(address, {"pass": ticket, "key": uuid4()}).status_code == 422
    assert Presence.objects.count() == 0


def entry(client, told, *, hour=9, day=FRIDAY):
    with at(hour, day=day):
        now = clock.now().isoformat()
        body = json.dumps({"id": str(uuid4()), "said_at": now, "sent_at": now, **told}, default=str)
        return client.post(reverse("servicedays:entries"), body, content_type="application/json")


@pytest.mark.one_engine
def test_what_a_phone_kept_is_answered_by_one_receipt_however_often_it_is_sent(cast):
    row, desk = shift(cast), at_desk(cast.users.organiser)
    with at(9, day=MONDAY):
        seat = actions.sign_up(row, cast.one, actor=cast.actors.resident)
    opened(cast)
    said = clock.at(FRIDAY, 9).isoformat()
    told = {"what": "arrive", "session": row.session_id, "seat": seat.pk, "id": str(uuid4())}
    first = entry(desk, {**told, "said_at": said}, hour=9)
    late = entry(at_desk(cast.users.organiser), {**told, "said_at": said}, hour=15)
    assert (first.status_code, late.status_code) == (200, 200)
    assert first.json() == late.json()
    assert (Scan.objects.count(), Presence.objects.count()) == (1, 1)
    desk = at_desk(cast.users.organiser)
    for what in ({"what": "tally", "kind": "law", "people": 3}, {"what": "visit", "ticket": "A7"}):
        assert entry(desk, {"session": row.session_id, **what}).status_code == 200
    assert Tally.objects.get().people == 3
    refused = [{"what": "visit"}, {"what": "tally", "kind": "x", "people": 1}, {"what": "x"}]
    for what in refused:
        assert entry(desk, {"session": row.session_id, **what}).status_code == 422
    assert entry(desk, {"what": "visit", "session": uuid4(), "ticket": "1"}).status_code == 404
    with at(9):
        answer = desk.post(
            reverse("servicedays:entries"), "no json", content_type="application/json"
        )
    assert answer.status_code == 422


@pytest.mark.one_engine
def test_an_organiser_furnishes_counts_closes_and_releases(cast):
    session, desk = opened(cast), at_desk(cast.users.organiser)
    sent(desk, "add", {"title": "义剪", "seats": 3}, session.pk, "shift", day=FRIDAY)
    stall = {"kind": "enterprise", "shown_as": "瓷都超市", "offers": "平价菜", "need": "桌子"}
    sent(desk, "add", stall, session.pk, "stall", day=FRIDAY)
    sent(desk, "met", {}, session.stalls.get().pk, day=FRIDAY)
    tap = {"kind": "haircut", "people": 5, "key": uuid4()}
    for _time in range(2):
        sent(desk, "add", tap, session.pk, "tally", day=FRIDAY)
    assert sent(desk, "add", {"people": 0}, session.pk, "tally", day=FRIDAY).status_code == 422
    version, desk = now_of(session).version, at_desk(cast.users.organiser)  # some hours later
    sent(desk, "session_move", {"version": version}, session.pk, "hold", hour=12, day=FRIDAY)
    sent(desk, "add", {"text": "热热闹闹"}, session.pk, "summary", hour=12, day=FRIDAY)
    before = read(at_phone(cast.users.resident), "day", session.pk, day=FRIDAY).content.decode()
    assert "热热闹闹" not in before
    sent(desk, "release", {}, session.pk, hour=12, day=FRIDAY)
    after = read(at_phone(cast.users.resident), "day", session.pk, day=FRIDAY).content.decode()
    assert "热热闹闹" in after
    assert now_of(session).people == 5
    assert session.stalls.get().is_met


@pytest.mark.one_engine
def test_a_series_is_set_up_changed_and_laid_out(cast):
    desk = at_desk(cast.users.organiser)
    told = {
        "place": cast.places.neighbourhood.pk,
        "organiser": cast.units.community.pk,
        "name": "邻里圩",
        "rule": "weekday",
        "day": 1,
        "nth": 2,
        "weekday": 5,
        "lunar_month": 8,
        "before": 1,
        "from_time": "09:00",
        "to_time": "11:00",
    }
    assert sent(desk, "new", {**told, "to_time": "08:00"}).status_code == 422
    sent(desk, "new", told)
    series = Series.objects.get(name="邻里圩")
    sent(desk, "series_one", {**told, "venue": "广场"}, series.pk)
    sent(desk, "lay_out", {}, series.pk)
    assert now_of(series).venue == "广场"
    assert Session.objects.filter(series=series).count() == 2


@pytest.mark.one_engine
def test_a_vehicle_comes_and_staff_book_for_somebody_without_a_phone(cast):
    vehicle = Vehicle.objects.create(
        county="350526",
        kind="hair",
        name="义剪一号车",
        driver="同心社工",
        organisation=cast.units.community,
    )
    desk = at_desk(cast.users.organiser)
    told = {
        "vehicle": vehicle.pk,
        "place": cast.places.neighbourhood.pk,
        "spot": "东门",
        "day": FRIDAY,
        "from_time": "09:00",
        "to_time": "10:00",
        "seats": 1,
    }
    sent(desk, "new_stop", told)
    assert sent(desk, "new_stop", told).status_code == 409
    stop = Stop.objects.get()
    sent(desk, "desk_book", {"name": "苏阿婆"}, stop.pk)
    sent(at_phone(cast.users.resident), "book", {}, stop.pk)
    assert list(Seat.objects.order_by("asked_at", "pk").values_list("state", flat=True)) == [
        "taken",
        "waiting",
    ]


@pytest.mark.one_engine
def test_a_neighbour_asks_and_only_released_words_are_public(cast, client):
    phone = at_phone(cast.users.resident)
    phone.cookies["place"] = PLACE
    told = {"kind": "repair", "text": "王小梅家灯管坏了", "wanted_on": MONDAY + timedelta(days=1)}
    sent(phone, "ask", told)
    row, desk = HelpAsk.objects.get(), at_desk(cast.users.organiser)
    sent(desk, "help_move", {"version": 1, "text": "换一支灯管"}, row.pk, "release")
    page = read(client, "neighbourhood", PLACE).content.decode()
    assert "换一支灯管" in page
    assert "王小梅" not in page
    other = at_phone(cast.users.neighbour)
    assert "王小梅" not in read(other, "help_own", row.pk).content.decode()
    sent(other, "help_own_move", {"version": now_of(row).version}, row.pk, "take")
    assert "王小梅家灯管坏了" in read(other, "help_own", row.pk).content.decode()
    assert now_of(row).state == "taken"


def test_lists_ask_the_same_however_long(cast):
    session, desk, asked_for = held(cast), at_desk(cast.users.organiser), []
    read(desk, "board")
    for _time in range(2):
        counts = []
        for name, *args in (("board",), ("helps",), ("session", session.pk)):
            with at(9, day=MONDAY), CaptureQueriesContext(connection) as found:
                desk.get(reverse(f"servicedays:{name}", args=args))
            counts.append(len(found))
        asked_for.append(counts)
        asked(cast)
        with at(9, day=MONDAY):
            actions.set_up(
                cast.places.second_neighbourhood,
                cast.units.community,
                actions.Terms("又一个圩日"),
                actor=cast.actors.lead,
            )
    assert asked_for[0] == asked_for[1]
    assert planned(cast).pk == session.pk


def table_of(answer):
    return b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()


@pytest.mark.one_engine
def test_the_board_and_the_days_leave_as_files(cast):
    held(cast)
    desk = at_desk(cast.users.organiser)
    board = table_of(read(desk, "export_csv"))
    assert [line.split(",")[0] for line in board] == ["小区", "凤池新村"]
    assert board[1].count("是") == 5  # the next day is not laid out yet
    with at(13):
        answer = at_desk(cast.users.organiser).get(
            reverse("servicedays:days_csv") + "?state=held&q=凤池"
        )
    days = table_of(answer)
    assert len(days) == 2
    assert days[1].split(",")[6:11] == ["已举行", "1", "0", "0", "150"]
    assert len(table_of(read(desk, "days_csv"))) == 1


def test_days_are_found_by_neighbourhood_and_state(cast):
    planned(cast)
    desk = at_desk(cast.users.organiser)
    with at(9, day=MONDAY):
        pages = [
            desk.get(reverse("servicedays:days") + query).content.decode()
            for query in ("", "?q=凤池", "?q=别处", "?state=held")
        ]
    assert ["凤池新村" in page for page in pages] == [True, True, False, False]
    with at(9, day=MONDAY):
        found = desk.post("/desk/search/", {"q": "凤池"}).content.decode()
    assert reverse("servicedays:series_one", args=[cast.series.pk]) in found


def test_the_form_of_a_series_shows_its_own_festival_and_keeps_it(cast):
    festival = Rhythm(Rule.FESTIVAL, day=5, lunar_month=5, before=3)
    with at(9, day=MONDAY):
        actions.change_series(
            cast.series, terms(cast, rhythm=festival), actor=cast.actors.organiser
        )
    desk = at_desk(cast.users.organiser)
    form = read(desk, "series_one", cast.series.pk).context["form"]
    typed = {name: form[name].value() for name in form.fields}
    told = {name: "" if value in (None, False) else value for name, value in typed.items()}
    answer = sent(desk, "series_one", {**told, "name": "端午近邻日"}, cast.series.pk)
    assert answer.status_code == 200, answer.context["form"].errors
    kept = now_of(cast.series)
    assert (kept.name, kept.rhythm) == ("端午近邻日", festival)


@pytest.mark.one_engine
def test_a_link_to_a_page_that_is_no_more_leads_to_the_first_page(cast):
    with at(9, day=MONDAY):
        answer = at_desk(cast.users.organiser).get("/desk/servicedays/?lacking&after=old")
    text = answer.content.decode()
    assert (answer.status_code, "回到第一页" in text) == (422, True)
    assert 'href="?lacking="' in text
