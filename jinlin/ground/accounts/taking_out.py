"""How does a list leave the house as a file, and who knows of it?

Every list that staff takes along goes through here: how many rows of which list, under which
filters, is on record at each county in which they work, before the first byte is sent.
"""

import re
from collections.abc import Iterable, Sequence
from typing import IO, Any

from django.db import transaction
from django.http import FileResponse, QueryDict

from jinlin.core import sheets, timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotAllowed
from jinlin.core.rows import CountyRow
from jinlin.core.time import clock
from jinlin.ground.places.models import Place
from jinlin.shell.requests import Request

# Codes, days, keys and numbers of pages; what somebody typed to find a person is nobody's to read.
PLAIN = re.compile(r"(?!\+?(?:86)?1[3-9][0-9]{9}\Z|[0-9]{15,18}[Xx]?\Z)[\w.:,-]{1,60}", re.ASCII)
TYPED = frozenset({"text", "q", "words", "name", "phone"})


def taken_out(
    request: Request,
    columns: Sequence[sheets.Column],
    rows: Iterable[Sequence[Any]],
    *,
    name: Any,
    kind: str,
    of: CountyRow | None = None,
) -> FileResponse:
    """These rows as an Excel or CSV file, streamed; its name says what it is, of which row (`of`)
    where it is about one, and when that was. On record at that row, or at the counties of whoever
    takes it. Raises NotAllowed for somebody who works in no county.
    """
    if kind == "xlsx":
        file, count = sheets.as_xlsx(columns, rows, name=str(name))
    else:
        file, count = sheets.as_csv(columns, rows)
    return let_out(
        request,
        file,
        why=f"{name}, {kind}, {count}: {filters_of(request.GET)}",
        called=f"{f'{of}-' if of else ''}{name}-{clock.now():%Y%m%d-%H%M}.{kind}",
        content_type=sheets.CONTENT[kind],
        of=of,
    )


def let_out(
    request: Request,
    file: IO[bytes],
    *,
    why: str,
    called: str,
    content_type: str,
    of: CountyRow | None = None,
) -> FileResponse:
    """This file goes out under this name, and that it did is on record, as `taken_out` says. When
    it cannot be, nothing goes out.
    """
    match = request.resolver_match
    app = match.app_name.partition(":")[0] if match else ""
    try:
        note(request.actor, what=f"{app}.export", why=why, of=of)
    except BaseException:
        file.close()
        raise
    return FileResponse(file, as_attachment=True, filename=called, content_type=content_type)


@transaction.atomic
def note(actor: Actor, *, what: str, why: str, of: CountyRow | None = None) -> None:
    """It is on record at this row, or at each county in which the actor works, that they took
    something out.
    """
    rows = [of] if of else list(Place.objects.present().filter(code__in=actor.counties()))
    if not rows:
        raise NotAllowed
    for row in rows:
        timeline.look(row, actor=actor, what=what, why=why.removesuffix(": "))


def filters_of(address: QueryDict) -> str:
    """The filters in an address as they may be kept: without words, names and numbers of people;
    of what is there many times, how often.
    """
    return "&".join(
        f"{name}={len(values)}" if len(values) > 1 else f"{name}={_plain(name, values[0])}"
        for name, values in address.lists()
        if any(values)
    )


def _plain(name: str, value: str) -> str:
    return value if name not in TYPED and PLAIN.fullmatch(value) else "…"
