"""What do consultations bring to the front doors? Their entry in the table of domains."""

from django.utils.translation import gettext_lazy as _

from jinlin.web.brought import Domain, Tile
from jinlin.web.rooms import Group, Room

CONSULTATIONS = Domain(
    "consultations",
    "",
    rooms=(
        Room(
            _("Consultations"),
            "consultations:board",
            "users",
            Group.SERVICES,
            frozenset({"clerk", "lead", "supervisor"}),
            is_of_places=True,
        ),
    ),
    waiting=(
        "queries.listed.waiting",
        "queries.listed.waiting_meetings",
        "queries.listed.waiting_votes",
        "queries.listed.waiting_items",
    ),
    own=("queries.own.own", "queries.own.own_votes"),
    held=("actions.succeeding.HELD",),
    searched=("queries.finding.FOUND",),
    tile=Tile(
        _("Micro-consultation"),
        _("Neighbours talk it over"),
        "users",
        "consultations:all",
        count="queries.public.waiting_here",
    ),
    routers={"/consultations": "api.router"},
    forms={
        "consultations:desk_raise": _("Raise a topic"),
        "consultations:words": _("Change the words"),
        "consultations:options": _("Add an option"),
        "consultations:statements": _("Statements"),
        "consultations:supports": _("Write down support"),
        "consultations:items": _("Agree who does what"),
        "consultations:objection": _("Write down an objection"),
        "consultations:move": _("Topic of a consultation"),
        "consultations:plan": _("Plan a meeting"),
        "consultations:desk_meeting": _("One meeting"),
        "consultations:minutes": _("Minutes"),
        "consultations:meeting_move": _("Meeting of a consultation"),
        "consultations:roll": _("Roll of a vote"),
        "consultations:proxy": _("Votes by a written power"),
        "consultations:codes": _("Print codes"),
        "consultations:key": _("Make a teller's key"),
        "consultations:box": _("Open the box together"),
        "consultations:paper": _("Count the papers"),
        "consultations:vote_move": _("Vote of a consultation"),
        "consultations:item_move": _("Agreed in a consultation"),
    },
)
