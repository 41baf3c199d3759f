"""Two people, one wish, the same moment: who has it, and what does the other see?"""

from functools import partial

import pytest
from django.db import IntegrityError

from jinlin.core import timeline
from jinlin.core.errors import Stale
from jinlin.core.tests.databases import together
from jinlin.core.time import clock
from jinlin.domains.wishes import actions
from jinlin.domains.wishes.lifecycle import State
from jinlin.domains.wishes.models import Claim, Wish
from jinlin.domains.wishes.tests.cast import cast_of_dehua, now_of, pledge, published
from jinlin.ground.places.tests.parallel import shared_house

__all__ = ["shared_house"]


@pytest.fixture
def everybody(shared_house):
    return cast_of_dehua()


def claim_by(everybody, wish: Wish, name: str):
    return partial(
        actions.claim, now_of(wish), actor=getattr(everybody.actors, name), pledge=pledge(name)
    )


def test_of_four_who_claim_at_once_one_has_it_and_three_are_told(everybody):
    wish = published(everybody)
    outcomes = together(
        *(
            claim_by(everybody, wish, name)
            for name in ("neighbour", "sharer", "stranger", "enterprise")
        )
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == [
        "Stale",
        "Stale",
        "Stale",
        "Wish",
    ]
    assert (now_of(wish).state, Claim.objects.standing().filter(wish=wish).count()) == (
        State.CLAIMED,
        1,
    )
    assert [entry.verb for entry in timeline.trail(wish)].count("claim") == 1


def test_without_lock_and_version_both_would_believe_that_it_is_theirs(everybody):
    """The control: two who look at the same row and act without locking both find it open.

    Only the database's constraint stops the second row.
    """
    wish = published(everybody)
    seen = [now_of(wish), now_of(wish)]
    assert [copy.state for copy in seen] == [State.PUBLISHED, State.PUBLISHED]
    for copy in seen:
        copy.state = State.CLAIMED
        copy.save()  # both stand, and the second overwrote the first
    assert now_of(wish).state == State.CLAIMED
    told = {
        "wish": wish,
        "county": wish.county,
        "place_code": wish.place_code,
        "capacity": "volunteer",
        "name": "x",
        "phone": "1",
    }
    moment = {"claimed_at": clock.now(), "claimed_on": clock.today()}
    Claim.objects.create(**told, **moment, user_id=everybody.users.neighbour.pk)
    with pytest.raises(IntegrityError, match="wish"):
        Claim.objects.create(**told, **moment, user_id=everybody.users.sharer.pk)


def test_the_last_place_to_join_in_goes_to_one(everybody):
    wish = actions.claim(
        published(everybody), actor=everybody.actors.neighbour, pledge=pledge(open_to=1)
    )
    share = [
        partial(
            actions.share,
            now_of(wish),
            actor=getattr(everybody.actors, name),
            pledge=pledge(name, brings="一只枕头"),
        )
        for name in ("sharer", "stranger")
    ]
    assert sorted(type(outcome).__name__ for outcome in together(*share)) == ["Stale", "Wish"]
    assert Claim.objects.standing().filter(wish=wish).exclude(joins=None).count() == 1


def test_a_copy_read_before_the_claim_is_refused_as_stale(everybody):
    wish = published(everybody)
    old = now_of(wish)
    actions.claim(wish, actor=everybody.actors.neighbour, pledge=pledge())
    with pytest.raises(Stale):
        actions.decline(old, actor=everybody.actors.clerk, reason="x", instead="y")


def test_one_entry_for_each_version_whatever_happens(everybody):
    wish = published(everybody)
    together(*(claim_by(everybody, wish, name) for name in ("neighbour", "sharer", "stranger")))
    assert now_of(wish).version == len(timeline.trail(wish))
    assert list(timeline.verify()) == []
