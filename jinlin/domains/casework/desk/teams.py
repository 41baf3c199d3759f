"""Who works on a case, and how does it go to a colleague or another unit?"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from jinlin.core.errors import NotNow
from jinlin.domains.casework import actions
from jinlin.domains.casework.actions import handing
from jinlin.domains.casework.desk.caseload import case_door
from jinlin.domains.casework.desk.pages import FormPage, answer, read
from jinlin.domains.casework.forms.cases import (
    AssignForm,
    OfferForm,
    ReferForm,
    ReferralAnswerForm,
)
from jinlin.domains.casework.models import Assignment, Case, Kind, Passing, Purpose
from jinlin.domains.casework.models.standing import has_consent
from jinlin.domains.casework.moves import MOVES
from jinlin.domains.casework.permissions import can_assign
from jinlin.domains.casework.queries.teams import staff_of, team_of
from jinlin.ground.accounts.roles import Role
from jinlin.shell.requests import Request


@case_door
@require_http_methods(["GET", "HEAD", "POST"])
def team(request: Request, pk: UUID) -> HttpResponse:
    """Who is on the team; the supervisor puts somebody on it."""
    case = read(request, pk, "team")
    choices = dict(staff_of(case.agency)) | dict(staff_of(case.agency, Role.CASE_SUPERVISOR))
    form = AssignForm(request.POST or None, staff=sorted(choices.items(), key=lambda each: each[1]))
    may_assign = can_assign(request.actor, case)
    page = FormPage(
        _("Team of the case"),
        _("Put on the team"),
        _("They are on the team."),
        "casework:team",
        "casework/desk/team.html",
        {"team": team_of(case), "may_assign": may_assign},
    )
    return answer(request, case, form, page, lambda: _assigned(request, case, form))


@case_door
@require_POST
def relieve(request: Request, pk: UUID, assignment: UUID) -> HttpResponse:
    """Somebody is on the team no more."""
    case = MOVES.in_scope(request.actor, pk)
    rows = Assignment.objects.select_related("case").filter(until_at=None)
    row = get_object_or_404(rows, pk=assignment, case=case)
    try:
        actions.relieve(row, actor=request.actor)
        messages.success(request, _("They are on the team no more."))
    except NotNow as refusal:
        messages.error(request, str(refusal))
    return redirect("casework:team", pk)


@case_door
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def offer(request: Request, pk: UUID) -> HttpResponse:
    """A colleague is asked to take it over."""
    case = read(request, pk, "offer")
    me = str(request.actor.user_id)
    staff = [each for each in staff_of(case.agency) if each[0] != me]
    form = OfferForm(request.POST or None, staff=staff)
    title, done = _("Ask a colleague to take it over"), _("They are asked. Nothing changes yet.")
    page = FormPage(title, _("Ask"), done)
    return answer(request, case, form, page, lambda: _offered(request, case, form))


@case_door
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def refer(request: Request, pk: UUID) -> HttpResponse:
    """Another unit is asked to help."""
    case = read(request, pk, "refer")
    form = ReferForm(request.POST or None)
    lacks = "" if has_consent(case, Purpose.SHARING) else handing.NEEDS_SHARING
    more = {"hint": lacks, "consent_first": bool(lacks)}
    page = FormPage(_("Ask another unit to help"), _("Ask"), _("They are asked."), more=more)

    def act() -> str:
        return str(actions.refer(case, **form.terms(), actor=request.actor).pk)

    return answer(request, case, form, page, act)


@case_door
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def referral(request: Request, pk: UUID, passing: UUID) -> HttpResponse:
    """What the other unit said is written down."""
    case = read(request, pk, "refer")
    rows = Passing.objects.select_related("case").filter(kind=Kind.REFERRAL)
    row = get_object_or_404(rows, pk=passing, case=case)
    form = ReferralAnswerForm(request.POST or None)
    page = FormPage(
        _("Answer of the other unit"), _("Note the answer"), _("The answer is on record.")
    )

    def act() -> str:
        return str(actions.note_answer(row, **form.terms(), actor=request.actor).pk)

    return answer(request, case, form, page, act)


def _assigned(request: Request, case: Case, form: AssignForm) -> str:
    fields = form.terms()
    row = actions.assign(case, UUID(fields["user"]), part=fields["part"], actor=request.actor)
    return str(row.pk)


def _offered(request: Request, case: Case, form: OfferForm) -> str:
    fields = form.terms()
    details = {"reason": fields["reason"], "actor": request.actor}
    return str(actions.offer(case, UUID(fields["user"]), **details).pk)
