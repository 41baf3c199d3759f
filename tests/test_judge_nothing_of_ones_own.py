"""Can somebody who holds every office of a county judge, confirm or review what they did or what is
about themselves, in any domain? What they may of others they may not of their own.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import models

from jinlin.core import timeline
from jinlin.core.actor import Actor, Grant, Kind
from jinlin.core.rows import MovingRow
from jinlin.domains.appeals.tests.cast import COUNTY
from jinlin.domains.casework import permissions as casework
from jinlin.domains.casework.models import Case, Opening
from jinlin.domains.projects import permissions as projects
from jinlin.domains.projects.models import Project, Spending, Task
from jinlin.domains.receptions import permissions as receptions
from jinlin.domains.receptions.models import Conversation
from jinlin.domains.talents import permissions as talents
from jinlin.domains.talents.models import Application as Talented
from jinlin.domains.talents.models import Certificate, Help, Talent
from jinlin.domains.training import permissions as training
from jinlin.domains.training.models import Course, Placement
from jinlin.domains.workforce import permissions as workforce
from jinlin.domains.workforce.models import (
    Application,
    Candidacy,
    Policy,
    Professional,
    Update,
)
from jinlin.ground.accounts.roles import ADMINISTRATORS, Role
from jinlin.ground.people.models import Person
from jinlin.services.points import permissions as points
from jinlin.services.points.models import Account, Reversal, Transfer
from jinlin.services.volunteers import permissions as volunteers
from jinlin.services.volunteers.models import ServiceRecord, Volunteer

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
ME, OTHER, HERE = uuid4(), uuid4(), f"{COUNTY}100001"
OFFICES = tuple(Grant(str(role), (COUNTY[:4],)) for role in set(Role) - set(ADMINISTRATORS))
ACTOR = Actor(Kind.PERSON, user_id=ME, face="县", grants=OFFICES)
Claim = Callable[[Actor, Any], bool]


def person(who: UUID) -> Person:
    return Person(county=COUNTY, user_id=who)


def social_worker(who: UUID) -> Professional:
    return Professional(county=COUNTY, person=person(who))


def asked(who: UUID, **told: Any) -> Application:
    policy = Policy(county=COUNTY, second_level=Policy.Second.COUNTY)
    given = {"county": COUNTY, "professional": social_worker(who), "policy": policy, **told}
    return Application(**given)


def talent(who: UUID) -> Talent:
    return Talent(county=COUNTY, place_code=HERE, person=person(who))


def served(who: UUID, **told: Any) -> ServiceRecord:
    volunteer = Volunteer(county=COUNTY, place_code=HERE, person=person(who))
    return ServiceRecord(county=COUNTY, place_code=HERE, volunteer=volunteer, **told)


def reversed_for(who: UUID) -> Reversal:
    sides = {side: Account(person=person(who)) for side in ("debit", "credit")}
    return Reversal(place_code=HERE, transfer=Transfer(**sides), proposed_by=OTHER)


def drafted(who: UUID) -> Project:
    row = Project(county=COUNTY, place_code=HERE, unit_id=uuid4(), drafted_by=who)
    row._prefetched_objects_cache = {"members": Project.members.rel.related_model.objects.none()}
    return row


ABOUT_ONESELF: dict[str, tuple[Claim, Callable[[UUID], Any]]] = {
    "checks a certificate": (workforce.MAY["check"], asked),
    "reviews an application": (workforce.MAY["review"], asked),
    "approves it": (workforce.MAY["approve"], asked),
    "publishes it": (workforce.MAY["publish"], asked),
    "overrules an objection to it": (workforce.MAY["overrule"], asked),
    "approves what they reviewed": (
        workforce.MAY["approve"],
        lambda who: asked(OTHER, reviewed_by=who),
    ),
    "overrules an objection to what they reviewed": (
        workforce.MAY["overrule"],
        lambda who: asked(OTHER, reviewed_by=who),
    ),
    "overrules an objection to what they approved": (
        workforce.MAY["overrule"],
        lambda who: asked(OTHER, approved_by=who),
    ),
    "verifies what the register is told": (
        workforce.can_verify,
        lambda who: Update(county=COUNTY, professional=social_worker(who)),
    ),
    "notes a result of an exam": (
        workforce.can_note_result,
        lambda who: Candidacy(county=COUNTY, person=person(who)),
    ),
    "marks somebody in a class": (
        lambda actor, who: training.can_mark(actor, Course(place_code=HERE), who),
        person,
    ),
    "proves that somebody works": (
        training.can_prove,
        lambda who: Placement(place_code=HERE, person=person(who)),
    ),
    "takes a talent in": (talents.TALENT_MAY["take_in"], talent),
    "decides on an application": (
        talents.MAY["publish"],
        lambda who: Talented(county=COUNTY, place_code=HERE, talent=talent(who)),
    ),
    "reviews a certificate": (
        talents.CERTIFICATE_MAY["review"],
        lambda who: Certificate(place_code=HERE, talent=talent(who)),
    ),
    "says how a help went": (
        talents.HELP_MAY["tell"],
        lambda who: Help(place_code=HERE, talent=talent(who), person=person(OTHER)),
    ),
    "records hours of a help": (
        talents.HELP_MAY["record"],
        lambda who: Help(place_code=HERE, talent=talent(who), person=person(OTHER)),
    ),
    "approves hours": (volunteers.MAY["approve"], served),
    "approves hours they wrote": (
        volunteers.MAY["approve"],
        lambda who: served(OTHER, recorded_by=who),
    ),
    "corrects hours": (volunteers.MAY["correct"], served),
    "strikes hours": (volunteers.MAY["strike"], served),
    "allows refused hours": (volunteers.MAY["allow"], served),
    "allows hours they wrote": (
        volunteers.MAY["allow"],
        lambda who: served(OTHER, recorded_by=who),
    ),
    "decides what was insisted on": (
        volunteers.MAY["keep_"],
        lambda who: served(OTHER, recorded_by=who, is_escalated=True),
    ),
    "takes back points": (points.can_decide, reversed_for),
    "decides on a project": (projects.MAY["approve"], drafted),
    "recommends a project": (projects.MAY["recommend"], drafted),
    "evaluates a project": (projects.MAY["evaluate"], drafted),
    "approves spending beyond a line": (
        projects.can_approve_beyond,
        lambda who: Spending(project=drafted(OTHER), written_by=who),
    ),
    "judges a task": (
        projects.TASK_MAY["judge_done"],
        lambda who: Task(place_code=HERE, unit_id=uuid4(), asked_by=who),
    ),
}


@pytest.mark.parametrize("what", ABOUT_ONESELF)
def test_who_may_it_of_others_may_it_not_of_their_own(what):
    may, row_of = ABOUT_ONESELF[what]
    assert {"own": may(ACTOR, row_of(ME)), "other's": may(ACTOR, row_of(OTHER))} == {
        "own": False,
        "other's": True,
    }


def done(row: models.Model, verb: str) -> Any:
    if isinstance(row, MovingRow):
        row.version += 1
    timeline.record(row, verb, actor=ACTOR)
    return row


DONE_BEFORE: dict[str, tuple[Claim, str, Callable[[], Any]]] = {
    "approves what they asked for in somebody's name": (
        workforce.MAY["approve"],
        "apply",
        lambda: asked(OTHER),
    ),
    "allows hours they turned down": (
        volunteers.MAY["allow"],
        "turn_down",
        lambda: served(OTHER, is_escalated=True),
    ),
    "decides again what they kept": (
        volunteers.MAY["keep_"],
        "keep_",
        lambda: served(OTHER, is_escalated=True),
    ),
    "notes that a resident agrees": (
        receptions.CONVERSATION_MAY["confirm"],
        "answer",
        lambda: Conversation(county=COUNTY, place_code=HERE),
    ),
    "approves a project they recommended": (
        projects.MAY["approve"],
        "recommend",
        lambda: drafted(OTHER),
    ),
}


@pytest.mark.parametrize("what", DONE_BEFORE)
def test_who_did_the_one_does_not_do_the_other(what):
    may, verb, row_of = DONE_BEFORE[what]
    assert (may(ACTOR, row_of()), may(ACTOR, done(row_of(), verb))) == (True, False)


def test_who_answered_a_conversation_does_not_take_it_out_of_the_rates():
    """Even with the resident's mandate, which makes them speak for the resident."""
    row = Conversation(county=COUNTY, place_code=HERE, person=person(ME))
    assert receptions.CONVERSATION_MAY["withdraw"](ACTOR, row)
    again = Conversation(county=COUNTY, place_code=HERE, person=person(ME))
    assert not receptions.CONVERSATION_MAY["withdraw"](ACTOR, done(again, "answer"))


def test_nobody_lets_themselves_into_a_case(monkeypatch):
    monkeypatch.setattr(casework, "is_supervisor", lambda _actor, _case: True)
    case = Case(county=COUNTY)
    found = [casework.can_decide(ACTOR, Opening(case=case, asked_by=who)) for who in (ME, OTHER)]
    closing = casework.MAY["close"]
    assert (found, closing(ACTOR, case)) == ([False, True], True)
    assert not closing(ACTOR, done(Case(county=COUNTY), "ask_to_close"))
