"""Can anybody who holds the dump, an open backup, the write-ahead log and the server's log say how
somebody voted?

Four hundred voters, half for and half against. The attacker knows from the log in which order they
voted, from the write-ahead log which sealed ballot is whose, from the closed house the result and
all rows in their order, and pairs them in every way there is. Chance is one half.
"""

import json
import logging
from hashlib import sha256
from itertools import product
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from django.db import connection

from jinlin.core.keys import uuid7
from jinlin.domains.consultations import actions, sealing
from jinlin.domains.consultations.models import BoxRow, Elector
from jinlin.domains.consultations.tests.cast import (
    after,
    ballot,
    cast_of_consultations,
    counted,
    neighbours,
    now_of,
    opened,
)
from jinlin.ground.accounts.tests.county import at_phone
from jinlin.ground.places.tests.parallel import shared_house

__all__ = ["shared_house"]
VOTERS = 400
CHANCE, LUCK = 0.5, 0.15  # six standard deviations: the best of all pairings is once in 10**7 runs
FOR, AGAINST = "for", "against"


@pytest.fixture
def everybody(shared_house):
    return cast_of_consultations()


def in_dump_order(model, vote):
    """The rows as a dump writes them: in the order in which they lie."""
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {table} ORDER BY {place}")
        keys = [row[0] if isinstance(row[0], UUID) else UUID(row[0]) for row in cursor.fetchall()]
    rows = {row.pk: row for row in model.objects.filter(vote=vote)}
    return [rows[key] for key in keys if key in rows]


def orders(rows):
    """Every order in which rows can be laid beside others: as they lie, by key, by size, and by
    what their bytes look like.
    """
    text = [getattr(row, "sealed", "") or str(row.pk) for row in rows]
    by = {
        "as they lie": range(len(rows)),
        "by key": [row.pk.int for row in rows],
        "by size": [len(each) for each in text],
        "by bytes": text,
        "by hash": [sha256(each.encode()).hexdigest() for each in text],
    }
    return {
        name: [
            row for _mark, _place, row in sorted(zip(marks, range(len(rows)), rows, strict=True))
        ]
        for name, marks in by.items()
    }


def read(row):
    """What a ballot says in the clear, if it does."""
    try:
        return json.loads(row.sealed)["choice"]
    except ValueError:
        return None


def best_guess(voters, ballots, truth, *, pairs=()):
    """How many of the votes the best of all attacks gets right. `pairs`: which ballot is whose, as
    the write-ahead log says.
    """
    best = 0.0
    half = len(truth) // 2
    for (_v, voter_rows), (_b, ballot_rows) in product(
        orders(voters).items(), orders(ballots).items()
    ):
        guesses = {}
        known = dict(pairs)
        rank = {row.pk: place for place, row in enumerate(ballot_rows)}
        for place, voter in enumerate(voter_rows):
            row = known.get(voter.pk) or ballot_rows[place]
            said = read(row)
            guesses[voter.pk] = said or (FOR if rank.get(row.pk, place) < half else AGAINST)
        right = sum(guesses[key] == choice for key, choice in truth.items())
        best = max(best, right / len(truth), 1 - right / len(truth))
    return best


def bytes_of_the_house():
    """All that lies on the disk: the database and its write-ahead log."""
    settings = connection.settings_dict
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("CHECKPOINT")
        logs = sorted((Path(settings["HOST"]) / "data" / "pg_wal").glob("0*"))
        return b"".join(each.read_bytes() for each in logs)
    name = str(settings["NAME"])
    return b"".join(
        Path(name + end).read_bytes() for end in ("", "-wal") if Path(name + end).exists()
    )


