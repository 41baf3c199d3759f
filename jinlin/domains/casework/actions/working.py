"""How does a case go through its phases, and how does it end?"""

import re
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import Unusable
from jinlin.core.text import needed, tidy, why_of
from jinlin.core.time import clock
from jinlin.domains.casework import deadlines
from jinlin.domains.casework.actions.steps import (
    check_agreed,
    contacted,
    due_in,
    keep,
    rule_of,
    user_of,
)
from jinlin.domains.casework.models import (
    Case,
    Consent,
    Ending,
    Member,
    Of,
    OwnWord,
    Purpose,
    Relative,
    Review,
)
from jinlin.domains.casework.models.standing import has_consent
from jinlin.domains.casework.permissions import RULES, is_done

LONGEST_REASON = 300
GIVEN_NAME = 2  # letters of a name, without the family's
BROKEN_OFF = {Ending.REFERRED, Ending.ENDED, Ending.LOST}
LONG_NUMBER = re.compile(r"\d{6}")


@dataclass(frozen=True)
class Closing:
    """What is said when work ends: the outcome, what was reached, and the person's own word."""

    ending: str
    words: str
    own_word: str = OwnWord.NOTHING
    own_words: str = ""
    shown_words: str = ""
    follow_up_on: date | None = None


@transaction.atomic
def take_on(case: Case, *, actor: Actor) -> Case:
    """The work has begun; the next contact is due."""
    case = RULES.begin(case, "take_on", actor)
    contacted(case)
    keep(case, "take_on", actor=actor)
    return case


@transaction.atomic
def decline(case: Case, *, reason: str, actor: Actor) -> Case:
    """It is not taken on, for a reason that names who helps instead."""
    case = RULES.begin(case, "decline", actor)
    _keep_from_today(case)
    keep(case, "decline", actor=actor, reason=why_of(reason, limit=LONGEST_REASON))
    return case


@transaction.atomic
def move_on(case: Case, *, actor: Actor) -> Case:
    """It is in the next phase of its profile."""
    case = RULES.begin(case, "move_on", actor)
    check_agreed(case)
    case.phase += 1
    contacted(case)
    keep(case, "move_on", actor=actor, phase=case.present_phase.name)
    return case


@transaction.atomic
def step_back(case: Case, *, phase: int, reason: str, actor: Actor) -> Case:
    """It is in an earlier phase again, for a reason."""
    case = RULES.begin(case, "step_back", actor)
    if not 0 <= phase < case.phase:
        raise Unusable(_("Please choose an earlier phase."), field="phase")
    case.phase = phase
    contacted(case)
    keep(
        case,
        "step_back",
        actor=actor,
        reason=why_of(reason, limit=LONGEST_REASON),
        phase=case.present_phase.name,
    )
    return case


@transaction.atomic
def ask_to_close(case: Case, *, closing: Closing, actor: Actor) -> Case:
    """The outcome and the person's own word stand; the supervisor looks it through."""
    case = RULES.begin(case, "ask_to_close", actor)
    if closing.follow_up_on and closing.follow_up_on <= clock.today():
        raise Unusable(_("This day has passed already."), field="follow_up_on")
    if closing.ending not in BROKEN_OFF and not (case.is_in_last_phase and is_done(case)):
        raise Unusable(
            _(
                "Its phases are not done: say that the person ended it, moved away or went "
                "elsewhere."
            ),
            field="ending",
        )
    case.ending, case.own_word = closing.ending, closing.own_word
    case.closing_words = needed(
        closing.words, field="words", words=_("Please say what was reached."), limit=2000
    )
    case.own_words = tidy(closing.own_words)[:1000]
    case.shown_words = _shown(case, closing)
    case.follow_up_on = closing.follow_up_on
    case.due_at = due_in(rule_of(case.county).review_days)
    keep(case, "ask_to_close", actor=actor, ending=closing.ending, own_word=closing.own_word)
    return case


