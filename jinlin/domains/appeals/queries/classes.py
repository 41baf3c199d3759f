"""Which classes can be chosen, and how do they stand in a list?"""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from jinlin.domains.appeals.models import Category


def offered_classes() -> "tuple[QuerySet[Category], list[tuple[Any, Any]]]":
    """The classes of the second level, and as choices grouped by the first: one statement."""
    rows = Category.objects.filter(is_offered=True, parent__isnull=False).select_related("parent")
    groups: dict[str, list[tuple[str, str]]] = {}
    for category in rows:
        groups.setdefault(category.parent.name if category.parent else "", []).append(
            (category.pk, category.name)
        )
    return rows, [("", _("Choose a class")), *groups.items()]
