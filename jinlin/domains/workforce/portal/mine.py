"""What does the register know of me, what may I sit for, and how do I ask for my subsidy?"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core import paging
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere
from jinlin.core.secrets.masking import shown
from jinlin.core.time import clock
from jinlin.domains.workforce import actions
from jinlin.domains.workforce.forms.subsidies import ApplyForm
from jinlin.domains.workforce.lifecycle import LABELS, State
from jinlin.domains.workforce.models import (
    Application,
    Policy,
    Professional,
    Qualification,
    UpdateKind,
)
from jinlin.domains.workforce.queries.contests import is_contested
from jinlin.domains.workforce.queries.sitting import exams_of
from jinlin.domains.workforce.queries.standing import findings, holdings, known_of
from jinlin.ground.accounts import doors
from jinlin.ground.people.models import Person
from jinlin.shell.answers import post_made
from jinlin.shell.requests import Request, cursor

SHOWN = 100


@doors.signed_in
@require_safe
def mine(request: Request) -> HttpResponse:
    """One's own record in each county that has one."""
    year = clock.today().year
    records = [
        {
            "one": one,
            "holdings": holdings(one),
            "findings": [(each, each.best) for each in findings(one, year)],
            "posts": list(one.posts.filter(until=None)),
            **known_of(one),
            "applications": [
                (row, LABELS[State(row.state)], is_contested(row))
                for row in one.applications.select_related("award", "qualification").order_by(
                    "-applied_at"
                )
            ],
            "updates": list(one.updates.order_by("-sent_at")[:10]),
        }
        for one in own(request.actor)
    ]
    context = {"records": records, "year": year, "kinds": UpdateKind.choices}
    if not records:  # a candidate whom no register knows yet
        people = Person.objects.filter(user=request.actor.user_id)
        context["exams"] = exams_of(list(people.values_list("pk", flat=True)))
    return render(request, "workforce/portal/mine.html", context)


@doors.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: Request, pk: UUID) -> HttpResponse:
    """The application for one certificate: all but the account is known already."""
    held = Qualification.objects.filter(pk=pk, professional__in=own(request.actor)).first()
    if held is None:
        raise NotHere
    policies = Policy.objects.at(held.county).on(clock.today()).filter(level=held.level)
    form = ApplyForm(request.POST or None, policies=policies)
    if request.method == "POST":
        posted = post_made(
            request, form, Application, "", lambda: _applied(held, form, request.actor)
        )
        if posted.is_done:
            return redirect("workforce:mine")
    context = {"held": held, "form": form, "has_policy": policies.exists()}
    status = 422 if form.errors else 200
    return render(request, "workforce/portal/apply.html", context, status=status)


@require_safe
def notice(request: Request) -> HttpResponse:
    """The public notice: masked names, levels, amounts, days; nothing else."""
    page = paging.page(
        Application.objects.on_notice().select_related("professional__person", "qualification"),
        order=("-notice_from", "-id"),
        after=cursor(request),
        size=SHOWN,
    )
    shown_rows = [
        {
            "name": shown(row.professional.person.name, "name", clear=False),
            "level": row.qualification.get_level_display(),
            "amount": row.amount,
            "until": row.notice_to,
        }
        for row in page.rows
    ]
    context = {"rows": shown_rows, "page": page}
    return render(request, "workforce/portal/notice.html", context)


def own(actor: Actor) -> Any:
    rows = Professional.objects.standing()
    return rows.filter(person__user_id=actor.user_id) if actor.user_id else rows.none()


def _applied(held: Qualification, form: ApplyForm, actor: Actor) -> Application:
    fields = form.cleaned_data
    return actions.apply(
        held, policy=fields["policy"], account=fields["account"], bank=fields["bank"], actor=actor
    )
