"""How does somebody ask to read what is not theirs, and how is that decided?"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from jinlin.core.errors import NotHere, NotNow, require
from jinlin.domains.casework import actions
from jinlin.domains.casework.desk.caseload import case_door
from jinlin.domains.casework.forms.cases import AskForm, DecideForm, OfferAnswerForm
from jinlin.domains.casework.models import Case, Opening, Passing, Task
from jinlin.domains.casework.permissions import can_decide
from jinlin.ground.accounts.queries import names_of
from jinlin.shell.answers import post_made, post_once
from jinlin.shell.requests import Request


@case_door
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def openings(request: Request) -> HttpResponse:
    """What this person asked to read, what came of it, and the form that asks."""
    form = AskForm(request.POST or None)
    status = 200
    if request.method == "POST":
        posted = post_made(request, form, Opening, "", lambda: _ask(request, form))
        if posted.is_done:
            notice = _(
                "Asked. Whoever supervises such a case decides; if there is none, nobody does."
            )
            messages.success(request, notice)
            return redirect("casework:openings")
        status = posted.status
    own = Opening.objects.of_applicant(request.actor.user_id).order_by("-asked_at")[:50]
    context = {"form": form, "own": list(own)}
    return render(request, "casework/desk/openings.html", context, status=status)


@case_door
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def decide(request: Request, opening: UUID) -> HttpResponse:
    """The supervisor lets somebody read the case, or does not."""
    rows = Opening.objects.filter(case__in=Case.objects.kept_by(request.actor).values("pk"))
    row = rows.select_related("case").filter(pk=opening).first()
    if row is None:
        raise NotHere
    require(can_decide(request.actor, row))
    form = DecideForm(request.POST or None)
    status = 200
    if request.method == "POST":
        posted = post_once(request, form, lambda: _decided(request, row, form))
        if posted.is_done:
            messages.success(request, _("It is decided, and on record."))
            return redirect("desk")
        status = posted.status
    who = names_of([row.asked_by]).get(row.asked_by, "")
    context = {"opening": row, "form": form, "who": who}
    return render(request, "casework/desk/decide.html", context, status=status)


@case_door
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def offered(request: Request, passing: UUID) -> HttpResponse:
    """A colleague asks this person to take a case over: they see no more of it yet."""
    rows = Passing.objects.to_colleague(request.actor).select_related("case__place")
    row = get_object_or_404(rows, pk=passing)
    form = OfferAnswerForm(request.POST or None)
    status = 200
    if request.method == "POST":
        posted = post_once(request, form, lambda: _answered(request, row, form))
        if posted.is_done:
            messages.success(request, _("Your answer is on record."))
            return redirect("desk")
        status = posted.status
    context = {"passing": row, "form": form}
    return render(request, "casework/desk/offered.html", context, status=status)


@case_door
@require_POST
def seen(request: Request, task: UUID) -> HttpResponse:
    """What the team had to see, this person saw."""
    rows = Task.objects.filter(case__in=Case.objects.kept_by(request.actor).values("pk"))
    row = get_object_or_404(rows.select_related("case"), pk=task)
    try:
        actions.see(row, actor=request.actor)
        messages.success(request, _("It waits no more."))
    except NotNow as refusal:
        messages.error(request, str(refusal))
    return redirect("desk")


def _ask(request: Request, form: AskForm) -> Opening:
    return actions.ask_to_read(**form.terms(), actor=request.actor)


def _decided(request: Request, row: Opening, form: DecideForm) -> str:
    fields = form.cleaned_data
    if fields["granted"] == "yes":
        return str(actions.grant(row, actor=request.actor).pk)
    return str(actions.refuse(row, reason=fields["reason"], actor=request.actor).pk)


def _answered(request: Request, row: Passing, form: OfferAnswerForm) -> str:
    fields = form.cleaned_data
    reply = {
        "accepts": fields["accepts"] == "yes",
        "words": fields["words"],
        "actor": request.actor,
    }
    return str(actions.answer_offer(row, **reply).pk)
