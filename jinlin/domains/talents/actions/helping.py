"""How does a neighbour ask a craftsman for help, and what becomes of it?"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.text import needed, tidy
from jinlin.core.time import clock
from jinlin.domains.talents.actions.steps import keep, rule_of, why
from jinlin.domains.talents.actions.voices import speak
from jinlin.domains.talents.lifecycle import TalentState
from jinlin.domains.talents.lifecycle_of_help import OPEN_HELPS, HelpState
from jinlin.domains.talents.models import Help, Skill, Talent, Went
from jinlin.domains.talents.permissions import HELP_RULES, can_ask
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import Place
from jinlin.services.volunteers import actions as volunteers
from jinlin.services.volunteers.actions import Helper, Plan

MOST_OPEN = 5


@dataclass(frozen=True)
class Need:
    """What is broken, when it would suit, and whether it is to be paid. `door` is read by the
    craftsman after their yes.
    """

    text: str
    wanted: str
    is_paid: bool = False
    door: str = field(default="", repr=False)
    skill: Skill | None = None
    key: UUID | None = None


@transaction.atomic
def ask(talent: Talent, need: Need, *, person: Person, place: Place, actor: Actor) -> Help:
    """The craftsman is told and answers within the county's days. Sent twice with one key, it is
    one.

    Raises NotNow when they take nothing on, when the same person waits for too many, and for
    oneself; Unusable for money from a volunteer, or the other way round.
    """
    _hold(person)
    talent = Talent.objects.held(talent)
    require(can_ask(actor, person, place))
    if need.key and (sent := Help.objects.filter(pk=need.key).first()):
        return _the_same(sent, talent, person)
    _check(talent, need, person, place)
    now = clock.now()
    made = Help(
        county=talent.county,
        talent=talent,
        person=person,
        skill=need.skill,
        place=place,
        place_code=place.code,
        text=needed(need.text, field="text", words=_("Please say what is broken."), limit=300),
        wanted=needed(
            need.wanted, field="wanted", words=_("Please say when it would suit you."), limit=60
        ),
        door=tidy(need.door)[:60],
        is_paid=need.is_paid,
        due_at=clock.by_end_of(clock.today(), rule_of(talent.county).answer_days),
        asked_at=now,
        asked_on=clock.local_day(now),
        version=1,
        **({"id": need.key} if need.key else {}),
    )
    made.save(force_insert=True)
    speak(made, timeline.record(made, "ask", actor=actor))
    return made


@transaction.atomic
def accept(help_: Help, *, comes: str, actor: Actor) -> Help:
    """The craftsman comes; from now on the two see each other's phone, and the craftsman the door.

    What was agreed on money stays between the two.
    """
    help_ = HELP_RULES.begin(help_, "accept", actor)
    words = _("Please say when you come.")
    help_.comes = needed(comes, field="comes", words=words, limit=60)
    help_.due_at = clock.by_end_of(clock.today(), rule_of(help_.county).tell_days)
    return _keep(help_, "accept", actor, comes=help_.comes)


@transaction.atomic
def decline(help_: Help, *, reason: str, actor: Actor) -> Help:
    """Whoever asked reads why, and can ask somebody else."""
    return _refuse(help_, "decline", reason, actor)


@transaction.atomic
def give_up(help_: Help, *, reason: str, actor: Actor) -> Help:
    """The craftsman said yes and cannot come; whoever asked reads why."""
    return _refuse(help_, "give_up", reason, actor)


@dataclass(frozen=True)
class Span:
    """From when until when somebody worked."""

    begins_at: datetime
    ends_at: datetime


@transaction.atomic
def finish(help_: Help, *, span: Span, what: str, actor: Actor) -> Help:
    """The craftsman says what was done, and how long it took."""
    help_ = HELP_RULES.begin(help_, "finish", actor)
    _set_span(help_, span)
    words = _("Please say what you did.")
    help_.done_words = needed(what, field="what", words=words, limit=300)
    help_.due_at = clock.by_end_of(clock.today(), rule_of(help_.county).tell_days)
    return _keep(help_, "finish", actor)


@transaction.atomic
def tell(help_: Help, *, went: str, words: str = "", actor: Actor) -> Help:
    """Whoever asked said how it went. A micro-service waits to be recorded by staff."""
    help_ = HELP_RULES.begin(help_, "tell", actor)
    if went not in Went.values:
        raise Unusable(_("Please choose how it went."), field="went")
    help_.went, help_.words, help_.told_on = went, tidy(words)[:300], clock.today()
    help_.due_at = clock.by_end_of(clock.today(), rule_of(help_.county).tell_days)
    keep(
        help_,
        "tell",
        actor=actor,
        outcome=went,
        note=help_.words,
    )
    return help_


@transaction.atomic
def record(help_: Help, *, span: Span, actor: Actor) -> Help:
    """The craftsman's time is a service record of a volunteer, confirmed by staff after whoever
    asked said that it took place; the volunteer checks it. Once for each help.
    """
    help_ = HELP_RULES.begin(help_, "record", actor)
    _set_span(help_, span)
    skill = help_.skill.name if help_.skill else _("Help by a craftsman")
    volunteer = volunteers.register(help_.talent.person, help_.talent.place, actor=actor)
    plan = Plan(
        skill,
        help_.done_words or help_.text,
        span.begins_at,
        span.ends_at,
        organiser=actor.face or help_.place.name,
    )
    activity = volunteers.plan(help_.place, plan, actor=actor, source=help_)
    made = volunteers.confirm_sheet(activity, [Helper(volunteer)], actor=actor)[0]
    help_.record_id = made.pk
    keep(help_, "record", actor=actor, minutes=made.minutes)
    return help_


@transaction.atomic
def call_off(help_: Help, *, actor: Actor) -> Help:
    """It is not needed any more; the craftsman hears of it."""
    help_ = HELP_RULES.begin(help_, "call_off", actor)
    keep(help_, "call_off", actor=actor)
    return help_


def decline_all(talent: Talent, *, reason: str) -> None:
    """Whoever waits for an answer reads that there will be none, and can ask somebody else."""
    for row in list(talent.helps.filter(state=HelpState.ASKED).order_by("asked_at", "pk")):
        help_ = Help.objects.held(row)
        help_.state = HELP_RULES.lifecycle.target("decline", help_.state)
        help_.reason = reason
        _keep(help_, "decline", SYSTEM, reason=reason)


@transaction.atomic
def lapse(help_: Help) -> Help:
    """The craftsman did not answer in time; whoever asked hears it and can ask somebody else."""
    return _keep(HELP_RULES.begin(help_, "lapse", SYSTEM), "lapse", SYSTEM)


def _hold(person: Person) -> None:
    """Whoever asks many craftsmen at once asks one after the other: they may wait for so many."""
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)


def _check(talent: Talent, need: Need, person: Person, place: Place) -> None:
    if talent.state != TalentState.LISTED:
        raise NotNow(_("They take nothing on at present. Please choose somebody else."))
    if person.pk == talent.person_id:
        raise NotNow(_("This is you."))
    if place.county_code != talent.county:
        raise Unusable(_("Please choose a place in this county."), field="place")
    if need.is_paid and not talent.is_paid:
        raise Unusable(_("They help as a volunteer, not for money."), field="is_paid")
    if not need.is_paid and not talent.is_free:
        raise Unusable(_("They take paid jobs only."), field="is_paid")
    mine = Help.objects.filter(person=person, state__in=sorted(OPEN_HELPS))
    if mine.count() >= MOST_OPEN:
        words = _("You wait for %(most)d craftsmen already. Please say first how it went.")
        raise NotNow(words % {"most": MOST_OPEN})
    if mine.filter(talent=talent).exists():
        raise NotNow(_("You asked them already, and it is not over yet."))


def _the_same(sent: Help, talent: Talent, person: Person) -> Help:
    if (sent.talent_id, sent.person_id) != (talent.pk, person.pk):
        words = _("This was already sent to somebody else. Please open the page again.")
        raise NotNow(words, detail={"reason": "key_used_for_another_body"})
    return sent


def _refuse(help_: Help, verb: str, reason: str, actor: Actor) -> Help:
    help_ = HELP_RULES.begin(help_, verb, actor)
    help_.reason = why(reason)
    return _keep(help_, verb, actor, reason=help_.reason)


def _set_span(help_: Help, span: Span) -> None:
    if span.ends_at <= span.begins_at or span.ends_at - span.begins_at > timedelta(days=1):
        raise Unusable(_("It must end after it begins, within a day."), field="ends")
    if span.ends_at > clock.now():
        raise Unusable(_("Hours are recorded when they are over."), field="ends")
    help_.begins_at, help_.ends_at = span.begins_at, span.ends_at


def _keep(help_: Help, verb: str, actor: Actor, **data: Any) -> Help:
    keep(help_, verb, actor=actor, **data)
    return help_
