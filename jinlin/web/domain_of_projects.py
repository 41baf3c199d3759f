"""What do projects and key tasks bring to the front doors?

A line of `domains.py`, beside it because two lifecycles name many forms.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from jinlin.ground.accounts.roles import WORKERS
from jinlin.web.brought import Domain
from jinlin.web.rooms import Group, Room

PROJECTING = frozenset({"clerk", "lead", "supervisor", "approver", "partner"})
FORMS: dict[str, Any] = {
    "projects:propose": _("Propose a project"),
    "projects:plan": _("Write the plan"),
    "projects:money": _("Note a spending"),
    "projects:team": _("Team of a project"),
    "projects:activities": _("Activities of a project"),
    "projects:needs": _("What people need"),
    "projects:at_door": _("Write down at the door"),
    "projects:move": _("Service project"),
    "projects:count": _("Count more"),
    "projects:new_task": _("One task"),
    "projects:lists": _("Take in the year's list"),
    "projects:land": _("Look at each line"),
    "projects:steps": _("More milestones and figures"),
    "projects:reach": _("It is reached"),
    "projects:report": _("Progress report"),
    "projects:task_move": _("Key task"),
}

PROJECTS = Domain(
    "projects",
    "",
    rooms=(
        Room(_("Service projects"), "projects:board", "hands", Group.SERVICES, PROJECTING),
        Room(_("Key tasks"), "projects:tasks", "list", Group.HANDLING, WORKERS | {"approver"}),
    ),
    waiting=("queries.listed.waiting", "queries.listed.tasks_waiting"),
    own=("queries.own.own",),
    held=("actions.succeeding.HELD",),
    searched=("queries.finding.FOUND", "queries.finding.FOUND_TASKS"),
    routers={"/projects": "api.router"},
    forms=FORMS,
)
