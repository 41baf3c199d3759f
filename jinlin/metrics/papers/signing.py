"""How is a paper of figures changed while it is open, and signed once?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils.translation import override

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Stale, require
from jinlin.core.files import uploads
from jinlin.core.files.kinds import Family
from jinlin.core.rows import CountyRow
from jinlin.core.time import clock
from jinlin.metrics.papers.rows import ScopedRows
from jinlin.metrics.permissions import can_draw_up, can_sign
from jinlin.services.documents import actions as documents
from jinlin.services.documents.models import Document

Row = TypeVar("Row", bound=CountyRow)


@dataclass(frozen=True)
class Paper:
    """What is said on the paper, and the file that goes with it."""

    kind: str
    title: str
    content: Mapping[str, Any]
    file: ContentFile[bytes] | None = None


def held(rows: ScopedRows[Row], row: Row, version: int, actor: Actor) -> Row:
    """The row, locked, for who looks after its place and saw it as it is now."""
    found: Any = rows.held(row.pk)
    require(can_draw_up(actor, found.place_code))
    if found.version != version:
        raise Stale
    kept: Row = found
    return kept


def opened(rows: ScopedRows[Row], row: Row, version: int, *, actor: Actor, signed: str) -> Row:
    """The same of one that nobody signed; `signed` are the words of the no."""
    found: Any = held(rows, row, version, actor)
    if found.is_signed:
        raise NotNow(signed)
    kept: Row = found
    return kept


def stepped(row: Any, verb: str, actor: Actor, *fields: str, data: Any = None) -> None:
    """The row is kept as its next version, with an entry of its own."""
    row.version += 1
    row.save(update_fields=["version", *fields])
    timeline.record(row, verb, actor=actor, data=data or {}, audience="staff")


def attach(file: ContentFile[bytes], row: Any, actor: Actor) -> None:
    """The file belongs to the row."""
    kept = uploads.receive(file, county=row.county, actor=actor, takes=(Family.PAPER,))
    uploads.attach([kept], row)


def sign(row: Any, paper: Paper, *fields: str, actor: Actor) -> Document:
    """It is a numbered paper and stays as it is, whatever is corrected afterwards."""
    require(can_sign(actor, row.place_code))
    row.signed_at, row.signed_by = clock.now(), actor.user_id
    stepped(row, "sign", actor, "signed_at", "signed_by", *fields)
    if paper.file is not None:
        attach(paper.file, row, actor)
    with override(settings.LANGUAGE_CODE):
        return documents.issue(
            county=row.county,
            kind=paper.kind,
            title=paper.title,
            about=row,
            data=dict(paper.content),
            actor=actor,
        )
