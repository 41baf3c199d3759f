"""How does a list of a million rows become a file, whole and in flat memory?

Rows are read in portions by their keys and written as they come; how far it is stands in the row.
"""

import logging
import secrets
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinlin.core import sheets
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere
from jinlin.core.figures import answers
from jinlin.core.figures.measures import Measure, Window
from jinlin.core.keyed import rows_of
from jinlin.core.rows import title_of
from jinlin.core.time import clock
from jinlin.ground.accounts.actors import actor_for
from jinlin.ground.accounts.models import User
from jinlin.ground.places.models import Organisation
from jinlin.metrics import queries as figures
from jinlin.metrics.catalogue import find
from jinlin.metrics.ledgers import telling
from jinlin.metrics.ledgers.models import Step, Takeaway
from jinlin.metrics.spans import over_code
from jinlin.metrics.units import of_unit

logger = logging.getLogger("jinlin.ledgers")
PORTION = 2000
KEPT_FOR = timedelta(days=3)


def make(row: Takeaway) -> None:
    """The file is there, or the line says that it failed."""
    try:
        with override(settings.LANGUAGE_CODE):
            _make(row)
    except Exception:
        logger.exception("the list %s could not be made", row.pk)
        _end(row, step=Step.FAILED, ended_at=clock.now())


def _make(row: Takeaway) -> None:
    actor = actor_for(User.objects.get(pk=row.asked_by))
    window = over_code(row.place_code, row.as_of, row.since)
    measure = _measure(row, window)
    rows = figures.matters(measure, window, met_only=row.met_only, actor=actor)
    Takeaway.objects.filter(pk=row.pk).update(total=rows.count())
    write = sheets.as_csv if row.kind == "csv" else _as_xlsx
    file, written = write(_columns(measure), lines(row, measure, window, actor))
    row.stored = f"{secrets.token_hex(16)}.{row.kind}"
    row.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with file, row.path.open("xb") as kept:
        row.path.chmod(0o600)
        shutil.copyfileobj(file, kept, 1024 * 1024)
    now = clock.now()
    _end(
        row,
        step=Step.DONE,
        done=written,
        total=written,
        stored=row.stored,
        size=row.path.stat().st_size,
        ended_at=now,
        expires_at=now + KEPT_FOR,
    )


def _measure(row: Takeaway, window: Window) -> Measure:
    """The figure asked for; of one unit alone where that was asked. Raises NotHere where its rows
    belong to no unit.
    """
    unit = Organisation.objects.get(pk=row.unit_key) if row.unit_key else None
    found = of_unit(find(row.key), unit, window)
    if found is None:
        raise NotHere
    return found


@transaction.atomic
def _end(row: Takeaway, **ended: Any) -> None:
    """The line says how it ended, and who asked is told."""
    Takeaway.objects.filter(pk=row.pk).update(**ended)
    row.step = ended["step"]
    telling.tell_made(row)


def lines(row: Takeaway, measure: Measure, window: Window, actor: Actor) -> Iterator[Sequence[Any]]:
    """Each row once, in the order of the keys, whatever is written meanwhile."""
    rows = figures.matters(measure, window, met_only=row.met_only, actor=actor).order_by("pk")
    rows = rows.select_related(*_beside(measure, rows.model))
    meets = answers.rows(measure, window, met_only=True).order_by()
    written = Written.of(measure, rows.model)
    last, done = None, 0
    while True:
        portion = rows_of((rows.filter(pk__gt=last) if last else rows)[:PORTION])
        if not portion:
            return
        keys = [each.pk for each in portion]
        met = set(meets.filter(pk__in=keys).values_list("pk", flat=True))
        for each in portion:
            yield written.line(each, is_met=each.pk in met)
        last, done = keys[-1], done + len(portion)
        del portion, each  # before the next ones are read: one portion at a time
        Takeaway.objects.filter(pk=row.pk).update(done=done, beat_at=clock.now())


@dataclass(frozen=True)
class Written:
    """What all lines of one list have in common, found out once. `fields` are those of the matter
    that have a column of their own.
    """

    measure: Measure
    fields: frozenset[str]
    has_state: bool
    yes: str
    no: str

    @classmethod
    def of(cls, measure: Measure, model: Any) -> Self:
        subject = _subject(measure, model)
        names = {field.name for field in subject._meta.concrete_fields}
        has_state = hasattr(subject, "get_state_display")
        shown = frozenset(names & {"number", "place", "unit"})
        return cls(measure, shown, has_state, str(_("yes")), str(_("no")))

    def line(self, each: Any, *, is_met: bool) -> tuple[Any, ...]:
        measure, fields = self.measure, self.fields
        matter = getattr(each, measure.subject_field) if measure.subject_field else each
        return (
            measure.day_of(each),
            str(matter.number) if "number" in fields else "",
            title_of(matter),
            str(matter.place or "") if "place" in fields else "",
            str(matter.unit or "") if "unit" in fields else "",
            str(matter.get_state_display()) if self.has_state else "",
            self.yes if is_met else self.no,
            *([figures.amount(measure, each)] if measure.value_field else []),
        )


def _subject(measure: Measure, model: Any) -> Any:
    """The model of the matters that the rows belong to."""
    matter = measure.subject_field
    return model._meta.get_field(matter).related_model if matter else model


def _beside(measure: Measure, model: Any) -> list[str]:
    """What a line reads along: the matter, its place and its unit."""
    matter, subject = measure.subject_field, _subject(measure, model)
    relations = {field.name for field in subject._meta.concrete_fields if field.is_relation}
    named = relations & {"place", "unit"}
    steps = [f"{matter}__{name}" if matter else name for name in sorted(named)]
    return [*([matter] if matter else []), *steps]


def _columns(measure: Measure) -> list[sheets.Column]:
    named = [(_("Day"), 12), (_("Number"), 18), (_("Title"), 40), (_("Place"), 20)]
    more = [(_("Unit that handles it"), 24), (_("State"), 14), (_("Meets it"), 12)]
    unit = measure.shown.unit if measure.shown else measure.unit
    amounts = [(f"{measure.name}（{unit}）", 14)] if measure.value_field else []
    return [sheets.Column(name, width) for name, width in (*named, *more, *amounts)]


def _as_xlsx(columns: Sequence[sheets.Column], rows: Iterator[Sequence[Any]]) -> Any:
    return sheets.as_xlsx(columns, rows, name=str(_("Rows")))
