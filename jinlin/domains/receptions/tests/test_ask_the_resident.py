"""Does the resident, and nobody else, say whether it is solved: on the portal, on the screen, by a
text message, on paper?
"""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from jinlin.domains.receptions import actions
from jinlin.domains.receptions.lifecycle import ConversationState
from jinlin.domains.receptions.models import Conversation, How
from jinlin.domains.receptions.tests.cast import (
    ANSWER,
    FRIDAY,
    SAID,
    Cast,
    answered,
    at,
    at_desk,
    at_phone,
    now_of,
    walked_in,
)

STATEMENTS = {"talk": 8, "booking": 7}  # one asks whether whoever looks answered


@pytest.fixture(autouse=True)
def friday():
    with at(FRIDAY, 16):
        yield


def send(browser: Client, page: str, **told: str) -> Any:
    """What the page shows, with what is said besides."""
    form = browser.get(page).context["attempt"].form
    return browser.post(
        page, {**{name: str(form[name].value() or "") for name in ("version", "key")}, **told}
    )


def stands(talk: Conversation) -> tuple[str, str, bool | None]:
    now = now_of(talk)
    return now.state, now.confirmed_how, now.is_solved


@pytest.mark.one_engine
def test_on_the_portal_it_is_two_taps(cast: Cast) -> None:
    talk, browser = answered(cast), at_phone(cast.users.resident)
    page = browser.get(reverse("receptions:booking", args=[talk.booking_id])).text
    assert [
        words
        for words in (ANSWER, SAID, reverse("receptions:say", args=[talk.pk, "confirm"]))
        if words not in page
    ] == []
    send(browser, reverse("receptions:say", args=[talk.pk, "confirm"]))
    assert stands(talk) == (ConversationState.CONFIRMED, How.PORTAL, True)


@pytest.mark.one_engine
def test_not_solved_becomes_an_appeal_with_the_resident_s_words(cast: Cast) -> None:
    talk = answered(cast)
    send(
        at_phone(cast.users.resident),
        reverse("receptions:say", args=[talk.pk, "dispute"]),
        comment="只换了一个",
    )
    assert (stands(talk), now_of(talk).comment) == (
        (ConversationState.DISPUTED, How.PORTAL, None),
        "只换了一个",
    )


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("move", "state"),
    [("confirm", ConversationState.CONFIRMED), ("dispute", ConversationState.DISPUTED)],
)
def test_on_the_screen_that_staff_hand_over_one_press_is_enough(
    cast: Cast, move: str, state: str
) -> None:
    talk, browser = answered(cast), at_desk(cast.users.clerk)
    screen = browser.post(reverse("receptions:hand_over", args=[talk.pk])).url
    assert send(browser, screen, move=move).url == reverse("receptions:thanks", args=["screen"])
    assert stands(talk)[:2] == (state, How.SCREEN)


@pytest.mark.one_engine
def test_the_screen_shows_this_conversation_and_leads_nowhere(cast: Cast) -> None:
    talk, browser = answered(cast), at_desk(cast.users.clerk)
    page = browser.get(browser.post(reverse("receptions:hand_over", args=[talk.pk])).url).text
    assert [words for words in (SAID, ANSWER) if words not in page] == []
    assert [
        words
        for words in ("王小梅", "王**", "13800000001", "/desk/", 'href="/', "郑秀云")
        if f'"{words}' in page or words in page.partition("<main")[2]
    ] == []


@pytest.mark.one_engine
def test_the_link_in_the_text_message_works_once_and_without_signing_in(cast: Cast) -> None:
    talk = answered(cast)
    page = reverse("receptions:confirm", args=[actions.send_link(talk, actor=cast.actors.clerk)])
    stranger = Client()
    assert send(stranger, page, move="confirm", comment="谢谢").url == reverse(
        "receptions:thanks", args=["link"]
    )
    assert (stands(talk), stranger.get(page).status_code) == (
        (ConversationState.CONFIRMED, How.SMS, True),
        409,
    )


@pytest.mark.one_engine
def test_a_link_for_the_screen_opens_nothing_else(cast: Cast) -> None:
    talk = answered(cast)
    raw = actions.hand_over_screen(talk, actor=cast.actors.clerk)
    browser = Client()
    found = [
        browser.get(reverse("receptions:confirm", args=[raw])),
        browser.get(reverse("receptions:booking", args=[talk.booking_id])),
    ]
    assert [page.status_code for page in found] == [404, 404]
    assert (
        browser.post(reverse("receptions:screen", args=[raw]), {"move": "withdraw"}).status_code
        == 404
    )


