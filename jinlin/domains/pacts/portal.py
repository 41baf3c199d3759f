"""What do residents read of pacts, and how do they have their say?"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core import paging
from jinlin.core.actor import county_of
from jinlin.core.errors import NotHere, Refusal
from jinlin.core.time import clock
from jinlin.domains.pacts import actions
from jinlin.domains.pacts.actions import Say
from jinlin.domains.pacts.calendars import feed
from jinlin.domains.pacts.forms.writing import CommentForm, DayForm
from jinlin.domains.pacts.models import Pact
from jinlin.domains.pacts.queries import public
from jinlin.ground.accounts import doors
from jinlin.ground.people.models import Person
from jinlin.ground.people.myself import myself
from jinlin.ground.places.calendars import sent_of_place
from jinlin.ground.places.finding import stands_in_place_called
from jinlin.ground.places.queries import LONGEST_SEARCH, chosen_here
from jinlin.shell.answers import put_problem
from jinlin.shell.requests import Request, cursor, preset, searched

SIZE = 24


@require_safe
def all_pacts(request: Request) -> HttpResponse:
    """The pact of one's own neighbourhood first, then those of the county."""
    here, words = chosen_here(request), searched(request, longest=LONGEST_SEARCH)
    mine = _of_my_place(here.code) if here and not words else []
    rows = public.cards(county_of(here.code) if here else "")
    if words:
        rows = rows.filter(stands_in_place_called(words))
    page = paging.page(rows, order=public.ORDER, after=cursor(request), size=SIZE)
    context = {
        "here": here,
        "words": words,
        "mine": mine,
        "page": page,
        "cards": public.shown(page.rows),
    }
    return render(request, "pacts/portal/all.html", context)


@require_safe
def pact(request: Request, pk: UUID) -> HttpResponse:
    """The text that holds (or held on a day), what would change, and what was answered."""
    row = _released(pk)
    form = DayForm(request.GET or None)
    day = form.cleaned_data["on"] if form.is_valid() else None
    context = _pact(request, row, day=day, days=form)
    return render(request, "pacts/portal/pact.html", context, status=422 if form.errors else 200)


@require_safe
def calendar(request: Request, code: str) -> HttpResponseBase:
    """The days on which something can be said or decided at a place; 304 when that is known."""
    return sent_of_place(request, code, feed)


@doors.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: Request, pk: UUID) -> HttpResponse:
    """What one thinks of the draft, or of one clause of it."""
    row = _released(pk)
    form = CommentForm(request.POST or None, initial=preset(request, "clause"))
    if request.method != "POST" or not form.is_valid():
        return _comment_page(request, row, form, 422 if form.is_bound else 200)
    fields = form.cleaned_data
    say = Say(fields["text"], fields["clause"], _myself(request, row), fields["key"])
    try:
        actions.comment_once(row, say, actor=request.actor)
    except Refusal as refusal:
        put_problem(form, refusal)
        return _comment_page(request, row, form, refusal.status)
    messages.success(request, _("Thank you. It is answered before the vote."))
    return redirect("pacts:pact", pk)


@doors.signed_in
@require_POST
def fine(request: Request, pk: UUID) -> HttpResponse:
    """The draft is fine as it is: one tap."""
    row = _released(pk)
    actions.endorse(row, person=_myself(request, row), actor=request.actor)
    messages.success(request, _("Thank you. It is noted that you find it fine as it is."))
    return redirect("pacts:pact", pk)


@doors.signed_in
@require_safe
def talks(request: Request) -> HttpResponse:
    """The talks that one was in."""
    found = public.own_talks(request.actor, getattr(request.user, "phone_key", "") or "")
    return render(request, "pacts/portal/talks.html", {"talks": found})


def _comment_page(request: Request, row: Pact, form: CommentForm, status: int) -> HttpResponse:
    clause = str(form["clause"].value() or "")
    context = {"form": form, "sheet": public.sheet(row), "clause": clause}
    return render(request, "pacts/portal/comment.html", context, status=status)


def _released(pk: UUID) -> Pact:
    rows = Pact.objects.released().select_related("place", "unit")
    row = public.with_todays_text(rows).filter(pk=pk).first()
    if row is None:
        raise NotHere
    return row


def _of_my_place(code: str) -> list[public.Card]:
    """Of the place itself, else of its community."""
    codes = [code[:length] for length in (len(code), 12) if length <= len(code)]
    rows = Pact.objects.released().filter(place_code__in=codes).select_related("place")
    rows = public.with_todays_text(rows)
    return public.shown(sorted(rows, key=lambda each: -len(each.place_code))[:1])


def _myself(request: Request, row: Pact) -> Person:
    return myself(request, row.county)


def _pact(request: Request, row: Pact, *, day: object, days: DayForm) -> dict[str, object]:
    actor = request.actor
    sheet = public.sheet(row, on=day)  # type: ignore[arg-type]
    return {
        "sheet": sheet,
        "own": public.own_comments(row, actor),
        "endorsed": public.has_endorsed(row, actor),
        "day": day,
        "days": days,
        "today": clock.today(),
    }
