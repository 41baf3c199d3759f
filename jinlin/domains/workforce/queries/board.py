"""Which records stand on the board under its filters, in which order, page by page?"""

from typing import Any

from django.db.models import QuerySet

from jinlin.core.actor import COUNTY_DIGITS, Actor
from jinlin.core.paging import Page, Parts, page_of_parts
from jinlin.core.secrets.fields import match_key
from jinlin.domains.workforce.models import Professional
from jinlin.domains.workforce.models.professionals import UNIT_ROLES
from jinlin.domains.workforce.queries.counts import layered
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Level, Place

ORDER = ("-entered_on", "-id")
SIZE = 50


def register_page(actor: Actor, used: dict[str, Any], *, after: str = "") -> "Page[Any]":
    """A page of the register, the newest first. Of a prefecture its counties are read each in the
    order of its own index and brought together, so that no list is sorted as a whole.
    """
    rows = chosen(actor, used)
    counties = _counties_below(actor, used)
    parts = [rows.filter(county=code) for code in counties]
    if parts and actor.organisations(*UNIT_ROLES):
        parts.append(rows.exclude(county__in=counties))
    return page_of_parts(Parts(rows, parts or [rows]), order=ORDER, after=after, size=SIZE)


def chosen(actor: Actor, used: dict[str, Any]) -> "QuerySet[Any]":
    """The rows under the filters, with what their lines show."""
    rows: QuerySet[Any] = layered(Professional.objects.for_desk(actor).standing())
    rows = rows.select_related("person")
    if name := used.get("name"):
        rows = rows.filter(name_key=match_key(name, "name"))
    if county := used.get("county"):
        rows = rows.filter(county=county)
    if level := used.get("level"):
        rows = rows.filter(level=level)
    if schooling := used.get("schooling"):
        rows = rows.filter(schooling=schooling)
    if sector := used.get("sector"):
        rows = rows.filter(sector=sector.pk)
    return rows


def _counties_below(actor: Actor, used: dict[str, Any]) -> list[str]:
    """The counties of a reader who keeps more than one; none where one was chosen."""
    codes = actor.codes(Role.REGISTRAR)
    if used.get("county") or (len(codes) < 2 and all(len(c) >= COUNTY_DIGITS for c in codes)):
        return []
    rows = Place.objects.present().filter(level=Level.COUNTY).order_by("code")
    found = rows.values_list("code", flat=True)
    return [code for code in found if any(code.startswith(each) for each in codes)]