@pytest.mark.one_engine
def test_what_was_typed_is_kept_when_it_was_answered_meanwhile(cast: Cast) -> None:
    talk = answered(cast)
    page = reverse("receptions:confirm", args=[actions.send_link(talk, actor=cast.actors.clerk)])
    form = Client().get(page).context["attempt"].form
    actions.confirm(now_of(talk), how=How.PORTAL, actor=cast.actors.resident)
    told = {
        "version": str(form["version"].value()),
        "key": str(uuid4()),
        "move": "dispute",
        "comment": "只换了一个",
    }
    refused = Client().post(page, told)
    assert (refused.status_code, "只换了一个" in refused.text, stands(talk)[0]) == (
        409,
        True,
        ConversationState.CONFIRMED,
    )


@pytest.mark.one_engine
def test_staff_note_what_stands_signed_on_paper(cast: Cast) -> None:
    talk, browser = answered(cast), at_desk(cast.users.lead)
    sheet = browser.get(reverse("receptions:sheet", args=[talk.pk])).text
    assert [words for words in (SAID, ANSWER, "签名") if words not in sheet] == []
    send(browser, reverse("receptions:talk_move", args=[talk.pk, "confirm"]))
    assert stands(talk) == (ConversationState.CONFIRMED, How.PAPER, True)


@pytest.mark.one_engine
def test_whoever_answered_does_not_note_that_the_resident_agreed(cast: Cast) -> None:
    talk, browser = answered(cast), at_desk(cast.users.clerk)
    for move in ("confirm", "dispute"):
        way = reverse("receptions:talk_move", args=[talk.pk, move])
        assert browser.get(way).status_code == 403
    assert stands(talk)[0] == ConversationState.ANSWERED


@pytest.mark.one_engine
def test_whoever_only_sits_there_cannot_speak_for_the_resident(cast: Cast) -> None:
    talk = answered(cast)
    browser = at_desk(cast.users.sitter)
    ways = [reverse(f"receptions:{name}", args=[talk.pk]) for name in ("hand_over", "send_link")]
    assert [
        browser.post(way).status_code
        for way in (*ways, reverse("receptions:talk_move", args=[talk.pk, "confirm"]))
    ] == [403] * 3


@pytest.mark.one_engine
def test_without_a_phone_the_text_message_is_not_offered_and_not_sent(cast: Cast) -> None:
    turn, browser = walked_in(cast), at_desk(cast.users.clerk)
    talk = actions.answer(
        actions.begin(turn, text=SAID, actor=cast.actors.clerk),
        answer=ANSWER,
        actor=cast.actors.clerk,
    )
    way = reverse("receptions:send_link", args=[talk.pk])
    assert way not in browser.get(reverse("receptions:talk", args=[talk.pk])).text
    assert (
        "没有留" in browser.post(way, follow=True).text
        or "电话" in browser.post(way, follow=True).text
    )


@pytest.mark.one_engine
@pytest.mark.parametrize("further", [0, 2])
def test_the_pages_cost_the_same_however_long_the_trail(
    cast: Cast, django_assert_num_queries, further: int
) -> None:
    talk = answered(cast)
    for _more in range(further):
        actions.hand_over_screen(talk, actor=cast.actors.clerk)
    pages = {
        "talk": (at_desk(cast.users.clerk), reverse("receptions:talk", args=[talk.pk])),
        "booking": (
            at_phone(cast.users.resident),
            reverse("receptions:booking", args=[talk.booking_id]),
        ),
    }
    for name, (browser, page) in pages.items():
        browser.get(page)
        with django_assert_num_queries(STATEMENTS[name]):
            browser.get(page)


def test_a_link_that_was_sent_stands_nowhere_in_clear(cast: Cast) -> None:
    raw = actions.send_link(answered(cast), actor=cast.actors.clerk)
    stored = {}
    with connection.cursor() as cursor:
        for table in ("notices_message", "notices_delivery", "documents_onetimelink"):
            cursor.execute(f"SELECT * FROM {table}")
            stored[table] = cursor.fetchall()
    assert (len(stored["notices_message"]) > 0, raw in repr(stored)) == (True, False)
