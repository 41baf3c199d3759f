"""What does an appeal look like to a program?"""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from ninja import Field, Schema

from jinlin.domains.appeals.deadlines import Grade
from jinlin.domains.appeals.lifecycle import State
from jinlin.domains.appeals.models import Channel, Exclusion, Identity, PartState
from jinlin.shell import programs
from jinlin.shell.bodies import Body
from jinlin.shell.programs import Moving, Shape

TEXT = Field(min_length=1, max_length=20_000, description="In the resident's own words.")
NOTE = Field("", max_length=2_000)
REASON = Field(min_length=1, max_length=500)
PHOTO_PLACE = (
    "Code of a place in the county that it is for; only needed by those who work in several."
)
PHOTOS: list[UUID] = Field(
    [],
    max_length=6,
    description="Ids of photos that were sent to /appeals/photos before, in order.",
)


class UnitOut(Shape):
    id: UUID
    name: str
    kind: str


class PlaceOut(Shape):
    code: str
    name: str
    level: str


class AppealOut(Shape):
    """One appeal, as far as the caller may see it.

    Moments are ISO 8601 with offset; `due_provisional`: its due day crosses a year whose days off
    are unknown.
    """

    id: UUID
    number: str
    state: State
    version: int
    title: str
    place: PlaceOut
    spot: str
    channel: Channel
    category: str | None = Field(None, alias="category_id")
    second: str | None = Field(None, alias="second_category_id")
    grade: Grade
    identity: Identity
    unit: UnitOut
    reported_at: datetime
    responded_at: datetime | None
    due_at: datetime
    due_provisional: bool
    is_late: bool
    is_escalated: bool
    reopened: int
    returns: int
    is_extension_asked: bool
    is_supervised: bool
    exclusion: Exclusion
    ended_at: datetime | None


class LineOut(programs.LineOut):
    photos: list[UUID]


class PartOut(Shape):
    """What a helping unit is asked to do. `reply` is empty unless the caller may read it."""

    id: UUID
    unit: UnitOut
    task: str
    state: PartState
    due_on: date
    reply: str


class ColleagueOut(Shape):
    """Somebody who works in the unit that has the appeal."""

    id: UUID
    name: str


class AppealDetail(AppealOut):
    """The appeal with its text, its trail, and the moves that are open to the caller now.

    The reporter's name and phone are masked, or empty.
    """

    text: str
    reporter_name: str
    reporter_phone: str
    keeper: ColleagueOut | None
    moves: list[str]
    parts: list[PartOut]
    trail: list[LineOut]


class AppealPage(Schema):
    """Some appeals in order; `next` is the token for `after`, empty at the end."""

    items: list[AppealOut]
    next: str


class ReportIn(Body):
    """A new appeal, written down for a resident. Without a name it is anonymous; of one that is
    anonymous no name is kept.
    """

    id: UUID | None = Field(
        None,
        description="Its key, made by the caller (UUIDv7), so that it can be written down offline: "
        "the same id and contents are the same appeal for ever, other contents give 409 and both "
        "are kept.",
    )
    place: str = Field(
        description="Code of the place: a neighbourhood's 15 digits, a community's 12.",
        pattern=r"^\d{6,18}$",
    )
    text: str = TEXT
    channel: Channel = Channel.HOTLINE
    title: str = Field("", max_length=120)
    spot: str = Field("", max_length=120)
    category: str = Field("", max_length=6)
    grade: Grade = Grade.ORDINARY
    reporter_name: str = Field("", max_length=60)
    reporter_phone: str = Field("", max_length=100)
    identity: Identity = Identity.NAMED
    source_ref: str = Field(
        "",
        max_length=80,
        description="Its number in the caller's own system: the same number is never stored twice.",
    )
    photos: list[UUID] = PHOTOS


class AcceptIn(Moving):
    category: str = Field("", max_length=6)
    second: str = Field("", max_length=6)
    grade: Grade | None = None
    note: str = NOTE


class AnswerAtOnceIn(Moving):
    reply: str = TEXT
    internal: str = NOTE
    category: str = Field("", max_length=6)


class HandOverIn(Moving):
    unit: UUID
    note: str = NOTE
    internal: str = NOTE


class FinishIn(Moving):
    reply: str = TEXT
    internal: str = NOTE
    photos: list[UUID] = PHOTOS


class JudgeIn(Moving):
    answered: bool
    solved: bool
    satisfied: bool
    comment: str = NOTE


class RejectIn(Moving):
    reason: str = Field(min_length=1, max_length=300)
    basis: str = Field(min_length=1, max_length=300)
    instead: str = Field(min_length=1, max_length=300)


class ReasonIn(Moving):
    reason: str = REASON


class GrantIn(ReasonIn):
    days: int | None = Field(None, ge=1, le=30, description="Nothing: as many as were asked for.")


class NoteIn(Moving):
    note: str = NOTE


class ConveneIn(Moving):
    lead: UUID | None = Field(None, description="Which unit leads: only while no unit has it.")
    helper: UUID
    task: str = REASON
    due_on: date


class AnswerPartIn(Moving):
    part: UUID
    reply: str = TEXT
    photos: list[UUID] = PHOTOS


class PartIn(Moving):
    part: UUID


class ReleaseIn(PartIn):
    reason: str = REASON


class SplitIn(Moving):
    text: str = TEXT
    reason: str = REASON


class MergeIn(Moving):
    main: str = Field(
        min_length=1,
        max_length=20,
        description="Number of the appeal that it is handled together with.",
    )
    note: str = NOTE


class UnmergeIn(Moving):
    reason: str = Field("", max_length=500)


class AssignIn(Moving):
    unit: UUID
    reason: str = REASON


class AskExtensionIn(Moving):
    days: int = Field(ge=1, le=30)
    reason: str = REASON


class PauseIn(Moving):
    whom: Literal["resident", "outside"]
    reason: str = REASON
    review_on: date


class CallBackIn(Moving):
    """Not reached: a note says so. Reached: the three answers; `answers` are those to the county's
    script.
    """

    reached: bool
    answered: bool | None = None
    solved: bool | None = None
    satisfied: bool | None = None
    answers: dict[str, str] = Field({}, max_length=20)
    note: str = NOTE


class SuperviseIn(Moving):
    order: str = REASON
    due_on: date


class AnswerSupervisionIn(Moving):
    answer: str = TEXT


class InformationIn(Moving):
    """Words, photos, or both."""

    text: str = Field("", max_length=20_000)
    photos: list[UUID] = PHOTOS


class PassOnIn(Moving):
    to: UUID = Field(
        description="Key of the colleague's account; whoever works in the unit is listed under "
        "/appeals/{id}/colleagues."
    )
    note: str = Field("", max_length=500)


class PhotoOut(Schema):
    """A photo that was sent and belongs to nothing yet.

    Name its id in a report or move of the same token's owner within three days.
    """

    id: UUID
    name: str = Field(alias="shown_name")
    size: int
    width: int
    height: int


class FilterIn(Body):
    """As on the board: `state` is one of the states, or open, late, soon, all."""

    state: str = Field("open", pattern=f"^({'|'.join(('open', 'late', 'soon', 'all', *State))})$")
    place: str = Field("", pattern=r"^\d{0,18}$")
    category: str = Field("", max_length=6)
    channel: Channel | Literal[""] = ""
    grade: Grade | Literal[""] = ""
    unit: UUID | None = None
    since: date | None = None
    until: date | None = None
    text: str = Field("", max_length=100)
    order: str = Field("due", pattern="^(due|newest|oldest)$")
