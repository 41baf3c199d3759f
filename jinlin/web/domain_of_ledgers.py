"""What do ledgers bring to the front doors?"""

from django.utils.translation import gettext_lazy as _

from jinlin.web.brought import Domain
from jinlin.web.rooms import Group, Room

LEDGERS = Domain(
    "ledgers",
    "desk/ledgers/",
    rooms=(
        Room(
            _("Ledgers"),
            "ledgers:ledgers",
            "scroll",
            Group.FIGURES,
            frozenset({"clerk", "lead", "supervisor"}),
            is_of_places=True,
        ),
    ),
    waiting=("queries.waiting",),
    searched=("queries.FOUND",),
    routers={"/ledgers": "api.router"},
    forms={
        "ledgers:ledgers": _("Ledgers"),
        "ledgers:ledger": _("One ledger"),
        "ledgers:templates": _("Templates of ledgers"),
        "ledgers:names": _("Names for templates"),
        "ledgers:takeaways": _("Lists taken away"),
    },
)
