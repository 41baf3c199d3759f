"""Which units come first when somebody chooses where an appeal goes, and why? Suggestions only: a
person decides.
"""

from collections import Counter
from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from jinlin.core import spoken
from jinlin.core.actor import Actor, within
from jinlin.core.time import clock
from jinlin.domains.appeals.lifecycle import State
from jinlin.domains.appeals.models import Appeal, Category
from jinlin.domains.appeals.models.suggestions import RoutingRule, RoutingRuleQuerySet
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import LEVELS_BY_LENGTH, Organisation, Place

MOST, LOOKED_BACK = 3, 5
COMMUNITY_DIGITS = 12
SENT_ON = (State.IN_HAND, State.WAITING, State.FINISHED, State.CLOSED)
RULE, HABIT = "rule", "habit"


@dataclass(frozen=True)
class Suggestion:
    """One unit, and why it is suggested: by which rule, or because matters like this one went
    there.
    """

    unit: Organisation
    reason: str
    words: str


def suggested_units(appeal: Appeal) -> list[Suggestion]:
    """Up to three units, those of rules first: two statements (one without a class)."""
    found = [Suggestion(rule.unit, RULE, explained(rule)) for rule in rules_for(appeal)]
    found += _by_habit(appeal)
    first: dict[object, Suggestion] = {}
    for each in found:
        first.setdefault(each.unit.pk, each)
    return [each for each in first.values() if each.unit.is_open][:MOST]


def rules_for(appeal: Appeal) -> list[RoutingRule]:
    """The rules in force today for its class and place, in the order in which they speak: one
    statement.
    """
    code, category = appeal.place_code, appeal.category_id or ""
    places = [code[:length] for length in LEVELS_BY_LENGTH if length <= len(code)]
    classes = ["", *(category[:length] for length in (2, 4, 6) if length <= len(category))]
    rows = named(RoutingRule.objects.in_force(clock.today())).filter(
        county=appeal.county, place_code__in=places, category_code__in=classes
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
    place = Place.objects.present().filter(code=OuterRef("place_code")).values("name")[:1]
    return rows.select_related("unit").annotate(
        category_name=Subquery(category), place_name=Subquery(place)
    )


def rules_kept_by(actor: Actor) -> RoutingRuleQuerySet:
    """The rules of the counties this actor looks after, in force or to come first: those of their
    own places they can end.
    """
    counties = {code[:6] for code in actor.codes(Role.LEAD, Role.SYSTEM_ADMIN)}
    over = Q(valid_to__isnull=False, valid_to__lt=clock.today())
    return named(RoutingRule.objects.filter(~over, county__in=counties)).order_by(
        "order", "category_code", "place_code", "id"
    )


def _by_habit(appeal: Appeal) -> list[Suggestion]:
    """Where the last five of this class in this community went that were sent on."""
    if appeal.category_id is None:
        return []
    rows = Appeal.objects.filter(
        within([appeal.place_code[:COMMUNITY_DIGITS]]),
        category_id=appeal.category_id,
        state__in=SENT_ON,
    )
    rows = (
        rows.exclude(pk=appeal.pk)
        .exclude(unit_id=appeal.unit_id)
        .select_related("unit")
        .defer("text")
        .order_by("-reported_at", "-id")
    )
    went = Counter(row.unit for row in rows[:LOOKED_BACK])
    looked_at = sum(went.values())
    return [
        Suggestion(
            unit,
            HABIT,
            _("{times} of the last {count} of this class here went to it").format(
                times=times, count=looked_at
            ),
        )
        for unit, times in went.most_common(MOST)
    ]
