"""Whom is it about, who agreed to what, who belongs to whom, who is in the group?"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from jinlin.core.errors import NotHere, NotNow
from jinlin.domains.casework import actions
from jinlin.domains.casework.desk.caseload import case_door
from jinlin.domains.casework.desk.pages import FormPage, answer, read
from jinlin.domains.casework.forms.cases import ConsentForm, FactsForm, MemberForm, RelativeForm
from jinlin.domains.casework.models import Case, Consent, Member, Relative
from jinlin.domains.casework.moves import MOVES
from jinlin.domains.casework.permissions import can_write
from jinlin.domains.casework.queries.choices import places_of
from jinlin.domains.casework.queries.genogram import drawing
from jinlin.ground.places.models import Place
from jinlin.shell.requests import Request


@case_door
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def facts(request: Request, pk: UUID) -> HttpResponse:
    """Name, phone, day of birth and home are put right: what stood there before is on its trail."""
    case = read(request, pk, "facts")
    form = FactsForm(request.POST or None, case=case, places=places_of([case.agency]))
    page = FormPage(_("Whom it is about"), _("Put it right"), _("Put right."))
    return answer(request, case, form, page, lambda: _put_right(request, case, form))


def _put_right(request: Request, case: Case, form: FactsForm) -> str:
    place = Place.objects.present().filter(code=form.cleaned_data["place"]).first()
    if place is None:
        raise NotHere
    return str(actions.put_right(case, form.facts(place), actor=request.actor).pk)


@case_door
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def consents(request: Request, pk: UUID) -> HttpResponse:
    """Who agreed to what, and the form of one more consent."""
    case = read(request, pk, "consents")
    form = ConsentForm(request.POST or None)
    page = FormPage(
        _("Consents"),
        _("Note the consent"),
        _("The consent is on record."),
        "casework:consents",
        "casework/desk/consents.html",
        {"consents": list(Consent.objects.filter(case=case).order_by("-given_at"))},
    )

    def act() -> str:
        return str(actions.consent(case, **form.terms(), actor=request.actor).pk)

    return answer(request, case, form, page, act)


@case_door
@require_POST
def withdraw(request: Request, pk: UUID, consent: UUID) -> HttpResponse:
    """The consent holds no more."""
    case = MOVES.in_scope(request.actor, pk)
    row = get_object_or_404(Consent.objects.select_related("case"), pk=consent, case=case)
    try:
        actions.withdraw(row, actor=request.actor)
        messages.success(request, _("The consent holds no more."))
    except NotNow as refusal:
        messages.error(request, str(refusal))
    return redirect("casework:consents", pk)


@case_door
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def family(request: Request, pk: UUID) -> HttpResponse:
    """The genogram, and the form of somebody more in it."""
    case = read(request, pk, "family")
    form, known = RelativeForm(request.POST or None), Relative.objects.filter(case=case)
    relatives = list(known.order_by("kin", "pk"))
    page = FormPage(
        _("Genogram"),
        _("Add to the genogram"),
        _("Added."),
        "casework:family",
        "casework/desk/family.html",
        {
            "genogram": drawing(case, relatives),
            "relatives": relatives if can_write(request.actor, case) else [],
        },
    )

    def act() -> str:
        return str(actions.know_relative(case, form.kinship(), actor=request.actor).pk)

    return answer(request, case, form, page, act)


@case_door
@require_POST
def taken_out(request: Request, pk: UUID, relative: UUID) -> HttpResponse:
    """Somebody was drawn wrongly, or does not belong there."""
    case = MOVES.in_scope(request.actor, pk)
    row = get_object_or_404(Relative.objects.select_related("case"), pk=relative, case=case)
    actions.take_out(row, actor=request.actor)
    messages.success(request, _("Taken out of the genogram."))
    return redirect("casework:family", pk)


@case_door
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def members(request: Request, pk: UUID) -> HttpResponse:
    """Who is in the group, and the form of somebody more."""
    case = read(request, pk, "members")
    form = MemberForm(request.POST or None)
    page = FormPage(
        _("Members of the group"),
        _("Take into the group"),
        _("They take part from now on."),
        "casework:members",
        "casework/desk/members.html",
        {"members": list(Member.objects.filter(case=case).order_by("left_on", "joined_on"))},
    )

    def act() -> str:
        return str(actions.join(case, form.client(), actor=request.actor).pk)

    return answer(request, case, form, page, act)


@case_door
@require_POST
def left(request: Request, pk: UUID, member: UUID) -> HttpResponse:
    """They take part no more."""
    case = MOVES.in_scope(request.actor, pk)
    row = get_object_or_404(Member.objects.select_related("case"), pk=member, case=case)
    try:
        actions.leave(row, actor=request.actor)
        messages.success(request, _("They take part no more."))
    except NotNow as refusal:
        messages.error(request, str(refusal))
    return redirect("casework:members", pk)
