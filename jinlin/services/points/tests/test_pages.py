"""What do people find on the pages of points, and how many statements does it cost?"""

from datetime import timedelta
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jinlin.ground.places.queries import COOKIE
from jinlin.services.points import actions
from jinlin.services.points.actions import Wanted
from jinlin.services.points.models import Account, Head, Order, Transfer
from jinlin.services.points.tests.cast import (
    COUNTY,
    DAY,
    at,
    at_desk,
    at_phone,
    fresh,
    item,
    rich,
    served,
)

HEADS = "/points/heads/"


def text_of(page):
    assert page.status_code == 200, page.status_code
    return page.content.decode()


@pytest.fixture
def published(cast):
    """The day before has a head."""
    with at(10, day=DAY - timedelta(days=1)):
        transfer = served(cast, cast.one)
    with at(9):
        actions.publish_heads(COUNTY)
    return transfer


@pytest.mark.one_engine
def test_a_stranger_reads_the_head_of_each_day_and_checks_one_that_they_kept(cast, published):
    head = Head.objects.get()
    with at(9):
        page = text_of(Client().get(HEADS))
        assert head.hash in page
        kept = Client().get(HEADS, {"kept": f"  {head.hash[:32].upper()} {head.hash[32:]} "})
        assert kept.context["kept"].stands
        assert Client().get("/api/v1/points/heads", {"county": COUNTY}).json()["items"] == [
            {"day": "2025-04-17", "seq": 1, "hash": head.hash, "count": 1, "amount": 20}
        ]
        unknown = Client().get(HEADS, {"kept": "0" * 64}).context["kept"]
    assert (unknown.is_known, unknown.stands) == (False, False)


def test_whoever_kept_one_sees_that_a_row_was_altered_in_the_file(cast, published):
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER IF EXISTS points_transfer_no_update ON points_transfer") if (
            connection.vendor == "postgresql"
        ) else cursor.execute("DROP TRIGGER IF EXISTS points_transfer_no_update")
        cursor.execute("UPDATE points_transfer SET amount = amount + 1 WHERE seq = 1")
    with at(9):
        kept = Client().get(HEADS, {"kept": published.hash}).context["kept"]
    assert (kept.is_known, kept.stands) == (True, False)


@pytest.mark.one_engine
def test_one_person_s_month_is_a_statement_with_a_way_to_each_line(cast):
    with at(10, day=DAY - timedelta(days=40)):
        before = served(cast, cast.one, 60)
    with at(10):
        now = served(cast, cast.one)
        phone = at_phone(cast.users.resident)
        page = phone.get("/points/me/")
        told = page.context["statement"]
        assert (told.opening, told.came, told.went, told.closing) == (10, 20, 0, 30)
        assert [line.pk for line in told.lines] == [now.pk]
        assert f"/points/me/lines/{now.pk}/" in text_of(page)
        last = phone.get("/points/me/", {"month": "2025-03"}).context["statement"]
        assert (last.opening, last.came, [line.pk for line in last.lines]) == (0, 10, [before.pk])
        assert "120" in text_of(phone.get(f"/points/me/lines/{now.pk}/"))
        assert at_phone(cast.users.neighbour).get(f"/points/me/lines/{now.pk}/").status_code == 404


@pytest.mark.one_engine
def test_ordered_on_the_phone_it_is_handed_out_by_its_code_once(cast):
    with at(10):
        rich(cast, cast.one, 40)
        phone, address = at_phone(cast.users.resident), f"/points/items/{cast.item.pk}/"
        key = phone.get(address).context["form"]["key"].value()
        first, again = (phone.post(address, {"key": key, "count": "1"}) for _time in range(2))
        assert (first.status_code, first.url, Order.objects.count()) == (302, again.url, 1)
        order = Order.objects.get()
        assert order.code[:4] in text_of(phone.get(first.url))
        keeper = at_desk(cast.users.keeper)
        sent = {"version": order.version, "key": str(uuid4()), "received_by": "delegate"}
        keeper.post(f"/desk/points/orders/{order.pk}/hand_out/", sent)
        again = keeper.post(f"/desk/points/orders/{order.pk}/hand_out/", {**sent, "key": uuid4()})
        assert again.status_code == 409
    assert (fresh(order).state, fresh(cast.one).balance) == ("handed_out", 20)


@pytest.mark.one_engine
def test_the_public_pages_name_nobody_who_served(cast, published):
    with at(9):
        pages = ("/points/", HEADS, "/points/stores/", f"/points/stores/{cast.store.pk}/")
        neighbour = Client()
        neighbour.cookies[COOKIE] = cast.store.place.code
        texts = [text_of(neighbour.get(address)) for address in pages]
    assert [cast.users.resident.name in text for text in texts] == [False] * 4


@pytest.mark.one_engine
def test_who_chose_no_neighbourhood_is_asked_for_it_where_there_are_several_counties(cast):
    for address in ("/points/", "/points/stores/"):
        asked = Client().get(address)
        assert (asked.status_code, asked.url) == (302, f"/places/?next={quote(address, safe='')}")


def counted(client, address):
    with CaptureQueriesContext(connection) as asked:
        text_of(client.get(address))
    return len(asked)


def more(cast):
    """Two more of each: transfers, orders, items, accounts, reversals."""
    for name in ("面粉", "食用油"):
        one = item(cast, name=name)
        actions.order(cast.one, Wanted(one), actor=cast.actors.resident)
    for account in (cast.two, cast.three):
        served(cast, account)
    for transfer in Transfer.objects.filter(kind="earn", reversals=None).order_by("seq")[:2]:
        actions.propose(transfer, reason="记错了", actor=cast.actors.keeper)


@pytest.mark.one_engine
def test_lists_of_one_and_of_three_cost_as_many_statements(cast):
    with at(10):
        rich(cast, cast.one, 200)
        actions.order(cast.one, Wanted(cast.item), actor=cast.actors.resident)
        last = Transfer.objects.order_by("-seq").first()
        actions.propose(last, reason="重复", actor=cast.actors.keeper)
        phone, lead = at_phone(cast.users.resident), at_desk(cast.users.lead)
        phone.cookies[COOKIE] = cast.store.place.code
        pages = {
            "/points/": phone,
            "/points/stores/": phone,
            f"/points/stores/{cast.store.pk}/": phone,
            "/points/me/": phone,
            "/desk/points/orders/": lead,
            "/desk/points/reversals/": lead,
            "/desk/points/stock/": lead,
            f"/desk/points/accounts/{cast.one.pk}/": lead,
        }
        for address, client in pages.items():
            client.get(address)
        before = {address: counted(client, address) for address, client in pages.items()}
        more(cast)
        after = {address: counted(client, address) for address, client in pages.items()}
    assert after == before
    assert Account.objects.filter(kind="person").count() == 3
