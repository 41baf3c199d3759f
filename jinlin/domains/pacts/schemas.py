"""What does a pact look like to a program?"""

from datetime import date, datetime
from uuid import UUID

from ninja import Field, Schema

from jinlin.domains.pacts.lifecycle import State
from jinlin.domains.pacts.models.comment import LONGEST_COMMENT, Answer, Source
from jinlin.domains.pacts.models.pact import (
    LONGEST_CLAUSE,
    LONGEST_NOTE,
    LONGEST_REASON,
    LONGEST_TITLE,
    LONGEST_WHERE,
    MOST_CLAUSES,
)
from jinlin.shell.bodies import Body
from jinlin.shell.programs import LineOut, Moving, Written

CLAUSE = Field(max_length=LONGEST_CLAUSE)
MOST_PEOPLE = 100_000


class PactOut(Schema):
    """One pact as the desk sees it. `state` is that of the text that is worked on."""

    id: UUID
    title: str
    place: str
    place_code: str
    unit: str
    state: State
    version: int = Field(description="To be named with each move; /versions counts the texts.")
    edition: int = Field(description="The number of the text that is worked on.")
    holds: int | None = Field(None, description="The last adopted text; /text answers for a day.")
    due_at: datetime
    is_late: bool
    meets_on: date | None
    meets_where: str
    adopted_on: date | None
    review_on: date | None


class PactPage(Schema):
    items: list[PactOut]
    next: str = Field("", description="Pass as `after` for the next page; empty on the last.")


class ClauseOut(Schema):
    id: UUID
    order: int
    text: str


class PactDetail(PactOut):
    clauses: list[ClauseOut] = Field(description="Of the text that is worked on.")
    unanswered: int = Field(description="Comments on it that have no answer yet.")
    moves: list[str] = Field(description="Those open to you.")
    trail: list[LineOut]


class TextOut(Schema):
    day: date
    version: int | None = None
    since: date | None = None
    clauses: list[str] = Field(description="Empty where no text held on the day.")


class VersionOut(Schema):
    number: int
    title: str
    since: date
    until: date | None = Field(description="The first day on which it held no more.")
    is_repeal: bool
    clauses: list[str]
    decided_on: date
    eligible: int
    present: int
    in_favour: int
    against: int
    abstained: int


class CommentOut(Schema):
    """What somebody said, without who."""

    id: UUID
    edition: int
    clause: UUID | None = Field(None, alias="clause_id")
    clause_number: int | None
    text: str
    source: Source
    answer: Answer
    reason: str
    written_at: datetime
    answered_at: datetime | None


class CommentPage(Schema):
    items: list[CommentOut]
    next: str = ""


class CommentIn(Body):
    id: UUID = Field(description="Made by the client: the same id again is the same comment.")
    text: str = Field(min_length=1, max_length=LONGEST_COMMENT)
    clause: UUID | None = None


class AnswerIn(Body):
    answer: Answer
    reason: str = Field("", max_length=LONGEST_REASON)


class DraftIn(Written):
    place: str = Field(pattern="^[0-9]{12,18}$")
    title: str = Field(min_length=1, max_length=LONGEST_TITLE)
    clauses: list[str] = Field([], max_length=MOST_CLAUSES)


class ChangeIn(Body):
    """One clause as it shall stand: a new one without `clause`; with an empty text it goes."""

    clause: UUID | None = None
    text: str = CLAUSE
    seen: str = Field("", description="What stood there when you read it.")
    order: int = Field(ge=1, le=99)


class TextIn(Body):
    title: str = Field(min_length=1, max_length=LONGEST_TITLE)
    clauses: list[ChangeIn] = Field(max_length=2 * MOST_CLAUSES)


class Drafted(Schema):
    pact: PactDetail
    crossed: list[CommentOut] = Field(
        description="What crossed somebody else's change, kept as comments to be answered."
    )


class UntilIn(Moving):
    until: date


class VoteIn(Moving):
    meets_on: date
    where: str = Field(min_length=1, max_length=LONGEST_WHERE)


class TallyIn(Moving):
    """The hands of a meeting."""

    eligible: int = Field(ge=0, le=MOST_PEOPLE)
    present: int = Field(ge=0, le=MOST_PEOPLE)
    in_favour: int = Field(ge=0, le=MOST_PEOPLE)
    against: int = Field(ge=0, le=MOST_PEOPLE)
    abstained: int = Field(0, ge=0, le=MOST_PEOPLE)


class SinceIn(TallyIn):
    since: date


class NoteIn(Moving):
    note: str = Field(min_length=1, max_length=LONGEST_NOTE)


class ReasonIn(Moving):
    reason: str = Field(min_length=1, max_length=LONGEST_REASON)
