"""Who may do what in a case? Only its team; nobody agrees to their own.

Responsible and helping workers work, the team's supervisor agrees. Neither a place nor an
administration gives anything here.
"""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.rules import Rules, When
from jinlin.core.time import clock
from jinlin.core.timeline import has_done
from jinlin.domains.casework.lifecycle import LIFECYCLE, OPEN
from jinlin.domains.casework.models import (
    CASE_ROLES,
    Assessment,
    Case,
    Note,
    Of,
    Opening,
    Part,
    Review,
    Service,
    Step,
)
from jinlin.domains.casework.models.standing import has_consent, is_withdrawn, part_of
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Organisation

SCOPE = "casework:write"
WORKERS = (Part.WORKER, Part.HELPER)


def is_worker(actor: Actor, case: Case) -> bool:
    return part_of(actor, case) in WORKERS


def is_responsible(actor: Actor, case: Case) -> bool:
    return part_of(actor, case) == Part.WORKER


def is_supervisor(actor: Actor, case: Case) -> bool:
    return part_of(actor, case) == Part.SUPERVISOR


def is_on_team(actor: Actor, case: Case) -> bool:
    return bool(part_of(actor, case))


def can_open(actor: Actor, agency: Organisation) -> bool:
    """Take somebody in: whoever works for the agency."""
    return actor.is_system or agency.pk in actor.organisations(*CASE_ROLES)


def can_write(actor: Actor, case: Case) -> bool:
    """Notes, plans, assessments, consents: while the case is open."""
    return is_worker(actor, case) and case.state in OPEN


def can_review(actor: Actor, case: Case) -> bool:
    return is_supervisor(actor, case)


def can_agree_to_closure(actor: Actor, case: Case) -> bool:
    """Another person than whoever handed it in."""
    return is_supervisor(actor, case) and not has_done(actor, case, "ask_to_close")


def can_assign(actor: Actor, case: Case) -> bool:
    return is_supervisor(actor, case)


def can_seal(actor: Actor, case: Case) -> bool:
    return actor.is_system or is_supervisor(actor, case)


def can_destroy(actor: Actor, case: Case) -> bool:
    return is_supervisor(actor, case) or actor.is_system


def can_decide(actor: Actor, opening: Opening) -> bool:
    """Let somebody read the case: its supervisor, never whoever asks."""
    if opening.case is None or opening.asked_by == actor.user_id:
        return False
    return is_supervisor(actor, opening.case)


def can_ask(actor: Actor) -> bool:
    return actor.user_id is not None and actor.holds(*CASE_ROLES)


def can_serve(actor: Actor, agency: Organisation) -> bool:
    """Write services down, and open service points: whoever works for the agency."""
    return can_open(actor, agency)


def can_correct(actor: Actor, service: Service) -> bool:
    """Put a service without a case right, or take it back: whoever wrote it down and still works
    for the agency, and the agency's supervisors.
    """
    if can_keep_points(actor, service.agency):
        return True
    return service.by == actor.user_id and can_serve(actor, service.agency)


def can_keep_points(actor: Actor, agency: Organisation) -> bool:
    return actor.is_system or agency.pk in actor.organisations(Role.CASE_SUPERVISOR)


MAY: dict[str, Callable[[Actor, Case], bool]] = {
    "take_on": is_responsible,
    "decline": lambda actor, case: is_responsible(actor, case) or is_supervisor(actor, case),
    "move_on": is_worker,
    "step_back": is_worker,
    "ask_to_close": is_responsible,
    "close": can_agree_to_closure,
    "send_back": can_agree_to_closure,
    "follow_up": is_worker,
    "reopen": is_supervisor,
    "seal": can_seal,
    "destroy": can_destroy,
}


def is_done(case: Case) -> bool:
    """What the present phase asks for is there."""
    step = case.present_phase.step
    if step == Step.ASSESS:
        return Assessment.objects.filter(case=case).exists()
    if step == Step.PLAN:
        return Review.objects.filter(case=case, of=Of.PLAN, is_agreed=True).exists()
    if step == Step.ACT:
        return Note.objects.filter(case=case).exists()
    if step == Step.EVALUATE:
        return Assessment.objects.filter(case=case, is_final=True).exists()
    return True


def is_broken_off(case: Case) -> bool:
    """It may end before its last phase: they took their consent back, or were not met in time."""
    return case.is_late or is_withdrawn(case)


def _is_kept_long_enough(case: Case) -> bool:
    return case.keep_until is not None and case.keep_until <= clock.today()


NOT_DONE = _(
    "This phase is not done: it needs its assessment, a plan that the supervisor agreed to, or a "
    "session note."
)
WITHDRAWN = _(
    "The consent was withdrawn: nothing more is written until they agree again, or the work ends."
)
WHEN: dict[str, tuple[When[Case], ...]] = {
    "take_on": (
        When(has_consent, _("First the consent: of the person, under 14 of the guardian.")),
    ),
    "move_on": (
        When(lambda case: not case.is_in_last_phase, _("This is the last phase.")),
        When(is_done, NOT_DONE),
    ),
    "step_back": (When(lambda case: case.phase > 0, _("This is the first phase.")),),
    "ask_to_close": (
        When(
            lambda case: case.is_in_last_phase or is_broken_off(case),
            _("The phases before the closure are not done yet."),
        ),
        When(lambda case: is_done(case) or is_broken_off(case), NOT_DONE),
    ),
    "reopen": (
        When(lambda case: not case.is_sealed, _("It is sealed: a new case is opened instead.")),
    ),
    "seal": (When(lambda case: not case.is_sealed, _("It is sealed already.")),),
    "destroy": (
        When(_is_kept_long_enough, _("The law asks to keep it longer: its term is not over.")),
    ),
}

RULES = Rules(LIFECYCLE, MAY, WHEN, scope=SCOPE)
