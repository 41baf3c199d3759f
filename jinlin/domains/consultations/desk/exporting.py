"""How do the topics of a list become a table, row after row?"""

from collections.abc import Iterator
from typing import Any

from django.http import FileResponse
from django.utils.translation import gettext as _

from jinlin.core import sheets
from jinlin.core.sheets import Column
from jinlin.core.time import clock
from jinlin.domains.consultations.models.topics import TopicRows

CHUNK = 500


def sheet_of(rows: TopicRows, *, kind: str) -> FileResponse:
    """An Excel file, or CSV where asked for; who raised a topic is never in it."""
    name = str(_("Topics of consultations"))
    columns = [
        Column(_("Topic"), 40),
        Column(_("Place"), 20),
        Column(_("State"), 16),
        Column(_("Where it comes from"), 16),
        Column(_("Raised on")),
        Column(_("Decided on")),
        Column(_("Due"), 18),
    ]
    if kind == "csv":
        file, _n = sheets.as_csv(columns, _cells(rows))
    else:
        kind = "xlsx"
        file, _n = sheets.as_xlsx(columns, _cells(rows), name=name[:30])
    return FileResponse(
        file,
        as_attachment=True,
        filename=f"{name}-{clock.now():%Y%m%d-%H%M}.{kind}",
        content_type=sheets.CONTENT[kind],
    )


def _cells(rows: TopicRows) -> Iterator[list[Any]]:
    for topic in rows.order_by("due_at", "id").iterator(CHUNK):
        yield [
            topic.title,
            topic.place.name,
            str(topic.label),
            str(topic.get_origin_display()),
            topic.raised_on,
            topic.decided_on,
            topic.due_at,
        ]
