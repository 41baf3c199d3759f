"""Fifty voters, two hundred ballots at the same moment: does each count once, and the last one?"""

from functools import partial

import pytest

from jinlin.core.errors import NotNow
from jinlin.core.tests.databases import together
from jinlin.core.time import clock
from jinlin.domains.consultations import actions
from jinlin.domains.consultations.models import BoxRow, Elector, Vote
from jinlin.domains.consultations.tests.cast import (
    after,
    ballot,
    cast_of_consultations,
    counted,
    neighbours,
    now_of,
    opened,
    recount,
)
from jinlin.ground.places.tests.parallel import shared_house

__all__ = ["shared_house"]
VOTERS, EACH = 50, 4
ANSWERS = ("for", "against", "abstain")


@pytest.fixture
def everybody(shared_house):
    return cast_of_consultations()


def in_turn(vote, voter, number):
    """One voter changes their mind three times; what they chose last."""
    actor, _person = voter
    code = f"CODEOFVOTER{number:06d}"

    def cast_all():
        chosen = [ANSWERS[(number + turn) % 3] for turn in range(EACH)]
        for choice in chosen:
            actions.cast(vote, ballot(vote, choice, code), actor=actor)
        return chosen[-1]

    return cast_all


def test_two_hundred_ballots_of_fifty_voters_at_once_count_fifty_times_with_the_last_word(
    everybody,
):
    voters = neighbours(VOTERS)
    vote = opened(everybody, voters, change=True)
    last = together(*(in_turn(vote, voter, n) for n, voter in enumerate(voters)))
    wanted = {choice: last.count(choice) for choice in ANSWERS} | {"invalid": 0}
    assert sum(wanted.values()) == VOTERS
    assert BoxRow.objects.exclude(sealed="").count() == VOTERS
    assert recount(vote) == wanted
    with after(vote):
        vote = actions.close(now_of(vote), actor=everybody.actors.community_lead)
        assert (vote.is_sound, vote.took_part, counted(everybody, vote)) == (True, VOTERS, wanted)
        vote = actions.publish(now_of(vote), actor=everybody.actors.community_lead)
    assert vote.counts == wanted == recount(vote)


def test_one_voter_at_two_phones_and_the_station_at_once_votes_once(everybody):
    voters = neighbours(6)
    vote = opened(everybody, voters)
    elector = vote.electors.order_by("number").first()
    outcomes = together(
        *(
            partial(actions.cast, vote, ballot(vote, "for", f"PHONE{n:012d}"), actor=voters[0][0])
            for n in range(4)
        ),
        *(partial(actions.vote_on_paper, elector, actor=everybody.actors.clerk) for _n in range(2)),
    )
    assert sum(isinstance(each, NotNow) for each in outcomes) == 5
    assert (
        BoxRow.objects.exclude(sealed="").count() + Elector.objects.filter(door="paper").count()
        == 1
    )


def test_nothing_comes_into_the_box_after_closing_however_close(everybody):
    voters = neighbours(20)
    vote = opened(everybody, voters[:20])
    Vote.objects.filter(pk=vote.pk).update(due_at=clock.now())

    def late(number):
        return partial(
            actions.cast, vote, ballot(vote, "for", f"LATE{number:012d}"), actor=voters[number][0]
        )

    close = partial(actions.close, now_of(vote), actor=everybody.actors.community_lead)
    outcomes = together(*(late(n) for n in range(10)), close, *(late(n) for n in range(10, 20)))
    vote = now_of(vote)
    accepted = sum(isinstance(each, str) for each in outcomes)
    in_box = vote.box.exclude(sealed="").count()
    assert (vote.state, vote.took_part, len(vote.receipts)) == ("closed", accepted, in_box)
    assert vote.is_sound is True


def test_without_the_lock_two_phones_would_both_have_voted(everybody):
    """The control: who only looks whether somebody has voted counts them twice."""
    voters = neighbours(6)
    vote = opened(everybody, voters)
    seen = [vote.electors.order_by("number").first() for _phone in range(2)]
    for number, elector in enumerate(seen):
        assert elector.door == ""
        row = vote.box.filter(sealed="").first()
        row.sealed = ballot(vote, "for", f"RACE{number:012d}").sealed
        row.save()
        elector.door = "online"
        elector.save()
    assert BoxRow.objects.exclude(sealed="").count() == 2
    with after(vote):
        vote = actions.close(now_of(vote), actor=everybody.actors.community_lead)
    assert vote.is_sound is False  # and closing would have noticed
