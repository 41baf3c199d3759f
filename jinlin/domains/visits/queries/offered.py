"""Which groups and checklists are offered to whoever plans a round?"""

from collections.abc import Collection

from django.db.models import F, QuerySet

from jinlin.domains.visits.models import ChecklistVersion, TargetGroup
from jinlin.ground.people.models import GroupInNeed


def groups_offered(counties: Collection[str]) -> list[GroupInNeed]:
    """Those that the county offers; all in use where it has not said."""
    rows = TargetGroup.objects.filter(county__in=counties)
    offers = dict(rows.values_list("group", "is_offered"))
    groups = GroupInNeed.objects.filter(is_open=True).order_by("order", "code")
    return [group for group in groups if not offers or offers.get(group.pk)]


def versions_offered(counties: Collection[str]) -> "QuerySet[ChecklistVersion]":
    """The last version of each checklist that is offered."""
    rows: QuerySet[ChecklistVersion] = ChecklistVersion.objects.filter(
        county__in=counties, checklist__is_offered=True, number=F("checklist__number")
    )
    return rows.select_related("checklist").order_by("checklist__title", "pk")
