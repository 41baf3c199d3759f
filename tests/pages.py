"""Which pages does each of the cast reach in a small house?

{finished}, {person} … are what small_house made.
"""

from tests import pages_of_figures
from tests.serving import House

OPEN = (
    *pages_of_figures.OPEN,
    "/",
    "/report/place/",
    "/report/place/?q=凤池",
    "/report/what/",
    "/places/",
    "/places/?q=凤池",
    "/mine/",
    "/track/",
    "/me/",
    "/verify/",
    "/nowhere/",
    "/receptions/?other",
    "/receptions/at/{neighbourhood}/",
    "/receptions/{session}/book/",
    "/receptions/thanks/link/",
    "/hall/{session}/",
    "/hall/{going_on}/",
    "/wishes/",
    *("/projects/", "/projects/{results}/"),
    "/wishes/?kind=lesson",
    "/wishes/poster/",
    "/wishes/{wish_open}/",
    *("/talents/", "/talents/?q=马桶堵了", "/talents/{of_talent}/"),
    *("/public-notices/", "/public-notices/{of_notice}/"),
    *("/pacts/", *(f"/pacts/{{pact_{state}}}/" for state in ("commenting", "voting", "in_force"))),
    *("/consultations/", "/consultations/{topic}/", "/consultations/{decided}/"),
    *("/consultations/meetings/{meeting}/", "/consultations/votes/{open_vote}/"),
    *("/servicedays/", "/servicedays/at/{place}/", "/servicedays/{service_day}/"),
    *("/servicedays/vehicles/", "/volunteers/", "/volunteers/written-afterwards/"),
    *("/training/", "/training/work/", "/training/{open_class}/", "/training/{ended_class}/"),
    "/training/answer/{follow_up_token}/",
    *("/points/", "/points/heads/", "/points/heads/?kept=0", "/points/stores/"),
    "/points/stores/{points_store}/",
    "/social-work/",
)
STATES = ("reported", "accepted", "in_hand", "finished", "closed")
PORTAL_PAGES: dict[str, tuple[str, ...]] = {
    "visitor": (*OPEN, "/sign-in/", "/desk/sign-in/"),
    "resident": (
        *OPEN,
        *pages_of_figures.RESIDENT,
        *(f"/appeals/{{{state}}}/" for state in STATES),
        *(
            "/appeals/{in_hand}/add_information/",
            "/appeals/{in_hand}/withdraw/",
            "/appeals/{closed}/reopen/",
            "/appeals/{finished}/judge/",
        ),
        *("/notices/", "/notices/choices/", "/sign-out/", "/care/", "/care/{household}/"),
        *("/visits/", "/visits/phone/", "/visits/calendar/", "/me/data/"),
        *(
            "/receptions/bookings/{booking}/",
            "/receptions/bookings/{booking}/cancel/",
            "/receptions/bookings/{talked}/",
        ),
        *("/receptions/talks/{talk}/confirm/", "/receptions/talks/{talk}/dispute/"),
        *(f"/wishes/{{wish_{name}}}/" for name in ("new", "taken", "brought")),
        *("/wishes/{wish_brought}/confirm/", "/wishes/{wish_new}/withdraw/", "/wishes/claims/"),
        *("/talents/me/", "/talents/me/calendar/"),
        *("/talents/helps/{of_talent_help}/", "/talents/pairs/{of_talent_pair}/"),
        *("/talents/nominate/", "/talents/join/", "/talents/{of_talent}/ask/"),
        *("/pacts/{pact_commenting}/comment/", "/pacts/talks/"),
        *("/consultations/{topic}/say/", "/consultations/{decided}/object/"),
        *("/workforce/", "/workforce/tell/{professional}/education/", "/subsidies/notice/"),
        *("/workforce/awards/{award}/account/", "/workforce/calendar/"),
        *("/servicedays/mine/", "/volunteers/me/", "/volunteers/me/missing/"),
        *("/volunteers/records/{service_record}/", "/volunteers/records/{service_record}/dispute/"),
        *("/training/order/", "/training/mine/", "/training/mine/calendar/"),
        *("/training/{ended_class}/opinion/", "/training/{ended_class}/found-work/"),
        *("/training/follow-ups/{follow_up}/", "/training/introductions/{introduction}/"),
        "/training/introductions/{introduction}/agree/",
        *("/points/me/", "/points/me/lines/{points_transfer}/", "/points/items/{points_item}/"),
        *("/points/me/orders/{points_order}/", "/points/me/orders/{points_order}/cancel/"),
    ),
}
MATTERS = tuple(f"/desk/appeals/{{{state}}}/" for state in STATES)
PACTS = (
    *(
        "/desk/pacts/",
        "/desk/pacts/?state=all&q=楼道",
        "/desk/pacts/?since=2026-02-01&until=2026-01-01",
    ),
    *("/desk/pacts/new/", "/desk/pacts/{pact_drafting}/text/"),
    *(f"/desk/pacts/{{pact_{state}}}/" for state in ("drafting", "in_force")),
    "/desk/pacts/{pact_commenting}/comments/?show=answered",
    *("/desk/pacts/{pact_commenting}/comments/", "/desk/pacts/{pact_in_force}/talks/"),
    *("/desk/pacts/{pact_drafting}/publish/", "/desk/pacts/{pact_in_force}/review/"),
)
CONSULTATIONS = (
    *("/desk/consultations/", "/desk/consultations/?state=all&q=停车", "/desk/consultations/new/"),
    *(f"/desk/consultations/{{topic}}/{page}" for page in ("", "words/", "options/", "said/")),
    *("/desk/consultations/{decided}/", "/desk/consultations/{decided}/agreed/"),
    *("/desk/consultations/meetings/", "/desk/consultations/meetings/new/"),
    *(f"/desk/consultations/meetings/{{{meeting}}}/" for meeting in ("meeting", "sitting")),
    *("/desk/consultations/meetings/{sitting}/minutes/", "/desk/consultations/items/{item}/"),
    *("/desk/consultations/votes/{vote}/", "/desk/consultations/votes/{vote}/roll/"),
    "/desk/consultations/votes/{open_vote}/",
)
VOTES = (
    *("/desk/consultations/{topic}/go_to_vote/", "/desk/consultations/items/{item}/task/"),
    "/desk/consultations/votes/{open_vote}/declare_void/",
)
PROJECTS = (
    *("/desk/projects/", "/desk/projects/?state=all&q=能人", "/desk/projects/new/"),
    *(f"/desk/projects/{{project}}/{page}" for page in ("", "plan/", "team/", "needs/", "apply/")),
    *("/desk/projects/{project}/needs/{survey}/", "/desk/projects/{results}/"),
    *("/desk/projects/{counting}/money/", "/desk/projects/{counting}/activities/"),
    *("/desk/projects/{counting}/links/", "/desk/indicators/{counted}/"),
    *("/desk/tasks/?state=all", "/desk/tasks/{task}/", "/desk/tasks/{task}/steps/{step}/"),
    *("/desk/tasks/{task}/report/", "/desk/tasks/{task}/reports/{report}/"),
    *("/desk/tasks/calendar/", "/desk/tasks/{task}/matters/"),
)
TASKS = (
    *("/desk/tasks/new/", "/desk/tasks/lists/", "/desk/tasks/lists/{task_list}/"),
    *("/desk/tasks/{task}/press/", "/desk/tasks/{task}/steps/"),
)
REGISTER = (
    *("/desk/workforce/", "/desk/workforce/layers/", "/desk/workforce/rosters/"),
    *("/desk/workforce/{professional}/", "/desk/workforce/{professional}/tell/education/"),
    *("/desk/workforce/rounds/", "/desk/workforce/rounds/{register_round}/"),
    *("/desk/workforce/returns/{register_return}/", "/desk/workforce/updates/"),
    *("/desk/workforce/updates/{register_update}/", "/desk/workforce/exams/?year=2025&level=2"),
    "/desk/workforce/exam-days/",
    *("/desk/workforce/prospects/", "/desk/workforce/posts/", "/desk/workforce/running-out/"),
    *("/desk/workforce/learned/", "/desk/subsidies/budget/", "/desk/subsidies/"),
)
SERVICE = (
    *("/desk/servicedays/days/", "/desk/servicedays/{service_day}/craftsmen/"),
    *("/desk/servicedays/", "/desk/servicedays/vehicles/", "/desk/servicedays/helps/"),
    *("/desk/servicedays/{service_day}/", "/desk/servicedays/{service_day}/sheet/"),
    *("/desk/servicedays/{service_day}/hold/", "/desk/servicedays/{service_day}/screen/"),
    *("/desk/volunteers/", "/desk/volunteers/new/", "/desk/volunteers/teams/"),
    *("/desk/volunteers/activities/", "/desk/volunteers/activities/new/"),
    *("/desk/volunteers/records/?state=all", "/desk/volunteers/records/import/"),
    *("/desk/volunteers/pilots/", "/desk/volunteers/{volunteer}/"),
    "/desk/volunteers/records/{service_record}/",
)
TRAINING = (
    *("/desk/training/", "/desk/training/?state=all&q=直播", "/desk/training/new/"),
    *(f"/desk/training/{{{row}}}/" for row in ("proposed_class", "open_class", "ended_class")),
    *("/desk/training/{proposed_class}/terms/", "/desk/training/parties/{party}/"),
    *("/desk/training/wanted/", "/desk/training/orders/new/", "/desk/training/supply/"),
    *("/desk/training/supply/new/", "/desk/training/work/", "/desk/training/work/new/"),
    *("/desk/training/work/{vacancy}/", "/desk/training/introductions/{introduction}/"),
    "/desk/training/placements/{placement}/strike/",
    *("/desk/training/placements/{placement}/", "/desk/training/outcomes/"),
    *("/desk/training/lessons/{lesson}/", "/desk/training/lessons/{lesson}/sheet/"),
    *("/desk/training/lessons/{lesson}/move/", "/desk/training/pupils/{ended_pupil}/"),
)
POINTS = (
    *("/desk/points/", "/desk/points/accounts/{points_account}/", "/desk/points/orders/"),
    *("/desk/points/orders/{points_order}/", "/desk/points/orders/{points_order}/hand_out/"),
    *("/desk/points/transfers/{points_transfer}/", "/desk/points/reversals/?state=all"),
    *("/desk/points/reversals/{points_reversal}/", "/desk/points/stock/", "/desk/points/rules/"),
    *("/desk/points/stock/{points_item}/", "/desk/points/stock/new/", "/desk/points/stores/new/"),
    "/desk/points/stores/{points_store}/count/",
)
CASEWORK = (
    *("/desk/", "/desk/casework/", "/desk/casework/?state=all", "/desk/casework/new/"),
    *("/desk/casework/calendar/", "/desk/casework/register/", "/desk/casework/openings/"),
    *("/desk/services/struck/", "/desk/services/{service}/"),
    *("/desk/services/", "/desk/services/sums/", "/desk/services/points/", "/desk/services/new/"),
    "/desk/casework/{case}/",
    *(
        f"/desk/casework/{{case}}/{page}/"
        for page in (
            *("notes", "plan", "scales/daily", "family", "consents", "team", "offer", "refer"),
            *("measure", "files", "looks", "print", "move_on"),
        )
    ),
    *("/desk/casework/{case}/notes/{case_note}/", "/desk/casework/{case_group}/members/"),
)
DESK_PAGES: dict[str, tuple[str, ...]] = {
    "clerk": (
        *(
            "/desk/",
            "/desk/appeals/",
            "/desk/appeals/?state=all&channel=online",
            "/desk/appeals/?state=late",
            "/desk/appeals/new/",
            "/desk/appeals/batch/",
        ),
        *MATTERS,
        *(f"/desk/appeals/{{reported}}/{move}/" for move in ("accept", "reject", "answer_at_once")),
        *(
            "/desk/appeals/{accepted}/hand_over/",
            "/desk/appeals/{in_hand}/accept/",
            "/desk/people/",
            "/desk/people/{person}/",
            "/desk/documents/",
            "/desk/wishes/?state=all",
            "/desk/wishes/new/",
            "/desk/wishes/{wish_new}/",
            "/desk/wishes/{wish_new}/publish/",
            "/desk/wishes/{wish_taken}/",
            "/desk/wishes/{wish_taken}/share/",
        ),
        *(
            "/desk/talents/?state=all",
            "/desk/talents/new/",
            "/desk/talents/{of_talent}/",
            "/desk/talents/{of_talent}/ask/",
            "/desk/talents/{of_nominated}/take_in/",
            "/desk/talents/applications/?state=all",
            "/desk/talents/applications/{of_noticed}/",
            "/desk/talents/certificates/{of_certificate}/",
            "/desk/talents/pairs/{of_talent_pair}/",
            "/desk/talents/helps/{of_talent_help}/",
        ),
        *(
            "/desk/care/",
            "/desk/care/?show=all",
            "/desk/care/print/?show=all",
            "/desk/care/new/",
            "/desk/care/{household}/",
        ),
        *(
            "/desk/care/{household}/members/",
            "/desk/care/{household}/link/member/",
            "/desk/care/links/{carelink}/hand-over/",
        ),
        *pages_of_figures.CLERK,
        *PACTS,
        *CONSULTATIONS,
        *PROJECTS,
        *SERVICE,
        *TRAINING,
        *(
            "/desk/receptions/",
            "/desk/receptions/mine/",
            "/desk/receptions/{session}/",
            "/desk/receptions/{going_on}/",
        ),
        *(
            "/desk/receptions/turns/{turn}/talk/",
            "/desk/receptions/{going_on}/note_presence/",
            "/desk/receptions/{going_on}/close/",
        ),
        *(
            "/desk/receptions/talks/{talk}/",
            "/desk/receptions/talks/{talk}/confirm/",
            "/desk/receptions/talks/{talk}/sheet/",
        ),
    ),
    "handler": (
        "/desk/",
        "/desk/appeals/{in_hand}/",
        *(
            f"/desk/appeals/{{in_hand}}/{move}/"
            for move in ("finish", "accept", "convene", "ask_extension", "pause", "return_")
        ),
        *("/desk/duty/", "/desk/appeals/views/"),
    ),
    "supervisor": ("/desk/", "/desk/appeals/{finished}/close/", "/desk/appeals/{closed}/reopen/"),
    "lead": (
        *pages_of_figures.LEAD,
        *(
            "/desk/",
            "/desk/places/",
            "/desk/places/stations/{station_key}/",
            *TASKS,
            *VOTES,
            *POINTS,
            "/desk/burdens/",
            "/desk/conflicts/",
            "/desk/erasures/",
            "/desk/erasures/of/{in_hand}/",
            "/desk/search/?q=路灯",
            "/desk/duty/",
            "/desk/duty/leaving/",
        ),
        *(
            "/desk/appeals/replies/",
            "/desk/appeals/replies/new/",
            "/desk/appeals/routing/",
            "/desk/appeals/views/",
            "/desk/appeals/print/",
        ),
        *(
            f"/desk/appeals/{{in_hand}}/{move}/"
            for move in ("supervise", "ask_exclusion", "merge", "split")
        ),
        *(
            "/desk/receptions/series/",
            "/desk/receptions/series/new/",
            "/desk/receptions/series/{series}/",
        ),
        *(
            "/desk/visits/?state=all",
            "/desk/visits/new/",
            "/desk/visits/calendar/",
            "/desk/visits/{visit_round}/",
            "/desk/visits/{visit_round}/doors/",
            "/desk/visits/{visit_round}/close/",
            "/desk/visits/{visit_round}/report/",
            "/desk/visits/{visit_round}/split/",
        ),
        *(
            "/desk/visits/doors/{visit_door}/",
            "/desk/visits/doors/{visit_door}/part/",
            "/desk/visits/records/{visit_record}/",
            "/desk/visits/clashes/{visit_clash}/",
            "/desk/visits/findings/{visit_finding}/",
            "/desk/visits/aside/",
            "/desk/visits/phones/",
        ),
        *(
            "/desk/receptions/{session}/reschedule/",
            "/desk/receptions/{session}/cancel/",
            "/desk/receptions/{session}/substitute/",
        ),
    ),
    "registrar": (*REGISTER, "/desk/training/exams/"),
    "caseworker": CASEWORK,
    "case_supervisor": (
        *("/desk/", "/desk/casework/{case}/plan/1/", "/desk/casework/{case}/seal/"),
        "/desk/casework/openings/{case_opening}/",
    ),
    "second_visitor": ("/desk/", "/desk/visits/phone/", "/desk/visits/phones/"),
    "security_admin": ("/desk/accounts/", "/desk/accounts/add/", "/desk/tokens/"),
    "audit_admin": ("/desk/audit/",),
    "system_admin": (
        "/desk/notices/",
        "/desk/places/units/{unit}/close/",
        "/desk/notices/addresses/",
        "/desk/start/",
        "/desk/notices/webhooks/",
        "/desk/notices/webhooks/add/",
        "/desk/security/",
        "/desk/security/password/",
    ),
}


def addresses(asked: tuple[str, ...], house: House) -> list[str]:
    names = {**house.people, **house.people["appeals"]}
    return [address.format(**names) for address in asked]
