"""How does what was found at a door become an appeal, and when does the visitor have its number?

One transaction, two actions: the appeal of channel 'door knock' waits to be accepted, the finding
names it. It has the finding's key, so that it is made once however often a phone hands in its form.
What cannot become an appeal yet stays a finding, with the reason, and is tried again.
"""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core.errors import Refusal
from jinlin.core.text import first_words
from jinlin.domains.appeals import actions as appeals
from jinlin.domains.appeals.actions import Report
from jinlin.domains.appeals.models import Channel
from jinlin.domains.visits import actions as visits
from jinlin.domains.visits.models import Finding, FindingKind, FindingState
from jinlin.journeys.visit_to_wish import make_wish

MAKERS = {FindingKind.WISH: make_wish}


def pass_on(finding: UUID) -> Finding | None:
    """The finding as it stands now: passed on if it could be, and only once."""
    try:
        return _passed(finding)
    except Refusal as refusal:
        row = Finding.objects.filter(pk=finding).first()
        if row is not None and row.state == FindingState.WAITING:
            visits.note_problem(row, words=str(refusal))
        return row


def pass_on_all(keys: list[UUID]) -> list[Finding]:
    """Those of these that are to become matters, in their order."""
    wanted = Finding.objects.filter(pk__in=keys, kind__in=visits.BECOMES).order_by("found_at", "pk")
    passed = [pass_on(key) for key in list(wanted.values_list("pk", flat=True))]
    return [row for row in passed if row is not None]


def pass_on_waiting() -> int:
    """What a form brought while the house was busy or unready is passed on now; how many. Safe to
    run twice.
    """
    rows = Finding.objects.waiting().filter(kind__in=visits.BECOMES).order_by("found_at", "pk")
    passed = pass_on_all(list(rows.values_list("pk", flat=True)[:500]))
    return sum(row.state == FindingState.PASSED for row in passed)


@transaction.atomic
def _passed(key: UUID) -> Finding:
    finding = visits.held_finding(key)
    if finding.state != FindingState.WAITING:
        return finding
    make = MAKERS.get(FindingKind(finding.kind), make_appeal)
    subject_id, number = make(finding)
    actor = visits.on_word_of(finding.visit.visitor, face=finding.door.round.unit.name)
    return visits.note_passed(finding, subject_id=subject_id, number=number, actor=actor)


def make_appeal(finding: Finding) -> tuple[UUID, str]:
    """The appeal's key and number."""
    door = finding.door
    actor = visits.on_word_of(finding.visit.visitor, face=door.round.unit.name)
    report = Report(
        place=door.household.place,
        text=finding.text,
        title=first_words(finding.text),
        channel=Channel.DOOR,
        reporter=finding.person,
        origin=_("door-knocking round {title}").format(title=door.round.title),
        written_at=finding.found_at,
        key=finding.pk,
    )
    appeal = appeals.report(report, actor=actor)
    return appeal.pk, appeal.number
