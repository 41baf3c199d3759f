"""What do programs send and read of talents?"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Field, Schema
from pydantic import AwareDatetime

from jinlin.domains.talents.models import Outcome
from jinlin.shell.bodies import Body
from jinlin.shell.programs import Moving, Written


class TalentOut(Schema):
    id: UUID
    called: str
    place: str
    place_code: str
    state: str
    skills: list[str]
    is_free: bool
    is_paid: bool
    fee_note: str
    certified: list[str]


class Talents(Schema):
    items: list[TalentOut]
    next: str = Field("", description="Pass as `after` for the next page; empty on the last.")


class Gap(Schema):
    since: date
    until: date | None = Field(None, description="The first day on which it held again.")
    reason: str
    is_final: bool = Field(description="Withdrawn for good, not only suspended.")


class ValidityOut(Schema):
    number: str
    day: date
    valid: bool = Field(description="Whether it was valid on this day, whatever came since.")
    since: date
    until: date | None = None
    gaps: list[Gap]


class HelpIn(Body):
    id: UUID = Field(description="Made by the client: the same id again is the same help.")
    talent: UUID
    place: str = Field(description="Code of the neighbourhood in which help is needed.")
    name: str
    phone: str
    text: str
    wanted: str
    is_paid: bool = False


class HelpOut(Schema):
    id: UUID
    version: int
    state: str
    talent: UUID
    place_code: str
    is_paid: bool
    text: str
    due_at: Any


class TellIn(Moving):
    went: str = Field(description="well, partly, badly or nobody_came.")
    words: str = ""


class ComesIn(Moving):
    comes: str = Field(min_length=1, max_length=60, description="When the craftsman comes.")


class WhyIn(Moving):
    reason: str = Field(min_length=1, max_length=300)


class FindIn(Written):
    place: str = Field(description="Code of the place at which they live.", max_length=18)
    name: str = Field(min_length=1, max_length=40)
    phone: str = Field(description="Makes two finds one person.", max_length=40)
    why: str = Field(
        min_length=1, max_length=300, description="What they can do, and how you know."
    )
    skills: list[str] = Field([], description="Names of the county's skills.", max_length=20)
    called: str = Field("", max_length=20)


class FoundOut(Schema):
    id: UUID
    version: int
    state: str
    place_code: str
    called: str
    due_at: datetime


class TakeInIn(Moving):
    called: str = Field(min_length=1, max_length=20, description="How neighbours call them.")
    agreed: bool = Field(description="They said yes to staff; without it nobody is shown.")


class PairIn(Written):
    mentor: UUID = Field(description="A talent of the directory.")
    name: str = Field(description="Of the learner.", min_length=1, max_length=40)
    phone: str = Field(max_length=40)
    skill: str = Field(description="Name of one of the county's skills.", max_length=20)
    goals: list[str] = Field(min_length=1, max_length=6)


class PairOut(Schema):
    id: UUID
    version: int
    state: str
    mentor: UUID
    skill: str
    place_code: str
    began_on: date | None
    next_at: datetime | None
    ended_on: date | None
    outcome: str
    goals: list[dict[str, Any]]
    due_at: datetime


class Pairs(Schema):
    items: list[PairOut]
    next: str = ""


class MeetIn(Moving):
    on: date
    minutes: int = Field(ge=1, le=720)
    words: str = Field(min_length=1, max_length=300)


class PlanIn(Moving):
    at: AwareDatetime


class ReachIn(Moving):
    goal: UUID


class CompleteIn(Moving):
    outcome: Outcome
    words: str = Field("", max_length=300)


class ApplicationOut(Schema):
    id: UUID
    version: int
    state: str
    talent: UUID
    skill: str
    level: str
    place_code: str
    due_at: datetime


class Applications(Schema):
    items: list[ApplicationOut]
    next: str = ""


class QuestionIn(Moving):
    question: str = Field(min_length=1, max_length=300)


class AnswerIn(Moving):
    answer: str = Field(min_length=1, max_length=300)


class CertificateOut(Schema):
    id: UUID
    version: int
    state: str
    talent: UUID
    skill: str
    level: str
    issued_on: date
    valid_until: date


class Certificates(Schema):
    items: list[CertificateOut]
    next: str = ""


class NoteIn(Moving):
    note: str = Field(min_length=1, max_length=300)
