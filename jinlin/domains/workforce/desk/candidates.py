"""Who stands on the lists of an exam, by name; and who of them was listed by mistake?"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core import paging
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, require
from jinlin.core.story import shown_lines, story
from jinlin.domains.workforce import actions
from jinlin.domains.workforce.forms.filters import CandidateForm
from jinlin.domains.workforce.forms.keeping import STAGE_WORDS, OffTheListForm
from jinlin.domains.workforce.models import Candidacy
from jinlin.domains.workforce.permissions import can_note_result
from jinlin.domains.workforce.queries.sitting import subjects_of
from jinlin.domains.workforce.queries.story import sentence_of_candidacy
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.queries import names_of
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people.queries import person_matches
from jinlin.shell.answers import post_once
from jinlin.shell.requests import Request, cursor


@doors.role(Role.REGISTRAR)
@require_safe
def board(request: Request) -> HttpResponse:
    """The candidates of the exams that one keeps, the latest exam first; names are masked."""
    form = CandidateForm(request.GET)
    used = form.used
    rows = Candidacy.objects.for_desk(request.actor).select_related("person")
    rows = rows.filter(struck_on__isnull=not used.get("off"))
    rows = rows.filter(**{n: used[n] for n in ("year", "level") if used.get(n)})
    if typed := used.get("q"):
        rows = rows.filter(person_matches(typed))
    page = paging.page(rows, order=("-year", "-level", "id"), after=cursor(request))
    context = {
        "form": form,
        "filter_form": form,
        "page": page,
        "rows": [(row, stage_of(row)) for row in page.rows],
        "used": any(used.values()),
    }
    return render(request, "workforce/desk/candidates.html", context, status=form.status)


@doors.role(Role.REGISTRAR)
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: Request, pk: UUID) -> HttpResponse:
    """One candidate of one exam; posted, taken off the list with a reason, or put back."""
    row, status = _in_scope(request.actor, pk), 200
    form = OffTheListForm(request.POST or None)
    if row.struck_on:
        del form.fields["reason"]
    if form.is_bound:
        require(can_note_result(request.actor, row))
        posted = post_once(request, form, lambda: _decide(row, form, request.actor))
        if posted.is_done:
            messages.success(request, _("Kept."))
            return redirect("workforce:candidate", pk)
        status = posted.status
    context = {"form": form, **_shown(row, request.actor)}
    return render(request, "workforce/desk/candidate.html", context, status=status)


def stage_of(row: Candidacy) -> Any:
    """The last stage that they reached, in a word."""
    return next(word for name, word in reversed(STAGE_WORDS) if getattr(row, name))


def _shown(row: Candidacy, actor: Actor) -> dict[str, Any]:
    return {
        "row": row,
        "stages": [(word, getattr(row, name)) for name, word in STAGE_WORDS],
        "subjects": subjects_of(row),
        "may_decide": can_note_result(actor, row),
        "struck_by": next(iter(names_of([row.struck_by]).values()), "") if row.struck_on else "",
        "entries": shown_lines(
            row, story(row, say=sentence_of_candidacy, internal=True), tones={"strike": "ended"}
        ),
    }


def _in_scope(actor: Actor, pk: UUID) -> Candidacy:
    rows = Candidacy.objects.for_desk(actor).select_related("person").prefetch_related("attempts")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise NotHere
    return row


def _decide(row: Candidacy, form: OffTheListForm, actor: Actor) -> str:
    if row.struck_on:
        return str(actions.put_back(row, actor=actor).pk)
    reason = form.cleaned_data["reason"]
    return str(actions.strike_candidacy(row, reason=reason, actor=actor).pk)
