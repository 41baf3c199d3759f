"""What does a service day look like to a program?"""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from ninja import Field, Schema
from pydantic import AwareDatetime

from jinlin.domains.servicedays.lifecycle import HelpState, State
from jinlin.domains.servicedays.models import Kind, StallKind, VehicleKind
from jinlin.services.seats.models import Hold
from jinlin.shell.bodies import Body
from jinlin.shell.programs import LineOut, Moving, Written

REASON = Field(min_length=1, max_length=300)


class CountOut(Schema):
    kind: Kind
    people: int


class CountedOut(Schema):
    """One count as somebody noted it; taken back it counts nowhere."""

    id: UUID
    kind: Kind
    people: int
    counted_at: datetime
    struck_on: date | None


class DayOut(Schema):
    """One day as everybody reads it."""

    id: UUID
    name: str
    place: str
    place_code: str
    state: State
    on: date
    starts_at: datetime
    ends_at: datetime
    theme: str
    venue: str
    carrier: str
    reason: str = Field(description="Why it was moved or cancelled.")


class DayPage(Schema):
    items: list[DayOut]
    next: str = Field("", description="Pass as `after` for the next page; empty on the last.")


class StallOut(Schema):
    id: UUID
    kind: StallKind
    shown_as: str
    offers: str
    need: str
    is_met: bool


class ShiftOut(Schema):
    id: UUID
    title: str
    starts_at: datetime
    ends_at: datetime
    seats: int
    taken: int
    youngest: int
    qualification: str
    is_risky: bool


class DayDetail(DayOut):
    """One day as the desk sees it."""

    version: int
    number: int
    lacks: list[str] = Field(description="Which of the six (三定三有) is not settled.")
    shifts: list[ShiftOut]
    stalls: list[StallOut]
    counts: list[CountOut]
    checked_in: int
    came_by: int
    summary: str
    is_released: bool
    moves: list[str]
    trail: list[LineOut]


class HelperOut(Schema):
    """Who has a seat, masked; `seat` is what an entry names."""

    seat: UUID
    name: str
    duty: str
    is_here: bool
    has_left: bool


class EntryIn(Body):
    """What was noted on the spot, also without a network. Its id is made by the client: the same
    id and contents again are the same entry; other contents are refused.
    """

    id: UUID
    what: Literal["arrive", "leave", "visit", "tally"]
    seat: UUID | None = Field(None, description="Of a helper who arrives or leaves.")
    ticket: str = Field("", max_length=64, description="Of a visitor.")
    kind: Kind | None = Field(None, description="Of a tally.")
    people: int = Field(1, ge=1, le=500)
    said_at: datetime = Field(description="By the client's clock, with its offset.")
    sent_at: datetime = Field(description="By the same clock: what it is wrong by is put right.")


class ReceiptOut(Schema):
    id: UUID
    digest: str
    outcome: str
    words: str
    is_counted: bool


class ShiftIn(Written):
    title: str = Field(min_length=1, max_length=60)
    seats: int = Field(ge=1, le=200)
    starts_at: AwareDatetime | None = None
    ends_at: AwareDatetime | None = None
    youngest: int = Field(0, ge=0, le=60)
    qualification: str = Field("", max_length=80)
    is_risky: bool = False


class StallIn(Written):
    kind: StallKind
    shown_as: str = Field(
        min_length=1, max_length=60, description="An organisation or a trade, never a name."
    )
    offers: str = Field(min_length=1, max_length=120)
    need: str = Field("", max_length=120)


class RescheduleIn(Moving):
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    reason: str = REASON


class ReasonIn(Moving):
    reason: str = REASON


class TextIn(Moving):
    text: str = Field(min_length=1, max_length=120)


class HelpOut(Schema):
    """One small help as staff see it, the person masked."""

    id: UUID
    version: int
    state: HelpState
    kind: Kind
    place_code: str
    person: str
    text: str
    shown_text: str
    wanted_on: date
    asked_at: datetime
    due_at: datetime
    done_on: date | None
    moves: list[str] = []


class HelpPage(Schema):
    items: list[HelpOut]
    next: str = ""


class VehicleOut(Schema):
    """A vehicle, as everybody reads it."""

    id: UUID
    kind: VehicleKind
    name: str


class DrivenOut(VehicleOut):
    """A vehicle with who drives it, for staff alone: whoever wrote it may have written a name."""

    driver: str


class StopOut(Schema):
    """Where a vehicle stands, from when to when, as everybody reads it."""

    id: UUID
    vehicle: VehicleOut
    place: str
    place_code: str
    spot: str
    arrives_at: datetime
    leaves_at: datetime
    seats: int
    free: int
    cancelled_on: date | None


class StopPage(Schema):
    items: list[StopOut]
    next: str = Field("", description="Pass as `after` for the next page; empty on the last.")


class BookedOut(Schema):
    """Who booked, masked."""

    seat: UUID
    name: str
    state: Hold


class StopDetail(StopOut):
    booked: list[BookedOut]


class StopIn(Written):
    vehicle: UUID
    place: str = Field(max_length=18, description="Code of a neighbourhood or community.")
    spot: str = Field(min_length=1, max_length=60)
    arrives_at: AwareDatetime
    leaves_at: AwareDatetime
    seats: int = Field(20, ge=1, le=200)


class BookIn(Written):
    """Somebody who asks staff for a seat at the vehicle."""

    name: str = Field(min_length=1, max_length=60)
    phone: str = Field("", max_length=40)


class CallOffIn(Body):
    reason: str = REASON
