"""What do figures bring to the front doors?"""

from django.utils.translation import gettext_lazy as _

from jinlin.ground.accounts.roles import WORKERS
from jinlin.web.brought import Domain
from jinlin.web.rooms import Group, Room

METRICS = Domain(
    "metrics",
    "",
    rooms=(
        Room(_("Overview"), "metrics:overview", "chart", Group.FIGURES, WORKERS),
        Room(_("Figures"), "metrics:figures", "list", Group.FIGURES, WORKERS),
        Room(
            _("Choice of public figures"),
            "metrics:opened",
            "eye",
            Group.FIGURES,
            frozenset({"lead", "supervisor"}),
        ),
        Room(
            _("Reports of months and years"),
            "metrics:reports",
            "scroll",
            Group.FIGURES,
            frozenset({"clerk", "lead", "supervisor"}),
            is_of_places=True,
        ),
    ),
    routers={"/figures": "api.router"},
    forms={
        "metrics:figure": _("One figure"),
        "metrics:rows": _("The rows behind a figure"),
        "metrics:opened": _("Choice of public figures"),
        "metrics:fewest": _("Choice of public figures"),
        "metrics:reports": _("Reports of months and years"),
        "metrics:report": _("One report"),
    },
)
