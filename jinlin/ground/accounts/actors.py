"""Who is acting in this request?"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import DateField, UUIDField

from jinlin.core import actor as core
from jinlin.core.actor import ANONYMOUS, Actor, Kind
from jinlin.core.editions import KeptEach
from jinlin.core.prepared import Prepared
from jinlin.core.time import clock
from jinlin.ground.accounts.models import Grant, User
from jinlin.ground.accounts.roles import ADMINISTRATORS
from jinlin.ground.places.models import GOVERNING


def actor_for(
    user: User, *, scopes: Iterable[str] | None = None, tracks: Iterable[UUID] = ()
) -> Actor:
    """The actor with the grants that hold today: one query, however many grants there are."""
    return _with(_held_by(user.pk, clock.today()), user, scopes, tracks)


def program_for(user: User, *, scopes: Iterable[str]) -> Actor:
    """The same for a program, which asks all the time: the grants are kept in memory."""
    return _with(_HELD_BY.now((user.pk, clock.today())), user, scopes)


def _with(
    held: tuple[str, tuple[core.Grant, ...]],
    user: User,
    scopes: Iterable[str] | None,
    tracks: Iterable[UUID] = (),
) -> Actor:
    face, grants = held
    return replace(
        without_grants(user, tracks=tracks),
        face=face,
        grants=grants,
        scopes=None if scopes is None else frozenset(scopes),
    )


def _held_by(user: UUID, day: date) -> tuple[str, tuple[core.Grant, ...]]:
    """The face and the grants of somebody on a day."""
    rows = _GRANTS.rows(user=user, day=day)
    return _face(rows), tuple(
        core.Grant(
            role=row.role,
            codes=_reach(row),
            organisation=row.organisation_id,
            governs=row.organisation is None or row.organisation.kind in GOVERNING,
        )
        for row in rows
    )


_HELD_BY = KeptEach[tuple[UUID, date], tuple[str, tuple[core.Grant, ...]]](
    "places", lambda key: _held_by(*key)
)


def _reach(row: Grant) -> tuple[str, ...]:
    """Administrators keep their place as it was: who gives roles must not reach what a merge added,
    or a merge would open to others what lay in its neighbour.
    """
    return row.place.codes if row.role in ADMINISTRATORS else row.place.reach


_GRANTS = Prepared[Grant](
    lambda user, day: Grant.objects.current(day).filter(user=user).order_by("valid_from", "pk"),
    joins=("place", "organisation"),
    user=UUIDField(),
    day=DateField(),
)


def without_grants(user: User, *, tracks: Iterable[UUID] = ()) -> Actor:
    """The same person as a resident: a code sent to a phone does not open the desk."""
    return Actor(kind=Kind.PERSON, user_id=user.pk, name=str(user), tracks=frozenset(tracks))


def anonymous(*, tracks: Iterable[UUID] = ()) -> Actor:
    return replace(ANONYMOUS, tracks=frozenset(tracks))


def _face(rows: list[Grant]) -> str:
    """The unit's name that trails show: of an organisation if any, else of the place."""
    of_units = [row.organisation.name for row in rows if row.organisation]
    return next(iter(of_units + [row.place.name for row in rows]), "")
