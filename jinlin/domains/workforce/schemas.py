"""What does the register look like to a program? Names masked, no numbers, no accounts."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Field, Schema

from jinlin.domains.workforce.deadlines import RegistrationState
from jinlin.domains.workforce.lifecycle import State
from jinlin.domains.workforce.models import UpdateKind, UpdateState
from jinlin.shell.bodies import Body
from jinlin.shell.programs import LineOut, Moving

TEXT = Field(min_length=1, max_length=500)


class PersonOut(Schema):
    """One social worker, masked."""

    id: UUID
    name: str
    county: str
    place_code: str
    level: int | None = Field(description="The highest certificate: 1 assistant, 2, 3 senior.")
    schooling: int | None
    sector: str
    entered_on: date


class PersonPage(Schema):
    items: list[PersonOut]
    next: str = Field("", description="Pass as `after` for the next page; empty on the last.")


class HoldingOut(Schema):
    level: int
    standing: RegistrationState
    until: date | None
    hours: int
    hours_wanted: int


class FindingOut(Schema):
    """Whether a level is open to somebody in a year, by the best of their ways."""

    level: int
    year: int
    is_held: bool
    is_open: bool
    months_short: int | None
    lacks_level: int | None


class PersonDetail(PersonOut):
    holdings: list[HoldingOut]
    findings: list[FindingOut]


class UpdateIn(Body):
    id: UUID | None = Field(
        None,
        description="Its key, made by the caller (UUIDv7), so that it can be written down offline: "
        "the same id and contents are the same update for ever, other contents give 409 and both "
        "are kept.",
    )
    kind: UpdateKind
    told: dict[str, str] = Field(
        description=(
            "post: unit, title, since; degree: degree, major, school, graduated; qualification: "
            "level, number, issuer, issued_on; registration: level, number, registered_on; "
            "education: hours, on, subject, organiser."
        )
    )


class UpdateOut(Schema):
    id: UUID
    kind: UpdateKind
    state: UpdateState
    sent_at: datetime
    due_at: datetime


class ApplicationOut(Schema):
    id: UUID
    version: int
    number: str
    county: str
    person: str
    level: int
    policy: str
    state: State
    amount: int | None
    applied_at: datetime
    due_at: datetime
    notice_to: date | None


class ApplicationPage(Schema):
    items: list[ApplicationOut]
    next: str = ""


class ApplicationDetail(ApplicationOut):
    moves: list[str]
    trail: list[LineOut]


class VacancyOut(Schema):
    unit: str
    sector: str
    approved: int
    filled: int
    vacant: int
    wanted: int


class StageOut(Schema):
    """How many of a group reached each stage; each is counted among those before."""

    group: Any
    mobilised: int
    registered: int
    sat: int
    passed: int
    certified: int


class NoteIn(Moving):
    note: str = Field("", max_length=500)


class QuestionIn(Moving):
    question: str = TEXT


class ReviewIn(Moving):
    is_appraised: bool = False


class ObjectionIn(Moving):
    objection: str = TEXT


class ReasonIn(Moving):
    reason: str = TEXT