@transaction.atomic
def close(case: Case, *, note: str = "", actor: Actor) -> Case:
    """It is closed; until when it is kept is known, and when somebody asks how things are."""
    case = RULES.begin(case, "close", actor)
    case.closed_on, case.meets_at = clock.today(), None
    _keep_from_today(case)
    _reviewed(case, is_agreed=True, text=note, actor=actor)
    keep(case, "close", actor=actor)
    return case


@transaction.atomic
def send_back(case: Case, *, reason: str, actor: Actor) -> Case:
    """It is worked on again: what the supervisor missed is said."""
    case = RULES.begin(case, "send_back", actor)
    reason = why_of(reason, limit=LONGEST_REASON)
    contacted(case)
    _reviewed(case, is_agreed=False, text=reason, actor=actor)
    keep(case, "send_back", actor=actor, reason=reason)
    return case


@transaction.atomic
def follow_up(case: Case, *, how: str, next_on: date | None = None, actor: Actor) -> Case:
    """It is on record how things are, and when somebody asks again; without a day, no more."""
    case = RULES.begin(case, "follow_up", actor)
    how = needed(how, field="how", words=_("Please say how things are."), limit=1000)
    if next_on and next_on <= clock.today():
        raise Unusable(_("This day has passed already."), field="next_on")
    case.follow_up_on = next_on
    _due_after_closure(case)
    keep(case, "follow_up", actor=actor, reason=how)
    return case


@transaction.atomic
def reopen(case: Case, *, reason: str, actor: Actor) -> Case:
    """It is worked on again, from the first phase that acts."""
    case = RULES.begin(case, "reopen", actor)
    case.closed_on, case.keep_until, case.follow_up_on = None, None, None
    case.ending, case.shown_words = "", ""
    contacted(case)
    keep(case, "reopen", actor=actor, reason=why_of(reason, limit=LONGEST_REASON))
    return case


def _keep_from_today(case: Case) -> None:
    """Its term of keeping begins; a minor's file is kept until they are grown."""
    today = clock.today()
    case.closed_on = case.closed_on or today
    grown_on = case.grown_on if case.is_minor else None
    case.keep_until = deadlines.keep_until(today, rule_of(case.county).keep_years, grown_on)
    _due_after_closure(case)


def _due_after_closure(case: Case) -> None:
    day = case.follow_up_on or case.keep_until or clock.today()
    case.due_at = clock.end_of(day)


def _shown(case: Case, closing: Closing) -> str:
    """Thanks as everybody may read them, only with the person's consent to that."""
    shown = tidy(closing.shown_words)[:200]
    if not shown:
        return ""
    if closing.own_word != OwnWord.THANKS or not has_consent(case, Purpose.THANKS):
        raise Unusable(
            _("Thanks are shown only where the person agreed to just that: note the consent."),
            field="shown_words",
        )
    if LONG_NUMBER.search(shown) or any(word in shown for word in _telling(case)):
        raise Unusable(
            _("This would tell who it is. Please leave the name out."), field="shown_words"
        )
    return shown


def _telling(case: Case) -> set[str]:
    """What would tell who it is: the names of everybody in the file, also without the family name,
    and where they live.
    """
    names = {case.name, *Relative.objects.filter(case=case).values_list("name", flat=True)}
    names |= {*Member.objects.filter(case=case).values_list("name", flat=True)}
    names |= {*Consent.objects.filter(case=case).values_list("given_by", flat=True)}
    given = {name[1:] for name in names if len(name) > GIVEN_NAME}
    return {*names, *given, case.phone, case.place.name} - {""}


def _reviewed(case: Case, *, is_agreed: bool, text: str, actor: Actor) -> None:
    Review.objects.create(
        county=case.county,
        case=case,
        of=Of.CLOSURE,
        is_agreed=is_agreed,
        text=tidy(text)[:LONGEST_REASON],
        by=user_of(actor),
        at=clock.now(),
    )
