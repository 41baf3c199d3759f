"""What may everybody read of a pact?

Released words only, through classes that know nothing else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from jinlin.core.actor import Actor, within
from jinlin.core.secrets.spelled import without_numbers
from jinlin.core.time import clock
from jinlin.domains.pacts.lifecycle import LABELS, State
from jinlin.domains.pacts.models import (
    Answer,
    Clause,
    Comment,
    Endorsement,
    Pact,
    Talk,
    TalkParty,
    Version,
)
from jinlin.domains.pacts.models.pact import PactRows
from jinlin.domains.pacts.queries.changes import ClauseChange, changes_between
from jinlin.domains.pacts.queries.days import text_before, text_on, versions_of
from jinlin.domains.pacts.queries.listed import TONES
from jinlin.ground.places.queries import whole

OUT = frozenset({State.COMMENTING, State.CONSOLIDATING, State.VOTING})
ORDER = ("place_code", "id")


@dataclass(frozen=True)
class Card:
    """One pact in the list that everybody reads. `holds`: the number of the text of today;
    `begins`: the day on which the last adopted one begins, while that is still ahead.
    """

    pk: UUID
    title: str
    place: str
    state: str
    due_at: Any
    holds: int | None
    begins: date | None = None

    @property
    def is_open(self) -> bool:
        return self.state == State.COMMENTING and self.due_at >= clock.now()

    @property
    def label(self) -> Any:
        if self._stands == State.IN_FORCE and not self.holds:
            return _("Adopted, not yet in force")
        return LABELS[self._stands]

    @property
    def tone(self) -> str:
        return TONES[self._stands]

    @property
    def _stands(self) -> State:
        return State.IN_FORCE if self.state not in OUT and self.holds else State(self.state)


@dataclass(frozen=True)
class Answered:
    """What somebody said, without who, and what was answered."""

    clause: int | None
    text: str
    answer: str
    label: Any
    reason: str


@dataclass(frozen=True)
class Sheet:
    """All that everybody reads of one pact."""

    card: Card
    number: int | None
    clauses: list[str]
    since: date | None
    changed: list[ClauseChange]
    draft: list[ClauseChange]
    draft_clauses: list[tuple[UUID, int, str]]
    is_first: bool
    answered: list[Answered]
    counts: dict[str, int]
    versions: list[tuple[Version, date | None]]
    meets_on: date | None
    meets_where: str
    unit: str


def cards(place: str) -> PactRows:
    """The released pacts at or below a place; everywhere without one."""
    rows = with_todays_text(Pact.objects.released().select_related("place"))
    return rows.filter(within(whole(place))) if place else rows


def with_todays_text(rows: PactRows) -> PactRows:
    """Each with number and name of the text that holds today, and the day of one that is ahead."""
    adopted = Version.objects.filter(pact=OuterRef("pk")).order_by("-number")
    last = adopted.filter(since__lte=clock.today())
    ahead = adopted.filter(since__gt=clock.today(), is_repeal=False)
    return rows.annotate(
        now_number=Subquery(last.values("number")[:1]),
        now_title=Subquery(last.values("title")[:1]),
        now_repealed=Subquery(last.values("is_repeal")[:1]),
        now_begins=Subquery(ahead.values("since")[:1]),
        next_title=Subquery(ahead.values("title")[:1]),
    )


def shown(pacts: Iterable[Pact]) -> list[Card]:
    return [_card(pact) for pact in pacts]


def sheet(pact: Pact, *, on: date | None = None) -> Sheet:
    """The text that holds (or held on a day), what is proposed, and what was answered."""
    held = text_on(pact, on or clock.today())
    is_out = pact.state in OUT
    clauses = list(Clause.objects.filter(pact=pact)) if is_out else []
    old = held.clauses if held else []
    return Sheet(
        card=_card(pact),
        number=held.number if held else None,
        clauses=list(old),
        since=held.since if held else None,
        changed=_changed(held) if on and held else [],
        draft=changes_between(old, [clause.text for clause in clauses]) if is_out else [],
        draft_clauses=[(each.pk, n, each.text) for n, each in enumerate(clauses, 1)],
        is_first=held is None,
        answered=_answered(pact),
        counts=counts_of(pact),
        versions=versions_of(pact),
        meets_on=pact.meets_on if pact.state == State.VOTING else None,
        meets_where=pact.meets_where if pact.state == State.VOTING else "",
        unit=pact.unit.name,
    )


def own_comments(pact: Pact, actor: Actor) -> list[Comment]:
    """What this resident said of the text that is worked on."""
    if actor.user_id is None:
        return []
    rows = Comment.objects.filter(pact=pact, edition=pact.edition, person__user=actor.user_id)
    return list(rows.order_by("written_at"))


def has_endorsed(pact: Pact, actor: Actor) -> bool:
    if actor.user_id is None:
        return False
    rows = Endorsement.objects.filter(pact=pact, edition=pact.edition)
    return rows.filter(person__user=actor.user_id).exists()


def own_talks(actor: Actor, phone_key: str) -> list[Talk]:
    """The talks that this resident was in, known by the account or by the phone that they proved
    at sign-in.
    """
    if actor.user_id is None:
        return []
    own = Q(person__user=actor.user_id)
    if phone_key and not actor.is_staff:
        own |= Q(person__user=None, person__phone_key=phone_key)
    parties = TalkParty.objects.filter(own).values("talk")
    rows = Talk.objects.filter(pk__in=parties).select_related("pact__place")
    return list(rows.order_by("-talked_on")[:20])


def waiting_here(place: str) -> str:
    """What the first page says: how many are open for comment at or below a place."""
    rows = Pact.objects.filter(
        within(whole(place)), state=State.COMMENTING, due_at__gte=clock.now()
    )
    n = rows.count()
    if not n:
        return ""
    return ngettext("%(n)s pact to have a say on", "%(n)s pacts to have a say on", n) % {"n": n}


def counts_of(pact: Pact) -> dict[str, int]:
    """Comments and those not answered, who finds it fine, talks: three statements."""
    comments = Comment.objects.filter(pact=pact, edition=pact.edition)
    counted = comments.aggregate(all=Count("pk"), open=Count("pk", filter=Q(answer=Answer.OPEN)))
    fine = Endorsement.objects.filter(pact=pact, edition=pact.edition).count()
    counted["answered"] = counted["all"] - counted["open"]
    return {**counted, "fine": fine, "talks": Talk.objects.filter(pact=pact).count()}


def _changed(version: Version) -> list[ClauseChange]:
    """What this text changed of the one before; nothing where there was none."""
    before = text_before(version)
    return changes_between(before.clauses, version.clauses) if before else []


def _card(pact: Any) -> Card:
    """The name of a draft that is not out is nobody's business yet: the text that holds (or held,
    or will) has its own. Staff, who read the pact as it is worked on, read its own name.
    """
    if not hasattr(pact, "now_title"):
        return Card(pact.pk, pact.title, pact.place.name, pact.state, pact.due_at, pact.holds)
    title = pact.title if pact.state in OUT else pact.now_title or pact.next_title or pact.title
    holds = None if pact.now_repealed else pact.now_number
    standing = (pact.state, pact.due_at, holds, pact.now_begins)
    return Card(pact.pk, title, pact.place.name, *standing)


def _answered(pact: Pact) -> list[Answered]:
    rows = Comment.objects.filter(pact=pact, edition=pact.edition).exclude(answer=Answer.OPEN)
    return [
        Answered(
            each.clause_number,
            without_numbers(each.text),
            each.answer,
            each.get_answer_display(),
            each.reason,
        )
        for each in rows.order_by("clause_number", "written_at")[:200]
    ]
