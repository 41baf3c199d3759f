"""How does a list of candidates, or of their results, come in from a file?"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.books import Sheet, opened
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.text import needed
from jinlin.core.time import clock
from jinlin.domains.workforce import eligibility
from jinlin.domains.workforce.actions.exams import (
    STRUCK,
    Candidate,
    Exam,
    list_again,
    note_result,
    reach,
)
from jinlin.domains.workforce.actions.telling import tell_listed
from jinlin.domains.workforce.eligibility import SENIOR, SUBJECTS, Sitting
from jinlin.domains.workforce.models import Attempt, Candidacy, WorkforceRule
from jinlin.domains.workforce.permissions import can_keep, can_note_result
from jinlin.domains.workforce.queries.finding import one_person
from jinlin.domains.workforce.roster.headings import field_of, is_heading, normal
from jinlin.domains.workforce.roster.identity import read_id, read_name
from jinlin.ground.people.actions import Listed

MOST = 5000
PRACTICE = 2
SUBJECT_WORDS = (
    (1, re.compile(r"综合能力|科目(一|1)")),
    (PRACTICE, re.compile(r"实务|科目(二|2)")),
    (3, re.compile(r"法规|科目(三|3)")),
)
ABSENT, PASSED = re.compile(r"缺考|缺席|未参加"), re.compile(r"^(合格|通过|及格|是|√|✓)$")
FAILED, NOTHING = (
    re.compile(r"^(不合格|未合格|未通过|不通过|不及格|否|×|✗)$"),
    {"-", "—", "/", "无"},
)
MOST_POINTS = 150


@dataclass(frozen=True)
class ListLine:
    """One line of the list: who, and what came of each subject."""

    row: int
    candidate: Candidate
    results: dict[int, str]


@dataclass
class Taken:
    """What a list changed; `problems`: the row, and why nothing of it was taken."""

    counts: Counter[str] = field(default_factory=Counter)
    results: int = 0
    passed: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)


@transaction.atomic
def take_list(exam: Exam, stage: str, path: Path, *, on: date, actor: Actor) -> Taken:
    """Everybody on the list has reached the stage, and their results stand; whoever passed the last
    subject in time has passed. Sent again, it changes nothing.
    """
    require(can_keep(actor, exam.county))
    taken = Taken()
    lines = list(_lines(path, taken, _pass_mark(exam)))
    if not lines and not taken.problems:
        raise Unusable(_("No line with a name and a citizen id was found."), field="file")
    people = [each.candidate for each in lines]
    was_off = _taken_off(exam, people)
    taken.counts = reach(exam, stage, people, on=on, actor=actor)
    for row in was_off:
        _settle(row, is_struck=False, on=on)
    if any(each.results for each in lines):
        _note(exam, lines, taken, on=on, actor=actor)
    return taken


def _pass_mark(exam: Exam) -> int:
    """By the county's numbers at the end of the exam's year, as years of practice count."""
    return WorkforceRule.of(exam.county, date(exam.year, 12, 31)).pass_mark


def _taken_off(exam: Exam, people: Sequence[Candidate]) -> list[Candidacy]:
    """Who of these was taken off this list before."""
    rows = Candidacy.objects.filter(
        county=exam.county, year=exam.year, level=exam.level, struck_on__isnull=False
    )
    keys = [each.who.citizen_key for each in people]
    return list(rows.filter(person__citizen_key__in=keys))


@transaction.atomic
def strike_candidacy(row: Candidacy, *, reason: str, actor: Actor) -> Candidacy:
    """The person was listed by mistake: they count in no stage of the exam any more, and what they
    passed in it counts for no later one. Whoever lists them again puts them back as they were.
    """
    row = _held(row, actor)
    if row.struck_on:
        raise NotNow(_("They were taken off the list."))
    row.struck_reason = needed(reason, field="reason", limit=300)
    row.struck_on, row.struck_by = clock.today(), actor.user_id
    row.save(update_fields=STRUCK)
    timeline.record(row, "strike", actor=actor, note=row.struck_reason, audience="staff")
    tell_listed(row, "strike", reason=row.struck_reason)
    _settle(row, is_struck=True, on=clock.today())
    return row


def _held(row: Candidacy, actor: Actor) -> Candidacy:
    """The candidate, locked, for whoever may decide about their exam."""
    rows = Candidacy.objects.select_for_update(of=("self",)).select_related("person")
    row = rows.get(pk=row.pk)
    require(can_note_result(actor, row))
    return row


@transaction.atomic
def put_back(row: Candidacy, *, actor: Actor) -> Candidacy:
    """Who was taken off the list is on it again, and what they passed counts again."""
    row = _held(row, actor)
    if row.struck_on is None:
        raise NotNow(_("They are on the list."))
    list_again(row, actor=actor)
    _settle(row, is_struck=False, on=clock.today())
    return row


def _lines(path: Path, taken: Taken, mark: int) -> Iterator[ListLine]:
    with opened(path) as book:
        for sheet in book.sheets:
            if not sheet.is_hidden:
                yield from _sheet(sheet, taken, mark)


def _sheet(sheet: Sheet, taken: Taken, mark: int) -> Iterator[ListLine]:
    columns: dict[str, int] = {}
    subjects: dict[int, int] = {}
    for line in sheet.lines():
        if is_heading(line.cells):
            columns, subjects = _columns([normal(cell) for cell in line.cells])
            continue
        if not columns or line.is_hidden or not any(line.cells):
            continue
        if line.number > MOST:
            raise Unusable(_("A list has at most %(most)d lines.") % {"most": MOST}, field="file")
        cells = [*line.cells, *([None] * 40)]
        name = read_name(cells[columns["name"]])
        number = read_id(cells[columns["citizen_id"]])
        if not name.value or not number.value:
            taken.problems.append((line.number, _("The name or the citizen id is not sure.")))
            continue
        unit, group = (
            str(cells[columns[each]] or "") if each in columns else "" for each in ("unit", "class")
        )
        candidate = Candidate(Listed(name.value, number.value), unit, group)
        try:
            results = {
                subject: result
                for place, subject in subjects.items()
                if (result := _result(str(cells[place] or "").strip(), mark))
            }
        except Unusable as problem:
            taken.problems.append((line.number, str(problem)))
            continue
        yield ListLine(line.number, candidate, results)


def _columns(headings: list[str]) -> tuple[dict[str, int], dict[int, int]]:
    """Where name, id, unit and class stand, and which column is which subject's."""
    columns: dict[str, int] = {}
    subjects: dict[int, int] = {}
    for place, text in enumerate(headings):
        subject = next((n for n, rule in SUBJECT_WORDS if rule.search(text)), None)
        if subject:
            subjects[place] = subject
        elif "班" in text:
            columns.setdefault("class", place)
        elif (name := field_of(text)) in {"name", "citizen_id", "unit"}:
            columns.setdefault(name, place)
    is_whole = {"name", "citizen_id"} <= set(columns)
    return (columns, subjects) if is_whole else ({}, {})


