"""What does casework bring to the front doors? An entry of the table in `domains.py`."""

from django.utils.translation import gettext_lazy as _

from jinlin.web.brought import Domain
from jinlin.web.rooms import Group, Room

WORKERS = frozenset({"caseworker", "case_supervisor"})
READERS = frozenset({"clerk", "lead", "supervisor"})

CASEWORK = Domain(
    "casework",
    "",
    rooms=(
        Room(_("My cases"), "casework:board", "heart", Group.HANDLING, WORKERS, is_daily=True),
        Room(
            _("Services by social workers"),
            "casework:services",
            "hands",
            Group.SERVICES,
            WORKERS | READERS,
        ),
    ),
    waiting=(
        "queries.lists.waiting",
        "queries.lists.waiting_tasks",
        "queries.lists.waiting_openings",
        "queries.lists.waiting_offers",
    ),
    held=("actions.succeeding.HELD",),
    searched=("queries.finding.FOUND",),
    routers={"/casework": "api.router"},
    forms={
        "casework:new": _("Take somebody in"),
        "casework:notes": _("Session notes"),
        "casework:addendum": _("Addendum"),
        "casework:plan": _("Plan of help"),
        "casework:review": _("Look a plan through"),
        "casework:scale": _("Scales"),
        "casework:consents": _("Consents"),
        "casework:family": _("Genogram"),
        "casework:members": _("Members of the group"),
        "casework:team": _("Team of the case"),
        "casework:offer": _("Ask a colleague to take it over"),
        "casework:offered": _("A colleague asks you to take a case over"),
        "casework:refer": _("Ask another unit to help"),
        "casework:referral": _("Answer of the other unit"),
        "casework:measure": _("Sentence or measure"),
        "casework:files": _("Add a file"),
        "casework:openings": _("Ask to read a case"),
        "casework:decide": _("Somebody asks to read a case"),
        "casework:new_service": _("Write a service down"),
        "casework:correct_service": _("Put a service right"),
        "casework:strike_service": _("Strike a service out"),
        "casework:points": _("Service points"),
        "casework:calendar": _("My appointments"),
        "casework:move": _("Case"),
    },
)
