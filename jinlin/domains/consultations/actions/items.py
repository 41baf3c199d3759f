"""Who does what until when, and how does it end?"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.text import needed, why_of
from jinlin.core.time import clock
from jinlin.domains.consultations.actions.steps import holding, keep_item
from jinlin.domains.consultations.lifecycle import ItemState, State
from jinlin.domains.consultations.models import ActionItem, Resolution, Topic
from jinlin.domains.consultations.permissions import ITEM_RULES, can_keep
from jinlin.ground.places.models import Organisation

LONGEST_WHAT, LONGEST_OUTCOME, MOST_ITEMS = 200, 300, 20


@dataclass(frozen=True)
class Went:
    """What an item goes on as: the kind ('appeal', 'task'), its key and its number."""

    kind: str
    id: UUID
    number: str


@transaction.atomic
def agree_on(
    topic: Topic, *, what: str, owner: Organisation, due_on: date, actor: Actor
) -> ActionItem:
    """It is agreed who does what until when, as the resolution says."""
    topic = Topic.objects.held(topic)
    require(can_keep(actor, topic))
    held = holding(topic)
    if topic.state != State.DECIDED or held is None:
        raise NotNow(_("Nothing is decided here that somebody could carry out."))
    if held.items.count() >= MOST_ITEMS:
        raise NotNow(_("More than twenty items nobody keeps in sight."))
    if due_on < clock.today():
        raise Unusable(_("This day is over."), field="due_on")
    item = ActionItem(
        county=topic.county,
        topic=topic,
        resolution=held,
        place_code=topic.place_code,
        what=needed(
            what,
            field="what",
            words=_("Please say what was agreed to be done."),
            limit=LONGEST_WHAT,
        ),
        owner=owner,
        due_on=due_on,
        due_at=clock.end_of(due_on),
        agreed_at=clock.now(),
    )
    keep_item(item, "agree_on", actor=actor)
    return item


@transaction.atomic
def finish(item: ActionItem, *, outcome: str, actor: Actor, on: date | None = None) -> ActionItem:
    """It is done, and says what came of it."""
    item = ITEM_RULES.begin(item, "finish", actor)
    item.outcome = needed(
        outcome, field="outcome", words=_("Please say what came of it."), limit=LONGEST_OUTCOME
    )
    item.ended_on = on or clock.today()
    keep_item(item, "finish", actor=actor, outcome=item.outcome)
    return item


@transaction.atomic
def put_off(item: ActionItem, *, due_on: date, reason: str, actor: Actor) -> ActionItem:
    """It is due on another day, and everybody reads why."""
    item = ITEM_RULES.begin(item, "put_off", actor)
    if due_on <= clock.today():
        raise Unusable(_("This day is over."), field="due_on")
    item.due_on, item.due_at = due_on, clock.end_of(due_on)
    keep_item(item, "put_off", actor=actor, day=due_on, reason=_why(reason))
    return item


@transaction.atomic
def drop(item: ActionItem, *, reason: str, actor: Actor) -> ActionItem:
    """It is given up, with a reason that everybody reads."""
    item = ITEM_RULES.begin(item, "drop", actor)
    item.outcome, item.ended_on = _why(reason), clock.today()
    keep_item(item, "drop", actor=actor, reason=item.outcome)
    return item


@transaction.atomic
def pass_on(item: ActionItem, *, went: Went, actor: Actor) -> ActionItem:
    """It is handled elsewhere, under this number; its end comes back by itself."""
    item = ITEM_RULES.begin(item, "pass_on", actor)
    item.went_as, item.went_id, item.went_number = went.kind, went.id, went.number
    keep_item(item, "pass_on", actor=actor, number=went.number)
    return item


@transaction.atomic
def come_back(item: ActionItem, *, reason: str) -> ActionItem:
    """What it went on as ended without it being done: it waits for its keepers again."""
    item = ITEM_RULES.begin(item, "come_back", SYSTEM)
    item.ended_on, item.outcome = None, ""
    number, item.went_id, item.went_as = item.went_number, None, ""
    keep_item(item, "come_back", actor=SYSTEM, number=number, reason=_why(reason))
    return item


def came_of(held: Resolution, reason: str) -> None:
    """What was still open of a resolution that holds no more is given up."""
    for item in held.items.filter(state=ItemState.OPEN).order_by("pk"):
        drop(item, reason=reason, actor=SYSTEM)


def _why(reason: str) -> str:
    return why_of(reason, limit=LONGEST_OUTCOME)
