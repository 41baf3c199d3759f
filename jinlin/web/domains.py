"""What does each app bring to the front doors?

One table: addresses, rooms of the menu, lists, a tile, a router for programs, names of forms.
A domain is switched off by taking its entry away (and its line in INSTALLED_APPS). What an app
answers by itself is not named here and is found by its file: `jobs.py` PERIODIC, `commands.py`
COMMANDS, `events.py` EVENTS, `measures.py` MEASURES and OPENINGS.
"""

from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from jinlin.domains.training import forms as training
from jinlin.ground.accounts.roles import SPECIALISTS, WORKERS
from jinlin.web import names
from jinlin.web.brought import Domain, Tile
from jinlin.web.domain_of_casework import CASEWORK
from jinlin.web.domain_of_consultations import CONSULTATIONS
from jinlin.web.domain_of_ledgers import LEDGERS
from jinlin.web.domain_of_metrics import METRICS
from jinlin.web.domain_of_pacts import PACTS
from jinlin.web.domain_of_projects import PROJECTS
from jinlin.web.domain_of_returns import RETURNS
from jinlin.web.domain_of_talents import TALENTS
from jinlin.web.domain_of_visits import VISITS
from jinlin.web.domain_of_workforce import WORKFORCE
from jinlin.web.rooms import Group, Room

CLERKS = frozenset({"clerk", "lead"})
STORE = CLERKS | {"store_keeper", "supervisor"}
HELPING = CLERKS | {"volunteer_leader", "organiser", "supervisor"}
SYSTEM_ADMIN, SECURITY_ADMIN = frozenset({"system_admin"}), frozenset({"security_admin"})


