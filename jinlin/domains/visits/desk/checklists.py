"""How does the county keep its checklists?"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core.errors import NotHere
from jinlin.domains.visits import actions
from jinlin.domains.visits.forms.writing import NEW_QUESTIONS, ChecklistForm, QuestionForm
from jinlin.domains.visits.models import Checklist, ChecklistVersion
from jinlin.domains.visits.questions import MOST_QUESTIONS, NO, USUAL, YES, Question
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.queries import counties
from jinlin.shell.answers import Posted, post_made
from jinlin.shell.requests import Request


@doors.keeper(Role.LEAD)
@require_safe
def checklists(request: Request) -> HttpResponse:
    """The checklists of the reader's county, each with its last version."""
    rows = Checklist.objects.filter(county__in=_counties(request)).order_by("title", "pk")
    return render(request, "visits/desk/checklists.html", {"rows": list(rows)})


@doors.keeper(Role.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def checklist(request: Request, pk: UUID | None = None) -> HttpResponse:
    """The questions; sent, they are the next version."""
    row = None
    if pk:
        row = Checklist.objects.filter(county__in=_counties(request), pk=pk).first()
        if row is None:
            raise NotHere
    first = {"title": row.title if row else "", "seen": row.number if row else 0}
    form = ChecklistForm(request.POST or None, initial=first)
    lines = _lines(request, row)
    status = 200
    if request.method == "POST":
        posted = _posted(request, row, form, lines)
        if posted.is_done:
            messages.success(request, _("Version %(n)d is published.") % {"n": posted.row.number})
            return redirect("visits:checklists")
        status = posted.status
    context = {"checklist": row, "form": form, "lines": list(enumerate(lines, 1))}
    return render(request, "visits/desk/checklist.html", context, status=status)


def _posted(
    request: Request, row: Checklist | None, form: forms.Form, lines: list[QuestionForm]
) -> Posted:
    """Every line is asked for its own errors before anything is done."""
    if [line for line in lines if not line.is_valid()]:
        return Posted(status=422)
    county = row.county if row else _counties(request)[0]
    return post_made(
        request, form, ChecklistVersion, county, lambda: _publish(request, row, form, lines)
    )


def _publish(
    request: Request, row: Checklist | None, form: forms.Form, lines: list[QuestionForm]
) -> ChecklistVersion:
    names: list[str] = []
    questions: list[Question] = []
    for line in lines:
        if line.cleaned_data["text"]:
            questions.append(line.question(names, {each.key: each.kind for each in questions}))
        names.append(questions[-1].key if line.cleaned_data["text"] else "?")
    county = row.county if row else _counties(request)[0]
    fields = form.cleaned_data
    return actions.publish_checklist(
        county, fields["title"], questions, checklist=row, seen=fields["seen"], actor=request.actor
    )


def _lines(request: Request, row: Checklist | None) -> list[QuestionForm]:
    """The questions as they were sent; else those of the last version, or the usual ones, and some
    empty lines.
    """
    if request.method == "POST":
        count = min(sum(name.endswith("-kind") for name in request.POST), MOST_QUESTIONS + 3)
        return [QuestionForm(request.POST, prefix=f"q{number}") for number in range(count)]
    version = row and ChecklistVersion.objects.get(checklist=row, number=row.number)
    kept = version.questions if version else [vars(question) for question in USUAL]
    empty: list[dict[str, str]] = [{} for _n in range(NEW_QUESTIONS)]
    return [
        QuestionForm(prefix=f"q{number}", initial=initial)
        for number, initial in enumerate([*_shown(kept), *empty])
    ]


def _shown(kept: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Questions as a form shows them: rules by the number of a question, answers in words."""
    numbers = {each["key"]: str(number) for number, each in enumerate(kept, 1)}
    words = {YES: _("Yes"), NO: _("No")}
    return [
        {
            **each,
            "name": each["key"],
            "options": "\n".join(each["options"]),
            "after": numbers.get(each["after"], ""),
            "equals": words.get(each["equals"], each["equals"]),
        }
        for each in kept
    ]


def _counties(request: Request) -> list[str]:
    return counties(request.actor.codes(Role.LEAD))
