"""How does all that a project spent become a table, row after row?"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinlin.core.files import uploads
from jinlin.core.sheets import Column
from jinlin.domains.projects.models import Part, Project, Spending

CHUNK = 200
COLUMNS = (
    Column(gettext_lazy("day of the payment"), 12),
    Column(gettext_lazy("what was bought"), 30),
    Column(gettext_lazy("yuan"), 10),
    Column(gettext_lazy("for what"), 18),
    Column(gettext_lazy("stage"), 18),
    Column(gettext_lazy("activity of a project"), 24),
    Column(gettext_lazy("source of money"), 30),
    Column(gettext_lazy("State"), 18),
    Column(gettext_lazy("yuan beyond the line"), 12),
    Column(gettext_lazy("decided on by"), 14),
    Column(gettext_lazy("vouchers"), 10),
    Column(gettext_lazy("why there is no voucher"), 30),
)


def spendings_written(project: Project) -> Iterator[tuple[Any, ...]]:
    """Everything that was written down, the oldest first, also what was refused or taken back."""
    parts = Prefetch("parts", Part.objects.select_related("funder").order_by("pk"))
    rows = Spending.objects.filter(project=project).order_by("spent_on", "id")
    rows = rows.select_related("line", "stage", "activity").prefetch_related(parts)
    portion: list[Spending] = []
    for row in rows.iterator(chunk_size=CHUNK):
        portion.append(row)
        if len(portion) == CHUNK:
            yield from _lines(portion)
            portion = []
    yield from _lines(portion)


def _lines(rows: list[Spending]) -> Iterator[tuple[Any, ...]]:
    files = uploads.of_each(rows)
    for row in rows:
        yield (
            *(row.spent_on, row.what, row.amount, row.line.title),
            str(row.stage or ""),
            str(row.activity or ""),
            _sources(row),
            *(row.get_state_display(), row.beyond or None, row.decided_name),
            *(len(files.get(row.pk, ())), row.without_voucher),
        )


def _sources(row: Spending) -> str:
    """'彩票公益金 300；未注明来源 20', in the order of who was named."""
    named = ((part.funder or _("Source not named"), part.amount) for part in row.parts.all())
    return "；".join(f"{who} {amount}" for who, amount in named)
