"""Which units come first when somebody chooses where an appeal goes, and why? Suggestions only: a
person decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from jinlin.core import spoken
from jinlin.core.actor import Actor, county_of, within
from jinlin.core.time import clock
from jinlin.domains.appeals.lifecycle import State
from jinlin.domains.appeals.models import Appeal, Category
from jinlin.domains.appeals.models.suggestions import RoutingRule, RoutingRuleQuerySet
from jinlin.domains.appeals.queries.advice import sure_class
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Organisation, Place
from jinlin.ground.places.queries import lies_within

MOST = 3
LOOKED_BACK = timedelta(days=730)
ENOUGH = 5  # matters of one place say where the next one goes; of fewer, a wider place is asked
COMMUNITY_DIGITS, TOWN_DIGITS = 12, 9
SENT_ON = (State.IN_HAND, State.WAITING, State.FINISHED, State.CLOSED)
RULE, HABIT = "rule", "habit"
_LEVELS = ("here", "community", "town")  # the narrowest first


@dataclass(frozen=True)
class Suggestion:
    """One unit, and why it is suggested: by which rule, or because matters like this one went
    there.
    """

    unit: Organisation
    reason: str
    words: str


def suggested_units(appeal: Appeal) -> list[Suggestion]:
    """Up to three units, those of rules first: three statements (one without a class)."""
    found = [Suggestion(rule.unit, RULE, explained(rule)) for rule in rules_for(appeal)]
    found += _by_habit(appeal)
    first: dict[object, Suggestion] = {}
    for each in found:
        first.setdefault(each.unit.pk, each)
    return [each for each in first.values() if each.unit.is_open][:MOST]


def rules_for(appeal: Appeal) -> list[RoutingRule]:
    """The rules in force today for its class and place, whatever their codes were when the one or
    the other was written, in the order in which they speak: one statement.
    """
    category = appeal.category_id or ""
    classes = ["", *(category[:length] for length in (2, 4, 6) if length <= len(category))]
    rows = named(RoutingRule.objects.in_force(clock.today())).filter(
        lies_within(appeal.place_code), county=appeal.county, category_code__in=classes
    )
    return list(
        rows.order_by("order", Length("place_code").desc(), Length("category_code").desc(), "id")
    )


def explained(rule: RoutingRule) -> str:
    """'Rule 1: 公共设施维修 in 浔中镇, since 1 January (the bureau's list of duties)'.

    The rule was read by `named`.
    """
    words = _("Rule {order}: {category} in {place}, since {day}").format(
        order=rule.order,
        category=rule.category_name or _("all classes"),  # type: ignore[attr-defined]
        place=rule.place_name or rule.place_code,  # type: ignore[attr-defined]
        day=spoken.day(rule.valid_from),
    )
    return _("{rule} ({reason})").format(rule=words, reason=rule.reason) if rule.reason else words


def named(rows: RoutingRuleQuerySet) -> RoutingRuleQuerySet:
    """The same rules with their unit and the names of their class and place."""
    category = Category.objects.filter(pk=OuterRef("category_code")).values("name")[:1]
    latest = F("valid_to").desc(nulls_first=True)  # a place that was merged keeps its name here
    places = Place.objects.filter(code=OuterRef("place_code")).order_by(latest)
    return rows.select_related("unit").annotate(
        category_name=Subquery(category), place_name=Subquery(places.values("name")[:1])
    )


def rules_kept_by(actor: Actor) -> RoutingRuleQuerySet:
    """The rules of the counties this actor looks after, in force or to come first: those of their
    own places they can end.
    """
    kept = actor.codes(Role.LEAD, Role.SYSTEM_ADMIN)
    counties = within((county_of(code) for code in kept), "county")
    over = Q(valid_to__isnull=False, valid_to__lt=clock.today())
    return named(RoutingRule.objects.filter(~over & counties)).order_by(
        "order", "category_code", "place_code", "id"
    )


def _by_habit(appeal: Appeal) -> list[Suggestion]:
    """Who handled its class here in the last two years: in the neighbourhood, or, when that is too
    few, in the community or the town. One statement; what nobody has classed yet is asked of those
    who advise.
    """
    category = appeal.category_id or sure_class(appeal)
    if not category:
        return []
    by_unit = _handled(appeal, category)
    level = next((each for each in _LEVELS if _sum(by_unit, each) >= ENOUGH), "community")
    looked_at = _sum(by_unit, level)
    went = sorted(
        (row for row in by_unit if row[level] and row["unit"] != appeal.unit_id),
        key=lambda row: (-row[level], str(row["unit"])),
    )[:MOST]
    units = {unit.pk: unit for unit in _units(row["unit"] for row in went)} if went else {}
    return [
        Suggestion(units[row["unit"]], HABIT, _reason_of(level, row[level], looked_at))
        for row in went
    ]


def _handled(appeal: Appeal, category: str) -> list[dict[str, Any]]:
    """Each unit with how many of this class it handled in the place, its community and town."""
    code = appeal.place_code
    inside = {
        "here": Q(place_code=code),
        "community": within([code[:COMMUNITY_DIGITS]]),
        "town": Q(),
    }
    rows = Appeal.objects.filter(
        within([code[:TOWN_DIGITS]]),
        category_id=category,
        state__in=SENT_ON,
        reported_on__gte=clock.today() - LOOKED_BACK,
    ).exclude(pk=appeal.pk)
    counts = {name: Count("pk", filter=where) for name, where in inside.items() if where}
    found = rows.values("unit").annotate(town=Count("pk"), **counts).order_by()
    return [dict(row) for row in found]


def _units(keys: Iterable[UUID]) -> "QuerySet[Organisation]":
    return Organisation.objects.filter(pk__in=list(keys))


def _sum(rows: list[dict[str, Any]], level: str) -> int:
    return sum(row[level] for row in rows)


def _reason_of(level: str, times: int, count: int) -> str:
    words = _("{times} of the last {count} of this class here went to it")
    if count >= ENOUGH:
        words = {
            "here": _("{times} of {count} of this class in this neighbourhood were handled by it"),
            "community": _("{times} of {count} of this class in this community were handled by it"),
            "town": _("{times} of {count} of this class in this town were handled by it"),
        }[level]
    return words.format(times=times, count=count)
