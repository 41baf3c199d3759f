"""From which page does a lead put on the list of key tasks what a consultation agreed on?"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from jinlin.core.actor import Actor
from jinlin.domains.consultations.lifecycle import ItemState
from jinlin.domains.consultations.models import ActionItem
from jinlin.domains.consultations.moves import fetch_item
from jinlin.domains.consultations.permissions import ITEM_RULES
from jinlin.domains.consultations.queries.story import story_of_item
from jinlin.domains.projects.permissions import can_list
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.journeys.consultation_to_task import LONGEST_TITLE, Listed, put_on_list
from jinlin.journeys.desk import Way, go
from jinlin.shell.move_forms import MoveForm, TidyField, a_day
from jinlin.shell.moves import Moves
from jinlin.shell.requests import Request


class ListedForm(MoveForm):
    """What was agreed as a key task; `moved` gives what the journey takes."""

    title = TidyField(label=_("Key task"), max_length=LONGEST_TITLE)
    due_on = a_day(_("deadline"))

    def __init__(self, *args: Any, row: ActionItem, **kwargs: Any) -> None:
        first = {"title": row.what[:LONGEST_TITLE], "due_on": row.due_on}
        super().__init__(*args, row=row, initial=first, **kwargs)

    def moved(self) -> dict[str, Any]:
        return {"entry": Listed(**super().moved())}


ITEMS = Moves(ITEM_RULES, {"pass_on": (ListedForm, put_on_list)}, fetch_item, story_of_item)


@doors.keeper(Role.LEAD, Role.APPROVER)
@require_http_methods(["GET", "HEAD", "POST"])
def item_to_task(request: Request, pk: UUID) -> HttpResponse:
    """What was agreed goes on as a key task of the unit that took it on."""
    row = ITEMS.in_scope(request.actor, pk)
    back = reverse("consultations:desk_item", args=[pk])
    way = Way(_("Put it on the list of key tasks"), "pass_on", back, row.what)
    return go(request, ITEMS, row, way, onward=_task_of)


def onward_of_item(item: ActionItem, actor: Actor) -> tuple[str, dict[str, Any]] | None:
    """The way on, for whoever keeps the list where the item belongs."""
    if item.state != ItemState.OPEN or not can_list(actor, item.topic.place):
        return None
    return "journeys/onward.html", {"item": item}


def _task_of(row: Any) -> str:
    went = ActionItem.objects.filter(pk=row.pk).values_list("went_id", flat=True).first()
    return reverse("projects:task", args=[went]) if went else ""
