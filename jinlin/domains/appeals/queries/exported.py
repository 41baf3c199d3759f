"""What does a file of the board's rows hold?"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinlin.core import paging
from jinlin.core.actor import Actor
from jinlin.core.errors import Unusable
from jinlin.core.sheets import Column
from jinlin.domains.appeals.lifecycle import State
from jinlin.domains.appeals.models import Appeal, AppealQuerySet, Exclusion, Round
from jinlin.domains.appeals.queries.listed import DESK_LABELS, who_waits
from jinlin.domains.appeals.queries.veiling import all_veiled

MOST = 200_000
CHUNK = 1000

COLUMNS = [
    Column(gettext_lazy("Number"), 16),
    Column(gettext_lazy("Matter"), 44),
    Column(gettext_lazy("Place"), 20),
    Column(gettext_lazy("Exact spot"), 18),
    Column(gettext_lazy("Class"), 18),
    Column(gettext_lazy("Second class"), 18),
    Column(gettext_lazy("Channel"), 10),
    Column(gettext_lazy("Grade"), 10),
    Column(gettext_lazy("Who waits"), 16),
    Column(gettext_lazy("Unit"), 28),
    Column(gettext_lazy("State"), 18),
    Column(gettext_lazy("Reported"), 17),
    Column(gettext_lazy("Respond by"), 17),
    Column(gettext_lazy("Responded"), 17),
    Column(gettext_lazy("Due"), 17),
    Column(gettext_lazy("Late"), 8),
    Column(gettext_lazy("Finished"), 17),
    Column(gettext_lazy("Ended on"), 12),
    Column(gettext_lazy("Rounds"), 8),
    Column(gettext_lazy("Times returned"), 10),
    Column(gettext_lazy("Escalated"), 8),
    Column(gettext_lazy("Answered?"), 10),
    Column(gettext_lazy("Solved?"), 10),
    Column(gettext_lazy("Satisfied?"), 10),
    Column(gettext_lazy("In the figures"), 14),
]


def exported(
    rows: AppealQuerySet, *, order: tuple[str, ...], actor: Actor
) -> Iterator[Sequence[Any]]:
    """The rows in this order, as COLUMNS, as the actor may read them. Read in chunks: one statement
    for the rows and one for their rounds each. Raises Unusable when there are too many.
    """
    check_length(rows)
    return _lines(
        rows.select_related("second_category").defer("reporter__phone", "reporter__citizen_id"),
        order,
        actor,
    )  # what is not shown need not be unlocked


def check_length(rows: AppealQuerySet) -> None:
    """Counts no further than the limit."""
    if rows.order_by().values("pk")[: MOST + 1].count() > MOST:
        words = _(
            "These filters hold more than %(most)s matters, the most that one file takes. Please "
            "narrow them, by days or by place."
        )
        raise Unusable(words % {"most": f"{MOST:,}"})


def _lines(rows: AppealQuerySet, order: tuple[str, ...], actor: Actor) -> Iterator[Sequence[Any]]:
    for chunk in paging.chunks(rows, order=order, size=CHUNK):
        last = {
            work.appeal_id: work
            for work in Round.objects.filter(appeal__in=chunk)
            .defer("reply", "comment")
            .order_by("sequence")
        }
        for appeal in all_veiled(chunk, actor=actor):
            yield _line(appeal, last.get(appeal.pk), actor)


def _line(appeal: Appeal, work: Round | None, actor: Actor) -> Sequence[Any]:
    return (
        appeal.number,
        appeal.title,
        appeal.place.name,
        appeal.spot,
        appeal.category.name if appeal.category else "",
        appeal.second_category.name if appeal.second_category else "",
        appeal.get_channel_display(),
        appeal.get_grade_display(),
        who_waits(appeal, actor=actor),
        appeal.unit.name,
        str(DESK_LABELS[State(appeal.state)]),
        appeal.reported_at,
        appeal.respond_by,
        appeal.responded_at,
        appeal.due_at,
        _yes(appeal.is_late or None),
        work.finished_at if work else None,
        appeal.ended_on,
        work.sequence if work else 0,
        appeal.returns,
        _yes(appeal.is_escalated or None),
        *(
            [_yes(answer) for answer in (work.is_answered, work.is_solved, work.is_satisfied)]
            if work
            else ("", "", "")
        ),
        str(Exclusion(appeal.exclusion).label),
    )


def _yes(answer: bool | None) -> str:
    return "" if answer is None else _("yes") if answer else _("no")
