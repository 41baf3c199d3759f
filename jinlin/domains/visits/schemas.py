"""What do a round, its doors, a list and a form look like to a program?"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Field, Schema
from pydantic import AwareDatetime

from jinlin.domains.visits.actions.planning import LONGEST_REASON, LONGEST_REPORT, LONGEST_TITLE
from jinlin.domains.visits.models import First
from jinlin.shell.bodies import Body
from jinlin.shell.programs import Moving, Written

NEXT: Any = Field("", description="Pass as `after` for the next page; empty on the last.")
REASON: Any = Field(min_length=1, max_length=LONGEST_REASON)


class RoundOut(Schema):
    id: UUID
    title: str
    place: str
    place_code: str
    state: str
    starts_on: date
    ends_on: date
    version: int = Field(description="To be named with each move.")
    doors: int
    done: int = Field(description="Doors that need no further try.")


class RoundDetail(RoundOut):
    moves: list[str] = Field(description="The moves open to you.")


class Rounds(Schema):
    items: list[RoundOut]
    next: str = NEXT


class RoundIn(Written):
    title: str = Field(min_length=1, max_length=LONGEST_TITLE)
    place: str = Field(description="The code of the place.")
    groups: list[str] = Field(min_length=1, max_length=20, description="Codes of target groups.")
    checklist: UUID = Field(description="A checklist; its newest version is asked.")
    starts_on: date
    ends_on: date
    goes_first: First = Field(
        First.GRID, description="Whose list a door is on: of who knocks there, or of its carers."
    )


class CoverageOut(Schema):
    name: str = Field(description="The group or the place; empty for all doors together.")
    doors: int
    visited: int
    refused: int
    moved: int
    settled: int
    not_home: int
    never: int


class FoundOut(Schema):
    kind: str
    found: int
    passed: int
    seen: int
    left: int
    waiting: int


class CoveragesOut(Schema):
    whole: CoverageOut
    groups: list[CoverageOut]
    places: list[CoverageOut]
    found: list[FoundOut]


class DoorOut(Schema):
    """One door as the desk lists it: no address and no name."""

    id: UUID
    round: UUID
    place_code: str
    groups: list[str]
    visitor: str
    state: str
    version: int = Field(description="To be named with each move.")
    risk: int
    tries: int
    last_visited_on: date | None
    due_at: datetime
    is_urgent: bool
    has_clash: bool
    put_right_on: date | None = Field(description="When 'moved away' was put right afterwards.")


class DoorDetail(DoorOut):
    moves: list[str] = Field(description="The moves open to you.")


class Doors(Schema):
    items: list[DoorOut]
    next: str = NEXT


class UntilIn(Moving):
    until: date
    reason: str = REASON


class CloseIn(Moving):
    report: str = Field(min_length=1, max_length=LONGEST_REPORT)


class ReasonIn(Moving):
    reason: str = REASON


class OfDoor(Moving):
    """A door that nobody has moved yet is of version 0."""

    version: int = Field(ge=0, description="The version you read; a newer one gives 409.")


class DoorReasonIn(OfDoor):
    reason: str = REASON


class GiveIn(OfDoor):
    visitor: UUID = Field(description="Somebody who knocks there.")


class ListIn(Body):
    phone: UUID = Field(description="Made by the device, the same for ever.")
    name: str = Field("", max_length=60)


class FormIn(Body):
    """A form as a device keeps it: which list it was written with, for which door, what was said.

    `content` as in the list's answer: pack, secret, door, base, own, outcome, said_at, checklist,
    answers, findings.
    """

    id: UUID = Field(description="Made by the device: the same id and content is the same form.")
    content: dict[str, Any]
    sent_at: AwareDatetime | None = Field(
        None, description="By the device's clock, when it was sent."
    )


class FindingOut(Schema):
    id: UUID
    kind: str
    state: str
    number: str = Field(description="Of the appeal or wish that it became; empty before.")


class FormOut(Schema):
    """What stands of a form. Only what is named here may be forgotten by a device."""

    id: UUID
    state: str = Field(
        description="stands, held, beside, set_aside, twice (beside other contents) or aside."
    )
    found: list[FindingOut]
