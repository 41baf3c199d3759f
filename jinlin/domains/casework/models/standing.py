"""Who stands how to a case now: on its team as what, and did they agree?"""

from uuid import UUID

from jinlin.core.actor import Actor
from jinlin.domains.casework.models.case import CASE_ROLES, Assignment, Case
from jinlin.domains.casework.models.written import Consent, Purpose

_PARTS = "_parts"  # on a case: who is on its team, asked once for all its buttons


def parts_of(case: Case) -> dict[UUID, str]:
    """Who is on the team now, and as what: one statement for each case that was read."""
    found: dict[UUID, str] | None = case.__dict__.get(_PARTS)
    if found is None:
        rows = Assignment.objects.filter(case=case, until_at=None)
        found = case.__dict__[_PARTS] = dict(rows.values_list("user_id", "part"))
    return found


def forget_parts(case: Case) -> None:
    case.__dict__.pop(_PARTS, None)


def part_of(actor: Actor, case: Case) -> str:
    if actor.user_id is None or case.agency_id not in actor.organisations(*CASE_ROLES):
        return ""
    return parts_of(case).get(actor.user_id, "")


def is_withdrawn(case: Case) -> bool:
    """They had agreed to the work, and do not any more."""
    rows = Consent.objects.filter(case=case, purpose=Purpose.SERVICE)
    ends = list(rows.values_list("withdrawn_at", flat=True))
    return bool(ends) and None not in ends


def has_consent(case: Case, purpose: str = Purpose.SERVICE) -> bool:
    return Consent.objects.filter(case=case, purpose=purpose, withdrawn_at=None).exists()
