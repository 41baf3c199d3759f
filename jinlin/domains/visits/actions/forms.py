"""What did a phone send as a form, once it is opened?"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from jinlin.core.errors import Unusable
from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.domains.visits import questions
from jinlin.domains.visits.deadlines import Moments
from jinlin.domains.visits.models import Called, Danger, FindingKind, Outcome

MOST_FINDINGS, MOST_FILES, LONGEST_FINDING = 10, 30, 2000
WISH_KINDS = ("thing", "help", "company", "lesson")


@dataclass(frozen=True)
class Found:
    """One finding as the phone told it."""

    key: UUID
    kind: FindingKind
    text: str
    person: UUID | None
    danger: str
    called: str
    wish_kind: str


@dataclass(frozen=True)
class Form:
    """One form as the phone told it. `content` is what it said, for comparing."""

    key: UUID
    door: UUID
    base: int
    own: int
    outcome: Outcome
    moments: Moments
    asked_by: str
    answers: list[dict[str, Any]]
    findings: list[Found]
    files: int
    content: dict[str, Any]


def read_form(key: UUID, content: dict[str, Any], *, sent_at: datetime) -> Form:
    """Raises Unusable for what cannot be a form."""
    try:
        found = content.get("findings") or []
        if not isinstance(found, list):
            raise Unusable
        return Form(
            key=key,
            door=UUID(content["door"]),
            base=_count(content.get("base", 0), 1_000_000),
            own=max(_count(content.get("own", 1), 10_000), 1),
            outcome=Outcome(content["outcome"]),
            moments=Moments(moment(content["said_at"]), sent_at),
            asked_by=tidy(str(content.get("checklist", "")))[:60],
            answers=questions.read(content.get("answers") or []),
            findings=[_found(each) for each in found[:MOST_FINDINGS]],
            files=_count(content.get("files", 0), MOST_FILES),
            content=content,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise Unusable from problem


def moment(text: Any) -> datetime:
    """A moment of a phone's clock; far from ours it may be, but it is one."""
    found = datetime.fromisoformat(str(text))
    if found.tzinfo is None:
        raise ValueError(text)
    earliest, latest = (clock.at(date(year, 1, 1)) for year in (1971, 2200))
    return min(max(found, earliest), latest)


def _count(value: Any, most: int) -> int:
    return min(max(int(value), 0), most)


def _found(each: Any) -> Found:
    text = tidy(str(each.get("text", "")))[:LONGEST_FINDING]
    danger, called = str(each.get("danger", "")), str(each.get("called", ""))
    kind = FindingKind(each["kind"])
    if kind == FindingKind.URGENT and danger not in Danger.values:
        danger = Danger.LIFE
    return Found(
        key=UUID(each["id"]),
        kind=kind,
        text=text,
        person=UUID(each["person"]) if each.get("person") else None,
        danger=danger if kind == FindingKind.URGENT else "",
        called=called if called in Called.values else "",
        wish_kind=each.get("wish_kind") if each.get("wish_kind") in WISH_KINDS else "help",
    )
