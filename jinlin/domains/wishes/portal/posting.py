"""How does a resident make a wish, in three questions, one a screen?"""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jinlin.core.errors import Refusal
from jinlin.domains.wishes.actions.steps import rule_of
from jinlin.domains.wishes.drafts import SENT, Draft, send
from jinlin.domains.wishes.forms.post import SendForm, WhatForm, WhomForm, put_problem
from jinlin.domains.wishes.models import Band, Kind
from jinlin.ground.places.queries import nobody_here
from jinlin.shell.drafts import MOST_PHOTOS
from jinlin.shell.requests import Request


@require_http_methods(["GET", "HEAD", "POST"])
def post(request: Request) -> HttpResponse:
    """What is wished for, and photos.

    All that was typed and sent is kept before anything is judged.
    """
    draft = Draft.of(request)
    place = draft.where(request)
    if place is None:
        return redirect(f"{reverse('places:choose')}?next={reverse('wishes:post')}")
    if request.method != "POST":
        return _ask_what(
            request, draft, WhatForm(initial=vars(draft), cap=rule_of(place.county).cap)
        )
    form = WhatForm(request.POST, cap=rule_of(place.county).cap)
    is_whole = form.is_valid()
    for name in ("kind", "text", "estimate"):
        setattr(draft, name, form.cleaned_data.get(name, getattr(draft, name)))
    draft.photos = [photo for photo in draft.photos if photo != request.POST.get("remove")]
    problems = draft.take_photos(request, place.county)
    draft.keep(request)
    if is_whole and not problems:
        return redirect("wishes:post" if "remove" in request.POST else "wishes:post_whom")
    return _ask_what(request, draft, form, problems=problems, status=422)


def _ask_what(
    request: Request,
    draft: Draft,
    form: WhatForm,
    *,
    problems: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "here": draft.where(request),
        "nobody_here": nobody_here(draft.where(request)),
        "photos": draft.pictures(request),
        "most": MOST_PHOTOS,
        "problems": problems,
    }
    return render(request, "wishes/portal/post_what.html", context, status=status)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def post_whom(request: Request) -> HttpResponse:
    """Whom it is for, and how old roughly: that is all that everybody will read."""
    draft = Draft.of(request)
    if not draft.text:
        return redirect("wishes:post")
    form = WhomForm(request.POST if request.method == "POST" else None, initial=vars(draft))
    if request.method == "POST" and form.is_valid():
        for name in ("whom", "name", "phone", "band"):
            setattr(draft, name, form.cleaned_data[name])
        draft.keep(request)
        return redirect("wishes:post_send")
    return render(
        request,
        "wishes/portal/post_whom.html",
        {"form": form},
        status=422 if form.is_bound else 200,
    )


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def post_send(request: Any) -> HttpResponse:
    """The last question, with all that was said to look over; sent (signed in), the wish stands."""
    draft, sent = Draft.of(request), request.session.get(SENT, {})
    if sent and request.POST.get("key") == sent["key"]:
        return redirect("wishes:wish", sent["pk"])
    if not (draft.text and draft.whom and draft.where(request)):
        return redirect("wishes:post" if not draft.text else "wishes:post_whom")
    asks = {
        "is_for_me": draft.is_for_me,
        "asks_name": request.actor.is_signed_in and not request.user.name,
    }
    form = (
        SendForm(request.POST, **asks)
        if request.method == "POST"
        else SendForm(initial={"key": draft.key}, **asks)
    )
    if not (form.is_bound and request.actor.is_signed_in and form.is_valid()):
        return _ask_to_send(request, draft, form)
    try:
        pk = send(request, draft, form.cleaned_data)
    except Refusal as refusal:
        put_problem(form, refusal)
        return _ask_to_send(request, draft, form)
    messages.success(request, _("Your wish has arrived. Below stands who reads it, and by when."))
    return redirect(f"{reverse('wishes:wish', args=[pk])}?sent")


def _ask_to_send(request: Any, draft: Draft, form: SendForm) -> HttpResponse:
    draft.keep(request)
    context = {
        "form": form,
        "draft": draft,
        "kind": Kind(draft.kind).label,
        "band": Band(draft.band).label,
        "here": draft.where(request),
        "photos": draft.pictures(request),
    }
    return render(
        request,
        "wishes/portal/post_send.html",
        context,
        status=422 if form.is_bound and form.errors else 200,
    )
