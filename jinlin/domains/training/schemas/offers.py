"""What do courses and work on offer look like to a program?"""

from datetime import date
from typing import Any
from uuid import UUID

from ninja import Field, Schema

from jinlin.domains.training.schemas import NEXT, TimeOfWeek, WorkOut
from jinlin.shell.bodies import Body
from jinlin.shell.programs import Written

TIMES: Any = Field([], max_length=3, description="None: any time.")


class OfferTerms(Body):
    """A course as it can be given, whole: what is left out is empty or as it is named here."""

    module: UUID
    title: str = Field(min_length=1, max_length=60)
    lesson_hours: int = Field(8, ge=1, le=500)
    seats: int = Field(30, ge=1, le=500)
    cost: int = Field(0, ge=0, le=1_000_000, description="For one person, in yuan.")
    where: str = Field("", max_length=80)
    qualification: str = Field("", max_length=120)
    teacher: UUID | None = None
    times: list[TimeOfWeek] = TIMES
    valid_until: date | None = Field(None, description="The last day, today at the earliest.")


class OfferIn(Written, OfferTerms):
    """A course that an organisation of yours can give."""

    provider: UUID = Field(description="The organisation: your own, or one that you look after.")


class OfferOut(Schema):
    """One course on the county's list of what can be given."""

    id: UUID
    provider: str
    module: str
    title: str
    lesson_hours: int
    seats: int
    cost: int
    where: str
    qualification: str
    teacher: str
    times: list[TimeOfWeek]
    valid_from: date
    valid_until: date | None


class OfferPage(Schema):
    items: list[OfferOut]
    next: str = NEXT


class WorkTerms(Body):
    """Work as it is offered, whole."""

    title: str = Field(min_length=1, max_length=60)
    place: str = Field(pattern="^[0-9]{6,18}$")
    hours: str = Field(min_length=1, max_length=60)
    pay: str = Field(min_length=1, max_length=60)
    valid_until: date = Field(description="The last day, today at the earliest.")
    module: UUID | None = Field(None, description="Of which a certificate is asked for.")
    skills: str = Field("", max_length=200)
    wanted: int = Field(1, ge=1, le=500)
    times: list[TimeOfWeek] = TIMES


class WorkIn(Written, WorkTerms):
    """Work that an enterprise of yours offers."""

    organisation: UUID = Field(description="The enterprise: yours, or one that you look after.")


class OwnWorkOut(WorkOut):
    """Work as whoever offers it reads it, also when it is offered no longer."""

    told_on: date
    closed_on: date | None
    is_open: bool


class WorkPage(Schema):
    items: list[OwnWorkOut]
    next: str = NEXT
