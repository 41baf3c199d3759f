"""Who plays in the tests of casework? The small county with an agency, two workers of it, their
supervisor, and colleagues elsewhere; a case in each state, through the real actions.
"""

from datetime import date, timedelta
from types import SimpleNamespace

from jinlin.core.time import clock
from jinlin.domains.casework import actions
from jinlin.domains.casework.actions import Client, Closing, Goal, Intake, Session
from jinlin.domains.casework.models import Assignment, Case, Field, Method, Sealing
from jinlin.ground.accounts.roles import Role
from jinlin.ground.accounts.tests import county
from jinlin.ground.places.models import OrganisationKind

UNITS = {
    **county.UNITS,
    "agency": ("county", "暖阳社会工作服务中心", OrganisationKind.AGENCY),
    "other_agency": ("county", "同行社会工作服务中心", OrganisationKind.AGENCY),
}
STAFF = {
    **county.STAFF,
    "worker": ("茹社工", Role.CASEWORKER, "county", "agency"),
    "colleague": ("段社工", Role.CASEWORKER, "county", "agency"),
    "watcher": ("柳督导", Role.CASE_SUPERVISOR, "county", "agency"),
    "other_worker": ("牛社工", Role.CASEWORKER, "county", "other_agency"),
    "other_watcher": ("尚督导", Role.CASE_SUPERVISOR, "county", "other_agency"),
}
TEAM = {"worker", "watcher"}
# Under 14 at any time of this year and of the next.
CHILD = Client("苗小禾", "13977770001", "", date(clock.today().year - 11, 5, 6), "f")
GROWN = Client("秦阿公", "13977770002", "", date(1950, 3, 4), "m")
GOALS = [Goal("每周到校五天", "家访两次")]
ANSWERS = {"care": 1, "home": 2, "money": 3, "out": 4}


def cast_of_casework() -> SimpleNamespace:
    """The whole cast stands in the database."""
    found = county.county(units=UNITS, staff=STAFF)
    return SimpleNamespace(
        places=found.places, units=found.units, users=found.users, actors=found.actors
    )


def opened(cast, client=GROWN, field=Field.ELDERLY, **told) -> Case:
    intake = Intake(client, field, cast.places.community, problem="独居，近来吃得少。", **told)
    return actions.open_case(cast.units.agency, intake, actor=cast.actors.worker)


def agreed(cast, case, **told) -> Case:
    words = {"purpose": "service", "relation": "self", **told}
    actions.consent(case, **words, actor=cast.actors.worker)
    return now_of(case)


def working(cast, **told) -> Case:
    case = opened(cast, **told)
    case = agreed(cast, case, relation="guardian", given_by="苗母")
    return actions.take_on(case, actor=cast.actors.worker)


def session(text="谈了学校的事。", **told) -> Session:
    return Session(clock.today(), text, **told)


def in_last_phase(cast, **told) -> Case:
    """Through all phases, each with what it asks for."""
    worker = cast.actors.worker
    case = working(cast, **told)
    actions.assess(case, "daily", ANSWERS, actor=worker)
    plan = actions.write_plan(case, GOALS, based_on=0, actor=worker)
    actions.review_plan(plan, is_agreed=True, actor=cast.actors.watcher)
    actions.sign(case, session(), actor=worker)
    actions.assess(case, "daily", ANSWERS, is_final=True, actor=worker)
    while (case := now_of(case)).phase + 1 < len(case.phases):
        actions.move_on(case, actor=worker)
    return case


def reviewing(cast, closing=None, **told) -> Case:
    case = in_last_phase(cast, **told)
    said = closing or Closing("reached", "每天到校。", "thanks", "谢谢茹社工。")
    return actions.ask_to_close(case, closing=said, actor=cast.actors.worker)


def closed(cast, **told) -> Case:
    return actions.close(reviewing(cast, **told), actor=cast.actors.watcher)


def declined(cast) -> Case:
    return actions.decline(opened(cast), reason="由养老院照料", actor=cast.actors.worker)


def destroyed(cast) -> Case:
    case = closed(cast)
    with clock.set_to(clock.at(case.keep_until + timedelta(days=1), 10)):
        return actions.destroy(case, actor=cast.actors.watcher)


def sealed(cast, case) -> Case:
    return actions.seal(now_of(case), how=Sealing.ORDER, actor=cast.actors.watcher)


def group(cast) -> Case:
    told = {"client": Client("暖阳情绪小组"), "field": Field.YOUTH, "method": Method.GROUP}
    return working(cast, **told)


IN_STATE = {
    "intake": opened,
    "working": working,
    "reviewing": reviewing,
    "closed": closed,
    "declined": declined,
    "destroyed": destroyed,
}


def now_of(row):
    return type(row).objects.get(pk=row.pk)


def team_of(case) -> set[str]:
    rows = Assignment.objects.filter(case=case, until_at=None).select_related("user")
    return {row.user.name for row in rows}
