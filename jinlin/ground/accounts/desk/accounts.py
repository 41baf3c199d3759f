"""How does a security administrator keep accounts, roles and tokens?"""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from jinlin.core.errors import NotHere, NotNow, Unusable
from jinlin.core.paging import page
from jinlin.ground.accounts import actions, doors, queries
from jinlin.ground.accounts.forms import NewStaff, RoleForm, TokenForm, WhyForm
from jinlin.ground.accounts.models import ApiToken, Grant
from jinlin.ground.accounts.roles import Role
from jinlin.shell.boards import TabForm
from jinlin.shell.requests import cursor

keepers = doors.role(Role.SECURITY_ADMIN)
Result = TypeVar("Result")


@require_safe
@keepers
def staff(request: Any) -> HttpResponse:
    form = TabForm(request.GET, has_words=True)
    found = page(
        queries.staff(request.actor, text=form.words),
        order=("county", "username"),
        after=cursor(request),
    )
    context = {"page": found, "text": form.words, **form.head()}
    return render(request, "accounts/staff.html", context, status=form.status)


@keepers
def add(request: Any) -> HttpResponse:
    """The first password is on this one answer and nowhere else."""
    form = NewStaff(request.POST or None)
    counties = queries.counties_of(request.actor, Role.SECURITY_ADMIN)
    if request.method == "POST" and form.is_valid():
        made = _try(
            form, lambda: actions.add_staff(counties[0], **form.cleaned_data, actor=request.actor)
        )
        if made:
            return _once(request, {"person": made[0], "password": made[1]})
    return render(
        request, "accounts/staff_add.html", {"form": form}, status=422 if form.errors else 200
    )


@require_safe
@keepers
def one(request: Any, pk: UUID) -> HttpResponse:
    return _show(request, _dossier(request, pk))


@require_POST
@keepers
def grant(request: Any, pk: UUID) -> HttpResponse:
    dossier = _dossier(request, pk)
    form = RoleForm(request.POST, actor=request.actor, county=dossier.user.county)
    if form.is_valid():
        at = form.cleaned_data["organisation"] or form.cleaned_data["place"]
        what = {name: form.cleaned_data[name] for name in ("role", "days", "reason")}
        if _try(form, lambda: actions.grant_role(dossier.user, at=at, actor=request.actor, **what)):
            return _back(request, pk, _("The role is granted."))
    return _show(request, dossier, role_form=form)


@require_POST
@keepers
def revoke(request: Any, pk: UUID) -> HttpResponse:
    row = Grant.objects.visible_to(request.actor).filter(pk=pk).first()
    if row is None:
        raise NotHere
    actions.revoke_role(row, actor=request.actor, reason=request.POST.get("reason", "")[:200])
    return _back(request, row.user_id, _("The role is over."))


@require_POST
@keepers
def lock(request: Any, pk: UUID) -> HttpResponse:
    return _with_reason(request, pk, actions.lock, _("The account is locked."))


@require_POST
@keepers
def unlock(request: Any, pk: UUID) -> HttpResponse:
    return _with_reason(request, pk, actions.unlock, _("The account is open again."))


@require_POST
@keepers
def remove_second_factor(request: Any, pk: UUID) -> HttpResponse:
    return _with_reason(
        request, pk, actions.remove_second_factor, _("The second factor is removed.")
    )


@require_POST
@keepers
def renew_password(request: Any, pk: UUID) -> HttpResponse:
    user = _dossier(request, pk).user
    return _once(
        request, {"person": user, "password": actions.renew_password(user, actor=request.actor)}
    )


@require_safe
@keepers
def tokens(request: Any) -> HttpResponse:
    found = page(
        queries.tokens_kept(request.actor),
        order=("-issued_at", "-id"),
        after=cursor(request),
    )
    return render(request, "accounts/tokens.html", {"page": found})


@require_POST
@keepers
def issue_token(request: Any, pk: UUID) -> HttpResponse:
    dossier = _dossier(request, pk)
    form = TokenForm(request.POST)
    if form.is_valid():
        made = _try(
            form,
            lambda: actions.issue_token(dossier.user, **form.cleaned_data, actor=request.actor),
        )
        if made:
            return _once(request, {"person": dossier.user, "token": made[1]})
    return _show(request, dossier, token_form=form)


@require_POST
@keepers
def revoke_token(request: Any, pk: UUID) -> HttpResponse:
    token = ApiToken.objects.visible_to(request.actor).filter(pk=pk).first()
    if token is None:
        raise NotHere
    actions.revoke_token(token, actor=request.actor)
    return _back(request, token.user_id, _("The token is revoked."))


def _dossier(request: Any, pk: UUID) -> queries.Dossier:
    found = queries.dossier(request.actor, pk)
    if found is None:
        raise NotHere
    return found


def _show(
    request: Any,
    dossier: queries.Dossier,
    *,
    role_form: RoleForm | None = None,
    token_form: TokenForm | None = None,
) -> HttpResponse:
    content = {
        "dossier": dossier,
        "is_self": dossier.user.pk == request.actor.user_id,
        "role_form": role_form or RoleForm(actor=request.actor, county=dossier.user.county),
        "token_form": token_form or TokenForm(),
        "why_form": WhyForm(auto_id="why-%s"),
    }
    return render(
        request, "accounts/staff_one.html", content, status=422 if role_form or token_form else 200
    )


def _once(request: Any, content: dict[str, Any]) -> HttpResponse:
    response = render(request, "accounts/shown_once.html", content)
    response["Cache-Control"] = "no-store"
    return response


def _with_reason(request: Any, pk: UUID, act: Callable[..., Any], message: Any) -> HttpResponse:
    form = WhyForm(request.POST)
    if not form.is_valid():
        raise Unusable(_("Please give a reason."), field="reason")
    act(_dossier(request, pk).user, actor=request.actor, reason=form.cleaned_data["reason"])
    return _back(request, pk, message)


def _back(request: Any, pk: UUID, message: Any) -> HttpResponse:
    messages.success(request, message)
    return redirect("accounts:staff-one", pk)


def _try(form: forms.Form, act: Callable[[], Result]) -> Result | None:
    """What the action gives back, or None with its refusal on the form."""
    try:
        return act()
    except (Unusable, NotNow) as no:
        form.add_error(no.field if no.field in form.fields else None, str(no))
        return None
