"""What stands in the casework of the house that is walked through? A case of an agency with one of
everything that belongs to it, a group, a service without a case, reference data.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from jinlin.core.actor import SYSTEM
from jinlin.core.time import clock
from jinlin.domains.casework import actions
from jinlin.domains.casework.actions import Client, Intake, Kinship, Known, ServiceTerms, Session
from jinlin.domains.casework.models import (
    Case,
    CaseFeed,
    CaseRule,
    Destruction,
    Note,
    Opening,
    Passing,
    Profile,
    Task,
    Total,
)
from jinlin.ground.accounts import actions as accounts
from jinlin.ground.accounts.actors import actor_for
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.actions import found_organisation
from jinlin.ground.places.models import Place
from jinlin.services.volunteers.models import Volunteer

SINCE = date(2020, 1, 1)


def cared_for(county: Place, home: Place, users: Any) -> dict[str, Any]:
    """One of each kind of row; whoever is on the team is among the `users`, too."""
    agency = found_organisation(county, name="暖阳社会工作服务中心", kind="agency", actor=SYSTEM)
    users.caseworker, users.case_supervisor, colleague = (
        _staff(county, agency, *told)
        for told in (
            ("ru", "茹社工", Role.CASEWORKER),
            ("liu", "柳督导", Role.CASE_SUPERVISOR),
            ("duan", "段社工", Role.CASEWORKER),
        )
    )
    worker, watcher = actor_for(users.caseworker), actor_for(users.case_supervisor)
    client = Client("秦阿公", "13977770002", "", date(1950, 3, 4), "m")
    case = actions.open_case(
        agency, Intake(client, "elderly", home, problem="近来吃得少。"), actor=worker
    )
    _written(case, worker, watcher)
    group = Intake(Client("暖阳小组"), "youth", home, method="group")
    together = actions.open_case(agency, group, actor=worker)
    member = actions.join(together, Client("苗小禾", "13977770003"), actor=worker)
    actions.sign(
        together, Session(clock.today(), "第一次活动。", members=[member.pk]), actor=worker
    )
    point, service = _served(agency, home, watcher)
    _reference(agency)
    case, together = (Case.objects.get(pk=row.pk) for row in (case, together))
    return {
        "case": case.pk,
        "case_version": case.version,
        "case_group": together.pk,
        "case_group_version": together.version,
        "case_note": Note.objects.filter(case=case, amends=None).get().pk,
        "case_opening": _asked_for(case, colleague).pk,
        "case_colleague": colleague.pk,
        "case_agency": agency.pk,
        "case_home": home.code,
        "service_point": point,
        "service": service,
    }


def _asked_for(case: Case, colleague: Any) -> Opening:
    """A colleague asks to read it: the supervisor has to decide."""
    return actions.ask_to_read(
        case.number, why="emergency", reason="夜里值班", actor=actor_for(colleague)
    )


def _staff(county: Place, agency: Any, name: str, called: str, role: Role) -> Any:
    user, _first = accounts.add_staff(
        county.code, username=f"case-{name}", name=called, password=None, actor=SYSTEM
    )
    accounts.grant_role(user, role=role, at=agency, actor=SYSTEM)
    return user


def _written(case: Case, worker: Any, watcher: Any) -> None:
    for purpose in ("service", "sharing"):
        told = {"purpose": purpose, "relation": "self", "given_by": ""}
        actions.consent(case, **told, actor=worker)
    case = actions.take_on(Case.objects.get(pk=case.pk), actor=worker)
    scale = {"care": 1, "home": 2, "money": 3, "out": 4}
    actions.assess(case, "daily", scale, remark="比上月好", actor=worker)
    plan = actions.write_plan(case, [actions.Goal("每天三餐")], based_on=0, actor=worker)
    actions.review_plan(plan, is_agreed=True, text="可行", actor=watcher)
    note = actions.sign(case, Session(clock.today(), "谈了吃饭的事。"), actor=worker)
    actions.add(note, "补记：约了体检。", actor=worker)
    actions.draft(case, Session(clock.today(), "还没写完。"), actor=worker)
    actions.know_relative(case, Kinship("child", "秦大妹", "f", 1975), actor=worker)
    actions.refer(case, "镇卫生院", reason="体检", actor=worker)
    actions.look(case, actor=worker, what="case")
    actions.ask_to_read(case.number, why="emergency", reason="半夜送医", actor=worker)
    case = Case.objects.get(pk=case.pk)
    CaseFeed.objects.create(user_id=worker.user_id, token_key="a keyed hash", made_at=clock.now())
    Case.objects.filter(pk=case.pk).update(
        meets_at=clock.now(),
        closing_words="好多了",
        own_words="谢谢茹社工",
        citizen_id="350526195003040011",
    )
    Passing.objects.filter(case=case).update(answer_words="收下了")
    Task.objects.create(county=case.county, case=case, what="withdrawn", at=clock.now())
    Destruction.objects.create(
        county=case.county,
        case=case,
        number=case.number,
        because="term",
        at=clock.now(),
        on=clock.today(),
        notes=1,
        entries=1,
        files=0,
        backups=["jinlin-20250101.tar.gz"],
    )


def _served(agency: Any, home: Place, watcher: Any) -> Any:
    point = actions.open_point(
        agency, home, name="凤池社工站", kind="town_station", since=SINCE, actor=watcher
    )
    volunteer = Volunteer.objects.order_by("pk").first()
    told = ServiceTerms(
        "difficulty",
        "call",
        home,
        clock.today(),
        "电话问候独居老人",
        people=[Known("赵阿婆", "13977770009")],
        point=point,
        volunteers=[volunteer.pk] if volunteer else [],
    )
    wrong = actions.serve(agency, replace(told, heads=10), actor=watcher)
    right = actions.correct(wrong, told, reason="人数写错了", actor=watcher)
    return point.pk, right.pk


def _reference(agency: Any) -> None:
    CaseRule.objects.create(county=agency.county, valid_from=SINCE)
    Profile.objects.create(
        county=agency.county,
        name="MZ/T 094-2017",
        method="individual",
        phases="intake 接案\nassess 预估",
        valid_from=SINCE,
    )
    Total.objects.create(
        county=agency.county, year=2025, what="people", number=9, frozen_at=clock.now()
    )
