"""Who may do what with orders, classes, certificates and introductions?"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.rules import Rules, When
from jinlin.core.time import clock
from jinlin.domains.training.deadlines import EARLY
from jinlin.domains.training.lifecycle import INTRODUCTION_LIFECYCLE, LIFECYCLE
from jinlin.domains.training.models import (
    HOSTS,
    OF_SOCIAL_WORK,
    Answer,
    Course,
    Introduction,
    LessonState,
    Party,
    Placement,
    Rung,
    Vacancy,
)
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people.models import Membership, Person
from jinlin.ground.people.queries import speaks_for

SCOPE = "training:write"
ANSWERING = (Role.PARTNER, Role.LEAD, Role.HANDLER, Role.CLERK)


def is_keeper(actor: Actor, place_code: str) -> bool:
    """Organiser, clerk or lead of the place."""
    return actor.is_system or actor.holds(*HOSTS, at=place_code)


def can_plan(actor: Actor, place_code: str, kind: str) -> bool:
    """Those who look after the place; the registrar what social workers learn."""
    is_registrar = kind in OF_SOCIAL_WORK and actor.holds(Role.REGISTRAR, at=place_code)
    return is_keeper(actor, place_code) or is_registrar


def is_host(actor: Actor, course: Course) -> bool:
    return can_plan(actor, course.place_code, course.kind)


def is_teacher(actor: Actor, course: Course) -> bool:
    """Who teaches a lesson of it."""
    if actor.user_id is None or not actor.holds(Role.TEACHER):
        return False
    return course.lessons.filter(teacher__user=actor.user_id).exists()


def can_teach(actor: Actor, course: Course) -> bool:
    return is_host(actor, course) or is_teacher(actor, course)


def can_mark(actor: Actor, course: Course, person: Person) -> bool:
    """Note that somebody was there, assess and certify them: nobody themselves."""
    return can_teach(actor, course) and not is_oneself(actor, person)


def is_oneself(actor: Actor, person: Person) -> bool:
    return actor.user_id is not None and person.user_id == actor.user_id


def can_watch(actor: Actor, course: Course) -> bool:
    """See who is in the class: those who run or teach it, and supervisors of the place."""
    return can_teach(actor, course) or actor.holds(Role.SUPERVISOR, at=course.place_code)


def can_answer(actor: Actor, party: Party) -> bool:
    """The organisation itself; a host what it said at the meeting or wrote."""
    return is_host(actor, party.course) or is_of(actor, party.organisation_id)


def is_of(actor: Actor, organisation: UUID) -> bool:
    return organisation in actor.organisations(*ANSWERING)


def can_order(actor: Actor, person: Person, place_code: str) -> bool:
    """For oneself; staff of the place for whoever stands at their counter or door."""
    return speaks_for(actor, person) or is_keeper(actor, place_code)


def can_enrol(actor: Actor, course: Course, person: Person) -> bool:
    """For oneself and who lives with one; the host for anybody."""
    return speaks_for(actor, person) or is_host(actor, course) or is_at_home_with(actor, person)


def can_supply(actor: Actor, provider: Any) -> bool:
    """Those who look after the provider's place, the county's registrar, and the provider."""
    is_registrar = actor.holds(Role.REGISTRAR, at=provider.county)
    is_own = provider.pk in actor.organisations(Role.PARTNER)
    return is_own or is_registrar or is_keeper(actor, provider.place_code)


def is_at_home_with(actor: Actor, person: Person) -> bool:
    """Whether they share a home, as the county knows it."""
    if actor.user_id is None:
        return False
    mine = Membership.objects.filter(person__user_id=actor.user_id, until=None)
    theirs = Membership.objects.filter(person=person, until=None)
    return theirs.filter(household__in=mine.values("household")).exists()


def can_offer_work(actor: Actor, organisation: Any) -> bool:
    own = organisation.pk in actor.organisations(Role.PARTNER)
    return own or is_keeper(actor, organisation.place_code)


def is_employer(actor: Actor, vacancy: Vacancy) -> bool:
    return vacancy.organisation_id in actor.organisations(Role.PARTNER)


def can_close(actor: Actor, vacancy: Vacancy) -> bool:
    return is_employer(actor, vacancy) or is_keeper(actor, vacancy.place_code)


def is_introduced(actor: Actor, row: Introduction) -> bool:
    return speaks_for(actor, row.person)


def can_say_outcome(actor: Actor, row: Introduction) -> bool:
    """Anybody of the three who knows: the person, the employer, the staff between them."""
    return (
        is_introduced(actor, row)
        or is_employer(actor, row.vacancy)
        or is_keeper(actor, row.place_code)
    )


def can_turn_down(actor: Actor, row: Introduction) -> bool:
    return is_employer(actor, row.vacancy) or is_keeper(actor, row.place_code)


def can_withdraw(actor: Actor, row: Introduction) -> bool:
    return is_introduced(actor, row) or is_keeper(actor, row.place_code)


def can_see_outcome(actor: Actor, placement: Placement) -> bool:
    is_watching = actor.holds(Role.SUPERVISOR, at=placement.place_code)
    return is_watching or can_prove(actor, placement)


def can_prove(actor: Actor, placement: Placement) -> bool:
    """The employer, or whoever looks after the place; nobody their own."""
    row = placement.introduction
    if is_oneself(actor, placement.person):
        return False
    is_told = row is not None and is_employer(actor, row.vacancy)
    return is_told or is_keeper(actor, placement.place_code)


def can_strike_work(actor: Actor, placement: Placement) -> bool:
    """Those who keep the place or employ them; the person what nobody but themselves has said."""
    if is_oneself(actor, placement.person):
        return placement.rung == Rung.TOLD
    row = placement.introduction
    employs = row is not None and is_employer(actor, row.vacancy)
    return employs or is_keeper(actor, placement.place_code)


def can_take_back(actor: Actor, row: Introduction) -> bool:
    work = row.placements.standing().select_related("person", "introduction__vacancy").first()
    return can_strike_work(actor, work) if work else can_say_outcome(actor, row)


def _all_agree(course: Course) -> bool:
    return not course.parties.exclude(answer=Answer.YES).exists()


def _has_timetable(course: Course) -> bool:
    return course.lessons.live().exists()


def _is_ahead(course: Course) -> bool:
    return course.starts_at is not None and clock.now() < course.starts_at


def _is_near(course: Course) -> bool:
    return course.starts_at is not None and clock.now() >= course.starts_at - EARLY


def _was_held(course: Course) -> bool:
    return course.lessons.filter(state=LessonState.HELD).exists()


def _is_over(course: Course) -> bool:
    return not course.lessons.filter(state=LessonState.PLANNED).exists()


MAY: dict[str, Callable[[Actor, Course], bool]] = {
    "agree": is_host,
    "announce": is_host,
    "begin": can_teach,
    "finish": can_teach,
    "cancel": is_host,
}
WHEN: dict[str, list[When[Course]]] = {
    "agree": [When(_all_agree, _("Not everybody who was asked has agreed yet."))],
    "announce": [
        When(_has_timetable, _("Please put the lessons into the timetable first.")),
        When(_is_ahead, _("The first lesson is over already. Please move it.")),
    ],
    "begin": [When(_is_near, _("A class begins at most a day before its first lesson."))],
    "finish": [
        When(_was_held, _("No lesson was held yet.")),
        When(_is_over, _("Some lessons are not closed yet.")),
    ],
}
INTRODUCTION_MAY: dict[str, Callable[[Actor, Introduction], bool]] = {
    "agree": is_introduced,
    "decline": is_introduced,
    "hire": can_say_outcome,
    "take_back": can_take_back,
    "turn_down": can_turn_down,
    "withdraw": can_withdraw,
}


def _is_wanted(row: Introduction) -> bool:
    return row.vacancy.is_open


INTRODUCTION_WHEN: dict[str, list[When[Introduction]]] = {
    "agree": [When(_is_wanted, _("This work is not offered any more."))]
}
RULES: Rules[Course] = Rules(LIFECYCLE, MAY, WHEN, scope=SCOPE)
INTRODUCTION_RULES: Rules[Introduction] = Rules(
    INTRODUCTION_LIFECYCLE, INTRODUCTION_MAY, INTRODUCTION_WHEN, scope=SCOPE
)
