"""How does a class come to be planned, agreed on by all who make it possible, and supplied?"""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.text import needed, tidy
from jinlin.core.time import clock
from jinlin.domains.training.actions.steps import in_chinese, keep, keep_on, tell_class
from jinlin.domains.training.lifecycle import OPEN, TEACHING, State
from jinlin.domains.training.models import (
    PREPARING,
    TIMES,
    Answer,
    Course,
    How,
    Kind,
    Meeting,
    Module,
    Party,
    Supply,
    Teacher,
    TrainingRule,
)
from jinlin.domains.training.permissions import (
    can_answer,
    can_plan,
    can_supply,
    can_teach,
    is_host,
)
from jinlin.ground.places.models import Organisation, Place


@dataclass(frozen=True)
class Terms:
    """What a class is, whoever gives it."""

    title: str
    kind: str = Kind.SKILL
    module: Module | None = None
    supply: Supply | None = None
    seats: int = 30
    cost: int = 0
    is_for_all: bool = True
    youngest: int = 0
    needs_module: Module | None = None
    needs: str = ""
    materials: str = ""
    criteria: str = ""
    pass_mark: int = 60
    minimum_percent: int = 0  # 0: as the county's rule says
    exam_year: int | None = None
    exam_level: int | None = None


@dataclass(frozen=True)
class Invitation:
    """Who is asked to make the class possible, on which side, and for what."""

    side: str
    organisation: Organisation
    provides: str
    pays: int = 0


@dataclass(frozen=True)
class Reply:
    """What a party answered, on its own day: at the meeting, in writing, or here."""

    answer: str
    on: date
    how: str = How.SELF
    words: str = ""


@dataclass(frozen=True)
class Offered:
    """A course that somebody can give."""

    module: Module
    title: str
    hours: int = 8
    seats: int = 30
    cost: int = 0
    where: str = ""
    qualification: str = ""
    teacher: Teacher | None = None
    valid_until: date | None = None
    times: frozenset[str] = frozenset()


@transaction.atomic
def plan(place: Place, organiser: Organisation, terms: Terms, *, actor: Actor) -> Course:
    """The class is proposed, and those who make it possible can be asked."""
    require(can_plan(actor, place.code, terms.kind))
    rule = TrainingRule.of(place.county_code, clock.today())
    course = Course(
        county=place.county_code,
        place=place,
        place_code=place.code,
        organiser=organiser,
        proposed_at=clock.now(),
        proposed_on=clock.today(),
        due_at=clock.by_end_of(clock.today(), rule.agree_days),
        **_values(rule, terms),
    )
    return keep(course, "plan", actor=actor)


@transaction.atomic
def change_terms(course: Course, terms: Terms, *, actor: Actor) -> Course:
    """The class has other terms. Once it is announced, people have counted on them."""
    course = Course.objects.locked(course)
    require(is_host(actor, course))
    if course.state not in {State.PROPOSED, State.AGREED}:
        raise NotNow(_("The class was announced: people count on what was said."))
    for name, value in _values(TrainingRule.of(course.county, clock.today()), terms).items():
        setattr(course, name, value)
    return keep(course, "change_terms", actor=actor)


@transaction.atomic
def give_materials(course: Course, text: str, *, actor: Actor) -> Course:
    """These are the materials of the class, as whoever teaches says; who is in it is told."""
    course = Course.objects.held(course)
    require(can_teach(actor, course))
    if course.state not in OPEN:
        raise NotNow(_("This class has ended."))
    course.materials = tidy(text)[:1000]
    course.save(update_fields=["materials"])
    keep_on(course, "give_materials", actor=actor)
    if course.state in TEACHING:
        with in_chinese():
            notice = str(_("Materials of the class:")) + f"\n{course.materials}"
        tell_class(course, "give_materials", notice)
    return course


@transaction.atomic
def ask(course: Course, invitation: Invitation, *, actor: Actor) -> Party:
    """The organisation is asked what it gives; its answer stands for itself."""
    course = Course.objects.held(course)
    require(is_host(actor, course))
    _require_proposed(course)
    if course.parties.filter(organisation=invitation.organisation).exists():
        raise NotNow(_("This organisation was asked already."))
    party = Party.objects.create(
        county=course.county,
        course=course,
        side=invitation.side,
        organisation=invitation.organisation,
        provides=needed(invitation.provides, field="provides", limit=120),
        pays=invitation.pays,
    )
    keep_on(course, "ask", actor=actor, organisation=invitation.organisation.name)
    return party


