"""How does staff say who looks after a household from today on?"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jinlin.core.errors import NotHere, NotNow, Refusal, require
from jinlin.ground.accounts import doors
from jinlin.ground.people import actions, permissions
from jinlin.ground.people.desk.care import in_scope, sent
from jinlin.ground.people.forms.care import CarerForm, EndForm, HandOverForm
from jinlin.ground.people.models import READERS, CareLink, CareRole
from jinlin.shell.answers import put_problem


@sensitive_post_parameters()
@doors.keeper(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: Any, pk: UUID, role: str) -> HttpResponse:
    """Somebody looks after the household in this role."""
    here = in_scope(request, pk)
    if role not in CareRole.values:
        raise NotHere
    require(permissions.can_link(request.actor, here))
    form = CarerForm(sent(request), household=here)
    page = {"household": here, "form": form, "role": CareRole(role).label, "verb": "link"}
    return _answered(
        request,
        page,
        lambda: actions.link(here, role=role, carer=form.carer(), actor=request.actor),
    )


@sensitive_post_parameters()
@doors.keeper(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: Any, pk: UUID) -> HttpResponse:
    """Somebody else looks after the household in this role from now on."""
    here = _open_one(request, pk)
    require(permissions.can_hand_over_link(request.actor, here))
    form = HandOverForm(sent(request), link=here)
    page = {
        "household": here.household,
        "form": form,
        "link": here,
        "role": here.get_role_display(),
        "verb": "hand_over",
    }

    def act() -> CareLink:
        here.version = form.cleaned_data["version"]
        return actions.hand_over_link(
            here, to=form.carer(), note=form.cleaned_data["note"], actor=request.actor
        )

    return _answered(request, page, act)


@doors.keeper(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: Any, pk: UUID) -> HttpResponse:
    """Nobody looks after the household in this role any more."""
    here = _open_one(request, pk)
    require(permissions.can_end_link(request.actor, here))
    form = EndForm(sent(request), link=here)
    page = {
        "household": here.household,
        "form": form,
        "link": here,
        "role": here.get_role_display(),
        "verb": "end",
    }

    def act() -> CareLink:
        here.version = form.cleaned_data["version"]
        return actions.end_link(here, reason=form.cleaned_data["note"], actor=request.actor)

    return _answered(request, page, act)


def _answered(request: Any, page: dict[str, Any], act: Callable[[], CareLink]) -> HttpResponse:
    """The form, what is wrong with it, or the household once it is done."""
    form, status = page["form"], 200
    if form.is_valid():
        try:
            done = act()
            wording = (
                _("%(person)s looks after this household now.")
                if done.is_open
                else _("The care link has ended.")
            )
            messages.success(request, wording % {"person": done.name} if done.is_open else wording)
            return redirect("people:household", page["household"].pk)
        except Refusal as refusal:
            if refusal.status == NotHere.status:
                raise
            put_problem(form, refusal)
            status = refusal.status
    elif form.is_bound:
        status = 422
    return render(request, "people/care/link.html", page, status=status)


def _open_one(request: Any, pk: UUID) -> CareLink:
    here = CareLink.objects.select_related("household__place").filter(pk=pk).first()
    if here is None:
        raise NotHere
    in_scope(request, here.household_id)
    if not here.is_open and request.method != "POST":
        raise NotNow(_("This care link has ended already."))
    return here
