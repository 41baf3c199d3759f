"""Which addresses do talents have?"""

from django.urls import path

from jinlin.domains.talents import desk
from jinlin.domains.talents.portal import badges, directory, feeds, mine

app_name = "talents"
_DESK = (
    ("applications", "application", "application"),
    ("certificates", "certificate", "certificate"),
    ("pairs", "pair", "pair"),
    ("helps", "help", "desk_help"),
)

urlpatterns = [
    # portal
    path("talents/", directory.all_talents, name="all"),
    path("talents/nominate/", directory.nominate, name="nominate"),
    path("talents/join/", directory.join, name="join"),
    path("talents/verifier.py", badges.verifier_file, name="verifier"),
    path("talents/keys/<str:county>/", badges.keys, name="keys"),
    path("talents/issuer/<str:county>/", badges.issuer, name="issuer"),
    path("talents/status/<str:county>/<str:purpose>/", badges.status, name="status"),
    path("talents/me/", mine.me, name="me"),
    path("talents/me/apply/", mine.apply, name="apply"),
    path("talents/me/pair/", mine.pair, name="new_pair"),
    path("talents/me/evidence/", mine.add_evidence, name="add_evidence"),
    path("talents/me/evidence/<uuid:pk>/drop/", mine.drop_evidence, name="drop_evidence"),
    path("talents/me/calendar/", feeds.make, name="calendar"),
    path("talents/calendar/<str:token>.ics", feeds.of_person, name="own_feed"),
    path("talents/me/<str:move>/", mine.me_move, name="me_move"),
    path("talents/helps/<uuid:pk>/", mine.help_, name="help"),
    path("talents/pairs/<uuid:pk>/", mine.own_pair, name="own_pair"),
    path("talents/applications/<uuid:pk>/", mine.own_application, name="own_application"),
    *(
        path(
            f"talents/{kind}s/<uuid:pk>/<str:move>/",
            mine.own_move,
            {"kind": kind},
            name=f"own_{kind}_move",
        )
        for kind in mine.OWN_MOVES
    ),
    path("talents/certificates/<uuid:pk>/badge/", badges.badge, name="badge"),
    path("talents/certificates/<uuid:pk>/bundle/", badges.bundle, name="bundle"),
    path("talents/<uuid:pk>/", directory.talent, name="talent"),
    path("talents/<uuid:pk>/ask/", directory.ask, name="ask"),
    # desk
    path("desk/talents/", desk.board, {"kind": "talent"}, name="board"),
    path("desk/talents/new/", desk.find, name="find"),
    path("desk/talents/sheet/", desk.sheet, name="sheet"),
    path("desk/talents/export/<str:kind>/", desk.export, name="export"),
    path("desk/talents/panels/", desk.panels, name="panels"),
    path("desk/talents/panels/<uuid:pk>/", desk.panel, name="panel"),
    *(
        path(f"desk/talents/{plural}/", desk.board, {"kind": kind}, name=plural)
        for plural, kind, _name in _DESK
    ),
    *(
        path(f"desk/talents/{plural}/<uuid:pk>/", desk.matter, {"kind": kind}, name=name)
        for plural, kind, name in _DESK
    ),
    *(
        path(
            f"desk/talents/{plural}/<uuid:pk>/<str:move>/",
            desk.move,
            {"kind": kind},
            name=f"{name}_move",
        )
        for plural, kind, name in _DESK
    ),
    path("desk/talents/<uuid:pk>/", desk.matter, {"kind": "talent"}, name="desk_talent"),
    path("desk/talents/<uuid:pk>/evidence/", desk.add_evidence, name="desk_add_evidence"),
    path("desk/talents/<uuid:pk>/apply/", desk.apply, name="desk_apply"),
    path("desk/talents/<uuid:pk>/ask/", desk.ask, name="desk_ask"),
    path("desk/talents/<uuid:pk>/pair/", desk.pair, name="desk_new_pair"),
    path("desk/talents/<uuid:pk>/<str:move>/", desk.move, {"kind": "talent"}, name="talent_move"),
]
