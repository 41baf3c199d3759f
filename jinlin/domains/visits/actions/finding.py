"""What becomes of what was found at a door?"""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, NotNow, require
from jinlin.core.text import needed
from jinlin.core.time import clock
from jinlin.domains.visits.actions.forms import Found
from jinlin.domains.visits.actions.steps import keep, tell_of_danger
from jinlin.domains.visits.models import Door, Finding, FindingKind, FindingState, Visit
from jinlin.domains.visits.permissions import can_see_to
from jinlin.ground.people.models import Membership, Person
from jinlin.services.notices.actions import tell_carers

LONGEST_NOTE = 300
BECOMES = frozenset({FindingKind.APPEAL, FindingKind.WISH})  # a matter of another domain


def note_findings(visit: Visit, door: Door, found: Sequence[Found], *, actor: Actor) -> None:
    """What was found stands, waits for whoever it is for, and is told where it cannot wait: danger
    to the lead, a need of care to those who look after the home.
    """
    if not found:
        return
    members = _members(door)
    known = set(
        Finding.objects.filter(pk__in=[each.key for each in found]).values_list("pk", flat=True)
    )
    for each in found:
        if each.key in known:  # it came with the form as it stood unfinished
            continue
        finding = _finding(visit, door, each, members)
        finding.save(force_insert=True)
        if finding.kind == FindingKind.URGENT:
            door.is_urgent = True
            keep(door, "danger", actor=actor, what=finding.danger)
            tell_of_danger(finding)
        if finding.kind == FindingKind.CARE and finding.person is not None:
            what = _("A visitor found that care is needed")
            tell_carers(finding.person, event="visits.care", what=what, but=actor.user_id)


def held_finding(pk: UUID) -> Finding:
    """The finding as it is now, locked. Raises NotHere."""
    rows = Finding.objects.select_for_update(of=("self",)).select_related(
        "door__household__place", "door__round__unit", "visit__visitor", "person"
    )
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotHere
    return found


def note_passed(finding: Finding, *, subject_id: UUID, number: str, actor: Actor) -> Finding:
    """The finding, held by the caller, has become a matter with this number."""
    if finding.state != FindingState.WAITING:
        raise NotNow
    finding.state, finding.number, finding.subject_id = FindingState.PASSED, number, subject_id
    finding.problem = ""
    return _done(finding, actor, "pass_on", number=number)


@transaction.atomic
def note_problem(finding: Finding, *, words: str) -> None:
    """Why it could not become a matter yet is known to whoever looks after the place."""
    Finding.objects.filter(pk=finding.pk, state=FindingState.WAITING).update(problem=words[:300])


@transaction.atomic
def see_to(finding: Finding, *, note: str, is_left: bool = False, actor: Actor) -> Finding:
    """Somebody saw to it and says how; or says why nothing is to be done."""
    finding = held_finding(finding.pk)
    require(can_see_to(actor, finding))
    if finding.state != FindingState.WAITING:
        raise NotNow(_("Somebody has seen to this already."))
    finding.note = needed(note, field="note", limit=LONGEST_NOTE)
    finding.state = FindingState.LEFT if is_left else FindingState.SEEN
    return _done(finding, actor, "leave" if is_left else "see_to")


def _done(finding: Finding, actor: Actor, verb: str, **data: str) -> Finding:
    finding.done_at, finding.done_by = clock.now(), actor.user_id
    finding.done_on = clock.today()
    finding.save()
    door = Door.objects.held(finding.door)
    urgent = door.findings.filter(kind=FindingKind.URGENT, state=FindingState.WAITING)
    door.is_urgent = urgent.exists()
    keep(door, verb, actor=actor, what=finding.kind, **data)
    return finding


def _members(door: Door) -> dict[UUID, Person]:
    """Who lives there, those in need first."""
    rows = Membership.objects.filter(household=door.household_id, until=None)
    needy = set(
        rows.filter(person__needs__until=None, person__needs__isnull=False).values_list(
            "person", flat=True
        )
    )
    persons = [row.person for row in rows.select_related("person").order_by("since", "pk")]
    return {person.pk: person for person in sorted(persons, key=lambda one: one.pk not in needy)}


def _finding(visit: Visit, door: Door, each: Found, members: dict[UUID, Person]) -> Finding:
    anybody = next(iter(members.values()), None)
    return Finding(
        id=each.key,
        county=door.county,
        visit=visit,
        door=door,
        place_code=door.place_code,
        kind=each.kind,
        text=each.text,
        person=members.get(each.person, anybody) if each.person else anybody,
        danger=each.danger,
        called=each.called,
        wish_kind=each.wish_kind if each.kind == FindingKind.WISH else "",
        found_at=visit.happened_at,
        found_on=visit.happened_on,
    )
