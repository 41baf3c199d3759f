"""How does a neighbour ask for something small, and a volunteer answer?"""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core.errors import NotHere
from jinlin.core.story import shown_lines
from jinlin.core.time import clock
from jinlin.domains.servicedays import actions
from jinlin.domains.servicedays.forms.typed import OWN_OF_HELP, HelpForm
from jinlin.domains.servicedays.models import HelpAsk
from jinlin.domains.servicedays.moves import HELPS
from jinlin.domains.servicedays.permissions import HELP_RULES, is_asker, is_taker
from jinlin.domains.servicedays.queries.lists import HelpLine
from jinlin.domains.servicedays.queries.story import story_of_help
from jinlin.ground.accounts import doors
from jinlin.ground.people.myself import myself
from jinlin.ground.places.asking import ask_where
from jinlin.ground.places.models import Place
from jinlin.ground.places.queries import chosen_here
from jinlin.shell.answers import MovePage, answer_move, post_made
from jinlin.shell.requests import Request


@doors.signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Request) -> HttpResponse:
    """One question and a day; the page says where wishes and complaints belong."""
    here, status = chosen_here(request), 200
    if here is None:
        return ask_where(request)
    form = HelpForm(request.POST or None, initial={"wanted_on": clock.today() + timedelta(days=1)})
    if form.is_bound:
        posted = post_made(request, form, HelpAsk, here.code, lambda: _ask(form, here, request))
        if posted.is_done:
            messages.success(request, _("Asked. Somebody looks at it within a day."))
            return redirect("servicedays:help_own", posted.made)
        status = posted.status
    context = {"form": form, "here": here}
    return render(request, "servicedays/portal/ask.html", context, status=status)


@doors.signed_in
@never_cache
@require_safe
def own(request: Request, pk: UUID) -> HttpResponse:
    """One small help, for whoever asked, took it on, or may."""
    row, actor = HELPS.in_scope(request.actor, pk), request.actor
    sees_all = is_asker(actor, row) or is_taker(actor, row)
    context = {
        "ask": row,
        "line": HelpLine(row),
        "sees_all": sees_all,
        "moves": [move for move in HELP_RULES.open_to(actor, row) if move.name in OWN_OF_HELP],
        "entries": shown_lines(row, story_of_help(row, actor=actor), tones={}) if sees_all else [],
    }
    return render(request, "servicedays/portal/help.html", context)


def _back(row: HelpAsk) -> str:
    return reverse("servicedays:help_own", args=[row.pk])


PAGE = MovePage(template="servicedays/portal/help_move.html", row="ask", back=_back, part="")


@doors.signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: Request, pk: UUID, move: str) -> HttpResponse:
    """I do it, I cannot after all, it was given, it is not needed any more."""
    if move not in OWN_OF_HELP:
        raise NotHere
    row = HELPS.in_scope(request.actor, pk)
    return answer_move(request, HELPS, HELPS.tried(request, row, move), PAGE)


def _ask(form: HelpForm, here: Place, request: Request) -> HelpAsk:
    actor, fields = request.actor, form.cleaned_data
    person = myself(request, here.county_code)
    return actions.ask(
        person,
        here,
        kind=fields["kind"],
        text=fields["text"],
        wanted_on=fields["wanted_on"],
        actor=actor,
    )
