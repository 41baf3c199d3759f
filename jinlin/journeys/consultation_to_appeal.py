"""How does what was agreed in a consultation become an appeal, and how does its end come back?

One transaction, two actions: the appeal is taken up and handed to the unit that took the item on,
the item names it. Afterwards the house carries news of the appeal back to the item; it judges
nothing by itself.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import Refusal
from jinlin.domains.appeals import actions as appeals
from jinlin.domains.appeals.actions import Report
from jinlin.domains.appeals.deadlines import Grade
from jinlin.domains.appeals.lifecycle import State as AppealState
from jinlin.domains.appeals.models import Appeal, Category, Channel, Round
from jinlin.domains.consultations import actions as consultations
from jinlin.domains.consultations.actions import Went
from jinlin.domains.consultations.lifecycle import ItemState
from jinlin.domains.consultations.models import ActionItem
from jinlin.domains.consultations.models.outcomes import ItemRows

READER, KIND = "journeys.consultation_to_appeal", "appeal"
LONGEST = 300
UNSOLVED = frozenset({AppealState.WITHDRAWN, AppealState.REJECTED, AppealState.MERGED})


@dataclass(frozen=True)
class Handed:
    """What the appeal is told to be. It goes to the unit that took the item on, if it is to."""

    text: str
    category: Category
    grade: Grade = Grade.ORDINARY
    to_owner: bool = True


@transaction.atomic
def hand_on(item: ActionItem, handing: Handed, *, actor: Actor) -> ActionItem:
    """The item goes on as an appeal in the hand of its unit; the item names it."""
    topic = item.topic
    report = Report(
        place=topic.place,
        text=handing.text,
        channel=Channel.STATION,
        category=handing.category,
        grade=handing.grade,
        origin=_("consultation '{title}'").format(title=topic.title),
    )
    appeal = appeals.report(report, actor=actor)
    appeal = appeals.accept(appeal, actor=actor, category=handing.category, grade=handing.grade)
    if handing.to_owner and appeal.unit_id != item.owner_id:
        appeal = appeals.hand_over(appeal, actor=actor, unit=item.owner)
    went = Went(KIND, appeal.pk, appeal.number)
    return consultations.pass_on(item, went=went, actor=actor)


def carry_news_back() -> int:
    """Every item whose appeal has ended since the last run is done, or open again with the reason.
    Safe to run twice.
    """
    news = timeline.news(READER, of=Appeal._meta.label_lower)
    if news.is_first:
        done, is_whole = _carried(_known())
    else:
        results = [_carried(_known().filter(went_id__in=keys)) for keys in news.subjects()]
        done, is_whole = sum(count for count, _ in results), all(whole for _, whole in results)
    if is_whole:
        news.was_read()
    return done


def _known() -> ItemRows:
    rows: ItemRows = ActionItem.objects.filter(went_as=KIND, went_id__isnull=False)
    return rows.filter(state__in=(ItemState.PASSED_ON, ItemState.DONE))


def _carried(rows: ItemRows) -> tuple[int, bool]:
    """How many were told something, and whether all that had to be."""
    done, is_whole = 0, True
    items = {item.went_id: item for item in rows.select_related("topic")}
    for appeal in Appeal.objects.filter(pk__in=list(items)):
        try:
            done += _tell(items[appeal.pk], appeal)
        except Refusal:
            is_whole = False  # it moved on meanwhile: the next run sees how it stands then
    return done, is_whole


def _tell(item: ActionItem, appeal: Appeal) -> int:
    is_passed_on = item.state == ItemState.PASSED_ON
    if appeal.is_open:
        if is_passed_on:
            return 0
        consultations.come_back(item, reason=_("the appeal is open again"))
    elif not is_passed_on:
        return 0
    elif appeal.state in UNSOLVED or _verdict(appeal) is False:
        consultations.come_back(item, reason=_("the appeal ended without it being solved"))
    else:
        words = _("Appeal {number} is closed.").format(number=appeal.number)
        consultations.finish(item, outcome=words[:LONGEST], actor=SYSTEM, on=appeal.ended_on)
    return 1


def _verdict(appeal: Appeal) -> bool | None:
    """What the resident, or whoever called back, said of the last round."""
    last = Round.objects.filter(appeal=appeal).order_by("-sequence").first()
    return last.is_solved if last else None
