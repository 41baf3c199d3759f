"""What did residents of a project's place order to learn, beside what they say they need?"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from jinlin.core.actor import within
from jinlin.core.time import clock
from jinlin.core.time.months import months_later
from jinlin.domains.projects.models import Project
from jinlin.domains.training.models import Order, OrderState
from jinlin.ground.places.queries import whole

SHOWN, MONTHS = 8, 12


@dataclass(frozen=True)
class Ordered:
    """One course, or what has no course yet, and how often it was ordered."""

    name: str
    orders: int


def ordered_at(code: str) -> list[Ordered]:
    """What was ordered there in the last twelve months, the most wanted first: one statement."""
    since = months_later(clock.today(), -MONTHS)
    rows = Order.objects.filter(within(whole(code)), ordered_on__gte=since)
    rows = rows.exclude(state=OrderState.WITHDRAWN).order_by()
    counted: Any = rows.values("module__name").annotate(orders=Count("pk"))
    found = [
        Ordered(each["module__name"] or _("In words of their own, no course yet"), each["orders"])
        for each in counted
    ]
    return sorted(found, key=lambda each: (-each.orders, each.name))


def beside_needs(project: Project) -> tuple[str, dict[str, Any]] | None:
    """For the slot on the page of what people need."""
    found = ordered_at(project.place_code)
    if not found:
        return None
    shown = {"found": found[:SHOWN], "all": sum(each.orders for each in found)}
    return "journeys/ordered_beside.html", shown
