"""What happens to a wish when nobody does anything?"""

from datetime import timedelta

import pytest

from jinlin.core import timeline
from jinlin.core.time import clock
from jinlin.domains.wishes import actions, jobs
from jinlin.domains.wishes.lifecycle import State
from jinlin.domains.wishes.models import Ending, Wish, WishRule
from jinlin.domains.wishes.queries.lists import own, waiting
from jinlin.domains.wishes.tests.cast import (
    COUNTY,
    asked,
    claimed,
    fulfilled,
    now_of,
    posted,
    published,
)
from jinlin.services.notices.models import Message

MORNING = timedelta(minutes=1)


def after(wish: Wish):
    return clock.set_to(wish.due_at + MORNING)


def test_unclaimed_it_goes_to_the_community_then_to_the_town_and_no_further(cast):
    wish = published(cast)
    assert jobs.raise_unclaimed() == 0
    for level, unit in ((1, cast.units.community), (2, cast.units.town)):
        with after(wish):
            assert (jobs.raise_unclaimed(), jobs.raise_unclaimed()) == (1, 0)
        wish = now_of(wish)
        assert (wish.level, wish.unit_id, wish.state) == (level, unit.pk, State.PUBLISHED)
    with after(wish):
        assert jobs.raise_unclaimed() == 0
        assert {row.pk for part in waiting(cast.actors.town_lead).parts for row in part} == {
            wish.pk
        }
    assert "wishes.raise_" in set(
        Message.objects.filter(user=cast.users.town_lead).values_list("event", flat=True)
    )


def test_claimed_and_not_handed_over_it_is_open_again_and_whoever_had_it_is_told(cast):
    wish = claimed(cast)
    with after(wish):
        assert (jobs.release_overdue(), jobs.release_overdue()) == (1, 0)
        wish = now_of(wish)
        assert (wish.state, wish.claims.get().ending) == (State.PUBLISHED, Ending.RUN_OUT)
    assert "wishes.run_out" in set(
        Message.objects.filter(user=cast.users.neighbour).values_list("event", flat=True)
    )


def test_silence_after_the_hand_over_ends_it_as_silence(cast):
    wish = fulfilled(cast)
    assert jobs.end_after_silence() == 0
    with after(wish):
        assert (jobs.end_after_silence(), jobs.end_after_silence()) == (1, 0)
    assert (now_of(wish).state, timeline.trail(wish)[-1].verb) == (State.LAPSED, "lapse")
    assert now_of(wish).claims.get().ending == Ending.KEPT


def test_a_county_sets_its_own_days_from_a_day_on(cast):
    WishRule.objects.create(county=COUNTY, valid_from=clock.today(), claim_days=4, cap=200)
    wish = published(cast)
    assert (clock.local_day(wish.due_at) - wish.published_on).days == 4
    assert (wish.promised_on - wish.published_on).days == 4 + 14


def test_given_back_it_has_its_days_again_and_those_who_joined_in_are_free(cast):
    from jinlin.domains.wishes.tests.test_walk_the_table import shared

    wish = actions.give_back(shared(cast), actor=cast.actors.neighbour, reason="出差")
    assert (wish.state, set(wish.claims.values_list("ending", flat=True))) == (
        State.PUBLISHED,
        {Ending.GIVEN_BACK},
    )
    assert "wishes.give_back" in set(
        Message.objects.filter(user=cast.users.sharer).values_list("event", flat=True)
    )


def test_my_own_list_says_what_waits_for_me_first(cast):
    ranks = {}
    for stage in (posted, asked, published, claimed, fulfilled):
        wish = stage(cast)
        [line] = own(cast.actors.resident).lines([wish])
        ranks[stage.__name__] = line.rank
    assert ranks == {"posted": 2, "asked": 0, "published": 2, "claimed": 2, "fulfilled": 0}


@pytest.mark.parametrize("stage", [posted, asked, published, claimed, fulfilled])
def test_a_due_moment_stands_in_every_open_state(cast, stage):
    assert stage(cast).due_at == clock.end_of(clock.local_day(stage(cast).due_at))


def test_from_an_appeal_and_to_an_appeal_the_trail_says_which(cast):
    from uuid import uuid4

    from jinlin.domains.wishes.actions import Post
    from jinlin.domains.wishes.tests.cast import grandmother

    told = Post(
        place=cast.places.neighbourhood, kind="thing", text="一把伞", for_person=grandmother(cast)
    )
    came = actions.from_appeal(
        told, actor=cast.actors.clerk, appeal_id=uuid4(), appeal_number="261124-AAAAA"
    )
    assert (came.appeal_number, came.channel, came.state) == (
        "261124-AAAAA",
        "appeal",
        State.POSTED,
    )
    went = actions.to_appeal(
        came, actor=cast.actors.clerk, appeal_id=uuid4(), appeal_number="261124-BBBBB"
    )
    assert (went.state, went.appeal_number, went.is_open) == (
        State.TRANSFERRED,
        "261124-BBBBB",
        False,
    )
