"""The pages on which one member of staff asks that words be destroyed, and another decides."""

import re
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jinlin.core.errors import NotHere, require
from jinlin.core.files import uploads
from jinlin.core.paging import page
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.shell.answers import post_once
from jinlin.shell.finding import numbered
from jinlin.shell.requests import Request, cursor
from jinlin.web import domains
from jinlin.web.erasing import actions, queries
from jinlin.web.erasing.actions import Chosen
from jinlin.web.erasing.forms import AskForm, DecideForm, MatterForm
from jinlin.web.erasing.rows import DECIDERS, Erasure

KEY = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)


@doors.keeper(*DECIDERS)
@require_http_methods(["GET", "HEAD", "POST"])
def erasures(request: Request) -> HttpResponse:
    """What was asked and decided, newest first; and the way to a matter, for those who may ask."""
    form, status = MatterForm(request.POST if request.method == "POST" else None), 200
    if form.is_bound:
        if form.is_valid() and (found := _named(request, form.cleaned_data["matter"])):
            return redirect("erasure-of", found)
        if form.is_valid():
            words = _("No matter that is yours to see has this number or address.")
            form.add_error("matter", words)
        status = 422
    rows = Erasure.objects.visible_to(request.actor)
    found_page = page(rows, order=queries.NEWEST, after=cursor(request))
    context = {
        "page": found_page,
        "rows": queries.names(found_page.rows),
        "form": form if request.actor.holds(Role.LEAD) else None,
    }
    return render(request, "desk/erasures.html", context, status=status)


@doors.keeper(Role.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Request, pk: UUID) -> HttpResponse:
    """What was said about one matter: what shall be destroyed, and why."""
    subject = queries.matter(request.actor, pk)
    require(actions.can_ask(request.actor, subject))
    spoken, files = queries.spoken(subject), list(uploads.of(subject))
    own = queries.own_texts(subject)
    form = AskForm(request.POST or None, spoken=spoken, files=files, own=own)
    posted = (
        post_once(request, form, lambda: _ask(request, subject, form)) if form.is_bound else None
    )
    if posted and posted.is_done:
        messages.success(request, _("Asked. A second person decides; nothing is destroyed yet."))
        return redirect("erasure", posted.made)
    context = {
        "form": form,
        "subject": subject,
        "kind": queries.kind_of(subject._meta.label_lower),
        "is_empty": not (spoken or files or own),
    }
    return render(
        request, "desk/erasure_ask.html", context, status=posted.status if posted else 200
    )


@doors.keeper(*DECIDERS)
@require_http_methods(["GET", "HEAD", "POST"])
def erasure(request: Request, pk: UUID) -> HttpResponse:
    """One: what would be gone and what stays; the decision of a second person, and its outcome."""
    row = Erasure.objects.visible_to(request.actor).filter(pk=pk).first()
    if row is None:
        raise NotHere
    form = DecideForm(request.POST or None)
    if request.method == "POST":
        require(actions.can_decide(request.actor, row))
    posted = (
        post_once(request, form, lambda: _decide(request, row, form)) if form.is_bound else None
    )
    if posted and posted.is_done:
        return redirect("erasure", pk)
    return render(
        request,
        "desk/erasure.html",
        {**_shown(request, row), "form": form},
        status=posted.status if posted else 200,
    )


def _ask(request: Request, subject: Any, form: AskForm) -> str:
    fields = form.cleaned_data
    made = actions.ask(
        subject,
        chosen=Chosen(
            entries=fields.get("entries", []),
            files=[UUID(key) for key in fields.get("attached", [])],
            texts=fields.get("own", []),
        ),
        reason=fields["reason"],
        actor=request.actor,
    )
    return str(made.pk)


def _decide(request: Request, row: Erasure, form: DecideForm) -> str:
    fields = form.cleaned_data
    if fields["decision"] == "destroy":
        actions.destroy(row, actor=request.actor)
    else:
        actions.keep(row, why=fields["why"], actor=request.actor)
    return str(row.pk)


def _shown(request: Request, row: Erasure) -> dict[str, Any]:
    """What it names stands on the page only for those who see the matter itself, and only until it
    is decided.
    """
    try:
        subject = queries.matter(request.actor, row.subject_id) if row.is_open else None
    except NotHere:
        subject = None
    entries, files, texts = queries.chosen(row, subject) if subject else ([], [], [])
    return {
        "row": row,
        "kind": queries.kind_of(row.subject_type),
        "subject": subject,
        "entries": entries,
        "files": files,
        "texts": texts,
        "may": row.is_open and actions.can_decide(request.actor, row),
    }


def _named(request: Request, typed: str) -> UUID | None:
    """The key of the matter that this names, if it is this person's to see."""
    known = KEY.search(typed)
    if known is None:
        hits = numbered(domains.found("searched"), request.actor, typed)
        known = KEY.search(hits[0].url) if len(hits) == 1 else None
    try:
        return queries.matter(request.actor, UUID(known[0])).pk if known else None
    except NotHere:
        return None
