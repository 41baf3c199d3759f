"""Can programs do with pacts what staff do at the desk?"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from jinlin.core.actor import SYSTEM
from jinlin.core.time import clock
from jinlin.domains.pacts.models import Comment, Pact
from jinlin.domains.pacts.tests.cast import CLAUSES, commenting, drafted, in_force, now_of, said
from jinlin.ground.accounts.actions import issue_token

PACTS = "/api/v1/pacts"
JSON = "application/json"


def program(user, *scopes: str) -> Client:
    until = clock.today() + timedelta(days=9)
    token = {"name": "p", "scopes": list(scopes), "expires_on": until, "actor": SYSTEM}
    _token, raw = issue_token(user, **token)
    return Client(headers={"authorization": f"Bearer {raw}"})


def send(client, address, sent, **more):
    return client.post(f"{PACTS}{address}", sent, content_type=JSON, **more)


@pytest.fixture
def lead(cast):
    return program(cast.users.community_lead, "pacts:read", "pacts:write")


def move(client, pact, name: str, **sent):
    """The move on the version that stands."""
    version = now_of(Pact(pk=pact.pk)).version
    return send(client, f"/{pact.pk}/{name}", {"version": version, **sent})


def test_drafted_twice_under_one_key_it_is_one(cast, lead):
    sent = {"place": cast.places.neighbourhood.code, "title": "凤池公约", "clauses": ["牵绳。"]}
    key = {"headers": {"idempotency-key": "one"}}
    made, again = (send(lead, "", sent, **key) for _time in range(2))
    assert (made.status_code, again.json()["id"]) == (201, made.json()["id"])
    assert Pact.objects.count() == 1


def test_the_text_is_written_and_what_crosses_comes_back(cast, lead):
    pact = drafted(cast)
    clause = lead.get(f"{PACTS}/{pact.pk}").json()["clauses"][0]
    change = {"clause": clause["id"], "seen": clause["text"], "order": 1}
    mine, theirs = (
        send(lead, f"/{pact.pk}/text", {"title": "公约", "clauses": [{**change, "text": text}]})
        for text in ("遛狗牵绳。", "遛狗戴嘴套。")
    )
    assert (mine.json()["pact"]["clauses"][0]["text"], mine.json()["crossed"]) == (
        "遛狗牵绳。",
        [],
    )
    assert [each["text"] for each in theirs.json()["crossed"]] == ["遛狗戴嘴套。"]


def test_a_comment_is_taken_once_answered_and_then_it_is_voted(cast, lead):
    pact, day = commenting(cast), str(clock.today())
    comment = {"id": str(uuid4()), "text": "牵绳多长？"}
    taken = [send(lead, f"/{pact.pk}/comments", comment).status_code for _time in range(2)]
    other = send(lead, f"/{pact.pk}/comments", {**comment, "text": "别的话"})
    assert (taken, other.status_code) == ([201, 201], 409)
    assert other.json()["detail"]["reason"] == "made_with_other_contents"
    assert move(lead, pact, "consolidate").json()["unanswered"] == 1
    vote = {"meets_on": day, "where": "活动室"}
    assert move(lead, pact, "put_to_vote", **vote).status_code == 409
    answered = send(lead, f"/{pact.pk}/comments/{comment['id']}/answer", {"answer": "taken"})
    assert (answered.status_code, Comment.objects.get().answer) == (200, "taken")
    assert move(lead, pact, "put_to_vote", **vote).json()["moves"][0] == "adopt"
    hands = {"eligible": 100, "present": 70, "in_favour": 61, "against": 5, "since": day}
    assert move(lead, pact, "adopt", **hands).json()["state"] == "in_force"
    versions = lead.get(f"{PACTS}/{pact.pk}/versions").json()
    assert [(v["number"], v["until"], v["in_favour"]) for v in versions] == [(1, None, 61)]


def test_a_program_that_may_only_read_finds_no_move(cast):
    pact = drafted(cast)
    reader = program(cast.users.clerk, "pacts:read")
    read = reader.get(f"{PACTS}/{pact.pk}").json()
    assert ([each["text"] for each in read["clauses"]], read["moves"]) == (list(CLAUSES), [])
    assert send(reader, f"/{pact.pk}/drop", {"version": 1, "reason": "x"}).status_code == 403


def test_another_community_is_nowhere(cast):
    pact = in_force(cast)
    other = program(cast.users.other_clerk, "pacts:read", "pacts:write")
    assert other.get(f"{PACTS}/{pact.pk}").status_code == 404
    assert other.get(PACTS).json()["items"] == []


def test_the_list_is_filtered_by_state_and_words_and_goes_on_page_by_page(cast):
    pact = in_force(cast)
    drafted(cast, "second_neighbourhood")
    clerk = program(cast.users.clerk, "pacts:read")
    held = clerk.get(f"{PACTS}?state=in_force&text=电动车").json()["items"]
    assert [each["id"] for each in held] == [str(pact.pk)]
    first = clerk.get(f"{PACTS}?limit=1").json()
    rest = clerk.get(f"{PACTS}?limit=1&after={first['next']}").json()
    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (1, 1, "")
    assert clerk.get(f"{PACTS}?state=nonsense").status_code == 422


def test_comments_are_read_without_who_said_them(cast):
    pact = commenting(cast)
    said(cast, pact)
    text = program(cast.users.clerk, "pacts:read").get(f"{PACTS}/{pact.pk}/comments").content
    assert (b"person" in text, cast.users.resident.name.encode() in text) == (False, False)
