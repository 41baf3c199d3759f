"""How are two records of one person brought together, kept apart, and taken apart again?"""

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
    Update,
)
from jinlin.domains.workforce.permissions import can_keep

# What moves over, and by what it would stand there twice.
MOVED: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (Post, ("unit_key",)),
    (Degree, ("degree", "major")),
    (Qualification, ("level",)),
    (Education, ()),
    (Application, ()),
    (Update, ()),
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
    What both have stays where it is. Can be undone.
    """
    first, second = _both(kept, into_it, actor)
    kept = first if first.pk == kept.pk else second
    gone = second if kept.pk == first.pk else first
    if kept.merged_into_id or gone.merged_into_id:
        raise NotNow(_("One of these records went into another one already."))
    moved = {model._meta.model_name: _move(model, keys, gone, kept) for model, keys in MOVED}
    gone.merged_into = kept
    gone.save(update_fields=["merged_into"])
    Professional.objects.filter(merged_into=gone).update(merged_into=kept)
    pair, _is_new = Pair.objects.update_or_create(
        one=first,
        other=second,
        defaults={
            "county": first.county,
            "decision": Pair.Decision.MERGED,
            "moved": {"from": str(gone.pk), "to": str(kept.pk), "rows": moved},
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
    for model, _keys in MOVED:
        rows = model.objects.filter(pk__in=pair.moved["rows"][model._meta.model_name])
        rows.update(professional=gone)
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


def _move(model: Any, keys: tuple[str, ...], gone: Professional, kept: Professional) -> list[str]:
    """The rows that went over; those that the kept record has too stay behind."""
    own = set(model.objects.filter(professional=kept).values_list(*keys)) if keys else set()
    rows = model.objects.filter(professional=gone)
    if keys:
        going = [r.pk for r in rows if tuple(getattr(r, key) for key in keys) not in own]
    else:
        going = [r.pk for r in rows]
    model.objects.filter(pk__in=going).update(professional=kept)
    return [str(pk) for pk in going]
