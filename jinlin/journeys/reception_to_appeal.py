"""How does a conversation become an appeal, and how does it learn what came of it?

One transaction, two actions: the appeal is taken up and handed over with its ticket, the
conversation names it. Afterwards the house carries news of the appeal back to the conversation; it
judges nothing by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from jinlin.core import spoken, timeline
from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import Refusal
from jinlin.core.time import clock
from jinlin.domains.appeals import actions as appeals
from jinlin.domains.appeals.actions import Report
from jinlin.domains.appeals.deadlines import Grade
from jinlin.domains.appeals.lifecycle import State as AppealState
from jinlin.domains.appeals.models import Appeal, Category, Channel, Round
from jinlin.domains.receptions import actions as receptions
from jinlin.domains.receptions.lifecycle import ConversationState
from jinlin.domains.receptions.models import Conversation
from jinlin.domains.receptions.models.conversations import ConversationQuerySet
from jinlin.ground.places.models import Organisation

READER = "journeys.reception_to_appeal"


@dataclass(frozen=True)
class Passed:
    """What the appeal is told to be. `unit` None: it stays with those who look after the place,
    accepted.
    """

    text: str
    category: Category
    grade: Grade = Grade.ORDINARY
    unit: Organisation | None = None
    spot: str = ""
    note: str = ""


@transaction.atomic
def pass_on(conversation: Conversation, matter: Passed, *, actor: Actor) -> Conversation:
    """What was said is an appeal in the hand of its unit, with its ticket; the conversation names
    it and is due when the appeal is.
    """
    session = conversation.session
    report = Report(
        place=session.series.place,
        text=matter.text,
        channel=Channel.RECEPTION,
        spot=matter.spot,
        category=matter.category,
        grade=matter.grade,
        reporter=conversation.person,
        origin=_("conversation {number} of the reception day on {day}").format(
            number=conversation.number, day=spoken.day(session.on)
        ),
    )
    appeal = appeals.report(report, actor=actor)
    appeal = appeals.accept(appeal, actor=actor, category=matter.category, grade=matter.grade)
    if matter.unit is not None:
        appeal = appeals.hand_over(appeal, actor=actor, unit=matter.unit, internal=matter.note)
    return receptions.pass_on(
        conversation,
        appeal_id=appeal.pk,
        appeal_number=appeal.number,
        due_on=clock.local_day(appeal.due_at),
        actor=actor,
    )


def carry_news_back() -> int:
    """Every conversation whose appeal was moved since the last run knows how that appeal stands:
    ended and how, open again, or promised for another day. Safe to run twice.
    """
    news = timeline.news(READER, of=Appeal._meta.label_lower)
    if news.is_first:
        done, is_whole = _carried(_known())
    else:
        results = [_carried(_known().filter(appeal_id__in=keys)) for keys in news.subjects()]
        done, is_whole = sum(count for count, _ in results), all(whole for _, whole in results)
    if is_whole:
        news.was_read()
    return done


def carry_all_news_back() -> int:
    """The same for all conversations whose appeals are not settled, for what changes without an
    entry: promises that are counted again when a year's days off are published.
    """
    return _carried(_known())[0]


def _known() -> ConversationQuerySet:
    return Conversation.objects.filter(
        state__in=(ConversationState.PASSED_ON, ConversationState.SETTLED), appeal_id__isnull=False
    )


def _carried(rows: ConversationQuerySet) -> tuple[int, bool]:
    """How many were told something, and whether all that had to be."""
    done, is_whole = 0, True
    for conversation, appeal in list(_news(rows)):
        try:
            done += _tell(conversation, appeal)
        except Refusal:
            is_whole = False  # it moved on meanwhile: the next run sees how it stands then
    return done, is_whole


def _news(rows: ConversationQuerySet) -> Iterator[tuple[Conversation, Appeal]]:
    """Those of the conversations that may know less than their appeal, each with the appeal: two
    statements.
    """
    latest = Round.objects.filter(appeal=OuterRef("pk")).order_by("-sequence")
    moved = Appeal.objects.annotate(
        promised_on=Subquery(latest.values("due_on")[:1]),
        verdict=Subquery(latest.values("is_solved")[:1]),
    )
    open_ones = rows.filter(state=ConversationState.PASSED_ON) | rows.filter(
        appeal_id__in=Appeal.objects.open().values("pk")
    )
    conversations = {
        row.appeal_id: row for row in open_ones.select_related("session__series__place")
    }
    for appeal in moved.filter(pk__in=list(filter(None, conversations))):
        yield conversations[appeal.pk], appeal


def _tell(conversation: Conversation, appeal: Any) -> int:
    is_passed_on = conversation.state == ConversationState.PASSED_ON
    if appeal.state == AppealState.WITHDRAWN:
        receptions.withdraw(
            conversation, reason=_("The resident withdrew the appeal."), actor=SYSTEM
        )
    elif not appeal.is_open:
        receptions.settle(
            conversation, is_solved=appeal.verdict, on=appeal.ended_on, actor=SYSTEM
        )  # the day is the appeal's, whenever the news comes
    elif not is_passed_on:
        receptions.reopen(conversation, due_on=_promised(appeal), actor=SYSTEM)
    elif appeal.is_unanswered and _promised(appeal) != conversation.due_on:
        receptions.promise_anew(conversation, due_on=_promised(appeal), actor=SYSTEM)
    else:
        return 0
    return 1


def _promised(appeal: Any) -> date:
    promised: date = appeal.promised_on or clock.local_day(appeal.due_at)
    return promised


__all__ = ["Passed", "carry_all_news_back", "carry_news_back", "pass_on"]
