"""What is a figure of one unit alone?"""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from jinlin.core.actor import Actor
from jinlin.core.figures.measures import Measure, Window
from jinlin.ground.places.models import Organisation, Place
from jinlin.metrics.permissions import READERS, can_read_figures

MOST_OFFERED = 60


def unit_field(measure: Measure, rows: "QuerySet[Any]") -> str:
    """The way from a row to the unit that has it; empty where rows have none."""
    model = rows.model
    if _has_unit(model):
        return "unit"
    if measure.subject_field:
        subject = model._meta.get_field(measure.subject_field).related_model
        return f"{measure.subject_field}__unit" if _has_unit(subject) else ""
    return ""


def _has_unit(model: Any) -> bool:
    fields = {field.name: field for field in model._meta.get_fields()}
    return "unit" in fields and fields["unit"].related_model is Organisation


def of_unit(measure: Measure, unit: Organisation | None, window: Window) -> Measure | None:
    """The same figure of what this unit has; None where no row belongs to a unit."""
    if unit is None:
        return measure
    field = unit_field(measure, measure.rows(window))
    if not field:
        return None
    return replace(
        measure,
        rows=lambda days: measure.rows(days).filter(**{field: unit.pk}),
        watched=None,
    )


def readable_unit(actor: Actor, pk: str) -> Organisation | None:
    """The unit asked for, when its figures are this actor's to read: their own, or one of a place
    whose figures they read.
    """
    try:
        found = Organisation.objects.filter(pk=UUID(pk)).first()
    except ValueError:
        return None
    if found is None:
        return None
    is_own = found.pk in actor.organisations(*READERS)
    return found if is_own or can_read_figures(actor, found.place_code) else None


def offered(actor: Actor, place: Place) -> list[Organisation]:
    """The units at this place that may be chosen."""
    rows = Organisation.objects.open().filter(place_code=place.code).order_by("kind", "name")
    own = set(actor.organisations(*READERS))
    may_all = can_read_figures(actor, place.code)
    return [unit for unit in rows[:MOST_OFFERED] if may_all or unit.pk in own]
