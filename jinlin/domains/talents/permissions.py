"""Who may do what with talents, applications, certificates, pairs and helps?

Whoever looks after a place keeps its talents; the lead decides; a panel judges and does not decide;
nobody decides about themselves. What nobody granted is not allowed.
"""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.rules import Rules, When, is_the_house
from jinlin.core.time import clock
from jinlin.domains.talents.lifecycle import (
    CERTIFICATE_LIFECYCLE,
    LIFECYCLE,
    PRESENT,
    TALENT_LIFECYCLE,
)
from jinlin.domains.talents.lifecycle_of_help import HELP_LIFECYCLE, PAIR_LIFECYCLE
from jinlin.domains.talents.models import Application, Certificate, Help, Pair, Seat, Talent, Went
from jinlin.domains.talents.models.talent import KEEPERS, READERS
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people.models import Person
from jinlin.ground.people.queries import speaks_for
from jinlin.ground.places.models import Place
from jinlin.services.documents import public_notices

SCOPE = "talents:write"


def is_keeper(actor: Actor, row: Any) -> bool:
    """Clerk or lead of its place."""
    return actor.is_system or actor.holds(*KEEPERS, at=row.place_code)


def can_find(actor: Actor, place: Place) -> bool:
    """Write down finds of a place."""
    return actor.is_system or actor.holds(*KEEPERS, at=place.code)


def can_nominate(actor: Actor) -> bool:
    may_write = actor.scopes is None or SCOPE in actor.scopes
    return may_write and (actor.is_signed_in or actor.is_system)


def can_check(actor: Actor, talent: Talent) -> bool:
    """Clerk or lead of the place, but not about themselves."""
    return is_keeper(actor, talent) and not _is_about(actor, talent)


def can_describe(actor: Actor, talent: Talent) -> bool:
    return speaks_for(actor, talent.person) or is_keeper(actor, talent)


def can_read_internal(actor: Actor, row: Any) -> bool:
    is_looking_on = actor.is_system or actor.holds(*READERS, at=row.place_code)
    return actor.is_staff and is_looking_on


def can_apply(actor: Actor, talent: Talent) -> bool:
    return can_describe(actor, talent)


def is_applicant(actor: Actor, application: Application) -> bool:
    return can_describe(actor, application.talent)


def can_take_up(actor: Actor, application: Application) -> bool:
    return can_check(actor, application.talent)


def can_decide(actor: Actor, application: Application) -> bool:
    """The lead of the place; never whom it is about, nor anybody who judged it."""
    if not (actor.is_system or actor.holds(Role.LEAD, at=application.place_code)):
        return False
    judges = Seat.objects.of(actor).filter(application=application).exists()
    return not (judges or _is_about(actor, application.talent))


def can_judge(actor: Actor, seat: Seat) -> bool:
    """Whoever was named, while they are an assessor."""
    return seat.user_id == actor.user_id and actor.holds(Role.ASSESSOR)


def can_keep_certificate(actor: Actor, certificate: Certificate) -> bool:
    return can_check(actor, certificate.talent)


def can_withdraw(actor: Actor, certificate: Certificate) -> bool:
    is_lead = actor.is_system or actor.holds(Role.LEAD, at=certificate.place_code)
    return is_lead and not _is_about(actor, certificate.talent)


def can_pair(actor: Actor, mentor: Talent) -> bool:
    return can_describe(actor, mentor)


def is_mentor(actor: Actor, pair: Pair) -> bool:
    return speaks_for(actor, pair.mentor.person)


def can_agree(actor: Actor, pair: Pair) -> bool:
    """The mentor; staff when the mentor said so to them."""
    return is_mentor(actor, pair) or is_keeper(actor, pair)


def can_note(actor: Actor, pair: Pair) -> bool:
    return can_agree(actor, pair) or speaks_for(actor, pair.learner)


def is_craftsman(actor: Actor, help_: Help) -> bool:
    return speaks_for(actor, help_.talent.person)


def is_asker(actor: Actor, help_: Help) -> bool:
    return speaks_for(actor, help_.person)


def can_ask(actor: Actor, person: Person, place: Place) -> bool:
    """For oneself; staff of the place for whoever came to them."""
    may_write = actor.scopes is None or SCOPE in actor.scopes
    return may_write and (speaks_for(actor, person) or actor.holds(*KEEPERS, at=place.code))


def can_tell(actor: Actor, help_: Help) -> bool:
    """Whoever asked; staff when they heard it from them. Never the craftsman, whose mandate they
    may hold.
    """
    may_tell = is_asker(actor, help_) or is_keeper(actor, help_)
    return may_tell and not _is_about(actor, help_.talent)


def can_call_off(actor: Actor, help_: Help) -> bool:
    return is_asker(actor, help_) or is_keeper(actor, help_)


def can_record(actor: Actor, help_: Help) -> bool:
    """Nobody records their own hours."""
    return is_keeper(actor, help_) and not _is_about(actor, help_.talent)


def can_see_phones(actor: Actor, help_: Help) -> bool:
    """The two of them, after the yes."""
    return help_.shows_phones and (is_craftsman(actor, help_) or is_asker(actor, help_))


