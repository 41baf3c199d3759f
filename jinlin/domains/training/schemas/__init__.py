"""What do classes, orders, certificates and introductions look like to a program?"""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from ninja import Field, Schema

from jinlin.domains.training.lifecycle import IntroductionState, State
from jinlin.domains.training.models import Kind, LessonState, OrderState, Rung
from jinlin.shell.bodies import Body
from jinlin.shell.programs import LineOut, Moving, Written

REASON = Field(min_length=1, max_length=300)
NEXT = Field("", description="Pass as `after` for the next page; empty on the last.")
TimeOfWeek = Literal["daytime", "evening", "weekend"]


class ModuleOut(Schema):
    """One of the county's '6+X' modules: a programme of training."""

    id: UUID
    name: str
    is_core: bool


class WorkOut(Schema):
    """Work that an enterprise offers until a day, as everybody reads it."""

    id: UUID
    title: str
    organisation: str
    module: str = Field(description="The skill of which a certificate is asked for, if any.")
    skills: str
    place: str
    place_code: str
    hours: str
    pay: str
    times: list[TimeOfWeek]
    wanted: int
    valid_until: date


class WantedOut(Schema):
    """How many of one community want a module, at which times; numbers and no names."""

    place: str
    place_code: str
    module: str
    people: int
    times: dict[str, int]
    enough: int = Field(description="So many orders open a class.")


class LessonOut(Schema):
    id: UUID
    number: int
    topic: str
    state: LessonState
    starts_at: datetime
    ends_at: datetime
    room: str
    teacher: str
    reason: str = Field(description="Why it was moved or falls out.")


class ClassOut(Schema):
    """One class as everybody reads it."""

    id: UUID
    title: str
    kind: Kind
    state: State
    module: str
    place: str
    place_code: str
    organiser: str
    starts_at: datetime | None
    ends_at: datetime | None
    seats: int
    free: int
    cost: int


class ClassPage(Schema):
    items: list[ClassOut]
    next: str = NEXT


class PartyOut(Schema):
    """Who makes the class possible: what it gives, and its own answer on its own day."""

    side: str
    organisation: str
    provides: str
    pays: int
    answer: str
    answered_on: date | None
    how: str


class ClassDetail(ClassOut):
    """One class as the desk sees it, without its people."""

    version: int
    reason: str = Field(description="Why it is cancelled, or its terms were changed.")
    due_at: datetime
    is_late: bool
    taken: int
    waiting: int
    lessons: list[LessonOut]
    parties: list[PartyOut]
    moves: list[str] = Field(description="Those open to you.")
    trail: list[LineOut]


class PupilOut(Schema):
    """Who has or waits for a seat, masked; `seat` is what an entry names."""

    seat: UUID
    name: str
    state: str
    attended: int = Field(description="Lessons that count.")
    completed_on: date | None
    certificate: str


class EntryIn(Body):
    """Who was noted at a lesson, also without a network. Its id is made by the client: the same id
    and contents again are the same entry; other contents are refused.
    """

    id: UUID
    seat: UUID
    said_at: datetime = Field(description="By the client's clock, with its offset.")
    sent_at: datetime = Field(description="By the same clock: what it is wrong by is put right.")


class ReceiptOut(Schema):
    id: UUID
    digest: str
    outcome: str
    words: str
    is_counted: bool


class OrderOut(Schema):
    """One order as staff see it, the person masked."""

    id: UUID
    person: str
    place: str
    place_code: str
    module: str
    text: str
    times: list[str]
    state: OrderState
    ordered_on: date


class OrderPage(Schema):
    items: list[OrderOut]
    next: str = NEXT


class OrderIn(Written):
    """What somebody wants to learn: a module of the list, or words of their own."""

    name: str = Field(min_length=1, max_length=60)
    phone: str = Field("", max_length=40)
    place: str = Field(pattern="^[0-9]{12,18}$")
    module: UUID | None = None
    text: str = Field("", max_length=120)
    times: list[TimeOfWeek] = Field([], max_length=3)
    channel: Literal["station", "door"] = "station"


class EnrolIn(Written):
    """Somebody who stands at the counter and comes to the class."""

    name: str = Field(min_length=1, max_length=60)
    phone: str = Field("", max_length=40)
    birth_year: int | None = Field(
        None, ge=1900, le=2199, description="As they told it, where the class has a minimum age."
    )


class CertificateOut(Schema):
    """One certificate; `holds` says whether it does today."""

    id: UUID
    number: str
    title: str
    module: str
    place_code: str
    issued_on: date
    withdrawn_on: date | None
    holds: bool
    reason: str
    verify: str = Field(description="Where everybody checks it.")


class CertificatePage(Schema):
    items: list[CertificateOut]
    next: str = NEXT


class IntroductionOut(Schema):
    """One introduction; name and phone only for the enterprise, and only after the person's yes."""

    id: UUID
    version: int
    state: IntroductionState
    work: str
    enterprise: str
    place_code: str
    person: str
    phone: str = Field("", description="For the enterprise, of one introduction that is open.")
    why: str
    due_at: datetime
    rung: Rung | None = Field(None, description="On whose word it is known that they were hired.")
    moves: list[str] = []


class IntroductionPage(Schema):
    items: list[IntroductionOut]
    next: str = NEXT


class ReasonIn(Moving):
    reason: str = REASON


class HireIn(Moving):
    since: date