DOMAINS = (
    Domain("core", "files/"),
    Domain(
        "places",
        "",
        rooms=(
            Room(
                _("Places"),
                "places:tree",
                "tree",
                Group.PEOPLE,
                frozenset({"lead", "system_admin"}),
                is_of_places=True,
            ),
        ),
        routers={"": "api.router"},
        forms={"places:place": _("One place"), "places:station": _("One station")},
    ),
    Domain(
        "accounts",
        "",
        rooms=(
            Room(_("On duty"), "accounts:duty", "calendar", Group.HANDLING, WORKERS),
            Room(_("Staff and roles"), "accounts:staff", "key", Group.SETTINGS, SECURITY_ADMIN),
            Room(_("Access tokens"), "accounts:tokens", "shield", Group.SETTINGS, SECURITY_ADMIN),
            Room(
                _("Audit"), "accounts:audit", "history", Group.SETTINGS, frozenset({"audit_admin"})
            ),
        ),
        forms=names.ACCOUNTS,
    ),
    Domain("identities", ""),
    Domain(
        "people",
        "",
        rooms=(
            Room(_("People"), "people:list", "users", Group.PEOPLE, CLERKS, is_of_places=True),
            Room(
                _("Consents on staff's word"),
                "people:on-word",
                "shield",
                Group.PEOPLE,
                frozenset({"lead", "audit_admin"}),
            ),
            Room(_("Care"), "people:households", "heart", Group.PEOPLE, CLERKS, is_of_places=True),
            Room(
                _("My households"),
                "people:my-households",
                "heart",
                Group.PEOPLE,
                frozenset({"handler", "supervisor"}),
            ),
        ),
        waiting=("queries.gaps.waiting",),
        forms={"people:person": _("One resident"), "people:act": _("Act for a resident")},
    ),
    Domain(
        "documents",
        "",
        rooms=(Room(_("Documents"), "documents:board", "scroll", Group.HANDLING, WORKERS),),
        searched=("queries.FOUND",),
        forms={"documents:document": _("One document"), "documents:revoke": _("Revoke a document")},
    ),
    Domain(
        "volunteers",
        "",
        rooms=(Room(_("Volunteers"), "volunteers:board", "hands", Group.SERVICES, HELPING),),
        waiting=("queries.lists.waiting", "queries.lists.waiting_activities"),
        own=("queries.lists.own",),
        held=("actions.succeeding.HELD",),
        searched=("queries.finding.FOUND",),
        routers={"/volunteers": "api.router"},
        forms={
            "volunteers:register": _("Register a volunteer"),
            "volunteers:one": _("One volunteer"),
            "volunteers:new_team": _("Found a team"),
            "volunteers:team": _("One team"),
            "volunteers:new_activity": _("Plan an activity"),
            "volunteers:activity_move": _("Activity of volunteers"),
            "volunteers:record": _("One service record"),
            "volunteers:record_move": _("Service record"),
            "volunteers:import": _("Take in a table of hours"),
        },
    ),
    Domain(
        "points",
        "",
        rooms=(Room(_("Points store"), "points:counter", "gift", Group.PEOPLE, STORE),),
        waiting=("queries.lists.waiting",),
        own=("queries.lists.own",),
        searched=("queries.lists.FOUND",),
        routers={"/points": "api.router", "/points/orders": "api.orders_router"},
        forms=names.POINTS,
    ),
    Domain(
        "notices",
        "",
        rooms=(
            Room(
                _("Outbox"),
                "notices:outbox",
                "send",
                Group.SETTINGS,
                frozenset({"lead", "system_admin"}),
                is_county_wide=True,
            ),
            Room(
                _("New addresses"),
                "notices:addresses",
                "shield",
                Group.SETTINGS,
                SYSTEM_ADMIN | SECURITY_ADMIN,
                is_county_wide=True,
            ),
        ),
        forms={
            "notices:webhooks": _("Webhooks"),
            "notices:webhook-add": _("Add a webhook"),
            "notices:webhook": _("One webhook"),
        },
    ),
    Domain("journeys", ""),  # before the domains that it joins: its addresses stand beside theirs
    Domain(
        "appeals",
        "",
        rooms=(
            Room(_("Appeals"), "appeals:board", "list", Group.HANDLING, WORKERS, is_daily=True),
            Room(
                _("Register"),
                "appeals:register",
                "plus",
                Group.HANDLING,
                CLERKS,
                is_of_places=True,
                is_daily=True,
            ),
            Room(
                _("Hotline"),
                "appeals:hotline",
                "phone",
                Group.SETTINGS,
                CLERKS,
                is_county_wide=True,
            ),
            Room(
                _("Standard replies"),
                "appeals:replies",
                "chat",
                Group.SETTINGS,
                frozenset({"lead"}),
                is_of_places=True,
            ),
            Room(
                _("Routing rules"),
                "appeals:routing",
                "arrow-right",
                Group.SETTINGS,
                frozenset({"lead"}),
                is_of_places=True,
            ),
        ),
        waiting=("queries.lists.waiting",),
        held=("actions.succeeding.HELD",),
        searched=("queries.finding.FOUND",),
        own=("queries.lists.own",),
        routers={"/appeals": "api.router", "/hotline": "api.hotline_router"},
        forms={
            "appeals:batch": _("Register many in a table"),
            "appeals:hotline": _("Hotline"),
            "appeals:views": _("Saved views"),
            "appeals:change_view": _("Saved views"),
            "appeals:print_list": _("Printed list"),
            "appeals:leaving": _("Hand over a desk"),
            "appeals:many": _("Many appeals at once"),
            "appeals:new_reply": _("Write a standard reply"),
            "appeals:reply": _("Change a standard reply"),
            "appeals:end_rule": _("End a routing rule"),
            "appeals:desk_appeal": _("One appeal"),
            "appeals:see_reporter": _("See who reported it"),
            "appeals:send_link": _("Send a link to a unit"),
            "appeals:desk_move": _("Appeal"),
        },
    ),
    PROJECTS,
    Domain(
        "wishes",
        "",
        rooms=(
            Room(
                _("Wishes"),
                "wishes:board",
                "star",
                Group.SERVICES,
                frozenset({"clerk", "lead", "supervisor"}),
                is_of_places=True,
            ),
        ),
        waiting=("queries.lists.waiting",),
        held=("actions.succeeding.HELD",),
        searched=("queries.finding.FOUND",),
        own=("queries.lists.own",),
        tile=Tile(
            _("Micro-wishes"),
            _("A small wish, a helping hand"),
            "star",
            "wishes:all",
            count="queries.wall.waiting_here",
        ),
        routers={"/wishes": "api.router"},
    ),
    TALENTS,
    CONSULTATIONS,
    Domain(
        "servicedays",
        "",
        rooms=(Room(_("Service days"), "servicedays:board", "calendar", Group.SERVICES, HELPING),),
        waiting=("queries.lists.waiting", "queries.lists.waiting_helps"),
        own=("queries.lists.own", "queries.signed.own"),
        held=("actions.succeeding.HELD",),
        searched=("queries.finding.FOUND",),
        routers={"/servicedays": "api.router"},
        tile=Tile(_("Micro-services"), _("Service days near you"), "hands", "servicedays:all"),
        forms={
            "servicedays:new": _("Set up a service day"),
            "servicedays:series_one": _("One series of service days"),
            "servicedays:session": _("One service day"),
            "servicedays:session_move": _("Service day"),
            "servicedays:new_stop": _("A vehicle comes"),
            "servicedays:desk_vehicles": _("Five vehicles"),
            "servicedays:help_move": _("Small help"),
        },
    ),
    Domain("training", "", rooms=(Room(*training.ROOM),), **training.BROUGHT),
    PACTS,
    Domain(
        "receptions",
        "",
        rooms=(
            Room(
                _("Reception days"),
                "receptions:month",
                "home",
                Group.HANDLING,
                WORKERS,
                is_daily=True,
            ),
        ),
        waiting=("queries.lists.waiting", "queries.lists.waiting_talks"),
        held=("actions.succeeding.HELD",),
        searched=("queries.finding.FOUND",),
        own=("queries.lists.own",),
    ),
    VISITS,
    WORKFORCE,
    CASEWORK,
    Domain(
        "insight",
        "",
        rooms=(
            Room(
                _("What people talk about"),
                "insight:talk",
                "chat",
                Group.FIGURES,
                frozenset({"clerk", "lead", "supervisor"}),
                is_of_places=True,
            ),
        ),
        own=("queries.repeats.own",),
    ),
    METRICS,
    RETURNS,
    LEDGERS,
    Domain("demo"),
    Domain(
        "web",
        rooms=(
            Room(
                _("Waiting for me"),
                "desk",
                "bell",
                Group.FIRST,
                WORKERS | SPECIALISTS,
                is_daily=True,
            ),
            Room(
                _("Forms that burden"),
                "burdens",
                "edit",
                Group.FIGURES,
                frozenset({"lead", "supervisor", "system_admin"}),
                is_of_places=True,
            ),
            Room(_("Sent twice, not the same"), "conflicts", "shield", Group.HANDLING, CLERKS),
            Room(
                _("Words to be destroyed"),
                "erasures",
                "shield",
                Group.SETTINGS,
                frozenset({"lead", "supervisor"}),
                is_of_places=True,
            ),
            Room(_("Still kept by leavers"), "leavers", "hands", Group.SETTINGS, SECURITY_ADMIN),
            Room(_("Reference data"), "admin:index", "building", Group.SETTINGS, SYSTEM_ADMIN),
        ),
        waiting=("erasing.queries.waiting",),
        forms={
            "erasures": _("Words to be destroyed"),
            "erasure-of": _("Choose what is to be destroyed"),
            "erasure": _("Destroy what was said"),
            "say-burden": _("This form burdens me"),
            "conflict": _("Sent twice, not the same"),
            "desk-search": _("Search"),
        },
    ),
)
PORTAL = (
    Room(_("Home"), "home", "home"),
    Room(_("My matters"), "mine", "list"),
    Room(_("Tell us"), "appeals:report", "chat"),
    Room(_("Me"), "accounts:me", "user"),
)
# What is a resident's own, on the page 'Me'.
OWN = (
    Room(_("My matters"), "mine", "list"),
    Room(_("Messages"), "notices:mine", "bell"),
    Room(_("What reaches me"), "notices:preferences", "bell"),
    Room(_("My points"), "points:mine", "gift"),
    Room(_("My voluntary service"), "volunteers:mine", "hands"),
    Room(_("Service days I signed up for"), "servicedays:mine", "calendar"),
    Room(_("My courses"), "training:mine", "book"),
    Room(_("Wishes I took on"), "wishes:claims", "star"),
    Room(_("What is kept about me"), "people:own-data", "shield"),
)
# The menu of the desk: in groups, in each group what is daily first, else in this table's order.
DESK = tuple(
    sorted(
        (room for domain in DOMAINS for room in domain.rooms),
        key=lambda room: (list(Group).index(room.group), not room.is_daily),
    )
)


def installed() -> list[Domain]:
    """The entries whose app this installation has."""
    return [domain for domain in DOMAINS if domain.label in apps.app_configs]


def found(kind: str) -> list[Any]:
    """What the installed apps name under `waiting`, `own`, `searched` or `held`, in this order."""
    return [domain.named(path) for domain in installed() for path in getattr(domain, kind)]
