"""Does the table of moves guard every state?"""

from enum import StrEnum

import pytest

from jinlin.core.errors import NotNow
from jinlin.core.lifecycle import Lifecycle, Move

pytestmark = pytest.mark.one_engine


class Lamp(StrEnum):
    OFF = "off"
    ON = "on"
    BROKEN = "broken"


LIFECYCLE = Lifecycle(
    Lamp,
    [
        Move("switch_on", frozenset({"off"}), "on", "On", "on"),
        Move("switch_off", frozenset({"on"}), "off", "Off", "off"),
        Move("clean", frozenset({"off", "on"}), None, "Clean", "cleaned"),
        Move("burn_out", frozenset({"on"}), "broken", "", "burnt out", by_hand=False),
    ],
    start="off",
)


def targets(state):
    return {
        name: LIFECYCLE.target(name, state)
        for name in LIFECYCLE.moves
        if LIFECYCLE.is_open(name, state)
    }


@pytest.mark.parametrize(
    ("state", "reached"),
    [
        ("off", {"switch_on": "on", "clean": "off"}),
        ("on", {"switch_off": "off", "clean": "on", "burn_out": "broken"}),
        ("broken", {}),
    ],
)
def test_each_state_leads_where_the_table_says_and_nowhere_else(state, reached):
    assert targets(state) == reached


def test_a_closed_move_is_refused_with_the_moves_that_are_open():
    with pytest.raises(NotNow) as refused:
        LIFECYCLE.target("switch_on", "on")
    assert refused.value.detail == {
        "move": "switch_on",
        "state": "on",
        "open": ["switch_off", "clean"],
    }


def test_moves_of_the_house_have_no_button():
    assert [move.name for move in LIFECYCLE.open_moves("on")] == ["switch_off", "clean"]


def test_an_end_is_a_state_that_nothing_leads_out_of():
    assert LIFECYCLE.ends() == {"broken"}


def test_the_drawing_shows_every_move_that_leads_to_another_state():
    assert LIFECYCLE.drawing().splitlines() == [
        "stateDiagram-v2",
        "    [*] --> off",
        "    off --> on: switch_on",
        "    on --> off: switch_off",
        "    on --> broken: burn_out",
        "    broken --> [*]",
    ]


@pytest.mark.parametrize(
    "move",
    [Move("fly", frozenset({"air"}), "on", "", ""), Move("fly", frozenset({"on"}), "air", "", "")],
)
def test_a_table_with_an_unknown_state_is_refused_at_once(move):
    with pytest.raises(ValueError, match="air"):
        Lifecycle(Lamp, [move], start="off")
