"""How is a pact drafted, clause by clause, by more than one person?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.search import index
from jinlin.core.text import needed, tidy, why_of
from jinlin.core.time import clock
from jinlin.domains.pacts.actions.steps import clauses_of, keep, rule_of, start_term
from jinlin.domains.pacts.models import Clause, Comment, Pact, Version
from jinlin.domains.pacts.models.comment import Source
from jinlin.domains.pacts.models.pact import (
    LONGEST_CLAUSE,
    LONGEST_REASON,
    LONGEST_TITLE,
    MOST_CLAUSES,
)
from jinlin.domains.pacts.permissions import RULES, can_draft, can_keep
from jinlin.ground.places import queries as places
from jinlin.ground.places.models import Place


@dataclass(frozen=True)
class Change:
    """One clause as somebody wants it. `clause` None: a new one; `text` empty: it goes. `seen` is
    what stood there when they began to write.
    """

    text: str
    order: int
    clause: UUID | None = None
    seen: str = ""


@transaction.atomic
def draft(place: Place, *, title: str, clauses: Sequence[str], actor: Actor) -> Pact:
    """The place has a pact, which is being drafted; nobody outside the desk sees it yet.

    Raises NotNow where the place has one: that one is amended.
    """
    require(can_draft(actor, place))
    unit = places.intake_unit(place)
    if unit is None:
        raise Unusable(_("Nobody looks after this place yet."), field="place")
    now = clock.now()
    rule = rule_of(place.county_code)
    pact = Pact(
        county=place.county_code,
        title=needed(
            title, field="title", words=_("Please give the pact a name."), limit=LONGEST_TITLE
        ),
        place=place,
        place_code=place.code,
        unit=unit,
        due_at=clock.by_end_of(clock.today(), rule.draft_days),
        drafted_at=now,
        drafted_on=clock.local_day(now),
    )
    try:
        with transaction.atomic():
            pact.save(force_insert=True)
    except IntegrityError as error:
        raise NotNow(
            _("This place has a pact already. Please open it and change that one.")
        ) from error
    _lay_out(pact, [Change(text, order) for order, text in enumerate(clauses, 1)])
    keep(pact, "draft", actor=actor)
    return pact


@transaction.atomic
def write(pact: Pact, *, title: str, changes: Sequence[Change], actor: Actor) -> list[Comment]:
    """The clauses stand as they were written. What was written on a clause that somebody else had
    changed meanwhile is kept beside it as a comment to be answered: those are returned.

    Raises NotNow while the text is out for comment or for the vote.
    """
    pact = Pact.objects.held(pact)
    require(can_keep(actor, pact))
    if not pact.is_writable:
        raise NotNow(_("The text is fixed now: it is out for comment, for the vote, or in force."))
    pact.title = needed(
        title, field="title", words=_("Please give the pact a name."), limit=LONGEST_TITLE
    )
    known = {clause.pk: clause for clause in clauses_of(pact)}
    crossed = [each for each in changes if _is_crossed(each, known)]
    _lay_out(pact, [each for each in changes if each not in crossed], known)
    kept = [_keep_beside(pact, each, known, actor) for each in crossed]
    keep(pact, "write", actor=actor, crossed=len(kept))
    return kept


@transaction.atomic
def consolidate(pact: Pact, *, actor: Actor) -> Pact:
    """No more comments are taken, and the clauses may be changed again."""
    pact = RULES.begin(pact, "consolidate", actor)
    start_term(pact)
    keep(pact, "consolidate", actor=actor)
    return pact


@transaction.atomic
def amend(pact: Pact, *, actor: Actor) -> Pact:
    """The next edition is drafted from the text that holds, which holds on."""
    return _begin(pact, "amend", actor=actor)


@transaction.atomic
def draft_anew(pact: Pact, *, actor: Actor) -> Pact:
    """What was repealed or not pursued is drafted again, from the last text there was."""
    return _begin(pact, "draft_anew", actor=actor)


@transaction.atomic
def drop(pact: Pact, *, reason: str, actor: Actor) -> Pact:
    """The draft is not pursued, and no text holds."""
    return _end(pact, "drop", reason=reason, actor=actor)


@transaction.atomic
def keep_old(pact: Pact, *, reason: str, actor: Actor) -> Pact:
    """The draft is not pursued, and the text that holds is the one worked on again."""
    return _end(pact, "keep_old", reason=reason, actor=actor)


def restore(pact: Pact) -> None:
    """The name and the clauses worked on are those of the last adopted text; not saved."""
    last = Version.objects.filter(pact=pact, is_repeal=False).order_by("-number").first()
    if last:
        pact.title = last.title
        Clause.objects.filter(pact=pact).delete()
        _lay_out(pact, [Change(text, order) for order, text in enumerate(last.clauses, 1)])


def _begin(pact: Pact, verb: str, *, actor: Actor) -> Pact:
    pact = RULES.begin(pact, verb, actor)
    last = Version.objects.filter(pact=pact).order_by("-number").first()
    pact.edition = (last.number if last else 0) + 1
    pact.meets_on, pact.meets_where = None, ""
    start_term(pact)
    keep(pact, verb, actor=actor)
    return pact


def _end(pact: Pact, verb: str, *, reason: str, actor: Actor) -> Pact:
    pact = RULES.begin(pact, verb, actor)
    reason = why_of(reason, limit=LONGEST_REASON)
    if pact.review_on and verb == "keep_old":
        pact.due_at = clock.end_of(pact.review_on)
        pact.edition = pact.holds or pact.edition
    if verb == "keep_old":
        restore(pact)
    keep(pact, verb, actor=actor, reason=reason)
    return pact


def _is_crossed(change: Change, known: dict[UUID, Clause]) -> bool:
    """Somebody else changed (or took away) the clause since it was read, and to other words."""
    text = tidy(change.text)
    if change.clause is None or text == tidy(change.seen):
        return False
    clause = known.get(change.clause)
    now = clause.text if clause else ""
    return now not in {text, tidy(change.seen)}


def _lay_out(
    pact: Pact, changes: Sequence[Change], known: dict[UUID, Clause] | None = None
) -> None:
    known = dict(known or {})
    changes = [replace(each, text=_checked(each)) for each in changes]
    for each in changes:
        clause = known.get(each.clause) if each.clause else None
        if clause and not each.text and each.seen:
            known.pop(clause.pk)
            clause.delete()
        elif clause:
            is_written = each.text != tidy(each.seen)
            clause.text = each.text if is_written else clause.text
            clause.order = each.order
            clause.save(update_fields=["text", "order"])
        elif each.text and each.clause is None:
            Clause.objects.create(county=pact.county, pact=pact, order=each.order, text=each.text)
    if Clause.objects.filter(pact=pact).count() > MOST_CLAUSES:
        words = _("A pact that people remember has at most %(most)d clauses.")
        raise Unusable(words % {"most": MOST_CLAUSES}, field="clauses")
    index(pact)


def _checked(change: Change) -> str:
    text = tidy(change.text)
    if len(text) > LONGEST_CLAUSE:
        words = _("Please say it in at most %(limit)d characters.")
        raise Unusable(words % {"limit": LONGEST_CLAUSE}, field="clauses")
    return text


def _keep_beside(pact: Pact, change: Change, known: dict[UUID, Clause], actor: Actor) -> Comment:
    now = clock.now()
    return Comment.objects.create(
        county=pact.county,
        pact=pact,
        edition=pact.edition,
        clause=known.get(change.clause) if change.clause else None,
        clause_number=change.order,
        place_code=pact.place_code,
        source=Source.CLERK,
        written_by=actor.user_id,
        text=tidy(change.text)[:LONGEST_CLAUSE] or _("(The clause should go.)"),
        written_at=now,
        written_on=clock.local_day(now),
    )
