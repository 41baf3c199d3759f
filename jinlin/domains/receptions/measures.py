"""Which figures do reception days offer?

State is asked as it was at the end of a window's last day, from the promises as they stood then:
what was settled then and opened again later counts as settled then.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import within
from jinlin.core.figures.measures import Measure, Opening, Shape, Window, between
from jinlin.core.figures.rollup.marks import Watched
from jinlin.domains.receptions.models import Conversation, Promise, Session

SESSIONS = Watched.of(Session, "held_on")
CONVERSATIONS = Watched.of(Conversation, "received_on", beside={Promise: "conversation_id"})


def held(window: Window) -> "QuerySet[Any]":
    return Session.objects.filter(within([window.place_code]), between("held_on", window))


def received(window: Window) -> "QuerySet[Any]":
    return Conversation.objects.filter(within([window.place_code]), between("received_on", window))


def due_or_settled(window: Window) -> "QuerySet[Any]":
    """Received conversations of which it is decided by the last day whether they were solved in
    time: settled, or past the day that was promised then.
    """
    decided = _promised(window).filter(
        Q(settled_on__lte=window.as_of) | Q(due_on__lte=window.as_of)
    )
    return received(window).filter(
        _not_by("withdrawn_on", window), _not_by("outside_on", window), Exists(decided)
    )


def solved(window: Window) -> Q:
    return Q(Exists(_promised(window).filter(settled_on__lte=window.as_of, is_solved=True)))


def received_and_solved(window: Window) -> "QuerySet[Any]":
    return due_or_settled(window).filter(solved(window))


def left_out(window: Window) -> "QuerySet[Any]":
    """Received conversations that no rate counts by the last day, whatever became of them."""
    gone = Q(withdrawn_on__lte=window.as_of) | Q(outside_on__lte=window.as_of)
    return received(window).filter(gone)


def _promised(window: Window) -> "QuerySet[Promise]":
    """The promise of a conversation that stood at the end of the last day: at most one."""
    stood = Q(until=None) | Q(until__gt=window.as_of)
    return Promise.objects.filter(stood, conversation=OuterRef("pk"), since__lte=window.as_of)


def _not_by(field: str, window: Window) -> Q:
    return Q(**{field: None}) | Q(**{f"{field}__gt": window.as_of})


MEASURES = [
    Measure(
        key="receptions.sessions",
        name=_("Reception days held"),
        question=_("How many reception days were held?"),
        shape=Shape.COUNT,
        unit=_("sessions"),
        rows=held,
        denominator=_("sessions that were held in the period and closed with their minutes"),
        exclusions=_(
            "sessions that were cancelled, that nobody opened, or that are not closed yet"
        ),
        day_field="held_on",
        watched=SESSIONS,
        published="receptions.sessions",
        is_public=True,
    ),
    Measure(
        key="receptions.conversations",
        name=_("Conversations at reception days"),
        question=_("How many conversations with residents were written down at reception days?"),
        shape=Shape.COUNT,
        unit=_("conversations"),
        rows=received,
        denominator=_("all conversations of the period, with an appointment or without"),
        exclusions=_(
            "none; withdrawn ones and those that belong elsewhere count. Those that became an "
            "appeal are counted among the appeals too, under the door 'reception day': each page "
            "names the other"
        ),
        day_field="received_on",
        watched=CONVERSATIONS,
        published="receptions.conversations",
        is_public=True,
    ),
    Measure(
        key="receptions.solved",
        name=_("Solved after a reception day"),
        question=_(
            "How many of what residents said at reception days were solved in their own words?"
        ),
        shape=Shape.COUNT,
        unit=_("conversations"),
        rows=received_and_solved,
        denominator=_(
            "conversations of the period that the resident had called solved by the last day, "
            "there or of the appeal that they became"
        ),
        exclusions=_("silence is not agreement; withdrawn ones and those that belong elsewhere"),
        day_field="received_on",
        watched=CONVERSATIONS,
        published="receptions.solved",
        is_public=True,
    ),
    Measure(
        key="receptions.closure_rate",
        name=_("Closure rate of reception days"),
        question=_(
            "Of what residents said at reception days and was to be solved by now, how much is "
            "solved?"
        ),
        shape=Shape.RATE,
        unit="%",
        rows=due_or_settled,
        met=solved,
        denominator=_(
            "conversations of the period that were settled by the last day or had reached the day "
            "by which they were to be solved: the day itself when they were answered on the spot, "
            "the promised day of the appeal that they became"
        ),
        numerator=_("those that the resident had called solved by the last day"),
        exclusions=_(
            "fewer than all conversations: without those that are not due yet, those that the "
            "resident withdrew, and those that belong elsewhere"
        ),
        day_field="received_on",
        watched=CONVERSATIONS,
        published="receptions.closure_rate",
        is_public=True,
    ),
    Measure(
        key="receptions.left_out",
        name=_("Left out of the closure rate"),
        question=_("How many conversations does the closure rate leave out for good?"),
        shape=Shape.COUNT,
        unit=_("conversations"),
        rows=left_out,
        denominator=_(
            "conversations of the period that were withdrawn by the resident, or belong "
            "elsewhere, by the last day"
        ),
        exclusions=_("none"),
        day_field="received_on",
        watched=CONVERSATIONS,
    ),
]

OPENINGS = {
    "receptions.session": Opening("receptions:session", ("series__place",)),
    "receptions.conversation": Opening("receptions:talk", ("session__series__place",)),
}
