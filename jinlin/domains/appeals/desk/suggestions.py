"""Where does a county keep its standard replies and its routing rules?"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core.actor import Actor, county_of, within
from jinlin.core.errors import NotHere
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.forms.suggestions import ReplyForm, RuleForm
from jinlin.domains.appeals.models import RoutingRule, StandardReply
from jinlin.domains.appeals.permissions import RULE_KEEPERS, can_keep_rules
from jinlin.domains.appeals.queries.replies import replies_kept_by, shown_text
from jinlin.domains.appeals.queries.routing import rules_kept_by
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places import queries as places
from jinlin.ground.places.models import Level, Place
from jinlin.shell.answers import post_made, post_once
from jinlin.shell.requests import Request

RULE_LEVELS = (Level.COUNTY, Level.TOWN, Level.COMMUNITY, Level.NEIGHBOURHOOD)


@doors.keeper(Role.LEAD)
@require_safe
def replies(request: Request) -> HttpResponse:
    """All standard replies of the counties one works in, with how often each was used and sent
    unchanged.
    """
    rows = [(row, shown_text(row.text)) for row in replies_kept_by(request.actor)]
    return render(request, "appeals/desk/replies.html", {"replies": rows})


@doors.keeper(Role.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: Request, pk: UUID | None = None) -> HttpResponse:
    """One of them, or a new one."""
    actor: Actor = request.actor
    kept = replies_kept_by(actor).filter(pk=pk).first() if pk else None
    if pk and kept is None:
        raise NotHere
    form = ReplyForm(request.POST) if request.method == "POST" else ReplyForm(initial=_shown(kept))
    status = 200
    if form.is_bound:
        status = _keep(request, form, kept) if form.is_valid() else 422
        if not status:
            messages.success(request, _("The standard reply is kept."))
            return redirect("appeals:replies")
    now = replies_kept_by(actor).filter(pk=pk).first() if pk and status == 409 else None
    context = {"form": form, "reply": kept, "now": _shown(now) if now else None}
    return render(request, "appeals/desk/reply.html", context, status=status)


@doors.keeper(*RULE_KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def routing(request: Request) -> HttpResponse:
    """The rules in force or to come, and a form for the next one."""
    actor: Actor = request.actor
    counties = set(places.counties(actor.codes(*RULE_KEEPERS)))
    form = RuleForm(
        request.POST if request.method == "POST" else None, counties=counties, places=_places(actor)
    )
    status = 200
    if form.is_bound:
        status = _set(request, form) if form.is_valid() else 422
        if not status:
            messages.success(request, _("The rule stands."))
            return redirect("appeals:routing")
    rules = [(rule, can_keep_rules(actor, rule.place_code)) for rule in rules_kept_by(actor)]
    return render(
        request, "appeals/desk/routing.html", {"rules": rules, "form": form}, status=status
    )


@doors.keeper(*RULE_KEEPERS)
@require_POST
def end_rule(request: Request, pk: UUID) -> HttpResponse:
    """The rule suggests nothing any more from tomorrow on."""
    kept = within((county_of(code) for code in request.actor.codes(*RULE_KEEPERS)), "county")
    rule = RoutingRule.objects.filter(kept, pk=pk).first()
    if rule is None:
        raise NotHere
    actions.end_rule(rule, actor=request.actor)
    messages.success(request, _("The rule has ended."))
    return redirect("appeals:routing")


def _keep(request: Request, form: ReplyForm, kept: StandardReply | None) -> int:
    """0 when it is kept; else the status of the refusal, whose words stand in the form."""
    actor: Actor = request.actor
    wording = form.wording()

    if kept is None:
        county = places.counties(actor.codes(Role.LEAD))[0]
        return post_made(
            request,
            form,
            StandardReply,
            county,
            lambda: actions.write_reply(wording, county=county, actor=actor),
        ).status

    def act() -> str:
        kept.version = form.cleaned_data["version"] or 0
        return str(actions.change_reply(kept, wording, actor=actor).pk)

    return post_once(request, form, act).status


def _set(request: Request, form: RuleForm) -> int:
    county = places.counties(request.actor.codes(*RULE_KEEPERS))[0]
    return post_made(
        request,
        form,
        RoutingRule,
        county,
        lambda: actions.set_rule(form.route(), actor=request.actor),
    ).status


def _shown(kept: StandardReply | None) -> dict[str, Any]:
    if kept is None:
        return {"is_open": True}
    kept_as_it_stands = ("name", "category_code", "is_open", "version")
    fields = {name: getattr(kept, name) for name in kept_as_it_stands}
    return fields | {"text": shown_text(kept.text)}


def _places(actor: Actor) -> list[tuple[str, str]]:
    """The present places for which this actor may set rules, from the county down."""
    rows = (
        Place.objects.present()
        .filter(within(actor.codes(*RULE_KEEPERS), "code"), level__in=RULE_LEVELS)
        .order_by("code")
    )
    return [
        (code, "　" * max(0, (len(code) - 6) // 3) + name)
        for code, name in rows.values_list("code", "name")
    ]
