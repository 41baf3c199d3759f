"""Whose paper is a certificate, and for whom does their whole name stand on it?

A paper keeps the name masked. Whoever it was given to prints it with the whole name, since a
certificate of nobody is worth nothing; so does staff who may see the person unmasked, with a reason
that is kept. Everybody else, and whoever verifies it, gets the masked one.
"""

from typing import Any

from django.apps import apps
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from jinlin.core.actor import Actor
from jinlin.core.secrets.masking import Sensitive, shown
from jinlin.ground.people.models import Person
from jinlin.ground.people.permissions import can_see_clear, is_own
from jinlin.services.documents import printing
from jinlin.services.documents.models import Document

FIELD = "person"  # of a paper's data


def holder_of(document: Document) -> Person | None:
    """None: papers of this kind are nobody's own, or what it tells about is gone."""
    if document.kind_row.holder is None:
        return None
    rows = apps.get_model(document.about_label)._default_manager
    row = rows.filter(pk=document.about_id).first()
    return document.kind_row.holder(row) if row else None


def content(document: Document, *, holder: Person | None, is_whole: bool) -> dict[str, Any]:
    """What is printed: the data as it was issued, under the holder's name. Masked it is the one
    that was issued, whatever became of the person; whole it is theirs now, since no paper keeps it.
    """
    if holder is None:
        return dict(document.data)
    issued = str(document.data.get(FIELD, ""))
    whole = holder.shown_name(clear=True) if is_whole else ""
    return {**document.data, FIELD: whole or shown(issued, Sensitive.NAME, clear=False)}


def as_pdf(
    document: Document, holder: Person | None, *, is_whole: bool, is_download: bool = False
) -> HttpResponse:
    """The paper; one with a whole name is kept on no disk."""
    data = content(document, holder=holder, is_whole=is_whole)
    file = printing.pdf(document, data=data, is_kept=not is_whole)
    disposition = content_disposition_header(is_download, f"{document.number}.pdf") or "inline"
    headers = {"Content-Disposition": disposition}
    if is_whole:
        headers["Cache-Control"] = "no-store"
    return HttpResponse(file, content_type="application/pdf", headers=headers)


def is_holder(actor: Actor, holder: Person | None) -> bool:
    return holder is not None and is_own(actor, holder)


def can_print_whole(actor: Actor, holder: Person | None) -> bool:
    """Staff at the desk; the holder's own print is whole without being asked for."""
    return holder is not None and actor.is_staff and can_see_clear(actor, holder)
