"""What do pacts bring to the front doors?"""

from django.utils.translation import gettext_lazy as _

from jinlin.web.brought import Domain, Tile
from jinlin.web.rooms import Group, Room

PACTS = Domain(
    "pacts",
    "",
    rooms=(
        Room(
            _("Pacts"),
            "pacts:board",
            "scroll",
            Group.SERVICES,
            frozenset({"clerk", "lead", "supervisor"}),
        ),
    ),
    waiting=("queries.listed.waiting",),
    held=("actions.succeeding.HELD",),
    searched=("queries.finding.FOUND",),
    own=("queries.mine.own",),
    routers={"/pacts": "api.router"},
    forms={
        "pacts:draft": _("Draft a pact"),
        "pacts:text": _("Change the text"),
        "pacts:comments": _("Comments and answers"),
        "pacts:desk_talks": _("Breaches talked over"),
        "pacts:move": _("Pact"),
    },
    tile=Tile(
        _("Micro-pacts"),
        _("What we agree to keep"),
        "scroll",
        "pacts:all",
        count="queries.public.waiting_here",
    ),
)
