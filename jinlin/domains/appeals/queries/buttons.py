"""Which moves does this actor find as buttons?"""

from collections.abc import Iterable
from dataclasses import dataclass

from jinlin.core.actor import Actor
from jinlin.core.lifecycle import Move
from jinlin.domains.appeals.conditions import know_around
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.permissions import RULES

EVERYDAY = frozenset(
    {
        *("accept", "answer_at_once", "hand_over", "finish", "judge", "add_information"),
        *(
            "convene",
            "answer_part",
            "take_back",
            "return_",
            "assign",
            "pause",
            "resume",
            "ask_extension",
        ),
        *("call_back", "answer_supervision", "unmerge", "take_on"),
    }
)
DECISIONS = {
    "extension": ("grant_extension", "refuse_extension"),
    "exclusion": ("grant_exclusion", "refuse_exclusion"),
}


@dataclass(frozen=True)
class Buttons:
    """The open moves in the order in which somebody looks for them.

    What decides an asking stands beside the asking.
    """

    likely: Move | None
    everyday: list[Move]
    more: list[Move]
    decisions: dict[str, list[Move]]


def moves_open_to(actor: Actor, appeal: Appeal) -> list[Move]:
    """The moves that would be done if this actor made them now, in the table's order."""
    know_around(actor, appeal)
    return RULES.open_to(actor, appeal)


def grouped(moves: Iterable[Move], likely: Move | None) -> Buttons:
    """At most one likely move (none when it only decides an asking: that one is filled where it
    stands), then the everyday ones, then the rest.
    """
    by_name = {move.name: move for move in moves}
    decisions = {
        kind: [by_name.pop(name) for name in names if name in by_name]
        for kind, names in DECISIONS.items()
    }
    first = (
        by_name.pop(likely.name, None) if likely else None
    )  # not there when it decides an asking
    rest = sorted(by_name.values(), key=lambda move: move.danger)
    return Buttons(
        first,
        [m for m in rest if m.name in EVERYDAY],
        [m for m in rest if m.name not in EVERYDAY],
        decisions,
    )
