"""How are two records of one person brought together, kept apart, and taken apart again?"""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.time import clock
from jinlin.domains.workforce.models import (
    Application,
    Degree,
    Education,
    Pair,
    Post,
    Professional,
    Qualification,
    Registration,
    Update,
)
from jinlin.domains.workforce.permissions import can_keep


def _post(post: Post) -> tuple[Any, ...]:
    """Two times at one unit are two posts; of those that are open there is one."""
    return (post.unit_key, post.since, post.until) if post.until else (post.unit_key,)


# What moves over, and by what it would stand there twice.
MOVED: tuple[tuple[Any, Callable[[Any], tuple[Any, ...]]], ...] = (
    (Post, _post),
    (Degree, attrgetter("degree", "major")),
    (Qualification, lambda held: (held.level,)),
    (Education, attrgetter("since", "on", "minutes", "subject")),
    (Application, lambda row: (row.pk,)),
    (Update, lambda row: (row.pk,)),
)


@transaction.atomic
def not_same(one: Professional, other: Professional, *, actor: Actor) -> Pair:
    """These two are different people; the pair does not come up again."""
    first, second = _both(one, other, actor)
    pair, _is_new = Pair.objects.update_or_create(
        one=first,
        other=second,
        defaults={
            "county": first.county,
            "decision": Pair.Decision.NOT_SAME,
            "moved": {},
            "decided_at": clock.now(),
            "decided_by": actor.user_id,
        },
    )
    timeline.record(
        first, "not_same", actor=actor, audience="staff", data={"other": str(second.pk)}
    )
    return pair


@transaction.atomic
def merge(kept: Professional, into_it: Professional, *, actor: Actor) -> Pair:
    """One record goes on with all posts, degrees and certificates of both; the other points to it.
    What both have stays where it is. Can be undone. Of one with an account and one without, the one
    with the account goes on, whichever was named first: its person reads it as their own.
    """
    first, second = _both(kept, into_it, actor)
    kept = first if first.pk == kept.pk else second
    gone = second if kept.pk == first.pk else first
    if kept.merged_into_id or gone.merged_into_id:
        raise NotNow(_("One of these records went into another one already."))
    if gone.person.user_id and not kept.person.user_id:
        kept, gone = gone, kept
    registered = _move_registrations(gone, kept)
    moved = {model._meta.model_name: _move(model, key, gone, kept) for model, key in MOVED}
    gone.merged_into = kept
    gone.save(update_fields=["merged_into"])
    absorbed = Professional.objects.filter(merged_into=gone)
    before = [str(pk) for pk in absorbed.values_list("pk", flat=True)]
    absorbed.update(merged_into=kept)
    pair, _is_new = Pair.objects.update_or_create(
        one=first,
        other=second,
        defaults={
            "county": first.county,
            "decision": Pair.Decision.MERGED,
            "moved": {
                "from": str(gone.pk),
                "to": str(kept.pk),
                "rows": moved,
                "registered": registered,
                "absorbed": before,
            },
            "decided_at": clock.now(),
            "decided_by": actor.user_id,
        },
    )
    for row, other in ((kept, gone), (gone, kept)):
        timeline.record(row, "merged", actor=actor, audience="staff", data={"other": str(other.pk)})
    return pair


@transaction.atomic
def undo_merge(pair: Pair, *, actor: Actor) -> Pair:
    """Both records stand as before; what came to the kept one since stays with it."""
    pair = Pair.objects.select_for_update(of=("self",)).get(pk=pair.pk)
    first, second = _both(pair.one, pair.other, actor)
    if pair.decision != Pair.Decision.MERGED:
        raise NotNow(_("These two records stand apart already."))
    gone = first if str(first.pk) == pair.moved["from"] else second
    kept = second if gone.pk == first.pk else first
    holders = _holders(kept)
    for model, _key in MOVED:
        rows = model.objects.filter(pk__in=pair.moved["rows"][model._meta.model_name])
        rows.filter(professional__in=holders).update(professional=gone)
    for pk, before in pair.moved.get("registered", {}).items():
        Registration.objects.filter(pk=pk).update(qualification=before)
    again = Professional.objects.filter(pk__in=pair.moved.get("absorbed", []))
    again.filter(merged_into__in=holders).update(merged_into=gone)
    gone.merged_into = None
    gone.save(update_fields=["merged_into"])
    pair.decision, pair.moved = Pair.Decision.NOT_SAME, {}
    pair.save(update_fields=["decision", "moved"])
    for row in (first, second):
        timeline.record(row, "unmerged", actor=actor, audience="staff")
    return pair


def _both(
    one: Professional, other: Professional, actor: Actor
) -> tuple[Professional, Professional]:
    """The two records, locked in the order of their keys."""
    if one.pk == other.pk:
        raise Unusable(_("Please choose two records."))
    first, second = (Professional.objects.locked(pk) for pk in sorted([one.pk, other.pk]))
    if first.county != second.county:
        raise Unusable(_("These two records are of different counties."))
    require(can_keep(actor, first.county))
    return first, second


def _move(
    model: Any, key: Callable[[Any], tuple[Any, ...]], gone: Professional, kept: Professional
) -> list[str]:
    """The rows that went over; those that the kept record has too stay behind."""
    own = {key(row) for row in model.objects.filter(professional=kept)}
    rows = model.objects.filter(professional=gone)
    going = [row.pk for row in rows if key(row) not in own]
    model.objects.filter(pk__in=going).update(professional=kept)
    return [str(pk) for pk in going]


def _move_registrations(gone: Professional, kept: Professional) -> dict[str, str]:
    """A certificate that both have stands once, with the registrations that either knew: those that
    went over, each with the certificate that it stood at.
    """
    own = {held.level: held for held in kept.qualifications.prefetch_related("registrations")}
    found = {}
    for held in gone.qualifications.prefetch_related("registrations"):
        same = own.get(held.level)
        days = {each.registered_on for each in same.registrations.all()} if same else set()
        for each in held.registrations.all():
            if same and each.registered_on not in days:
                found[str(each.pk)] = str(held.pk)
                Registration.objects.filter(pk=each.pk).update(qualification=same)
    return found


def _holders(kept: Professional) -> list[Any]:
    """The record that went on, and the one into which it went since."""
    return [kept.pk, *([kept.merged_into_id] if kept.merged_into_id else [])]
