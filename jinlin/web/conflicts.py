"""What came a second time under the same key, with other words, and who looks at it?"""

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core import paging
from jinlin.core.errors import NotHere, Refusal
from jinlin.core.offline import LONGEST_NOTE, Conflict, decide
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.shell.requests import Request, cursor

NAMES = {
    "place": gettext_lazy("Place"),
    "text": gettext_lazy("In the resident's words"),
    "title": gettext_lazy("Title"),
    "spot": gettext_lazy("Where exactly"),
    "reporter_name": gettext_lazy("Name"),
    "reporter_phone": gettext_lazy("Phone"),
    "note": gettext_lazy("Note"),
}


class DecisionForm(forms.Form):
    """What was done about it."""

    note = forms.CharField(
        label=gettext_lazy("What you did about it"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 3, "data-draft": ""}),
    )


@doors.role(Role.CLERK, Role.LEAD)
@require_safe
def conflicts(request: Request) -> HttpResponse:
    """What is undecided, oldest first."""
    rows = Conflict.objects.visible_to(request.actor).undecided()
    page = paging.page(rows, order=("id",), after=cursor(request))
    return render(request, "desk/conflicts.html", {"page": page})


@doors.role(Role.CLERK, Role.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def conflict(request: Request, pk: UUID) -> HttpResponse:
    """One: what came beside what stands, and the decision."""
    found = Conflict.objects.visible_to(request.actor).filter(pk=pk).first()
    if found is None:
        raise NotHere
    form, status = DecisionForm(request.POST if request.method == "POST" else None), 200
    if form.is_bound and form.is_valid():
        try:
            decide(found, actor=request.actor, note=form.cleaned_data["note"])
        except Refusal as no:
            form.add_error(None, str(no))
            status = no.status
        else:
            return redirect("conflicts")
    status = 422 if form.errors and status == 200 else status
    context = {"conflict": found, "form": form, "fields": _fields(found)}
    return render(request, "desk/conflict.html", context, status=status)


def _fields(found: Conflict) -> list[tuple[str, str]]:
    """What came, in words: as the page's form calls each, or as a program named it. What only
    machines read is left out.
    """
    fields = found.fields
    if typed := fields.get("said"):
        return [(label, words) for label, words in typed]
    return [
        (str(NAMES[name]), value)
        for name, value in fields.items()
        if name in NAMES and isinstance(value, str) and value
    ]
