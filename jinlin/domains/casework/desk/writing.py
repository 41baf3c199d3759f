"""How are notes, plans and scales written at the desk, most of all on a phone?"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jinlin.core.errors import NotHere
from jinlin.domains.casework import actions
from jinlin.domains.casework.desk.caseload import case_door
from jinlin.domains.casework.desk.pages import FormPage, answer, read, shown
from jinlin.domains.casework.forms.cases import (
    AddendumForm,
    NoteForm,
    PlanForm,
    ReviewForm,
    ScaleForm,
)
from jinlin.domains.casework.models import Case, Draft, Member, Note, Plan
from jinlin.domains.casework.permissions import can_review, can_write
from jinlin.domains.casework.queries import file as kept
from jinlin.domains.casework.queries.scales import SCALES
from jinlin.shell.requests import Request


@case_door
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def notes(request: Request, pk: UUID) -> HttpResponse:
    """All notes, and the form of one more: kept as a draft, or signed."""
    case = read(request, pk, "notes")
    draft = Draft.objects.filter(case=case, user__in=[request.actor.user_id]).first()
    members = list(Member.objects.filter(case=case, left_on=None).order_by("joined_on", "pk"))
    form = NoteForm(request.POST or None, case=case, draft=draft, members=members)
    more = {
        "notes": kept.sheets(case),
        "draft": draft,
        "may_write": can_write(request.actor, case),
    }
    if request.method == "POST" and request.POST.get("keep") == "draft":
        return _keep_draft(request, case, form, more)
    page = FormPage(
        _("Session notes"),
        _("Sign the note"),
        _("The note is signed."),
        "casework:notes",
        "casework/desk/notes.html",
        more,
    )
    return answer(request, case, form, page, lambda: _signed(request, case, form))


@case_door
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def addendum(request: Request, pk: UUID, note: UUID) -> HttpResponse:
    """The note stays as it was signed; the addendum stands beside."""
    case = read(request, pk, "notes")
    row = get_object_or_404(Note.objects.select_related("case"), pk=note, case=case)
    form = AddendumForm(request.POST or None)
    page = FormPage(
        _("Addendum"),
        _("Sign the addendum"),
        _("The addendum stands beside the note."),
        "casework:notes",
        more={"quote": case.unlock(row.words)},
    )
    return answer(request, case, form, page, lambda: _added(request, row, form))


@case_door
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def plan(request: Request, pk: UUID) -> HttpResponse:
    """The versions of the plan, and the form of the next one."""
    case = read(request, pk, "plan")
    versions = kept.versions(case)
    last = versions[0] if versions else None
    goals, number = (last.goals, last.plan.number) if last else ([], 0)
    form = PlanForm(request.POST or None, goals=goals, based_on=number)
    page = FormPage(
        _("Plan of help"),
        _("Save as the next version"),
        _("The version is saved. Another person reads it."),
        "casework:plan",
        "casework/desk/plan.html",
        {"versions": versions, "may_write": can_write(request.actor, case)},
    )
    return answer(request, case, form, page, lambda: _planned(request, case, form))


@case_door
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: Request, pk: UUID, number: int) -> HttpResponse:
    """The supervisor looks a version through."""
    case = read(request, pk, "plan")
    row = get_object_or_404(Plan.objects.select_related("case"), case=case, number=number)
    form = ReviewForm(request.POST or None)
    page = FormPage(
        _("Look a plan through"),
        _("Say it"),
        _("It is on record."),
        "casework:plan",
        "casework/desk/review.html",
        {"goals": kept.goals_of(case, row), "may_review": can_review(request.actor, case)},
    )
    return answer(request, case, form, page, lambda: _reviewed(request, row, form))


@case_door
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def scale(request: Request, pk: UUID, scale: str) -> HttpResponse:
    """One scale is filled in."""
    case = read(request, pk, "scales")
    if scale not in SCALES:
        raise NotHere
    form = ScaleForm(request.POST or None, scale=scale)
    page = FormPage(
        SCALES[scale].name,
        _("Save the scale"),
        _("The scale is filled in."),
        more={"hint": _("0: no trouble at all; 4: very much.")},
    )
    return answer(request, case, form, page, lambda: _assessed(request, case, form))


def _keep_draft(request: Request, case: Case, form: NoteForm, more: dict[str, Any]) -> HttpResponse:
    """Kept for its writer alone, as far as it can be used."""
    if not form.is_valid():
        page = FormPage(
            _("Session notes"), _("Sign the note"), "", "", "casework/desk/notes.html", more
        )
        return shown(request, case, form, page, 422)
    actions.draft(case, form.session(), actor=request.actor)
    messages.success(request, _("The draft is kept. Only you see it."))
    return redirect("casework:notes", case.pk)


def _signed(request: Request, case: Case, form: NoteForm) -> str:
    return str(actions.sign(case, form.session(), actor=request.actor).pk)


def _added(request: Request, note: Note, form: AddendumForm) -> str:
    return str(actions.add(note, form.cleaned_data["text"], actor=request.actor).pk)


def _planned(request: Request, case: Case, form: PlanForm) -> str:
    seen = form.cleaned_data["based_on"]
    written = actions.write_plan(case, form.goals(), based_on=seen, actor=request.actor)
    return str(written.pk)


def _reviewed(request: Request, plan: Plan, form: ReviewForm) -> str:
    fields = form.cleaned_data
    is_agreed = fields["agreed"] == "yes"
    review = actions.review_plan(
        plan, is_agreed=is_agreed, text=fields["text"], actor=request.actor
    )
    return str(review.pk)


def _assessed(request: Request, case: Case, form: ScaleForm) -> str:
    fields = form.cleaned_data
    details = {"remark": fields["remark"], "is_final": fields["is_final"]}
    row = actions.assess(case, form.scale.key, form.answers(), **details, actor=request.actor)
    return str(row.pk)
