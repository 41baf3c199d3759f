"""Which answers are believed of a door, and how do two forms differ?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinlin.domains.visits import questions
from jinlin.domains.visits.models import Clash, Outcome, Visit

OUTCOME = "outcome"


@dataclass(frozen=True)
class Side:
    """One question of two forms: what each says. They may agree."""

    key: str
    text: Any
    first: Any
    second: Any

    @property
    def differs(self) -> bool:
        return str(self.first) != str(self.second)


def believed(visit: Visit) -> list[dict[str, Any]]:
    """The answers of a form that counts, with what was chosen from another where two clashed."""
    return believed_of([visit])[visit.pk]


def believed_of(visits: Iterable[Visit]) -> dict[UUID, list[dict[str, Any]]]:
    """The same for many forms, by their keys: one statement."""
    found = {visit.pk: {answer["key"]: answer for answer in visit.answer_list} for visit in visits}
    rows = Clash.objects.filter(Q(first__in=found) | Q(second__in=found), decided_at__isnull=False)
    for clash in rows.select_related("first", "second").order_by("decided_at"):
        for own, other in ((clash.first, clash.second), (clash.second, clash.first)):
            if own.pk in found:
                found[own.pk] |= _chosen_from(other, clash.chosen or {})
    return {key: list(answers.values()) for key, answers in found.items()}


def _chosen_from(other: Visit, chosen: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """The answers of this form that were chosen."""
    wanted = {key for key, form in chosen.items() if form == str(other.pk)} - {OUTCOME}
    return {answer["key"]: answer for answer in other.answer_list if answer["key"] in wanted}


def side_by_side(clash: Clash) -> list[Side]:
    """The outcome, then every question of either form in its order."""
    first = {answer["key"]: answer for answer in clash.first.answer_list}
    second = {answer["key"]: answer for answer in clash.second.answer_list}
    sides = [
        Side(
            OUTCOME,
            _("What was found at the door"),
            Outcome(clash.first.outcome).label,
            Outcome(clash.second.outcome).label,
        )
    ]
    for key in dict.fromkeys([*first, *second]):
        text = first.get(key, second.get(key, {})).get("text", key)
        sides.append(Side(key, text, _spoken(first.get(key)), _spoken(second.get(key))))
    return sides


def _spoken(answer: Mapping[str, Any] | None) -> Any:
    return questions.spoken(answer) if answer else questions.GIVEN[questions.Given.NOT_ASKED]
