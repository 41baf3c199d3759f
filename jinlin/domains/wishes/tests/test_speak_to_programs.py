"""Can programs read the wall without a token, and make the desk's moves with one?"""

from datetime import timedelta
from typing import Any

from django.test import Client

from jinlin.core.actor import SYSTEM
from jinlin.core.time import clock
from jinlin.domains.wishes.tests.cast import TITLE, WORDS, claimed, now_of, posted, published
from jinlin.ground.accounts.actions import issue_token

WALL = "/api/v1/wishes"


def program(user: Any, *scopes: str) -> Client:
    _token, raw = issue_token(
        user,
        name="p",
        scopes=list(scopes),
        expires_on=clock.today() + timedelta(days=9),
        actor=SYSTEM,
    )
    return Client(headers={"authorization": f"Bearer {raw}"})


def test_the_wall_is_for_everybody_and_page_by_page(cast):
    for _each in range(2):
        published(cast)
    first = Client().get(f"{WALL}?limit=1").json()
    second = Client().get(f"{WALL}?limit=1&after={first['next']}").json()
    assert [len(first["items"]), len(second["items"]), second["next"]] == [1, 1, ""]
    assert set(first["items"][0]) == {
        *(
            "id",
            "number",
            "kind",
            "title",
            "text",
            "place",
            "band",
            "estimate",
            "stands",
            "seeks_more",
            "is_thanked",
            "published_on",
            "fulfilled_on",
        )
    }


def test_the_desk_reads_publishes_and_is_refused_what_gives_somebody_away(cast):
    wish = posted(cast)
    clerk = program(cast.users.clerk, "wishes:read", "wishes:write")
    assert [row["number"] for row in clerk.get(f"{WALL}/desk").json()["items"]] == [wish.number]
    read = clerk.get(f"{WALL}/{wish.pk}").json()
    assert (read["person"], read["moves"]) == ("林**", ["publish", "ask_back", "decline", "remark"])
    said = {"version": wish.version, "title": "林奶奶的被子", "text": WORDS}
    refused = clerk.post(f"{WALL}/{wish.pk}/publish", said, content_type="application/json")
    assert (refused.status_code, refused.json()["detail"]["field"]) == (422, "public_title")
    done = clerk.post(
        f"{WALL}/{wish.pk}/publish", {**said, "title": TITLE}, content_type="application/json"
    )
    assert (done.status_code, done.json()["state"]) == (200, "published")
    stale = clerk.post(
        f"{WALL}/{wish.pk}/decline",
        {"version": 0, "reason": "x", "instead": "y"},
        content_type="application/json",
    )
    assert stale.status_code == 409


def test_sent_twice_with_one_key_it_is_done_once(cast):
    wish = claimed(cast)
    clerk = program(cast.users.clerk, "wishes:read", "wishes:write")
    said = {"version": wish.version, "handed_on": str(clock.today()), "what": "一床棉被。"}
    answers = [
        clerk.post(
            f"{WALL}/{wish.pk}/fulfil",
            said,
            content_type="application/json",
            headers={"idempotency-key": "k"},
        )
        for _time in range(2)
    ]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert now_of(wish).handovers.count() == 1


def test_a_token_for_reading_moves_nothing_and_outsiders_find_nothing(cast):
    wish = posted(cast)
    reader = program(cast.users.clerk, "wishes:read")
    body = {"version": wish.version, "question": "多大？"}
    assert (
        reader.post(f"{WALL}/{wish.pk}/ask_back", body, content_type="application/json").status_code
        == 403
    )
    assert (
        program(cast.users.other_clerk, "wishes:read").get(f"{WALL}/{wish.pk}").status_code == 404
    )
    assert Client().get(f"{WALL}/{wish.pk}").status_code == 401
