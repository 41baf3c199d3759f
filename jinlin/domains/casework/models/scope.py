"""Who sees what belongs to a case? Whoever sees the case; no child row has a say of its own."""

from typing import Any, ClassVar, Self

from django.db import models

from jinlin.core.actor import Actor
from jinlin.core.append_only import (
    AppendOnlyQuerySet,
    AppendOnlyRow,
    ErasableQuerySet,
    ErasableRow,
)
from jinlin.core.keys import uuid7
from jinlin.core.rows import CountyRow


class OfCases(models.QuerySet[Any]):
    """Rows of cases: they are asked for through the cases that the actor sees."""

    def for_desk(self, actor: Actor) -> Self:
        cases: Any = self.model._meta.get_field("case").related_model
        return self.filter(case__in=cases._default_manager.for_desk(actor).values("pk"))

    def visible_to(self, actor: Actor) -> Self:
        return self.for_desk(actor)


class OfCasesForGood(OfCases, AppendOnlyQuerySet):  # type: ignore[override]
    """The same of rows that are never changed."""


class OfCasesErasable(OfCases, ErasableQuerySet):  # type: ignore[override]
    """The same of rows that are never changed, but can be emptied once."""


class CaseRow(CountyRow):
    """A row that belongs to one case and is seen by whoever sees that."""

    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="%(class)ss")

    objects = OfCases.as_manager()

    class Meta:
        abstract = True


class WrittenRow(ErasableRow):
    """What was signed for a case: never changed, emptied only when the case is destroyed.

    Its words are locked with the case's own key, so that a change of the house's key touches no
    such row.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="%(class)ss")
    words = models.TextField(blank=True)
    written_by = models.UUIDField(null=True)
    written_at = models.DateTimeField()

    objects = OfCasesErasable.as_manager()  # type: ignore[assignment, misc]

    BLANKS: ClassVar[dict[str, Any]] = {"words": ""}

    class Meta:
        abstract = True


class SeenRow(AppendOnlyRow):
    """A row of a case that is written once and stays, also when the case is destroyed: it holds no
    words.
    """

    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="%(class)ss")

    objects = OfCasesForGood.as_manager()  # type: ignore[assignment, misc]

    class Meta:
        abstract = True


def outside_of_scope(found: "list[type[models.Model]]", case: type[models.Model]) -> list[str]:
    """Which of these models point at a case and are not asked for through it."""
    return [
        model._meta.label
        for model in found
        if any(each.related_model is case for each in model._meta.fields)
        and not isinstance(model._default_manager.all(), OfCases)
    ]
