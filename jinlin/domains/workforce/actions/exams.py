"""How do people come from being mobilised to their certificate, from a file or one by one?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.domains.workforce.actions.steps import hold_county
from jinlin.domains.workforce.actions.telling import tell_listed, tell_result
from jinlin.domains.workforce.models import Attempt, Candidacy, Level
from jinlin.domains.workforce.permissions import can_keep, can_note_result
from jinlin.ground.people import actions as people
from jinlin.ground.people.actions import Listed
from jinlin.ground.people.models import Person

STRUCK = ("struck_on", "struck_by", "struck_reason")
STAGES = ("mobilised_on", "registered_on", "sat_on", "passed_on", "certified_on")


@dataclass(frozen=True)
class Exam:
    """The exam of one level in one year, as one county sees it."""

    county: str
    year: int
    level: int


@dataclass(frozen=True)
class Candidate:
    """One line of a list of candidates."""

    who: Listed
    unit: str = ""
    class_name: str = ""


@transaction.atomic
def reach(
    exam: Exam, stage: str, candidates: Sequence[Candidate], *, on: date, actor: Actor
) -> Counter[str]:
    """All of them have reached this stage by this day: how many are new in it, were in it before,
    or `early`: the stage before is missing, and nothing changed for them. Whoever is mobilised or
    registers needs none before. Who was taken off the list is on it again (`back`).
    """
    require(can_keep(actor, exam.county))
    if stage not in STAGES or exam.level not in Level.values:
        raise Unusable(_("Please choose the stage and the level."), field="stage")
    hold_county(exam.county)
    found = people.know_listed(exam.county, [each.who for each in candidates], actor=actor)
    known = {
        row.person_id: row
        for row in Candidacy.objects.select_for_update(of=("self",))
        .select_related("person")
        .filter(county=exam.county, year=exam.year, level=exam.level)
    }
    counts: Counter[str] = Counter()
    fresh, moved = [], []
    for each in candidates:
        person, _is_new = found[each.who.citizen_key]
        row = known.get(person.pk)
        if row is None and STAGES.index(stage) <= 1:
            row = known[person.pk] = _entered(exam, person, each, on=on)
            fresh.append(row)
        if row is not None and row.struck_on is not None and can_note_result(actor, row):
            list_again(row, actor=actor)
            counts["back"] += 1
        outcome = _step(row, stage, on)
        counts[outcome] += 1
        if outcome == "new" and row not in fresh:
            moved.append(row)
    Candidacy.objects.bulk_create(fresh)
    Candidacy.objects.bulk_update([row for row in moved if row], list(STAGES))
    return counts


@transaction.atomic
def note_result(row: Candidacy, *, subject: int, result: str, actor: Actor) -> Attempt:
    """The result of one subject stands, once; the same again changes nothing."""
    row = Candidacy.objects.select_for_update(of=("self",)).get(pk=row.pk)
    require(can_note_result(actor, row))
    if row.struck_on:
        raise NotNow(_("They were taken off the list."))
    if result not in Attempt.Result.values or row.sat_on is None:
        raise Unusable(_("Only somebody who sat for the exam has a result."), field="result")
    is_known = Attempt.objects.filter(candidacy=row, subject=subject, result=result).exists()
    attempt, _is_new = Attempt.objects.update_or_create(
        candidacy=row, subject=subject, defaults={"county": row.county, "result": result}
    )
    if not is_known:
        data = {"subject": subject, "result": str(result)}
        timeline.record(row, "note_result", actor=actor, data=data, audience="staff")
        tell_result(row, attempt)
    return attempt


def list_again(row: Candidacy, *, actor: Actor) -> None:
    """The person is on the list again, as before they were taken off; the caller holds the row, and
    knows that it is theirs to decide.
    """
    row.struck_on, row.struck_by, row.struck_reason = None, None, ""
    row.save(update_fields=STRUCK)
    timeline.record(row, "list_again", actor=actor, audience="staff")
    tell_listed(row, "list_again")


def _entered(exam: Exam, person: Person, each: Candidate, *, on: date) -> Candidacy:
    return Candidacy(
        county=exam.county,
        person=person,
        year=exam.year,
        level=exam.level,
        place_code=exam.county,
        unit=each.unit[:120],
        class_name=each.class_name[:80],
        mobilised_on=on,
    )


def _step(row: Any, stage: str, on: date) -> str:
    """Whether the row is in the stage now: new, same or early."""
    if row is None:
        return "early"
    if getattr(row, stage) is not None:
        return "same" if stage != STAGES[0] or row.mobilised_on != on else "new"
    before = STAGES[STAGES.index(stage) - 1]
    if getattr(row, before) is None or getattr(row, before) > on:
        return "early"
    setattr(row, stage, on)
    return "new"
