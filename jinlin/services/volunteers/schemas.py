"""What do a service record and a team look like to a program?"""

from datetime import date, datetime
from uuid import UUID

from ninja import Field, Schema
from pydantic import AwareDatetime

from jinlin.services.volunteers.lifecycle import ActivityState, State
from jinlin.services.volunteers.models import TeamKind, Trust
from jinlin.shell.bodies import Body
from jinlin.shell.programs import Moving

REASON = Field(min_length=1, max_length=300)


class TeamOut(Schema):
    """One team, as everybody knows it."""

    id: UUID
    name: str
    kind: TeamKind
    place: str = Field(alias="place_code")
    founded_on: date


class TeamPage(Schema):
    items: list[TeamOut]
    next: str


class ActivityOut(Schema):
    """What volunteers do together; its sheet is confirmed with this version."""

    id: UUID
    version: int
    state: ActivityState
    title: str
    content: str
    place: str = Field(alias="place_code")
    team: UUID | None = Field(alias="team_id")
    on: date
    starts_at: datetime
    ends_at: datetime
    due_at: datetime
    organiser: str
    is_late: bool


class ActivityPage(Schema):
    items: list[ActivityOut]
    next: str


class RecordOut(Schema):
    """One service, the volunteer masked."""

    id: UUID
    version: int
    state: State
    trust: Trust
    volunteer: UUID = Field(alias="volunteer_id")
    person: str
    title: str
    where: str
    content: str
    begins_at: datetime
    ends_at: datetime
    minutes: int
    served_on: date
    organiser: str
    is_late: bool
    due_at: datetime

    @staticmethod
    def resolve_person(row: object) -> str:
        return str(row.volunteer.person.shown_name())  # type: ignore[attr-defined]


class RecordPage(Schema):
    items: list[RecordOut]
    next: str


class ReasonIn(Moving):
    reason: str = REASON


class CorrectIn(ReasonIn):
    begins_at: AwareDatetime
    ends_at: AwareDatetime


class HelperIn(Body):
    volunteer: UUID
    begins_at: AwareDatetime | None = None
    ends_at: AwareDatetime | None = None


class SheetIn(Moving):
    helpers: list[HelperIn] = Field(min_length=1, max_length=200)


class SheetOut(Schema):
    records: list[UUID]
