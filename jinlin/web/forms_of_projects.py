"""What are the forms of projects and key tasks called, where somebody says that one burdens?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

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
