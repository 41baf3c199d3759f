"""What does a wish look like to a program?"""

from datetime import date, datetime
from uuid import UUID

from ninja import Field, Schema

from jinlin.domains.wishes.lifecycle import State
from jinlin.domains.wishes.models import MOST_YUAN, Band, Channel, Kind, Meeting, Receiver
from jinlin.shell import programs
from jinlin.shell.programs import LineOut

REASON = Field(min_length=1, max_length=500)


class CardOut(Schema):
    """One wish as everybody reads it: released words, a rough age, a place that is no home.

    `stands`: open, claimed or kept.
    """

    id: UUID = Field(alias="pk")
    number: str
    kind: Kind
    title: str
    text: str
    place: str
    band: str
    estimate: int
    stands: str
    seeks_more: bool
    is_thanked: bool
    published_on: date
    fulfilled_on: date | None


class WallPage(Schema):
    items: list[CardOut]
    next: str


class WishOut(Schema):
    """One wish as the desk sees it, the person masked."""

    id: UUID
    number: str
    state: State
    version: int
    kind: Kind
    title: str
    public_title: str
    public_text: str
    place: str
    channel: Channel
    band: Band
    estimate: int
    meeting: Meeting
    level: int
    unit: str
    posted_at: datetime
    published_at: datetime | None
    fulfilled_at: datetime | None
    due_at: datetime
    is_late: bool
    ended_at: datetime | None


class WishPage(Schema):
    items: list[WishOut]
    next: str


class WishDetail(WishOut):
    text: str
    person: str
    moves: list[str]
    trail: list[LineOut]


class Moving(programs.Moving):
    version: int = Field(description="The version you read; a newer one gives 409.")


class PublishIn(Moving):
    title: str = Field(
        min_length=1,
        max_length=40,
        description="Everybody reads it: refused when it could tell who it is.",
    )
    text: str = Field("", max_length=300)
    band: Band | None = None
    photos: list[UUID] = []
    meeting: Meeting | None = None
    is_address_released: bool = False


class AskBackIn(Moving):
    question: str = REASON


class DeclineIn(Moving):
    reason: str = REASON
    instead: str = REASON


class ReasonIn(Moving):
    reason: str = REASON


class FulfilIn(Moving):
    handed_on: date
    what: str = Field(min_length=1, max_length=300)
    received_by: Receiver = Receiver.PERSON
    cost: int | None = Field(None, ge=0, le=MOST_YUAN)


class RemarkIn(Moving):
    text: str = Field(min_length=1, max_length=1000)
