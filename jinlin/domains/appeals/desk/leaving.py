"""How does a lead hand over the open appeals of somebody who leaves?"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jinlin.core.errors import NotHere
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.forms.leaving import LeavingForm
from jinlin.domains.appeals.queries.keeping import Desk, desks_of, kept_by, units_led_by
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.models import User
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Organisation
from jinlin.shell.answers import post_once

SHOWN = 200


@doors.role(Role.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def leaving(request: Any) -> HttpResponse:
    """First the unit, then who leaves, then what they keep and who takes it over."""
    units = list(units_led_by(request.actor))
    unit = _chosen(units, request.GET.get("unit", "")) or next(iter(units), None)
    desks = desks_of(unit) if unit else []
    leaver = _of(desks, request.GET.get("leaver", ""))
    context: dict[str, Any] = {"units": units, "unit": unit, "desks": desks, "leaver": leaver}
    if unit is None or leaver is None:
        return render(request, "appeals/desk/leaving.html", context)
    form = LeavingForm(request.POST or None, unit=unit, leaver=leaver.user)
    if form.is_valid() and _hand_over(request, form, unit, leaver.user):
        return redirect(f"{reverse('appeals:leaving')}?unit={unit.pk}")
    context |= {"form": form, "kept": kept_by(leaver.user.pk, unit.pk)[:SHOWN]}
    return render(request, "appeals/desk/leaving.html", context, status=422 if form.errors else 200)


def _hand_over(request: Any, form: LeavingForm, unit: Organisation, leaver: User) -> bool:
    fields = form.cleaned_data
    what: dict[str, Any] = {"unit": unit, "to": list(fields["to"]), "note": fields["note"]}
    posted = post_once(
        request, form, lambda: _counted(actions.hand_over_desk(leaver, actor=request.actor, **what))
    )
    if not posted.is_done:
        return False
    messages.success(
        request,
        _("Handed over: %(gone)d. Still with %(person)s: %(left)d.")
        % {**posted.made, "person": leaver},
    )
    return True


def _counted(handed: actions.HandedOver) -> dict[str, int]:
    return {"gone": len(handed.gone), "left": handed.left}


def _chosen(units: list[Organisation], key: str) -> Organisation | None:
    """The unit that the address names; one that is not theirs to hand over does not exist here."""
    if not key:
        return None
    found = next((unit for unit in units if str(unit.pk) == key), None)
    if found is None:
        raise NotHere
    return found


def _of(desks: list[Desk], key: str) -> Desk | None:
    try:
        return next((desk for desk in desks if key and desk.user.pk == UUID(key)), None)
    except ValueError:
        return None
