"""What does an audit administrator look at?

Who looked at what, and whether every history is as it was written; never a matter itself.
"""

from itertools import islice
from typing import Any

from django.apps import apps
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from jinlin.core import timeline
from jinlin.core.paging import page
from jinlin.ground.accounts import doors, queries
from jinlin.ground.accounts.roles import Role
from jinlin.shell.requests import cursor

auditors = doors.role(Role.AUDIT_ADMIN)
MANY_BREAKS = 50
# what somebody looked at, as the entries of looks name it
LOOKED_AT: dict[str, Any] = {
    "identity": _("name and numbers in clear"),
    "phone": _("phone in clear"),
    "care": _("where a household lives, and phones"),
    "copy": _("a copy of the paper"),
    "introduction": _("name and phone for an enterprise"),
    "reporter": _("who reported it"),
    "register": _("the register in clear"),
    "accounts": _("bank accounts in clear"),
    "address": _("where it is handed over"),
    "claimer": _("who took it on"),
    "visits.list": _("a list taken along on a phone"),
    "visits.record": _("what was written down at a door"),
    "case": _("the file of a case"),
    "looks": _("Who read this file"),
    "print": _("Print the file"),
    "consents": _("Consents"),
    "family": _("Genogram"),
    "files": _("Files"),
    "measure": _("Sentence or measure"),
    "members": _("Members of the group"),
    "notes": _("Session notes"),
    "plan": _("Plan of help"),
    "scales": _("Scales"),
    "team": _("Team of the case"),
    "offer": _("Ask a colleague to take it over"),
    "refer": _("Ask another unit to help"),
}

TAKEN_OUT = _("a list taken out as a file")  # of whichever room: its name begins with it


@require_safe
@auditors
def audit(request: Any) -> HttpResponse:
    return _show(request)


@require_POST
@auditors
def verify(request: Any) -> HttpResponse:
    """Reads every link again; a large county takes a while, `jinlin verify-timeline` shows its
    progress.
    """
    read: list[int] = []
    counties = queries.counties_of(request.actor, Role.AUDIT_ADMIN)
    found = [
        broken
        for county in counties
        for broken in islice(timeline.verify(county, progress=read.append), MANY_BREAKS)
    ]
    return _show(request, verdict={"breaks": found, "entries": sum(read)})


def _show(request: Any, *, verdict: dict[str, Any] | None = None) -> HttpResponse:
    found = page(queries.accesses(request.actor), order=("-at", "-id"), after=cursor(request))
    names = queries.names_of(row.user_id for row in found.rows)
    rows = [
        {
            "row": row,
            "who": names.get(row.user_id, "") if row.user_id else "",
            "thing": _thing(row.subject_type),
            "what": looked_at(row.what),
        }
        for row in found.rows
    ]
    return render(
        request,
        "accounts/audit.html",
        {"page": found, "rows": rows, "seals": queries.seals(request.actor), "verdict": verdict},
    )


def looked_at(what: str) -> Any:
    """What an entry of a look names, in the reader's words."""
    return TAKEN_OUT if what.endswith(".export") else LOOKED_AT.get(what, what)


def _thing(label: str) -> str:
    """The kind of thing in the reader's words; the label itself when this installation no longer
    has it.
    """
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except LookupError:
        return label
