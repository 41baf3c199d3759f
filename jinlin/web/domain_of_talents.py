"""What do talents bring to the front doors?"""

from django.utils.translation import gettext_lazy as _

from jinlin.web.brought import Domain
from jinlin.web.rooms import Group, Room

TALENTS = Domain(
    "talents",
    "",
    rooms=(
        Room(
            _("Talents"),
            "talents:board",
            "hands",
            Group.SERVICES,
            frozenset({"clerk", "lead", "supervisor"}),
            is_of_places=True,
        ),
        Room(
            _("Panels I sit on"),
            "talents:panels",
            "scroll",
            Group.SERVICES,
            frozenset({"assessor"}),
        ),
    ),
    waiting=(
        "queries.lists.waiting",
        "queries.lists.waiting_applications",
        "queries.lists.waiting_seats",
        "queries.lists.waiting_certificates",
        "queries.lists.waiting_helps",
        "queries.lists.waiting_pairs",
    ),
    searched=("queries.lists.FOUND",),
    own=(
        "queries.lists.own",
        "queries.lists.own_applications",
        "queries.lists.own_pairs",
        "queries.lists.own_talent",
    ),
    routers={"/talents": "api.router"},
    forms={
        "talents:find": _("Write down a find"),
        "talents:sheet": _("A sheet of finds"),
        "talents:desk_apply": _("Apply to be certified"),
        "talents:desk_ask": _("Ask a craftsman for somebody"),
        "talents:desk_new_pair": _("Mentor and learner"),
        "talents:panel": _("Panel"),
        "talents:talent_move": _("Talent"),
        "talents:application_move": _("Certification"),
        "talents:certificate_move": _("Certificates of craftsmen"),
        "talents:pair_move": _("Mentor and learner"),
        "talents:desk_help_move": _("Help by a craftsman"),
    },
)