def told(number):
    """Half for and half against, in an order that nobody can guess."""
    choices = [FOR, AGAINST] * (number // 2)
    Random(7).shuffle(choices)
    return choices


def test_four_hundred_secret_votes_are_linked_no_better_than_by_chance(everybody):
    voters, choices = neighbours(VOTERS), told(VOTERS)
    vote = opened(everybody, voters)
    electors = {row.person_id: row for row in Elector.objects.filter(vote=vote)}
    turn = list(range(VOTERS))
    Random(11).shuffle(turn)  # people do not vote in the order of the roll
    truth, pairs, seen = {}, {}, set()
    for number in turn:
        actor, person = voters[number]
        mine = ballot(vote, choices[number], f"CODEOFVOTER{number:06d}")
        actions.cast(vote, mine, actor=actor)
        row = BoxRow.objects.get(vote=vote, code_mark=sealing.mark_of(mine.code))
        pairs[electors[person.pk].pk] = row  # as the write-ahead log says
        truth[electors[person.pk].pk] = choices[number]
        seen.add(len(mine.sealed))
    assert len(seen) == 1  # all of one size
    by_log = [electors[voters[number][1].pk] for number in turn]
    backup = in_dump_order(Elector, vote), in_dump_order(BoxRow, vote)
    guessed = [
        best_guess(by_log, list(pairs.values()), truth, pairs=pairs.items()),
        best_guess(*backup, truth),
    ]
    disk = bytes_of_the_house()
    assert b'"choice": "' not in disk
    with after(vote):
        vote = actions.close(now_of(vote), actor=everybody.actors.community_lead)
        assert counted(everybody, vote) == {
            FOR: VOTERS // 2,
            AGAINST: VOTERS // 2,
            "abstain": 0,
            "invalid": 0,
        }
        actions.publish(now_of(vote), actor=everybody.actors.community_lead)
    dump = in_dump_order(Elector, vote), in_dump_order(BoxRow, vote)
    guessed += [best_guess(*dump, truth), best_guess(by_log, dump[1], truth)]
    assert [each for each in guessed if each > CHANCE + LUCK] == []
    assert {row.code_mark for row in dump[1]} == {""}
    assert {row.pk for row in dump[1]} & {row.pk for row in pairs.values()} == set()


def test_the_same_attack_links_ballots_in_the_clear_under_keys_that_carry_time(everybody):
    """The control: detached rows without a voter, as others keep them, under UUIDv7."""
    voters, choices = neighbours(VOTERS), told(VOTERS)
    vote = opened(everybody, voters)
    BoxRow.objects.filter(vote=vote).delete()
    truth = {}
    for (_actor, person), choice in zip(voters, choices, strict=True):
        elector = Elector.objects.get(vote=vote, person=person)
        elector.door = "online"
        elector.save()
        BoxRow.objects.create(
            id=uuid7(), county=vote.county, vote=vote, sealed=json.dumps({"choice": choice})
        )
        truth[elector.pk] = choice
    by_log = [Elector.objects.get(vote=vote, person=person) for _actor, person in voters]
    assert best_guess(by_log, in_dump_order(BoxRow, vote), truth) > CHANCE + LUCK
    assert b'"choice": "' in bytes_of_the_house()


def test_neither_answer_nor_log_nor_session_says_more_than_the_receipt(everybody, caplog):
    voters = neighbours(6)
    vote = opened(everybody, voters)
    mine = ballot(vote, FOR)
    client = at_phone(voters[0][1].user)
    before = dict(client.session)
    with caplog.at_level(logging.INFO):
        answer = client.post(
            f"/consultations/votes/{vote.pk}/cast/", {"sealed": mine.sealed, "code": mine.code}
        )
    assert (answer.status_code, answer.json()) == (200, {"receipt": sealing.receipt(mine.sealed)})
    assert dict(client.session) == before
    assert not {"sealed", mine.sealed, mine.code, answer.json()["receipt"]} & set(
        caplog.text.split()
    )
    assert mine.sealed not in caplog.text
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_receipt_says_nothing_of_the_choice_and_cannot_be_made_again(everybody):
    voters = neighbours(6)
    vote = opened(everybody, voters)
    receipts = {sealing.receipt(ballot(vote, FOR).sealed) for _each in range(5)}
    assert len(receipts) == 5  # the same choice, sealed again, is another ballot
