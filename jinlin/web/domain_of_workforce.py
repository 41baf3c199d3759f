"""What does the register of social workers bring to the front doors? An entry of `domains.py`."""

from django.utils.translation import gettext_lazy as _

from jinlin.web.brought import Domain
from jinlin.web.rooms import Group, Room

WORKFORCE = Domain(
    "workforce",
    "",
    rooms=(
        Room(
            _("Social workers"),
            "workforce:board",
            "users",
            Group.PEOPLE,
            frozenset({"registrar", "partner"}),
        ),
        Room(
            _("Subsidies"),
            "workforce:applications",
            "scroll",
            Group.HANDLING,
            frozenset({"registrar", "payment_officer"}),
        ),
        Room(
            _("Batches for the bank"),
            "workforce:batches",
            "list",
            Group.HANDLING,
            frozenset({"payment_officer"}),
        ),
    ),
    waiting=("queries.lists.waiting", "queries.lists.waiting_updates"),
    held=("actions.succeeding.HELD",),
    searched=("queries.finding.FOUND",),
    own=("queries.mine.applications", "queries.mine.updates"),
    routers={"/workforce": "api.router"},
    forms={
        "workforce:layouts": _("Our own forms"),
        "workforce:rounds": _("Survey rounds"),
        "workforce:round": _("Survey rounds"),
        "workforce:return": _("Return of a unit"),
        "workforce:update": _("What people told"),
        "workforce:tell": _("Tell the register something"),
        "workforce:desk_tell": _("Tell the register something"),
        "workforce:exams": _("Exams"),
        "workforce:exam_days": _("Days of the exam"),
        "workforce:establishments": _("Approved and vacant posts"),
        "workforce:account": _("Another bank account"),
        "workforce:enter": _("Enter one person"),
        "workforce:rosters": _("Take a roster in"),
        "workforce:roster": _("Take a roster in"),
        "workforce:take_back": _("Take a roster back"),
        "workforce:record": _("One social worker"),
        "workforce:export": _("Social workers"),
        "workforce:pairs": _("May stand there twice"),
        "workforce:apply": _("Apply for the subsidy"),
        "workforce:move": _("Subsidy"),
        "workforce:batches": _("Batches for the bank"),
        "workforce:batch": _("Batches for the bank"),
    },
)