def _is_about(actor: Actor, talent: Talent) -> bool:
    return actor.user_id is not None and talent.person.user_id == actor.user_id


TALENT_MAY: dict[str, Callable[[Actor, Talent], bool]] = {
    "take_in": can_check,
    "turn_down": can_check,
    "nominate_again": is_the_house,
    "describe": can_describe,
    "rest": can_describe,
    "come_back": can_describe,
    "leave": can_describe,
}
TALENT_WHEN: dict[str, tuple[When[Talent], ...]] = {
    "come_back": (
        When(lambda talent: talent.agreed_on is not None, _("They never agreed to be shown.")),
    ),
}
MAY: dict[str, Callable[[Actor, Application], bool]] = {
    "ask_back": can_take_up,
    "answer_back": is_applicant,
    "convene": can_decide,
    "add_assessor": can_decide,
    "excuse": can_decide,
    "publish": can_decide,
    "not_pass": can_decide,
    "overrule": can_decide,
    "uphold": can_decide,
    "certify": is_the_house,
    "refuse": can_take_up,
    "take_back": is_applicant,
}
_PANEL_AT_WORK = _("The panel is not done: each has to declare, and whoever is free to judge.")
_STILL_SITS = _("Everybody has judged, or is still an assessor and has time to.")
_NO_OBJECTION = _("Nobody objects, or every objection has its answer.")
WHEN: dict[str, tuple[When[Application], ...]] = {
    "convene": (
        When(lambda row: row.talent.state in PRESENT, _("They are not in the directory.")),
    ),
    "excuse": (When(lambda row: bool(row.excusable()), _STILL_SITS),),
    "publish": (
        When(lambda row: row.verdicts().is_complete, _PANEL_AT_WORK),
        When(lambda row: row.verdicts().is_carried, _("The panel is not for it.")),
    ),
    "not_pass": (
        When(lambda row: row.verdicts().is_complete, _PANEL_AT_WORK),
        When(lambda row: not row.verdicts().is_carried, _("The panel is for it.")),
    ),
    "overrule": (When(public_notices.unanswered, _NO_OBJECTION),),
    "uphold": (When(public_notices.unanswered, _NO_OBJECTION),),
    "certify": (
        When(public_notices.is_cleared, _("The notice is not over, or an objection is open.")),
    ),
}
CERTIFICATE_MAY: dict[str, Callable[[Actor, Certificate], bool]] = {
    "review": can_keep_certificate,
    "suspend": can_withdraw,
    "reinstate": can_withdraw,
    "withdraw": can_withdraw,
    "expire": is_the_house,
}
_OVER = _("Its term is over.")
CERTIFICATE_WHEN: dict[str, tuple[When[Certificate], ...]] = {
    "review": (When(lambda row: row.valid_until >= clock.today(), _OVER),),
    "suspend": (When(lambda row: row.valid_until >= clock.today(), _OVER),),
    "reinstate": (When(lambda row: row.valid_until >= clock.today(), _OVER),),
    "expire": (When(lambda row: row.valid_until < clock.today(), _("Its term is not over yet.")),),
}
PAIR_MAY: dict[str, Callable[[Actor, Pair], bool]] = {
    "agree": can_agree,
    "meet": can_note,
    "plan": can_note,
    "reach": can_note,
    "complete": can_agree,
    "end": can_note,
}
PAIR_WHEN: dict[str, tuple[When[Pair], ...]] = {
    "reach": (
        When(
            lambda pair: pair.goals.filter(reached_on=None).exists(),
            _("Every goal is reached already."),
        ),
    ),
    "complete": (
        When(
            lambda pair: pair.meetings.exists(),
            _("They have not met yet: please note a session first, or end it early."),
        ),
    ),
}
HELP_MAY: dict[str, Callable[[Actor, Help], bool]] = {
    "accept": is_craftsman,
    "decline": is_craftsman,
    "give_up": is_craftsman,
    "finish": is_craftsman,
    "tell": can_tell,
    "record": can_record,
    "call_off": can_call_off,
    "lapse": is_the_house,
}
HELP_WHEN: dict[str, tuple[When[Help], ...]] = {
    "record": (
        When(lambda row: not row.is_paid, _("A paid job is no voluntary service.")),
        When(lambda row: row.went != Went.NOBODY_CAME, _("Whoever asked says that nobody came.")),
    ),
    "lapse": (When(lambda row: row.due_at < clock.now(), _("There is still time to answer.")),),
}

RULES: Rules[Application] = Rules(LIFECYCLE, MAY, WHEN, scope=SCOPE)
TALENT_RULES: Rules[Talent] = Rules(TALENT_LIFECYCLE, TALENT_MAY, TALENT_WHEN, scope=SCOPE)
CERTIFICATE_RULES: Rules[Certificate] = Rules(
    CERTIFICATE_LIFECYCLE, CERTIFICATE_MAY, CERTIFICATE_WHEN, scope=SCOPE
)
PAIR_RULES: Rules[Pair] = Rules(PAIR_LIFECYCLE, PAIR_MAY, PAIR_WHEN, scope=SCOPE)
HELP_RULES: Rules[Help] = Rules(HELP_LIFECYCLE, HELP_MAY, HELP_WHEN, scope=SCOPE)
