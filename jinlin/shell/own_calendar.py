"""How does somebody's own calendar come by its secret address, lose it, and get read by it?"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from jinlin.core import feeds, limits
from jinlin.core.errors import NotAllowed
from jinlin.shell.requests import Request


def page(
    request: Request,
    model: type[feeds.SecretAddress],
    template: str,
    *,
    feed: str,
    days: Callable[[UUID], Mapping[str, Any]],
    back: str = "",
) -> HttpResponse:
    """The days of whoever asks; posted, their calendar has a new address, or none any more.

    `feed` names the address that a calendar program reads; `days` what the template shows besides
    `parts/own_calendar.html`, `back` the page of the days where the form has an address of its own.
    Raises NotAllowed for who has no account.
    """
    user_id, address = request.actor.user_id, ""
    if user_id is None:
        raise NotAllowed
    if request.method == "POST":
        if "revoke" in request.POST:
            feeds.revoke(model, user_id)
            messages.success(request, _("The address opens nothing any more."))
            return redirect(back or request.path)
        address = reverse(feed, args=[feeds.make(model, user_id)])
    context = {
        **days(user_id),
        "address": request.build_absolute_uri(address) if address else "",
        "has_feed": model._default_manager.filter(user=user_id, revoked_at=None).exists(),
    }
    return render(request, template, context)


def read(
    request: Request,
    model: type[feeds.SecretAddress],
    token: str,
    content: Callable[[Any], bytes],
) -> HttpResponseBase:
    """For whoever holds the secret address: the `content` for its owner. Raises NotHere for an
    unknown or revoked one, TooOften for somebody who tries many.
    """
    owner = feeds.owner_of(model, token, who=limits.by_address(request))
    return feeds.sent(request, content(owner), is_public=False)
