"""How does anybody verify a paper, and how does whoever may see a document read it?"""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere
from jinlin.core.time import clock
from jinlin.ground.people.models import Person
from jinlin.services.documents import actions, holders, limits, printing, queries
from jinlin.services.documents.codes import read, spelled
from jinlin.services.documents.forms import CodeForm, DayForm
from jinlin.services.documents.models import Document
from jinlin.shell.requests import Request, flag

BLANK = "＿" * 8  # a line to write on


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: Request) -> HttpResponse:
    """Type the code from a paper."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return redirect("documents:verified", form.cleaned_data["code"])
    return render(
        request, "documents/verify.html", {"form": form}, status=422 if form.is_bound else 200
    )


@require_safe
def verified(request: Request, code: str) -> HttpResponse:
    """What a paper's QR code opens: is it genuine, does it still hold, and the few things that
    anybody may know of it.
    """
    found = None
    with suppress(NotHere), limits.one_look(request, "verify"):
        found = queries.verified(read(code))
        if found is None:
            raise NotHere
    days = DayForm(request.GET or None)
    day = days.cleaned_data["on"] if days.is_valid() else None
    context = {
        "found": found,
        "code": spelled(read(code)),
        "form": CodeForm(),
        "days": days,
        "day": day,
        "held": found.holds_on(day) if found and day else None,
        "gap": found.validity.gap_on(day or clock.today()) if found else None,
    }
    status = 404 if found is None else 422 if days.errors else 200
    response = render(request, "documents/verified.html", context, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@require_safe
def pdf(request: Request, pk: UUID) -> HttpResponse:
    """The document as PDF, for whoever sees what it is about."""
    document, holder, is_whole = _paper(request, pk)
    is_download = flag(request, "download")
    paper = holders.as_pdf(document, holder, is_whole=is_whole, is_download=is_download)
    _count(request, document)
    return paper


@require_safe
def page(request: Request, pk: UUID) -> HttpResponse:
    """The document as a page that the browser prints."""
    document, holder, is_whole = _paper(request, pk)
    context = sheet(document, holders.content(document, holder=holder, is_whole=is_whole))
    _count(request, document)
    return render(request, f"documents/print/{document.kind_row.template}.html", context)


def _paper(request: Request, pk: UUID) -> tuple[Document, Person | None, bool]:
    """The document, whose it is, and whether that is whoever reads it: with the whole name then."""
    document = visible(request, pk)
    holder = holders.holder_of(document)
    return document, holder, holders.is_holder(request.actor, holder)


def sheet(document: Document, data: dict[str, Any]) -> dict[str, Any]:
    """What a page shows of a document: these data, as the PDF does. Raises Altered when it is no
    longer what was issued.
    """
    printing.require_intact(document)
    qr = mark_safe(printing.qr_code(document))  # noqa: S308 - drawn by us from our own address
    return {
        "document": document,
        "data": data,
        "printed": printing.printed(document),
        "qr": qr,
        "blank": BLANK,
    }


def _count(request: Request, document: Document) -> None:
    """A copy is what somebody got to read;
    a program that only asks whether it is there got none.
    """
    if request.method == "GET":
        actions.count_copy(document, actor=request.actor)


def visible(request: Request, pk: UUID) -> Document:
    actor: Actor = request.actor
    document = Document.objects.visible_to(actor).filter(pk=pk).first()
    if document is None:
        raise NotHere
    return document
