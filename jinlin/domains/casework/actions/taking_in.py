"""How does somebody become a case?"""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import Unusable, require
from jinlin.core.files.sealing import new_key
from jinlin.core.numbers import insert_drawn
from jinlin.core.text import needed, tidy
from jinlin.core.time import clock
from jinlin.domains.casework.actions.steps import due_in, keep, note_down, rule_of
from jinlin.domains.casework.deadlines import ADULT_AGE, age_on
from jinlin.domains.casework.models import (
    JUDICIAL,
    Assignment,
    Case,
    Method,
    Part,
    Profile,
    Sealing,
    Source,
    a_number,
)
from jinlin.domains.casework.permissions import can_open, can_write
from jinlin.domains.casework.queries.marks import mark_of
from jinlin.ground.accounts.models import Grant
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people.numbers import clean_citizen_id, clean_phone
from jinlin.ground.places.models import Organisation, Place


@dataclass(frozen=True)
class Client:
    """Whom it is about: a person, or a group by its name."""

    name: str
    phone: str = field(default="", repr=False)
    citizen_id: str = field(default="", repr=False)
    born_on: date | None = None
    sex: str = ""


@dataclass(frozen=True)
class Intake:
    """What is known when somebody is taken in."""

    client: Client
    field: str
    place: Place
    problem: str = ""
    method: str = Method.INDIVIDUAL
    source: str = Source.SELF
    came_from: UUID | None = None
    measure_ends_on: date | None = None
    seal_at_once: bool = False


@transaction.atomic
def open_case(agency: Organisation, intake: Intake, *, actor: Actor) -> Case:
    """Somebody waits to be taken on by the agency; its supervisors see it, and whoever took them in
    if they are a caseworker there.

    That the same person has or had another case is not said here: the team of that one is told.
    """
    require(can_open(actor, agency))
    return receive(agency, intake, actor=actor)


@transaction.atomic
def receive(agency: Organisation, intake: Intake, *, actor: Actor) -> Case:
    """The same, from a journey that has asked whether its actor may send somebody here."""
    case = _drafted(agency, intake)
    insert_drawn(case, lambda: a_number(case.method, case.opened_on.year), taken=("number",))
    _appoint(case, agency, actor)
    keep(case, "open_case", actor=actor)
    return case


@transaction.atomic
def note_measure(case: Case, ends_on: date | None, *, actor: Actor) -> Case:
    """It is on record when the sentence or measure ends, by which the file is sealed."""
    case = Case.objects.held(case)
    require(can_write(actor, case))
    case.measure_ends_on = ends_on
    note_down(case, "note_measure", actor=actor, until=ends_on)
    return case


def _drafted(agency: Organisation, intake: Intake) -> Case:
    client, now = intake.client, clock.now()
    if intake.place.county_code != agency.county:
        raise Unusable(_("Please choose a place in this county."), field="place")
    if intake.seal_at_once and intake.field not in JUDICIAL:
        raise Unusable(
            _("Only judicial aid and social inquiries are sealed from the beginning."),
            field="seal_at_once",
        )
    name = needed(client.name, field="name", words=_("Please enter a name."), limit=60)
    identity = identity_of(client, is_for_one=intake.method == Method.INDIVIDUAL)
    born_on = date.fromisoformat(identity["born_on"]) if identity["born_on"] else None
    return Case(
        county=agency.county,
        method=intake.method,
        field=intake.field,
        agency=agency,
        place=intake.place,
        place_code=intake.place.code,
        name=name,
        **identity,
        is_minor=bool(born_on and age_on(born_on, clock.today()) < ADULT_AGE),
        mark=mark_of_client(agency.county, name, identity)
        if intake.method == Method.INDIVIDUAL
        else "",
        problem=tidy(intake.problem)[:2000],
        source=intake.source,
        came_from=intake.came_from,
        phases=[
            [each.step, each.name] for each in Profile.of(agency, intake.method, clock.today())
        ],
        words_key=new_key(),
        due_at=due_in(rule_of(agency.county).intake_days),
        opened_at=now,
        opened_on=clock.local_day(now),
        measure_ends_on=intake.measure_ends_on,
        sealed_at=now if intake.seal_at_once else None,
        sealed_how=Sealing.AT_ONCE if intake.seal_at_once else "",
    )


def identity_of(client: Client, *, is_for_one: bool) -> dict[str, str]:
    """Phone, citizen id, day of birth and sex as they are kept; of a group nothing. Raises Unusable
    for what cannot be.
    """
    if not is_for_one:
        return {"phone": "", "citizen_id": "", "born_on": "", "sex": ""}
    if client.born_on and client.born_on > clock.today():
        raise Unusable(_("This day is still to come."), field="born_on")
    citizen_id = clean_citizen_id(client.citizen_id)
    born_on = client.born_on.isoformat() if client.born_on else _born_by(citizen_id)
    return {
        "phone": clean_phone(client.phone),
        "citizen_id": citizen_id,
        "born_on": born_on,
        "sex": client.sex,
    }


def _born_by(citizen_id: str) -> str:
    """The day of birth that stands in a citizen id."""
    return f"{citizen_id[6:10]}-{citizen_id[10:12]}-{citizen_id[12:14]}" if citizen_id else ""


def mark_of_client(county: str, name: str, identity: dict[str, str]) -> str:
    """The mark by which the person is found again."""
    known = {key: identity[key] for key in ("phone", "citizen_id", "born_on")}
    return mark_of(county, name=name, **known)


def _appoint(case: Case, agency: Organisation, actor: Actor) -> None:
    """The agency's supervisors, and whoever took them in as the responsible worker."""
    grants = Grant.objects.current().filter(organisation=agency)
    watching = set(grants.filter(role=Role.CASE_SUPERVISOR).values_list("user_id", flat=True))
    is_worker = actor.user_id is not None and agency.pk in actor.organisations(Role.CASEWORKER)
    parts = dict.fromkeys(watching, Part.SUPERVISOR)
    if is_worker and actor.user_id is not None:
        parts[actor.user_id] = Part.WORKER
    Assignment.objects.bulk_create(
        Assignment(county=case.county, case=case, user_id=user, part=part, since_at=case.opened_at)
        for user, part in parts.items()
    )
