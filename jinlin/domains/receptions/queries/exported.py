"""What does a file of a month of reception days hold?"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext_lazy

from jinlin.core.sheets import Column
from jinlin.domains.receptions.lifecycle import CONVERSATION_LABELS, ConversationState
from jinlin.domains.receptions.models import Conversation
from jinlin.domains.receptions.queries.month import Sheet

OUTCOMES = tuple(ConversationState)
COLUMNS = (
    Column(gettext_lazy("Town"), 16),
    Column(gettext_lazy("Neighbourhood"), 22),
    Column(gettext_lazy("Series"), 22),
    Column(gettext_lazy("number in the series"), 8),
    Column(gettext_lazy("begins"), 17),
    Column(gettext_lazy("ends"), 17),
    Column(gettext_lazy("State"), 12),
    Column(gettext_lazy("Appointments"), 10),
    Column(gettext_lazy("Conversations"), 10),
    *(Column(CONVERSATION_LABELS[state], 14) for state in OUTCOMES),
    Column(gettext_lazy("reason"), 30),
)


def exported(sheet: Sheet) -> Iterator[Sequence[Any]]:
    """Each session of the month with its conversations by how they stand: one statement more."""
    cells = [
        (town, cell)
        for town in sheet.towns
        for row in town.rows
        for day in row.days
        for cell in day
    ]
    keys = [cell.session.pk for _town, cell in cells]
    rows = Conversation.objects.filter(session__in=keys).order_by().values_list("session", "state")
    counts = {(key, state): number for key, state, number in rows.annotate(n=Count("pk"))}
    for town, cell in cells:
        session = cell.session
        yield (
            town.name,
            session.series.place.name,
            session.series.name,
            session.number,
            session.starts_at,
            session.ends_at,
            cell.word,
            cell.booked,
            cell.talks,
            *(counts.get((session.pk, state.value), 0) for state in OUTCOMES),
            session.reason,
        )