def _result(text: str, mark: int) -> str:
    """Raises Unusable for what is neither points nor a word for a result: nobody has failed by a
    note in the cell.
    """
    if not text or text in NOTHING:
        return ""
    if ABSENT.search(text):
        return Attempt.Result.ABSENT
    if PASSED.match(text):
        return Attempt.Result.PASSED
    if FAILED.match(text):
        return Attempt.Result.FAILED
    if re.fullmatch(r"\d{1,3}(\.\d+)?", text, re.ASCII) and float(text) <= MOST_POINTS:
        return Attempt.Result.PASSED if float(text) >= mark else Attempt.Result.FAILED
    raise Unusable(_("The result “%(result)s” is not understood.") % {"result": text[:20]})


def _note(exam: Exam, lines: list[ListLine], taken: Taken, *, on: date, actor: Actor) -> None:
    rows = Candidacy.objects.filter(county=exam.county, year=exam.year, level=exam.level)
    keys = [each.candidate.who.citizen_key for each in lines]
    found = {
        row.person.citizen_key: row
        for row in rows.filter(person__citizen_key__in=keys).select_related("person")
    }
    for each in lines:
        row = found.get(each.candidate.who.citizen_key)
        if row is None or row.sat_on is None:
            taken.problems.append((each.row, _("This person has not sat for the exam.")))
            continue
        if each.results and not can_note_result(actor, row):
            taken.problems.append((each.row, _("Nobody notes their own result.")))
            continue
        is_struck = False
        for named, result in each.results.items():
            subject = _subject(exam.level, named)
            if subject <= SUBJECTS[exam.level]:
                is_struck |= _unpasses(row, subject, result)
                note_result(row, subject=subject, result=result, actor=actor)
                taken.results += 1
        taken.passed += _settle(row, is_struck=is_struck, on=on)


def _subject(level: int, named: int) -> int:
    """The number of a subject in its level: the highest has practice alone."""
    return 1 if level == SENIOR and named == PRACTICE else named


def _unpasses(row: Candidacy, subject: int, result: str) -> bool:
    """Whether this puts right a result by which the subject was passed."""
    was = Attempt.objects.filter(candidacy=row, subject=subject, result=Attempt.Result.PASSED)
    return result != Attempt.Result.PASSED and was.exists()


def _settle(changed: Candidacy, *, is_struck: bool, on: date) -> int:
    """Whoever sat for this exam or a later one of the level has passed it by what is known now:
    results may come in any order and be put right. Who holds the certificate keeps it. Returns how
    many are new.
    """
    passed = 0
    later = Candidacy.objects.standing().filter(
        person__in=one_person(changed.person_id),
        level=changed.level,
        year__gte=changed.year,
        sat_on__isnull=False,
    )
    for row in later.select_for_update(of=("self",)).order_by("year", "pk"):
        before = row.passed_on
        if before is None and has_passed(row):
            row.passed_on = max(on, row.sat_on or on)
            passed += 1
        elif before and row.certified_on is None and is_struck and not has_passed(row):
            row.passed_on = None
        if row.passed_on != before:
            row.save(update_fields=["passed_on"])
        if row.passed_on:
            break
    return passed


def has_passed(row: Candidacy) -> bool:
    """All subjects of the level were passed within the years that it allows, by this exam, under
    whichever of the records that were brought together.
    """
    attempts = Attempt.objects.filter(
        candidacy__person__in=one_person(row.person_id),
        candidacy__level=row.level,
        candidacy__year__lte=row.year,
        candidacy__struck_on=None,
    ).select_related("candidacy")
    sittings = [
        Sitting(each.candidacy.year, each.subject, each.result == Attempt.Result.PASSED)
        for each in attempts
    ]
    return eligibility.passed_in(row.level, sittings) is not None
