"""What do people find on the pages of pacts, and how many statements does it cost?"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jinlin.core.time import clock
from jinlin.domains.pacts import actions
from jinlin.domains.pacts.models import Comment, Pact, Talk
from jinlin.domains.pacts.queries.listed import waiting
from jinlin.domains.pacts.tests.cast import (
    CARRIED,
    CLAUSES,
    commenting,
    drafted,
    in_force,
    now_of,
    said,
    texts_of,
    voting,
)
from jinlin.ground.accounts.tests.county import at_desk, at_phone

pytestmark = pytest.mark.one_engine

BOARD = "/desk/pacts/"


@pytest.fixture
def desk(cast):
    return at_desk(cast.users.clerk)


@pytest.fixture
def phone(cast):
    return at_phone(cast.users.resident)


def test_a_draft_is_begun_once_however_often_the_form_arrives(cast, desk):
    page = desk.get(f"{BOARD}new/")
    told = {
        "key": page.context["form"]["key"].value(),
        "place": cast.places.neighbourhood.code,
        "title": "凤池新村公约",
    }
    first, again = (desk.post(f"{BOARD}new/", told) for _time in range(2))
    pact = Pact.objects.get()
    assert [answer.headers["Location"] for answer in (first, again)] == [
        f"{BOARD}{pact.pk}/text/"
    ] * 2


def test_the_text_is_written_and_what_crosses_is_shown_and_kept(cast, desk):
    pact = drafted(cast)
    form = desk.get(f"{BOARD}{pact.pk}/text/").context["form"]
    typed = {field.html_name: field.value() or "" for field in form}
    key = next(name for name in typed if name.startswith("text-") and typed[name] == CLAUSES[0])
    mine = {**typed, key: "楼道不放任何东西。", "text-new-1": "垃圾分类投放。"}
    assert desk.post(f"{BOARD}{pact.pk}/text/", mine).status_code == 302
    assert texts_of(pact) == ["楼道不放任何东西。", *CLAUSES[1:], "垃圾分类投放。"]
    theirs = {**typed, "key": str(uuid4()), key: "楼道只放鞋柜。"}
    answer = desk.post(f"{BOARD}{pact.pk}/text/", theirs)
    assert (answer.status_code, "楼道只放鞋柜。" in answer.content.decode()) == (409, True)
    assert Comment.objects.get().text == "楼道只放鞋柜。"


def test_a_resident_has_their_say_in_two_taps_and_reads_the_answer(cast, phone, desk):
    pact = commenting(cast)
    address = f"/pacts/{pact.pk}/comment/"
    form = phone.get(address).context["form"]
    told = {"key": form["key"].value(), "text": "宠物要牵绳。", "clause": ""}
    assert phone.post(address, told).status_code == 302
    assert phone.post(address, told).status_code == 302
    comment = Comment.objects.get()
    assert "待答复" in phone.get(f"/pacts/{pact.pk}/").content.decode()
    answer = {f"{comment.pk}-answer": "not_taken", f"{comment.pk}-reason": "已有规定"}
    desk.post(f"{BOARD}{pact.pk}/comments/{comment.pk}/", answer)
    assert "已有规定" in at_phone(cast.users.neighbour).get(f"/pacts/{pact.pk}/").content.decode()


def test_nobody_reads_a_draft_before_it_is_open_for_comment(cast, phone):
    pact = drafted(cast)
    assert phone.get(f"/pacts/{pact.pk}/").status_code == 404
    assert pact.title not in phone.get("/pacts/").content.decode()


def test_a_pact_is_found_by_its_neighbourhood(cast, client):
    pact = in_force(cast)
    page = client.get("/pacts/", {"q": pact.place.name})
    assert [each.pk for each in page.context["cards"]] == [pact.pk]
    page = client.get("/pacts/", {"q": "没有这个小区"})
    assert page.context["cards"] == []
    assert "没有找到这个地方的公约" in page.text


def test_the_page_shows_the_text_of_any_day(cast, phone):
    pact = in_force(cast, clock.today() + timedelta(days=3))
    before = phone.get(f"/pacts/{pact.pk}/?on={clock.today():%Y-%m-%d}").content.decode()
    then = clock.today() + timedelta(days=3)
    after = phone.get(f"/pacts/{pact.pk}/?on={then:%Y-%m-%d}").content.decode()
    assert (CLAUSES[0] in before, CLAUSES[0] in after) == (False, True)


def test_a_talk_is_read_by_those_who_were_in_it_and_counted_for_all(cast, desk, phone):
    pact = in_force(cast)
    told = {
        "key": desk.get(f"{BOARD}{pact.pk}/talks/").context["form"]["key"].value(),
        "clause_number": "1",
        "talked_on": f"{clock.today():%Y-%m-%d}",
        "parties": f"王小梅 {cast.users.resident.phone}",
        "words": "楼道里的鞋柜搬走了。",
        "outcome": "agreed",
    }
    for _time in range(2):
        assert desk.post(f"{BOARD}{pact.pk}/talks/", told).status_code == 302
    talk = Talk.objects.get()
    stranger = at_phone(cast.users.neighbour)
    assert list(Talk.objects.visible_to(cast.actors.neighbour)) == []
    assert (talk.outcome, talk.edition) == ("agreed", 1)
    assert "鞋柜" in phone.get("/pacts/talks/").content.decode()
    assert "鞋柜" not in stranger.get("/pacts/talks/").content.decode()
    assert "违约谈心1次" in stranger.get(f"/pacts/{pact.pk}/").content.decode()
    assert "鞋柜" not in stranger.get(f"/pacts/{pact.pk}/").content.decode()


def test_a_move_is_made_from_its_page_and_a_stale_one_keeps_what_was_typed(cast):
    pact = voting(cast)
    lead = at_desk(cast.users.community_lead)
    address = f"{BOARD}{pact.pk}/adopt/"
    form = lead.get(address).context["attempt"].form
    told = {
        **{
            name: str(getattr(CARRIED, name))
            for name in ("eligible", "present", "in_favour", "against")
        },
        "since": f"{clock.today():%Y-%m-%d}",
        "version": form["version"].value(),
        "key": form["key"].value(),
    }
    actions.drop(now_of(pact), reason="先不定了", actor=cast.actors.clerk)
    answer = lead.post(address, told)
    assert (answer.status_code, "先不定了" in answer.content.decode()) == (409, True)


def test_a_number_that_does_not_carry_is_refused_beside_the_form(cast):
    pact = voting(cast)
    lead = at_desk(cast.users.community_lead)
    address = f"{BOARD}{pact.pk}/adopt/"
    form = lead.get(address).context["attempt"].form
    told = {
        "eligible": "100",
        "present": "40",
        "in_favour": "40",
        "against": "0",
        "since": f"{clock.today():%Y-%m-%d}",
        "version": form["version"].value(),
        "key": form["key"].value(),
    }
    answer = lead.post(address, told)
    assert (answer.status_code, "没有过半" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("address", [f"{BOARD}?state=all", "/pacts/"])
def test_a_list_costs_the_same_with_one_and_with_three_rows(cast, desk, address):
    drafted(cast)
    actions.publish(
        Pact.objects.get(), until=clock.today() + timedelta(days=7), actor=cast.actors.clerk
    )
    one = _statements(desk, address)
    for place in ("second_neighbourhood", "community"):
        pact = drafted(cast, place)
        actions.publish(pact, until=clock.today() + timedelta(days=7), actor=cast.actors.clerk)
        said(cast, pact)
    assert _statements(desk, address) == one


def test_what_waits_names_the_next_step(cast, desk):
    pact = drafted(cast)
    page = desk.get("/desk/").content.decode()
    assert (pact.title in page, "公开征求意见" in page) == (True, True)


def _statements(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as told:
        assert client.get(address).status_code == 200
    return len(told)


def test_the_text_sent_twice_adds_a_new_clause_once(cast, desk):
    pact = drafted(cast)
    form = desk.get(f"{BOARD}{pact.pk}/text/").context["form"]
    typed = {field.html_name: field.value() or "" for field in form}
    for _time in range(2):
        assert (
            desk.post(f"{BOARD}{pact.pk}/text/", {**typed, "text-new-1": "垃圾分类。"}).status_code
            == 302
        )
    assert texts_of(pact) == [*CLAUSES, "垃圾分类。"]


def test_a_review_waits_from_a_month_before_its_day(cast, desk):
    pact = in_force(cast)
    with clock.set_to(clock.at(pact.review_on - timedelta(days=20), 10)):
        soon = [row.pk for row in waiting(cast.actors.clerk).rows]
    with clock.set_to(clock.at(pact.review_on - timedelta(days=60), 10)):
        early = [row.pk for row in waiting(cast.actors.clerk).rows]
    assert (soon, early) == ([pact.pk], [])


@pytest.mark.parametrize("strange", ["nonsense", "0190a5a0-0000-7000-8000-000000000000"])
def test_a_clause_that_is_none_is_refused_and_the_words_stay(cast, phone, strange):
    pact = commenting(cast)
    address = f"/pacts/{pact.pk}/comment/"
    key = phone.get(address).context["form"]["key"].value()
    answer = phone.post(address, {"key": key, "text": "宠物要牵绳。", "clause": strange})
    assert (answer.status_code, Comment.objects.count()) == (422, 0)
    assert "宠物要牵绳。" in answer.content.decode()
