"""What do visits bring to the front doors? An entry of the table in `domains.py`."""

from django.utils.translation import gettext_lazy as _

from jinlin.web.brought import Domain
from jinlin.web.rooms import Group, Room

VISITS = Domain(
    "visits",
    "",
    rooms=(
        Room(
            _("Door-knocking"),
            "visits:board",
            "home",
            Group.HANDLING,
            frozenset({"clerk", "lead", "supervisor"}),
            is_of_places=True,
        ),
        Room(
            _("My doors on the phone"),
            "visits:phone",
            "phone",
            Group.HANDLING,
            frozenset({"visitor"}),
            is_daily=True,
        ),
    ),
    waiting=(
        "queries.listed.waiting",
        "queries.listed.waiting_doors",
        "queries.listed.waiting_asides",
    ),
    held=("actions.succeeding.HELD",),
    searched=("queries.finding.FOUND",),
    own=("queries.mine.own", "queries.own.own_visits"),
    routers={
        "/visits": "api.router",
        "/visits/rounds": "api.round_moves",
        "/visits/doors": "api.door_moves",
    },
    forms={
        "visits:plan": _("Plan a round"),
        "visits:mine": _("Doors to knock at"),
        "visits:portal_phone": _("My doors on the phone"),
        "visits:part": _("A second household lives here"),
        "visits:split": _("Share a list out"),
        "visits:phone": _("My doors on the phone"),
        "visits:phones": _("Phones"),
        "visits:asides": _("Forms laid aside"),
        "visits:checklist": _("Checklist"),
        "visits:new_checklist": _("Checklist"),
        "visits:clash": _("Two forms for one door"),
        "visits:see_to": _("What was found"),
        "visits:round_move": _("Round of visits"),
        "visits:door_move": _("Door to knock at"),
    },
)
