"""What do forms that are sent down bring to the front doors?"""

from django.utils.translation import gettext_lazy as _

from jinlin.web.brought import Domain
from jinlin.web.rooms import Group, Room

RETURNS = Domain(
    "returns",
    "desk/forms/",
    rooms=(
        Room(
            _("Forms from above"),
            "returns:returns",
            "list",
            Group.FIGURES,
            frozenset({"clerk", "lead", "supervisor"}),
            is_of_places=True,
        ),
    ),
    waiting=("queries.waiting",),
    searched=("queries.FOUND",),
    routers={"/returns": "api.router"},
    forms={
        "returns:returns": _("Forms from above"),
        "returns:blank": _("What the cells of a form ask for"),
        "returns:cell": _("What one cell asks for"),
        "returns:return": _("A form filled from records"),
        "returns:meter": _("How much is typed by hand"),
        "returns:answer": _("One cell of a filled form"),
    },
)
