"""Can programs do with pacts what staff do at the desk?"""

from datetime import timedelta
from uuid import uuid4

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


def test_a_pact_goes_the_whole_way(cast):
    lead = program(cast.users.community_lead, "pacts:read", "pacts:write")
    sent = {"place": cast.places.neighbourhood.code, "title": "凤池公约", "clauses": ["牵绳。"]}
    key = {"headers": {"idempotency-key": "one"}}
    made, again = (send(lead, "", sent, **key) for _time in range(2))
    assert (made.status_code, again.json()["id"], Pact.objects.count()) == (
        201,
        made.json()["id"],
        1,
    )
    pact, day = made.json(), str(clock.today())
    at = f"/{pact['id']}"
    clause = pact["clauses"][0]
    change = {"clause": clause["id"], "text": "遛狗牵绳。", "seen": "牵绳。", "order": 1}
    wrote = send(lead, f"{at}/text", {"title": "凤池公约", "clauses": [change]}).json()
    assert ([each["text"] for each in wrote["pact"]["clauses"]], wrote["crossed"]) == (
        ["遛狗牵绳。"],
        [],
    )

    def move(name: str, **more):
        version = now_of(Pact(pk=pact["id"])).version
        return send(lead, f"{at}/{name}", {"version": version, **more})

    until = str(clock.today() + timedelta(days=7))
    assert move("publish", until=until).json()["state"] == "commenting"
    comment = {"id": str(uuid4()), "text": "牵绳多长？"}
    assert [send(lead, f"{at}/comments", comment).status_code for _time in range(2)] == [201, 201]
    other = send(lead, f"{at}/comments", {**comment, "text": "别的话"})
    assert (other.status_code, other.json()["detail"]["reason"]) == (
        409,
        "made_with_other_contents",
    )
    assert move("consolidate").json()["unanswered"] == 1
    assert move("put_to_vote", meets_on=day, where="活动室").status_code == 409
    answered = send(lead, f"{at}/comments/{comment['id']}/answer", {"answer": "taken"})
    assert (answered.status_code, Comment.objects.get().answer) == (200, "taken")
    assert move("put_to_vote", meets_on=day, where="活动室").json()["moves"][0] == "adopt"
    hands = {"eligible": 100, "present": 70, "in_favour": 61, "against": 5, "since": day}
    assert move("adopt", **hands).json()["state"] == "in_force"
    versions = lead.get(f"{PACTS}{at}/versions").json()
    assert [(each["number"], each["until"], each["in_favour"]) for each in versions] == [
        (1, None, 61)
    ]


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
