"""Two phones, one door, the same moment: is everything there, once, and does nobody's form
overwrite another's?
"""

from functools import partial
from uuid import uuid4

import pytest

from jinlin.core import timeline
from jinlin.core.tests.databases import together
from jinlin.domains.visits import actions
from jinlin.domains.visits.actions.applying import crossing
from jinlin.domains.visits.models import Clash, Door, Phone, Visit
from jinlin.domains.visits.tests.cast import (
    all_to,
    answer,
    carried,
    cast_of_visits,
    form,
    going,
    hand_in,
    now_of,
)
from jinlin.ground.places.tests.parallel import shared_house

__all__ = ["shared_house"]


@pytest.fixture
def cast(shared_house):
    return cast_of_visits(doors=2)


@pytest.fixture
def lists(cast):
    """The same doors on two phones."""
    round_ = going(cast)
    all_to(cast, round_, "second_visitor")
    second = carried(cast, "second_visitor")
    all_to(cast, round_)
    return carried(cast), second


def test_a_form_handed_in_eight_times_at_once_is_one(cast, lists):
    mine, _other = lists
    key, content = uuid4(), form(mine, mine.doors[0])
    taken = together(*(partial(hand_in, cast, content, key=key) for _time in range(8)))
    assert [each.state for each in taken] == ["stands"] * 8
    assert Visit.objects.count() == 1
    assert [entry.verb for entry in timeline.trail(mine.doors[0])] == ["visit"]


def test_of_two_forms_for_one_door_at_once_both_are_kept_and_one_clash_is_listed(cast, lists):
    for door in lists[0].doors:
        (first, second) = (form(each, door, answers=[answer("alone", "yes")]) for each in lists)
        taken = together(
            partial(hand_in, cast, first), partial(hand_in, cast, second, who="second_visitor")
        )
        assert sorted(each.state for each in taken) == ["beside", "stands"]
    assert (Visit.objects.count(), Clash.objects.count()) == (4, 2)


def test_without_the_lock_both_would_have_stood(cast, lists):
    """The control: two who look at the door before either form is written see nobody else's."""
    mine, other = lists
    door = Door.objects.get(pk=mine.doors[0].pk)
    visits = [
        Visit(door=door, phone=Phone.objects.get(pk=each.phone), base=0, outcome="visited")
        for each in (mine, other)
    ]
    assert [crossing(visit, door) for visit in visits] == [None, None]


def test_two_forms_of_one_phone_at_once_count_in_their_order_whichever_comes_first(cast, lists):
    mine, _other = lists
    for door in mine.doors:
        together(
            *(
                partial(hand_in, cast, form(mine, door, outcome=outcome, own=own))
                for own, outcome in ((2, "visited"), (1, "not_home"))
            )
        )
        assert now_of(door).state == "visited"
        assert [entry.verb for entry in timeline.trail(door)] == ["miss", "visit"]


def test_of_two_who_choose_at_once_one_decides_and_the_other_is_told(cast, lists):
    door = lists[0].doors[0]
    visits = [
        hand_in(cast, form(each, door), who=who).visit
        for each, who in zip(lists, ("visitor", "second_visitor"), strict=True)
    ]
    clash = Clash.objects.select_related("first", "second").get()
    outcomes = together(
        *(
            partial(
                actions.choose,
                clash,
                chosen={"outcome": visit.pk},
                note="",
                actor=cast.actors.community_lead,
            )
            for visit in visits
        )
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Clash", "NotNow"]
    standing = sorted(Visit.objects.values_list("standing", flat=True))
    assert standing == ["set_aside", "stands"]


def test_a_county_s_first_key_is_one_for_all_who_ask_at_once(cast):
    keys = together(*(partial(actions.key_of, "350526") for _time in range(4)))
    assert len({key.public for key in keys}) == 1
