"""How does a person read what was said to them, and choose what else reaches them?

One page for residents and staff, in the shell of each.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core.errors import NotHere, Refusal
from jinlin.ground.accounts import doors
from jinlin.services.notices import actions
from jinlin.services.notices.forms import MailboxForm, chosen
from jinlin.services.notices.models import Message
from jinlin.services.notices.queries.inbox import inbox, threads
from jinlin.services.notices.queries.preferences import choices
from jinlin.shell.requests import cursor


@doors.signed_in
@require_safe
def mine(request: Any) -> HttpResponse:
    """One's messages, a line for each matter: first what waits for oneself; unread first in
    both.
    """
    page = inbox(request.actor, after=cursor(request))
    to_do, to_know = threads(request.actor, page.rows)
    context = {"face": _face(request), "page": page, "to_do": to_do, "to_know": to_know}
    return render(request, "notices/inbox.html", context)


@doors.signed_in
@require_POST
def open_message(request: Any, pk: UUID) -> HttpResponse:
    """One tap: it is read, with what was said before about the same matter, and that opens."""
    message = Message.objects.visible_to(request.actor).filter(pk=pk).first()
    if message is None:
        raise NotHere
    message = actions.read(message, actor=request.actor)
    return redirect(message.url or "notices:mine")


@doors.signed_in
@require_POST
def read_all(request: Any) -> HttpResponse:
    count = actions.read_all(actor=request.actor)
    if count:
        messages.success(
            request,
            ngettext(
                "%(count)d message marked as read.", "%(count)d messages marked as read.", count
            )
            % {"count": count},
        )
    return redirect("notices:mine")


@doors.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: Any) -> HttpResponse:
    """Which events, by which ways."""
    shown = choices(request.actor, request.user)
    if request.method == "POST":
        actions.choose(chosen(request.POST, shown), actor=request.actor)
        messages.success(request, _("Your choices are kept. They hold from the next message on."))
        return redirect("notices:preferences")
    return _preferences(request, MailboxForm())


@doors.signed_in
@require_POST
def give_mailbox(request: Any) -> HttpResponse:
    form = MailboxForm(request.POST)
    if not form.is_valid():
        return _preferences(request, form, status=422)
    try:
        actions.give_mailbox(form.cleaned_data["address"], actor=request.actor)
    except Refusal as no:
        form.add_error("address", str(no))
        return _preferences(request, form, status=no.status)
    messages.success(request, _("We are mailing you a link. Please open it within three days."))
    return redirect("notices:preferences")


@doors.signed_in
@require_POST
def drop_mailbox(request: Any) -> HttpResponse:
    actions.drop_mailbox(actor=request.actor)
    messages.success(request, _("Your e-mail address is forgotten."))
    return redirect("notices:preferences")


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: Any, token: str) -> HttpResponse:
    """The page behind the mailed link.

    It asks for a tap, because mail programs open links by themselves.
    """
    if request.method == "POST":
        actions.confirm_mailbox(token)
        messages.success(
            request, _("Your e-mail address is confirmed. Messages come there from now on.")
        )
        return redirect("notices:preferences" if request.user.is_authenticated else "/")
    return render(request, "notices/confirm.html", {"face": "portal.html"})


def _preferences(request: Any, form: MailboxForm, *, status: int = 200) -> HttpResponse:
    context = {
        "face": _face(request),
        "choices": choices(request.actor, request.user),
        "form": form,
    }
    return render(request, "notices/preferences.html", context, status=status)


def _face(request: Any) -> str:
    return "desk.html" if request.actor.is_staff else "portal.html"
