"""How does staff keep the board's filters under a name?"""

from datetime import timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotAllowed, NotHere, NotNow, Unusable, require
from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.domains.appeals.models.views import (
    LONGEST_NAME,
    LONGEST_QUERY,
    FirstView,
    SavedView,
    Sharing,
)
from jinlin.domains.appeals.permissions import can_change_view, can_save_view, can_share_view
from jinlin.ground.accounts.roles import WORKERS, Role

MOST = 20  # so many still fit above a board
KEPT_REMOVED = timedelta(days=7)
TAKEN = _("You already keep a view with this name.")


@transaction.atomic
def save_view(
    *, actor: Actor, name: str, filters: dict[str, str], sharing: str = Sharing.OWN
) -> SavedView:
    """The filters stand under this name, last in the row: for the actor alone, or for the unit or
    place that the actor leads.
    """
    keeper = _keeper(actor)
    require(
        sharing == Sharing.OWN or can_share_view(actor),
        _("Only those who lead share a view with others."),
    )
    own = _locked(actor)
    query = urlencode(filters)
    if len(query) > LONGEST_QUERY:
        raise Unusable(_("These are too many filters for one view."), field="name")
    if len(own) >= MOST:
        raise Unusable(_("You keep 20 views already. Please remove one first."), field="name")
    view = SavedView(owner=keeper, query=query, sharing=sharing, **_shared_with(actor, sharing))
    view.county, view.position = (
        actor.counties(*WORKERS)[0],
        max((each.position for each in own), default=0) + 1,
    )
    return _named(view, name)


@transaction.atomic
def rename_view(view: SavedView, *, actor: Actor, name: str) -> SavedView:
    """The view has another name, for everybody who sees it."""
    return _named(_to_change(view, actor), name)


@transaction.atomic
def place_view(view: SavedView, *, actor: Actor, earlier: bool) -> SavedView:
    """The view has changed places with the one before or after it among those of the same keeper;
    at the end of the row nothing changes.
    """
    view = _to_change(view, actor)
    row = list(
        SavedView.objects.select_for_update()
        .standing()
        .filter(owner=view.owner)
        .order_by("position", "id")
    )
    here = [each.pk for each in row].index(view.pk)
    there = max(0, here - 1) if earlier else min(len(row) - 1, here + 1)
    row[here], row[there] = row[there], row[here]
    for position, each in enumerate(row, 1):
        each.position = position
    SavedView.objects.bulk_update(row, ["position"])
    return view


@transaction.atomic
def remove_view(view: SavedView, *, actor: Actor) -> SavedView:
    """The view is gone from every board.

    For a week it can be brought back; what was removed before that is deleted.
    """
    view = _to_change(view, actor)
    view.removed_at = clock.now()
    view.save(update_fields=["removed_at"])
    SavedView.objects.kept_by(actor).forgotten_before(view.removed_at - KEPT_REMOVED).delete()
    return view


@transaction.atomic
def restore_view(view: SavedView, *, actor: Actor) -> SavedView:
    """The removed view stands where it stood; restoring one that stands changes nothing."""
    found = SavedView.objects.select_for_update().filter(pk=view.pk).first()
    if found is None:
        raise NotHere
    require(can_change_view(actor, found))
    if found.removed_at is None:
        return found
    if SavedView.objects.standing().filter(owner=found.owner).count() >= MOST:
        raise NotNow(_("You keep 20 views already. Please remove one first."))
    found.removed_at = None
    return _named(found, found.name)


@transaction.atomic
def open_with(view: SavedView | None, *, actor: Actor) -> None:
    """The actor's board opens with this view from now on; with None as it was left."""
    keeper = _keeper(actor)
    if view is None:
        FirstView.objects.filter(user=keeper).delete()
        return
    if not SavedView.objects.standing().visible_to(actor).filter(pk=view.pk).exists():
        raise NotHere
    FirstView.objects.update_or_create(user=keeper, defaults={"view": view})


def _keeper(actor: Actor) -> UUID:
    require(can_save_view(actor))
    if actor.user_id is None:
        raise NotAllowed
    return actor.user_id


def _locked(actor: Actor) -> list[SavedView]:
    return list(SavedView.objects.select_for_update().standing().kept_by(actor))


def _to_change(view: SavedView, actor: Actor) -> SavedView:
    found = SavedView.objects.select_for_update().standing().filter(pk=view.pk).first()
    if found is None:
        raise NotNow(_("This view has been removed meanwhile."))
    require(can_change_view(actor, found))
    return found


def _shared_with(actor: Actor, sharing: str) -> dict[str, object]:
    """The unit or place that the actor leads."""
    if sharing == Sharing.OWN:
        return {}
    led = [grant for grant in actor.grants if grant.role == Role.LEAD]
    if sharing == Sharing.PLACE:
        code = next((grant.codes[0] for grant in led if grant.governs), "")
        if not code:
            raise Unusable(
                _("You lead a unit, not a place. Please share the view with the unit."),
                field="sharing",
            )
        return {"place_code": code}
    unit = next((grant.organisation for grant in led if grant.organisation), None)
    if unit is None:
        raise Unusable(
            _("You lead a place, not a unit. Please share the view with the place."),
            field="sharing",
        )
    return {"unit_id": unit}


def _named(view: SavedView, name: str) -> SavedView:
    name = " ".join(tidy(name).split())
    if not name or len(name) > LONGEST_NAME:
        raise Unusable(_("Please give the view a name of at most 20 characters."), field="name")
    view.name = name
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError as taken:
        raise Unusable(TAKEN, field="name") from taken
    return view
