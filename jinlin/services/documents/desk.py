"""How does staff find a document, print it, and revoke it?"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jinlin.core import paging
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, NotNow, Unusable, require
from jinlin.ground.accounts import doors
from jinlin.ground.people import actions as people
from jinlin.services.documents import actions, holders, queries
from jinlin.services.documents.forms import FilterForm, RevokeForm, WholeNameForm
from jinlin.services.documents.models import Document
from jinlin.services.documents.permissions import READERS, can_revoke
from jinlin.shell.requests import Request, cursor


@doors.role(*READERS)
@require_safe
def board(request: Request) -> HttpResponse:
    """The documents one may see, the newest first."""
    actor: Actor = request.actor
    form = FilterForm(request.GET)
    kind, words = form.used.get("kind", ""), form.words
    rows = paging.page(
        queries.board(actor, kind=kind, words=words),
        order=queries.ORDER,
        after=cursor(request),
    )
    context = {"form": form, "page": rows, "is_filtered": bool(kind or words), **form.head()}
    return render(request, "documents/desk/board.html", context, status=form.status)


@doors.role(*READERS)
@require_safe
def document(request: Request, pk: UUID) -> HttpResponse:
    """One document: what it says, whether it holds, its copies."""
    return _page(request, _visible(request, pk), RevokeForm())


@doors.role(*READERS)
@require_POST
def revoke(request: Request, pk: UUID) -> HttpResponse:
    """The document no longer holds; a refusal comes back with what was typed."""
    found, form = _visible(request, pk), RevokeForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        actions.revoke(found, actor=request.actor, reason=form.cleaned_data["reason"])
    except (NotNow, Unusable) as refusal:
        form.add_error(None, str(refusal))
        return _page(request, _visible(request, pk), form, status=refusal.status)
    messages.success(request, _("The document is revoked. Whoever verifies it is told so."))
    return redirect("documents:document", found.pk)


@doors.role(*READERS)
@require_POST
def whole(request: Request, pk: UUID) -> HttpResponse:
    """A certificate on paper with the whole name of its holder, for a reason that is kept."""
    found, form = _visible(request, pk), WholeNameForm(request.POST)
    holder = holders.holder_of(found)
    if holder is None:
        raise NotHere
    require(holders.can_print_whole(request.actor, holder))
    if not form.is_valid():
        return _page(request, found, RevokeForm(), whole_form=form, status=422)
    paper = holders.as_pdf(found, holder, is_whole=True)
    people.see_clear(holder, why=form.cleaned_data["why"], actor=request.actor)
    actions.count_copy(found, actor=request.actor)
    return paper


def _page(
    request: Request,
    found: Document,
    form: RevokeForm,
    *,
    whole_form: WholeNameForm | None = None,
    status: int = 200,
) -> HttpResponse:
    actor: Actor = request.actor
    may_print_whole = holders.can_print_whole(actor, holders.holder_of(found))
    context = {
        "whole_form": (whole_form or WholeNameForm()) if may_print_whole else None,
        "document": found,
        "label": found.kind_row.label,
        "may_revoke": can_revoke(actor, found) and not found.is_revoked,
        "form": form,
        "entries": queries.history(found),
    }
    return render(request, "documents/desk/document.html", context, status=status)


def _visible(request: Request, pk: UUID) -> Document:
    found = Document.objects.visible_to(request.actor).filter(pk=pk).first()
    if found is None:
        raise NotHere
    return found
