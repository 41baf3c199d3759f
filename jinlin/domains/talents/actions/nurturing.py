"""How does a talent bring a newcomer on (能人带新人)?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.text import needed, tidy
from jinlin.core.time import clock
from jinlin.core.time.months import months_later
from jinlin.domains.talents.actions.finding import LONGEST_WHY, By, Find, nominate
from jinlin.domains.talents.actions.steps import keep, rule_of, why
from jinlin.domains.talents.actions.voices import speak
from jinlin.domains.talents.lifecycle import PRESENT
from jinlin.domains.talents.models import Goal, Meeting, Outcome, Pair, Skill, Source, Talent
from jinlin.domains.talents.permissions import PAIR_RULES, can_pair
from jinlin.ground.people.models import Person

MOST_GOALS, LONGEST_GOAL, MOST_MINUTES = 6, 100, 12 * 60
AHEAD = timedelta(days=366)  # as far as a session is planned


@dataclass(frozen=True)
class Session:
    """One time at which they worked together."""

    on: date
    minutes: int
    words: str


@transaction.atomic
def propose(
    mentor: Talent, learner: Person, *, skill: Skill, goals: Sequence[str], actor: Actor
) -> Pair:
    """The mentor is asked whether they take the learner on, with these goals.

    Raises NotNow where they learn together in this skill already.
    """
    mentor = Talent.objects.held(mentor)
    require(can_pair(actor, mentor))
    if mentor.state not in PRESENT:
        raise NotNow(_("Only who is in the directory can be a mentor."))
    if learner.pk == mentor.person_id or learner.county != mentor.county:
        raise Unusable(_("Nobody learns from themselves."), field="phone")
    wanted = [text for goal in goals if (text := tidy(goal)[:LONGEST_GOAL])][:MOST_GOALS]
    if not wanted:
        raise Unusable(_("Please write at least one goal."), field="goals")
    pair = Pair(
        county=mentor.county,
        mentor=mentor,
        learner=learner,
        skill=skill,
        place_code=mentor.place_code,
        due_at=clock.by_end_of(clock.today(), rule_of(mentor.county).check_days),
        proposed_at=clock.now(),
        version=1,
    )
    try:
        with transaction.atomic():
            pair.save(force_insert=True)
    except IntegrityError as error:
        raise NotNow(_("These two learn together in this skill already.")) from error
    Goal.objects.bulk_create(
        Goal(county=pair.county, pair=pair, order=order, text=text)
        for order, text in enumerate(wanted, 1)
    )
    speak(pair, timeline.record(pair, "propose", actor=actor, data={"by": actor.face}))
    return pair


@transaction.atomic
def agree(pair: Pair, *, actor: Actor) -> Pair:
    """The mentor takes the learner on, for the county's months."""
    pair = PAIR_RULES.begin(pair, "agree", actor)
    pair.began_on = clock.today()
    until = months_later(clock.today(), rule_of(pair.county).pair_months)
    pair.due_at = clock.end_of(until)
    keep(pair, "agree", actor=actor, due=until)
    return pair


@transaction.atomic
def meet(pair: Pair, *, session: Session, actor: Actor) -> Pair:
    """One session more is on record."""
    pair = PAIR_RULES.begin(pair, "meet", actor)
    began = pair.began_on or clock.today()
    if not began - timedelta(days=31) <= session.on <= clock.today():
        raise Unusable(_("Please enter a day since they began, and not ahead."), field="on")
    if not 1 <= session.minutes <= MOST_MINUTES:
        raise Unusable(_("Please enter the minutes of one day."), field="minutes")
    if pair.next_at and clock.local_day(pair.next_at) <= session.on:
        pair.next_at = None
    words = _("Please say what was practised.")
    Meeting.objects.create(
        county=pair.county,
        pair=pair,
        on=session.on,
        minutes=session.minutes,
        words=needed(session.words, field="words", words=words, limit=300),
        written_by=actor.user_id,
        written_at=clock.now(),
    )
    keep(pair, "meet", actor=actor, day=session.on, minutes=session.minutes)
    return pair


@transaction.atomic
def plan(pair: Pair, *, at: datetime, actor: Actor) -> Pair:
    """Both know when they meet next, and their calendars do; an earlier plan is moved."""
    pair = PAIR_RULES.begin(pair, "plan", actor)
    if not clock.now() < at <= clock.now() + AHEAD:
        raise Unusable(_("Please enter a time that lies ahead, within a year."), field="on")
    pair.next_at, pair.calendar_sequence = at, pair.calendar_sequence + 1
    keep(pair, "plan", actor=actor, when=at.isoformat())
    return pair


@transaction.atomic
def reach(pair: Pair, *, goal: UUID, actor: Actor) -> Pair:
    """The learner can do this now."""
    pair = PAIR_RULES.begin(pair, "reach", actor)
    row = pair.goals.filter(pk=goal, reached_on=None).first()
    if row is None:
        raise Unusable(_("Please choose a goal that is still open."), field="goal")
    row.reached_on = clock.today()
    row.save(update_fields=["reached_on"])
    keep(pair, "reach", actor=actor, goal=row.text)
    return pair


@transaction.atomic
def complete(pair: Pair, *, outcome: str, words: str = "", actor: Actor) -> Pair:
    """How it turned out is on record; who works alone now is nominated by the mentor, and waits to
    be asked whether they want to be found.
    """
    pair = PAIR_RULES.begin(pair, "complete", actor)
    if outcome not in Outcome.values:
        raise Unusable(_("Please choose how it turned out."), field="outcome")
    pair.outcome, pair.words, pair.ended_on = outcome, tidy(words)[:300], clock.today()
    pair = _end(pair, "complete", actor, outcome=outcome, note=pair.words)
    if outcome == Outcome.INDEPENDENT:
        _recommend(pair, actor)
    return pair


@transaction.atomic
def end(pair: Pair, *, reason: str, actor: Actor) -> Pair:
    """They learn together no more."""
    pair = PAIR_RULES.begin(pair, "end", actor)
    pair.words, pair.ended_on = why(reason), clock.today()
    return _end(pair, "end", actor, reason=pair.words)


def _recommend(pair: Pair, actor: Actor) -> None:
    """The learner's own way begins: the mentor's voice, in the craft that they learned."""
    with override(settings.LANGUAGE_CODE):
        praise = _("Learned {skill} from {mentor} and works alone now. {words}").format(
            skill=pair.skill.name, mentor=pair.mentor.called, words=pair.words
        )
    find = Find(praise[:LONGEST_WHY], person=pair.learner, skills=[pair.skill])
    by = By(Source.NEIGHBOUR, pair.mentor.person)
    nominate(pair.mentor.place, find, by=by, actor=actor)


def _end(pair: Pair, verb: str, actor: Actor, **data: Any) -> Pair:
    pair.next_at, pair.calendar_sequence = None, pair.calendar_sequence + 1
    keep(pair, verb, actor=actor, **data)
    return pair
