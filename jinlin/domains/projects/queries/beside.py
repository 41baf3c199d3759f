"""Which matters of other domains belong to a task, and where does each open?"""

from dataclasses import dataclass
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from jinlin.core.figures.registry import opening_of
from jinlin.domains.projects.models import Task


@dataclass(frozen=True)
class Named:
    """One matter as the task's page shows it. `address` is empty where its kind has no page."""

    title: str
    address: str
    is_origin: bool = False


def matters_of(task: Task) -> list[Named]:
    """Where the task came from, then what was named: one statement."""
    first = []
    if task.origin:
        address = address_of(task.origin_label, task.origin_id) if task.origin_id else ""
        first = [Named(task.origin, address, is_origin=True)]
    named = task.matters.order_by("id")
    return first + [Named(each.title, address_of(each.label, each.subject_id)) for each in named]


def address_of(label: str, key: UUID | None) -> str:
    """The desk's page of a row of this kind; '' where there is none."""
    page = opening_of(label).page
    try:
        return reverse(page, args=[key]) if page else ""
    except NoReverseMatch:
        return ""
