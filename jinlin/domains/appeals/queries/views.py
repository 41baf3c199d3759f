"""Which saved views does this member of staff find above the board?"""

from collections.abc import Iterable
from dataclasses import dataclass

from jinlin.core.actor import Actor
from jinlin.domains.appeals.models.views import FirstView, SavedView
from jinlin.domains.appeals.permissions import can_change_view


@dataclass(frozen=True)
class Kept:
    """One view as this reader finds it. `href` is what follows the board's address."""

    view: SavedView
    is_here: bool = False
    is_first: bool = False
    may_change: bool = False

    @property
    def href(self) -> str:
        return f"?{self.view.query}"


def views_of(actor: Actor, *, here: str = "") -> list[Kept]:
    """One's own first, then what others share: one statement.

    `here` is the query of the board that is open.
    """
    rows = SavedView.objects.standing().visible_to(actor)
    return [Kept(view, is_here=view.query == here) for view in _own_first(rows, actor)]


def views_to_arrange(actor: Actor) -> list[Kept]:
    """The same, with what can be done with each."""
    first = FirstView.of(actor.user_id)
    rows = SavedView.objects.standing().visible_to(actor).select_related("unit")
    return [
        Kept(view, is_first=view.pk == first, may_change=can_change_view(actor, view))
        for view in _own_first(rows, actor)
    ]


def first_query(actor: Actor) -> str:
    """With which filters the board opens for somebody who has just come in; empty when they chose
    none, or it is gone.
    """
    first = FirstView.of(actor.user_id)
    found = (
        SavedView.objects.standing()
        .visible_to(actor)
        .filter(pk=first)
        .values_list("query", flat=True)
        .first()
        if first
        else ""
    )
    return found or ""


def removed_views(actor: Actor, keys: Iterable[str]) -> list[SavedView]:
    """Of these views those that are removed and that the actor may bring back."""
    rows = SavedView.objects.filter(pk__in=list(keys), removed_at__isnull=False)
    return [view for view in rows if can_change_view(actor, view)]


def _own_first(rows: Iterable[SavedView], actor: Actor) -> list[SavedView]:
    return sorted(rows, key=lambda view: (view.owner != actor.user_id, view.position, view.pk))
