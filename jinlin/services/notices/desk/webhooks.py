"""Which other systems hear of what happens, and does it reach them?

Kept by the system administrator of a county.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core.errors import NotHere, Refusal, require
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.queries.homes import counties_kept
from jinlin.ground.accounts.roles import Role
from jinlin.services.notices import actions
from jinlin.services.notices.forms import WebhookForm
from jinlin.services.notices.models import Delivery, Webhook
from jinlin.services.notices.permissions import can_see_webhooks
from jinlin.services.notices.queries import webhooks

keeper = doors.role(Role.SYSTEM_ADMIN)


@keeper
@require_safe
def listening(request: Any) -> HttpResponse:
    """Every webhook with its last success and failure."""
    require(can_see_webhooks(request.actor))
    return render(request, "notices/webhooks.html", {"webhooks": webhooks.webhooks(request.actor)})


@keeper
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Any) -> HttpResponse:
    require(can_see_webhooks(request.actor))
    form, status = (
        WebhookForm(request.POST or None, counties=counties_kept(request.actor)),
        200,
    )
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                webhook, secret = actions.add_webhook(
                    form.cleaned_data["county"], form.wanted(), actor=request.actor
                )
            except Refusal as no:
                form.add_error(no.field if no.field in form.fields else None, str(no))
            else:
                return _shown_once(request, webhook, secret)
    return render(
        request,
        "notices/webhook_add.html",
        {"form": form, "known": webhooks.events_known()},
        status=status,
    )


@keeper
@require_safe
def one(request: Any, pk: UUID) -> HttpResponse:
    """One webhook and the last deliveries to it."""
    webhook = _found(request, pk)
    return render(
        request,
        "notices/webhook.html",
        {"webhook": webhook, "deliveries": webhooks.last_deliveries(webhook)},
    )


@keeper
@require_POST
def rotate(request: Any, pk: UUID) -> HttpResponse:
    return _shown_once(request, *actions.rotate_secret(_found(request, pk), actor=request.actor))


@keeper
@require_POST
def close(request: Any, pk: UUID) -> HttpResponse:
    actions.close_webhook(_found(request, pk), actor=request.actor)
    messages.success(request, _("It is closed and hears nothing more."))
    return redirect("notices:webhook", pk)


@keeper
@require_POST
def send_test(request: Any, pk: UUID) -> HttpResponse:
    actions.try_webhook(_found(request, pk), actor=request.actor)
    messages.success(
        request,
        _("A test event is on its way. What became of it stands below within a minute or two."),
    )
    return redirect("notices:webhook", pk)


@keeper
@require_POST
def resend(request: Any, pk: UUID, delivery: UUID) -> HttpResponse:
    """One delivery to this webhook sets out again."""
    found = (
        Delivery.objects.visible_to(request.actor)
        .filter(webhook=_found(request, pk), pk=delivery)
        .first()
    )
    if found is None:
        raise NotHere
    actions.resend(found, actor=request.actor)
    messages.success(request, _("It waits to be sent again."))
    return redirect("notices:webhook", pk)


def _found(request: Any, pk: UUID) -> Webhook:
    webhook = webhooks.webhook(request.actor, pk)
    if webhook is None:
        raise NotHere
    return webhook


def _shown_once(request: Any, webhook: Webhook, secret: str) -> HttpResponse:
    response = render(
        request, "notices/webhook_secret.html", {"webhook": webhook, "secret": secret}
    )
    response["Cache-Control"] = "no-store"
    return response
