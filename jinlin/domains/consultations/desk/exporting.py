"""How do topics, decisions, action items, meetings and votes become a table, row after row?

Who raised a topic is never in it, nor who voted, nor how a vote stands before it is published.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.sheets import Column
from jinlin.domains.consultations.models import ActionItem, Meeting, Resolution, Topic, Vote
from jinlin.domains.consultations.models.topics import READERS
from jinlin.domains.consultations.queries import listed
from jinlin.domains.consultations.queries.listed import Filters
from jinlin.domains.consultations.queries.public import result_of
from jinlin.ground.places.queries import whole
from jinlin.shell.boards import AddressForm

CHUNK = 500
Row = list[Any]


@dataclass(frozen=True)
class Table:
    """One kind of file: its name, its columns, and the cells of a row."""

    name: Any
    columns: tuple[Column, ...]
    rows: Callable[[Actor, Filters], "QuerySet[Any]"]
    cells: Callable[[Any], Row]

    def written(self, actor: Actor, filters: Filters) -> Iterator[Row]:
        for row in self.rows(actor, filters).iterator(CHUNK):
            yield self.cells(row)


def _topics(actor: Actor, filters: Filters) -> "QuerySet[Any]":
    return listed.board(actor, filters).order_by("due_at", "id")


def _topic(topic: Topic) -> Row:
    subject = (topic.title, topic.place.name, str(topic.label), str(topic.get_origin_display()))
    return [*subject, topic.raised_on, topic.decided_on, topic.due_at]


def _resolutions(actor: Actor, filters: Filters) -> "QuerySet[Any]":
    rows = Resolution.objects.filter(within(actor.codes(*READERS)), _at(filters))
    return rows.select_related("topic__place", "meeting").order_by("decided_on", "id")


def _resolution(held: Resolution) -> Row:
    counts = (held.eligible, held.present, held.in_favour, held.against, held.abstained)
    days = (held.decided_on, held.objections_until, held.followed_up_on)
    subject = (held.topic.title, held.topic.place.name, held.text, held.how_words)
    return [*subject, *counts, *days, held.came_of_it, _("yes") if held.is_reopened else ""]


def _items(actor: Actor, filters: Filters) -> "QuerySet[Any]":
    rows = ActionItem.objects.for_desk(actor).filter(_at(filters))
    return rows.select_related("topic__place", "owner").order_by("due_at", "id")


def _item(item: ActionItem) -> Row:
    subject = (item.what, item.topic.title, item.topic.place.name, item.owner.name, str(item.label))
    return [*subject, item.due_on, item.ended_on, item.outcome, item.went_number]


def _meetings(actor: Actor, filters: Filters) -> "QuerySet[Any]":
    rows = Meeting.objects.for_desk(actor).filter(_at(filters))
    return rows.select_related("place", "unit").order_by("starts_at", "id")


def _meeting(meeting: Meeting) -> Row:
    subject = (meeting.title, meeting.place.name, meeting.unit.name)
    return [*subject, meeting.starts_at, meeting.where, str(meeting.label)]


def _votes(actor: Actor, filters: Filters) -> "QuerySet[Any]":
    rows = Vote.objects.for_desk(actor).filter(_at(filters))
    return rows.select_related("place", "topic").order_by("due_at", "id")


def _vote(vote: Vote) -> Row:
    result = "，".join(f"{words} {n}" for words, n in result_of(vote))
    carried = {True: _("Carried"), False: _("Not carried"), None: ""}[vote.is_carried]
    subject = (vote.question, vote.place.name, str(vote.label), vote.rule_name)
    days = (vote.closed_on, vote.published_on)
    return [*subject, vote.eligible, vote.took_part, *days, result, str(carried)]


def _at(filters: Filters) -> Q:
    return within(whole(filters.place)) if filters.place else Q()


_PLACE, _STATE = Column(_("Place"), 20), Column(_("State"), 16)
TABLES = {
    "topics": Table(
        _("Topics of consultations"),
        (
            Column(_("Topic talked over"), 40),
            _PLACE,
            _STATE,
            Column(_("Where it comes from"), 16),
            Column(_("Raised on")),
            Column(_("Decided on")),
            Column(_("Due"), 18),
        ),
        _topics,
        _topic,
    ),
    "decisions": Table(
        _("Decisions of consultations"),
        (
            Column(_("Topic talked over"), 30),
            _PLACE,
            Column(_("what was decided"), 50),
            Column(_("How it was decided"), 16),
            Column(_("May vote")),
            Column(_("Took part")),
            Column(_("In favour")),
            Column(_("Against")),
            Column(_("Abstained")),
            Column(_("Decided on")),
            Column(_("Objections until")),
            Column(_("Told of on")),
            Column(_("What came of it"), 40),
            Column(_("Opened again"), 12),
        ),
        _resolutions,
        _resolution,
    ),
    "items": Table(
        _("What was agreed in consultations"),
        (
            Column(_("What was agreed to be done"), 40),
            Column(_("Topic talked over"), 30),
            _PLACE,
            Column(_("Who does it"), 24),
            _STATE,
            Column(_("Due on")),
            Column(_("Ended on")),
            Column(_("What came of it"), 40),
            Column(_("Goes on as"), 18),
        ),
        _items,
        _item,
    ),
    "meetings": Table(
        _("Meetings of consultations"),
        (
            Column(_("Meeting"), 30),
            _PLACE,
            Column(_("Organiser"), 24),
            Column(_("begins"), 18),
            Column(_("Where"), 20),
            _STATE,
        ),
        _meetings,
        _meeting,
    ),
    "votes": Table(
        _("Votes of consultations"),
        (
            Column(_("What is asked"), 40),
            _PLACE,
            _STATE,
            Column(_("By which rule"), 30),
            Column(_("May vote")),
            Column(_("Took part")),
            Column(_("Voting ended on")),
            Column(_("Published on")),
            Column(_("What the vote said"), 40),
            Column(_("Carried"), 10),
        ),
        _votes,
        _vote,
    ),
}


class TableForm(AddressForm):
    """Which of these tables is taken out: the topics unless another one is named."""

    of = forms.ChoiceField(
        label=_("Other tables"),
        required=False,
        choices=[(key, table.name) for key, table in TABLES.items()],
    )
