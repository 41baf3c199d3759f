"""Where is it said which records a list in a form asks for?"""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from jinlin.core.errors import Refusal
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.returns import actions
from jinlin.metrics.returns.desk import looks
from jinlin.metrics.returns.forms import RosterForm
from jinlin.metrics.returns.models import Blank
from jinlin.shell.answers import put_problem
from jinlin.shell.requests import Request


def own(blank: Blank, ref: str) -> dict[str, Any] | None:
    """The list with this ref, if the form has it."""
    return next((each for each in blank.rosters or () if each["ref"] == ref), None)


def arrange(request: Request, blank: Blank, kept: dict[str, Any]) -> HttpResponse:
    """What a list asks for, said by a person."""
    form = RosterForm(request.POST or None, kept=kept, version=blank.version)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.arrange(blank, kept["ref"], form.kept(), version=version, actor=request.actor)
        except Refusal as refusal:
            put_problem(form, refusal)
            status = refusal.status
        else:
            messages.success(request, _("On record: what this list asks for."))
            return redirect(f"{reverse('returns:blank', args=[blank.pk])}#{kept['ref']}")
    field = {"ref": kept["ref"], "label": kept["caption"]}
    context = {"blank": blank, "field": field, "form": form, "others": ()}
    return render(request, "returns/cell.html", context, status=status)


def fields(blank: Blank) -> dict[str, Any]:
    """Each list as it stands on the page of the form, in the first of its cells."""
    address = reverse("returns:cell", args=[blank.pk])
    found = {}
    for kept in blank.rosters or ():
        measure = MEASURES.get(kept["key"])
        words = _("List: %(name)s · %(period)s, a row for each")
        name = str(measure.name) if measure else _("please choose")
        found[kept["ref"]] = {
            "ref": kept["ref"],
            "says": words % {"name": name, "period": looks.period_in_words(kept["period"])},
            "tone": "sure" if measure and kept.get("by_hand") else "perhaps",
            "href": f"{address}?{urlencode({'ref': kept['ref']})}",
        }
    return found