@transaction.atomic
def meet(course: Course, *, held_on: date, minutes: str, actor: Actor) -> Meeting:
    """The minutes of the joint meeting stand with the class."""
    course = Course.objects.held(course)
    require(is_host(actor, course))
    if held_on > clock.today():
        raise Unusable(_("This day lies ahead."), field="held_on")
    meeting = Meeting.objects.create(
        county=course.county,
        course=course,
        held_on=held_on,
        minutes=needed(minutes, field="minutes", limit=2000),
    )
    keep_on(course, "meet", actor=actor, on=held_on.isoformat())
    return meeting


@transaction.atomic
def answer(party: Party, reply: Reply, *, actor: Actor) -> Party:
    """The party has answered, for itself and on its own day; it may think again until the others
    have agreed too.
    """
    course = Course.objects.held(party.course)
    party = (
        Party.objects.select_for_update(of=("self",))
        .select_related("organisation")
        .get(pk=party.pk)
    )
    require(can_answer(actor, party))
    _require_proposed(course)
    if reply.answer not in Answer.values or reply.how not in How.values:
        raise Unusable(_("Please choose one."), field="answer")
    if reply.on > clock.today():
        raise Unusable(_("This day lies ahead."), field="on")
    is_noted = reply.how == How.SELF and party.organisation_id not in actor.organisations()
    if is_noted and not actor.is_system:
        raise Unusable(_("Please say whether it was at the meeting or in writing."), field="how")
    party.answer, party.how, party.answered_on = reply.answer, reply.how, reply.on
    party.words, party.answered_by = tidy(reply.words)[:200], actor.user_id
    party.save()
    details = {"organisation": party.organisation.name, "answer": str(reply.answer)}
    keep_on(course, "answer", actor=actor, on=reply.on.isoformat(), **details)
    return party


@transaction.atomic
def supply(provider: Organisation, offered: Offered, *, actor: Actor) -> Supply:
    """The course stands on the county's list of what can be given."""
    require(can_supply(actor, provider))
    row = Supply(
        county=provider.county,
        provider=provider,
        place_code=provider.place_code,
        valid_from=clock.today(),
        **_facts(offered, provider.county),
    )
    _save(row)
    timeline.record(row, "supply", actor=actor)
    return row


@transaction.atomic
def change_supply(row: Supply, offered: Offered, *, actor: Actor) -> Supply:
    """The course stands on the list so from now on; classes that came of it stay as they are."""
    row = Supply.objects.select_for_update(of=("self",)).select_related("provider").get(pk=row.pk)
    require(can_supply(actor, row.provider))
    if row.valid_until is not None and row.valid_until < clock.today():
        raise NotNow(_("This course is not on offer any more."))
    for name, value in _facts(offered, row.county).items():
        setattr(row, name, value)
    _save(row)
    timeline.record(row, "change_supply", actor=actor)
    return row


@transaction.atomic
def end_supply(row: Supply, *, actor: Actor) -> Supply:
    """The course is not on offer after today."""
    row = Supply.objects.select_for_update(of=("self",)).select_related("provider").get(pk=row.pk)
    require(can_supply(actor, row.provider))
    if row.valid_until is None or row.valid_until > clock.today():
        row.valid_until = clock.today()
        row.save(update_fields=["valid_until"])
        timeline.record(row, "end_supply", actor=actor)
    return row


def _facts(offered: Offered, county: str) -> dict[str, Any]:
    if offered.module.county != county:
        raise Unusable(_("Please choose a module of this county."), field="module")
    if offered.valid_until and offered.valid_until < clock.today():
        raise Unusable(_("This day is over."), field="valid_until")
    facts = asdict(offered) | {"module": offered.module, "teacher": offered.teacher}
    facts |= {name: tidy(facts[name]) for name in ("where", "qualification")}
    del facts["times"]
    times = {name: name in offered.times for name in TIMES}
    return {**facts, "title": needed(offered.title, field="title", limit=60), **times}


def _save(row: Supply) -> None:
    """Raises Unusable when the same course was put on the list that day."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Unusable(
            _("This course was put on the list that day already."), field="title"
        ) from None


def _require_proposed(course: Course) -> None:
    if course.state != State.PROPOSED:
        raise NotNow(_("This class is agreed on already."))


def _values(rule: TrainingRule, terms: Terms) -> dict[str, Any]:
    values = {name: getattr(terms, name) for name in Terms.__dataclass_fields__}
    values["title"] = needed(terms.title, field="title", limit=80)
    for name, limit in (("needs", 200), ("materials", 1000), ("criteria", 1000)):
        values[name] = tidy(values[name])[:limit]
    values["minimum_percent"] = terms.minimum_percent or rule.minimum_percent
    if terms.kind in PREPARING and not (terms.exam_year and terms.exam_level):
        raise Unusable(_("Please say for which exam it prepares."), field="exam_year")
    return values
