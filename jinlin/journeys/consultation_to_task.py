"""How does what was agreed in a consultation become a key task, and how does its end come back?

One transaction, two actions: the task stands on the list and names the consultation, the item
names the task. Afterwards the house carries the end of the task back to the item; it judges nothing
by itself.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import Refusal
from jinlin.domains.consultations import actions as consultations
from jinlin.domains.consultations.actions import Went
from jinlin.domains.consultations.lifecycle import ItemState
from jinlin.domains.consultations.models import ActionItem
from jinlin.domains.consultations.models.outcomes import ItemRows
from jinlin.domains.projects import actions as projects
from jinlin.domains.projects.actions import Origin, TaskTerms
from jinlin.domains.projects.lifecycle import TASK_ENDED, TaskState
from jinlin.domains.projects.models import Task

READER, KIND = "journeys.consultation_to_task", "task"
LONGEST_TITLE, LONGEST_NUMBER = 80, 60


@dataclass(frozen=True)
class Listed:
    """What the task is told to be; the unit that took the item on answers for it."""

    title: str
    due_on: date


@transaction.atomic
def put_on_list(item: ActionItem, entry: Listed, *, actor: Actor) -> ActionItem:
    """The item goes on as a key task of its unit; both name the other."""
    topic = item.topic
    words = _("consultation '{title}'").format(title=topic.title)
    task = projects.put_on_list(
        topic.place,
        TaskTerms(
            title=entry.title,
            unit=item.owner,
            due_on=entry.due_on,
            year=entry.due_on.year,
            text=item.what,
            origin=Origin(ActionItem._meta.label_lower, item.pk, words),
        ),
        actor=actor,
    )
    went = Went(KIND, task.pk, task.title[:LONGEST_NUMBER])
    return consultations.pass_on(item, went=went, actor=actor)


def carry_ends_back() -> int:
    """Every item whose task has ended since the last run is done, or open again with the reason.
    Safe to run twice.
    """
    news = timeline.news(READER, of=Task._meta.label_lower)
    if news.is_first:
        done, is_whole = _carried(_known())
    else:
        results = [_carried(_known().filter(went_id__in=keys)) for keys in news.subjects()]
        done, is_whole = (
            sum(count for count, _whole in results),
            all(whole for _n, whole in results),
        )
    if is_whole:
        news.was_read()
    return done


def _known() -> ItemRows:
    rows: ItemRows = ActionItem.objects.filter(went_as=KIND, went_id__isnull=False)
    return rows.filter(state=ItemState.PASSED_ON)


def _carried(rows: ItemRows) -> tuple[int, bool]:
    """How many were told something, and whether all that had to be."""
    done, is_whole = 0, True
    items = {item.went_id: item for item in rows.select_related("topic")}
    for task in Task.objects.filter(pk__in=list(items), state__in=TASK_ENDED):
        try:
            _tell(items[task.pk], task)
        except Refusal:
            is_whole = False  # it moved on meanwhile: the next run sees how it stands then
        else:
            done += 1
    return done, is_whole


def _tell(item: ActionItem, task: Task) -> None:
    if task.state == TaskState.DROPPED:
        consultations.come_back(item, reason=_("the task was taken off the list"))
        return
    words = _("Key task '{title}' was judged complete.").format(title=task.title)
    consultations.finish(item, outcome=words, actor=SYSTEM, on=task.done_on)
