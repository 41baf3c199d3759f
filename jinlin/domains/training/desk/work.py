"""社企直通车: which work is there, who fits it, and what came of it?"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core import paging
from jinlin.core.actor import within
from jinlin.core.errors import NotHere, require
from jinlin.core.files import uploads
from jinlin.core.files.kinds import Family
from jinlin.core.files.uploads import Upload
from jinlin.core.story import shown_lines
from jinlin.domains.training import actions
from jinlin.domains.training.desk import keepers, offerers, watchers, workers
from jinlin.domains.training.forms.keyed import ReasonForm
from jinlin.domains.training.forms.typed import (
    AnswerFollowUpForm,
    ChangeWorkForm,
    IntroduceForm,
    ProveForm,
    WorkForm,
)
from jinlin.domains.training.models import (
    HOSTS,
    READERS,
    WITH_PERSON,
    Evidence,
    Introduction,
    Placement,
    Vacancy,
)
from jinlin.domains.training.moves import INTRODUCTIONS
from jinlin.domains.training.permissions import (
    INTRODUCTION_RULES,
    can_close,
    can_prove,
    can_see_outcome,
    can_strike_work,
    is_employer,
    is_keeper,
)
from jinlin.domains.training.queries.lists import IntroductionLine
from jinlin.domains.training.queries.matches import matches
from jinlin.domains.training.queries.outcomes import ladder, outcomes, unanswered
from jinlin.domains.training.queries.story import story_of_introduction
from jinlin.ground.accounts.queries import names_of
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people.models import Person
from jinlin.shell.answers import MovePage, answer_move, post_made, post_once
from jinlin.shell.moves import take_files
from jinlin.shell.requests import Request, cursor, flag

WITH = ("organisation", "place", "module")
PROVES = (Family.PHOTO, Family.PAPER)
WITH_INTRODUCED = ("vacancy__organisation", "vacancy__place", "person", "consent")


@workers
@never_cache
@require_safe
def board(request: Request) -> HttpResponse:
    """The work that is offered; with `closed` also what was."""
    rows = Vacancy.objects.for_desk(request.actor)
    closed = flag(request, "closed")
    rows = rows if closed else rows.current()
    page = paging.page(
        rows.select_related(*WITH),
        order=("valid_until", "id"),
        after=cursor(request),
    )
    context = {
        "page": page,
        "rows": page.rows,
        "closed": closed,
        "may_offer": request.actor.holds(*HOSTS, Role.PARTNER),
    }
    return render(request, "training/desk/work.html", context)


@offerers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """An enterprise offers work, itself or through staff."""
    form, status = WorkForm(request.POST or None, actor=request.actor), 200
    if form.is_bound:
        posted = post_made(
            request,
            form,
            Vacancy,
            lambda: form.cleaned_data["place"].code,
            lambda: _offer(form, request),
        )
        if posted.is_done:
            return redirect("training:vacancy", posted.made)
        status = posted.status
    return render(request, "training/desk/new_work.html", {"form": form}, status=status)


@offerers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, pk: UUID) -> HttpResponse:
    """The work is offered for another pay, at other hours, or longer."""
    row, status = in_scope(request, pk), 200
    require(can_close(request.actor, row))
    form = ChangeWorkForm(request.POST or None, row=row)
    if form.is_bound:
        posted = post_once(request, form, lambda: _change(row, form, request))
        if posted.is_done:
            messages.success(request, _("Kept."))
            return redirect("training:vacancy", pk)
        status = posted.status
    context = {"form": form, "vacancy": row}
    return render(request, "training/desk/new_work.html", context, status=status)


@workers
@never_cache
@require_safe
def one(request: Request, pk: UUID) -> HttpResponse:
    """The work, who fits it and why, who is introduced."""
    row = in_scope(request, pk)
    keeps = is_keeper(request.actor, row.place_code)
    rows = Introduction.objects.for_desk(request.actor).filter(vacancy=row)
    fitting = matches(row) if keeps and row.is_open else []
    context = {
        "vacancy": row,
        "matches": [
            (each, IntroduceForm(initial={"person": each.person.pk, "why": each.why[:200]}))
            for each in fitting
        ],
        "introductions": [
            IntroductionLine(each)
            for each in rows.select_related("person", "vacancy").order_by("-proposed_at", "-pk")
        ],
        "is_keeper": keeps,
        "may_close": row.is_open and can_close(request.actor, row),
    }
    return render(request, "training/desk/vacancy.html", context)


@keepers
@require_POST
def introduce(request: Request, pk: UUID) -> HttpResponse:
    """Somebody who fits is asked whether they want to be introduced."""
    row, form = in_scope(request, pk), IntroduceForm(request.POST)
    posted = post_made(
        request, form, Introduction, row.place_code, lambda: _introduce(row, form, request)
    )
    if posted.is_done:
        messages.success(request, _("Asked. The enterprise has the name only when they agree."))
        return redirect("training:desk_introduction", posted.made)
    messages.error(request, " ".join(str(each) for each in form.errors.values()))
    return redirect("training:vacancy", pk)


@offerers
@require_POST
def close(request: Request, pk: UUID) -> HttpResponse:
    """The work is offered no longer."""
    actions.close_work(in_scope(request, pk), actor=request.actor)
    messages.success(request, _("Not offered any more."))
    return redirect("training:vacancy", pk)


@workers
@never_cache
@require_safe
def introduction(request: Request, pk: UUID) -> HttpResponse:
    """One introduction: who, why, what came of it. The enterprise sees the name it was given."""
    row, actor = _introduction(request, pk), request.actor
    is_given = is_employer(actor, row.vacancy) and bool(row.consent and row.consent.holds)
    if is_given:
        actions.look_at_introduced(row, actor=actor)
    context = {
        "row": row,
        "line": IntroductionLine(row),
        "name": row.person.shown_name(clear=is_given),
        "phone": row.person.shown_phone(clear=is_given),
        "moves": INTRODUCTION_RULES.open_to(actor, row),
        "placement": row.placements.standing().first(),
        "entries": shown_lines(
            row, story_of_introduction(row, actor=actor), tones={"hire": "done"}
        ),
    }
    return render(request, "training/desk/introduction.html", context)


def _back(row: Introduction) -> str:
    return reverse("training:desk_introduction", args=[row.pk])


PAGE = MovePage(template="training/desk/introduction_move.html", row="row", back=_back)


@workers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def introduction_move(request: Request, pk: UUID, move: str) -> HttpResponse:
    """Hired, somebody else was taken, withdrawn; for whom staff act, also yes and no."""
    row = _introduction(request, pk)
    return answer_move(request, INTRODUCTIONS, INTRODUCTIONS.tried(request, row, move), PAGE)


@workers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def placement(request: Request, pk: UUID) -> HttpResponse:
    """The ladder of one outcome: on whose word we know it, and one rung more."""
    row, status = in_sight(request, pk), 200
    form = ProveForm(request.POST or None, request.FILES or None)
    if form.is_bound:
        require(can_prove(request.actor, row))
        posted = post_once(request, form, lambda: _prove(row, form, request))
        if posted.is_done:
            messages.success(request, _("Kept."))
            return redirect("training:placement", pk)
        status = posted.status
    return show_placement(request, row, status=status, form=form)


def show_placement(request: Request, row: Placement, *, status: int, **sent: Any) -> HttpResponse:
    """What somebody answered is for their community; the employer sees the ladder only."""
    actor, stands = request.actor, row.struck_on is None
    follow_ups = row.follow_ups.filter(within(actor.codes(*READERS)))
    context = {
        "row": row,
        "form": ProveForm(),
        "ladder": _ladder(row),
        "may_prove": can_prove(actor, row) and stands,
        "may_strike": can_strike_work(actor, row) and stands,
        "struck_by": "" if stands else next(iter(names_of([row.struck_by]).values()), ""),
        "follow_ups": list(follow_ups.order_by("months")),
        "may_answer": is_keeper(actor, row.place_code),
        "answer_form": AnswerFollowUpForm(auto_id="answer-%s"),
        **sent,
    }
    return render(request, "training/desk/placement.html", context, status=status)


@workers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def strike_placement(request: Request, pk: UUID) -> HttpResponse:
    """The work was noted by mistake: it counts no longer."""
    row, status = in_sight(request, pk), 200
    require(can_strike_work(request.actor, row))
    form = ReasonForm(request.POST or None)
    if form.is_bound:
        posted = post_once(request, form, lambda: _strike(row, form, request))
        if posted.is_done:
            messages.success(request, _("Struck out: it counts no longer."))
            return redirect("training:placement", pk)
        status = posted.status
    context = {"row": row, "form": form}
    return render(request, "training/desk/strike_placement.html", context, status=status)


@watchers
@never_cache
@require_safe
def all_outcomes(request: Request) -> HttpResponse:
    """What became of them, 'not known' a column of its own, the response beside each rate."""
    page = paging.page(
        unanswered(request.actor).select_related(*WITH_PERSON),
        order=("due_on", "id"),
        after=cursor(request),
    )
    context = {
        "rows": outcomes(request.actor),
        "ladder": ladder(request.actor),
        "page": page,
        "silent": page.rows,
    }
    return render(request, "training/desk/outcomes.html", context)


def _ladder(row: Placement) -> list[tuple[Evidence, list[Upload]]]:
    """Each rung with the papers that prove it: two statements."""
    rungs = list(row.evidence.all())
    papers = uploads.of_each(rungs)
    return [(each, papers.get(each.pk, [])) for each in rungs]


def in_scope(request: Request, pk: UUID) -> Vacancy:
    row = Vacancy.objects.for_desk(request.actor).select_related(*WITH).filter(pk=pk).first()
    if row is None:
        raise NotHere
    return row


def _introduction(request: Request, pk: UUID) -> Introduction:
    rows = Introduction.objects.for_desk(request.actor)
    row = rows.select_related(*WITH_INTRODUCED).filter(pk=pk).first()
    if row is None:
        raise NotHere
    return row


def in_sight(request: Request, pk: UUID) -> Placement:
    rows = Placement.objects.select_related(
        "person", "introduction__vacancy__place", "enrolment__course__place"
    )
    row = rows.filter(pk=pk).first()
    if row is None or not can_see_outcome(request.actor, row):
        raise NotHere
    return row


def _strike(row: Placement, form: ReasonForm, request: Request) -> str:
    reason = form.cleaned_data["reason"]
    return str(actions.strike_work(row, reason=reason, actor=request.actor).pk)


def _change(row: Vacancy, form: ChangeWorkForm, request: Request) -> str:
    return str(actions.change_work(row, form.work(), actor=request.actor).pk)


def _offer(form: WorkForm, request: Request) -> Vacancy:
    return actions.offer_work(form.employer(), form.work(), actor=request.actor)


def _introduce(row: Vacancy, form: IntroduceForm, request: Request) -> Introduction:
    fields: dict[str, Any] = form.cleaned_data
    require(is_keeper(request.actor, row.place_code))
    fitting = {each.person.pk: each.person for each in matches(row)}
    person: Person | None = fitting.get(fields["person"])
    if person is None:
        raise NotHere
    return actions.introduce(row, person, why=fields["why"], actor=request.actor)


def _prove(row: Placement, form: ProveForm, request: Request) -> str:
    fields = form.cleaned_data
    papers = take_files(request, "paper", county=row.county, takes=PROVES, sealed=True)
    proved = actions.prove(
        row, fields["rung"], words=fields["words"], papers=papers, actor=request.actor
    )
    return str(proved.pk)
