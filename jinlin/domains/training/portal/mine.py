"""My orders, classes, certificates, questions and introductions; and work near me."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core.errors import NotHere
from jinlin.core.story import shown_lines
from jinlin.domains.training import actions
from jinlin.domains.training.forms.typed import LookForm
from jinlin.domains.training.lifecycle import PENDING, IntroductionState
from jinlin.domains.training.models import (
    WITH_PERSON,
    Employment,
    FollowUp,
    Introduction,
    JobWish,
    Vacancy,
)
from jinlin.domains.training.moves import INTRODUCTIONS
from jinlin.domains.training.permissions import INTRODUCTION_RULES, is_introduced
from jinlin.domains.training.queries import near
from jinlin.domains.training.queries.lists import IntroductionLine, OwnClass
from jinlin.domains.training.queries.story import story_of_introduction
from jinlin.ground.accounts import doors
from jinlin.ground.people.myself import myself
from jinlin.ground.places.asking import ask_where
from jinlin.ground.places.models import Place
from jinlin.ground.places.queries import chosen_here
from jinlin.shell.answers import MovePage, answer_move, post_made
from jinlin.shell.requests import Request

OWN_MOVES = frozenset({"agree", "decline", "hire", "take_back", "withdraw"})


@doors.signed_in
@never_cache
@require_safe
def mine(request: Request) -> HttpResponse:
    """Everything of mine on one page; what waits for me stands first."""
    found = near.mine(request.actor)
    context = {
        "mine": found,
        "classes": [OwnClass(row) for row in found.classes],
        "introductions": [IntroductionLine(row) for row in found.introductions],
    }
    return render(request, "training/portal/mine.html", context)


@doors.signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow_up(request: Request, pk: UUID) -> HttpResponse:
    """How do you stand? One tap, and it can be changed."""
    rows = FollowUp.objects.own(request.actor).standing().select_related(*WITH_PERSON)
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotHere
    if request.method == "POST":
        answer = request.POST.get("answer", "")
        actions.answer_follow_up(found, answer, actor=request.actor)
        messages.success(request, _("Thank you."))
        return redirect("training:mine")
    answers = [each for each in Employment.choices if each[0]]
    context = {"row": found, "answers": answers}
    return render(request, "training/portal/follow_up.html", context)


@doors.signed_in
@never_cache
@require_safe
def introduction(request: Request, pk: UUID) -> HttpResponse:
    """One enterprise that might have my name: what it offers, why it fits."""
    row, actor = _own(request, pk), request.actor
    moves = [each for each in INTRODUCTION_RULES.open_to(actor, row) if each.name in OWN_MOVES]
    context = {
        "row": row,
        "line": IntroductionLine(row),
        "moves": moves,
        "entries": shown_lines(
            row, story_of_introduction(row, actor=actor), tones={"hire": "done"}
        ),
    }
    return render(request, "training/portal/introduction.html", context)


def _back(row: Introduction) -> str:
    return reverse("training:introduction", args=[row.pk])


PAGE = MovePage(template="training/portal/introduction_move.html", row="row", back=_back, part="")


@doors.signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def introduction_move(request: Request, pk: UUID, move: str) -> HttpResponse:
    """Yes, no, I work there, not any more."""
    row = _own(request, pk)
    if move not in OWN_MOVES:
        raise NotHere
    return answer_move(request, INTRODUCTIONS, INTRODUCTIONS.tried(request, row, move), PAGE)


@never_cache
@require_safe
def work(request: Request) -> HttpResponse:
    """社企直通车: the work that is offered, nearest first."""
    here = chosen_here(request)
    if here is None:
        return ask_where(request)
    wish = JobWish.objects.own(request.actor).first()
    context = {
        "here": here,
        "rows": near.offers_near(here, request.actor),
        "wish": wish if request.actor.is_signed_in else None,
        "form": LookForm(),
    }
    return render(request, "training/portal/work.html", context)


@doors.signed_in
@require_POST
def want_work(request: Request, pk: UUID) -> HttpResponse:
    """I would like this work: on to the page on which I say whether they may have my name."""
    vacancy = Vacancy.objects.current().filter(pk=pk).first()
    if vacancy is None:
        raise NotHere
    person: Any = myself(request, vacancy.county)
    known = Introduction.objects.own(request.actor).filter(vacancy=vacancy)
    row = known.filter(state__in=(*PENDING, IntroductionState.HIRED)).first()
    if row is None:
        why = _("Would like this work, by their own word.")
        row = actions.introduce(vacancy, person, why=why, actor=request.actor)
    return redirect("training:introduction", row.pk)


@doors.signed_in
@require_POST
def look(request: Request) -> HttpResponse:
    """I look for work: staff may match me."""
    here = chosen_here(request)
    if here is None:
        return ask_where(request, reverse("training:work"))
    form = LookForm(request.POST)
    posted = post_made(request, form, JobWish, here.code, lambda: _look(form, here, request))
    if posted.is_done:
        messages.success(request, _("Noted. Whoever fits is asked before any name is given."))
    return redirect("training:work")


@doors.signed_in
@require_POST
def stop_looking(request: Request) -> HttpResponse:
    """I do not look for work any more."""
    row = JobWish.objects.own(request.actor).first()
    if row is None:
        raise NotHere
    actions.stop_looking(row, actor=request.actor)
    messages.success(request, _("You are matched no more."))
    return redirect("training:work")


def _own(request: Request, pk: UUID) -> Introduction:
    row = INTRODUCTIONS.in_scope(request.actor, pk)
    if not is_introduced(request.actor, row):
        raise NotHere
    return row


def _look(form: LookForm, here: Place, request: Request) -> JobWish:
    person: Any = myself(request, here.county_code)
    times = form.cleaned_data["times"]
    return actions.look_for_work(person, here, times=times, actor=request.actor)
