"""Is a form that arrives again, however late, the row that it made, and are other contents under
its key kept beside it?
"""

import ast
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from jinlin.core.idempotency import Answer
from jinlin.core.offline import Conflict, Made
from tests.every_sent_form import EVERY
from tests.sent_forms import MARK, Form

pytestmark = pytest.mark.one_engine
ROOT = Path(__file__).parent.parent / "jinlin"
OTHER = f"{MARK}，昨晚又坏了"
LEAST_MAKERS = 40
PER_ROW = {"/desk/appeals/batch/"}  # each row of the table brings a key of its own

# What goes on through `post_once`, whose key is known for a week, and why it makes no row of its
# own under the key of the form
CHANGES = "changes what stands, on its version"
MANY = "one form makes many rows"
ONE = "whoever stands there already is found again"
SEALED = "belongs to a sealed file, where no mark of what was written may outlive it"
ONCE = {
    "domains/appeals/desk/leaving.py _hand_over": MANY,
    "domains/appeals/desk/suggestions.py _keep": CHANGES,
    "domains/casework/desk/correcting.py strike": CHANGES,
    "domains/casework/desk/pages.py answer": SEALED,
    "domains/casework/desk/reading.py decide": CHANGES,
    "domains/casework/desk/reading.py offered": CHANGES,
    "domains/consultations/desk/ballots.py proxy": CHANGES,
    "domains/consultations/desk/ballots.py roll": MANY,
    "domains/consultations/desk/meetings.py guests": MANY,
    "domains/consultations/desk/meetings.py minutes": CHANGES,
    "domains/consultations/desk/topics.py _posted": CHANGES,
    "domains/pacts/desk/writing.py text": CHANGES,
    "domains/projects/desk/matter.py plan": CHANGES,
    "domains/projects/desk/reports.py report": CHANGES,
    "domains/projects/desk/task.py reach": CHANGES,
    "domains/projects/desk/tasks.py land": MANY,
    "domains/receptions/desk/series.py end": CHANGES,
    "domains/receptions/desk/series.py one": CHANGES,
    "domains/servicedays/desk/day.py add": CHANGES,
    "domains/servicedays/desk/day.py photos": MANY,
    "domains/servicedays/desk/others.py call_off": CHANGES,
    "domains/servicedays/desk/series.py end": CHANGES,
    "domains/servicedays/desk/series.py one": CHANGES,
    "domains/talents/desk/finding.py sheet": MANY,
    "domains/talents/desk/judging.py panel": CHANGES,
    "domains/training/desk/boards.py materials": CHANGES,
    "domains/training/desk/boards.py terms": CHANGES,
    "domains/training/desk/course.py add": MANY,
    "domains/training/desk/course.py answer": CHANGES,
    "domains/training/desk/lessons.py change": CHANGES,
    "domains/training/desk/lessons.py enter": MANY,
    "domains/training/desk/lessons.py strike": CHANGES,
    "domains/training/desk/looking.py looking": ONE,
    "domains/training/desk/pupils.py act": CHANGES,
    "domains/training/desk/pupils.py answer": CHANGES,
    "domains/training/desk/wanted.py change_supply": CHANGES,
    "domains/training/desk/wanted.py dismiss": CHANGES,
    "domains/training/desk/wanted.py sort": CHANGES,
    "domains/training/desk/work.py change": CHANGES,
    "domains/training/desk/work.py placement": CHANGES,
    "domains/training/desk/work.py strike_placement": CHANGES,
    "domains/training/portal/near.py order": MANY,
    "domains/visits/desk/deciding.py clash": CHANGES,
    "domains/visits/desk/deciding.py see_to": CHANGES,
    "domains/visits/desk/rounds.py split": MANY,
    "domains/workforce/desk/candidates.py one": CHANGES,
    "domains/workforce/desk/exam_days.py exam_days": "a day of the whole country, by its date",
    "domains/workforce/desk/rosters.py enter": ONE,
    "domains/workforce/portal/telling.py account": CHANGES,
    "ground/places/desk.py close": CHANGES,
    "journeys/helping.py appeal_to_case": SEALED,
    "metrics/returns/desk/returns.py returns": "of which sort it is shows only the file itself",
    "services/points/desk/stock.py change_item": CHANGES,
    "services/points/desk/stock.py change_store": CHANGES,
    "services/volunteers/desk/people.py describe": CHANGES,
    "services/volunteers/desk/teams.py settle": CHANGES,
    "services/volunteers/portal/mine.py describe": CHANGES,
    "web/erasing/desk.py ask": "what is to be destroyed is written down nowhere else",
    "web/erasing/desk.py erasure": CHANGES,
}


def test_only_what_makes_no_row_of_its_own_is_known_for_a_week():
    found = set()
    for path in ROOT.rglob("*.py"):
        text = "" if "tests" in path.parts else path.read_text()
        for each in ast.parse(text).body if "post_once(" in text else []:
            calls = [node.func for node in ast.walk(each) if isinstance(node, ast.Call)]
            if {"post_once"} & {call.id for call in calls if isinstance(call, ast.Name)}:
                found.add(f"{path.relative_to(ROOT)} {getattr(each, 'name', '')}")
    assert found == set(ONCE)


def test_what_a_form_made_is_that_row_after_a_year_and_other_contents_are_kept(
    scene, made, browsers, visitor
):
    wrong, makers = {}, set()
    for form in _one_for_each_address():
        address, told = form.fill(scene, made)
        if told[form.at] != MARK or form.address in PER_ROW:
            continue
        with transaction.atomic():
            problem = _sent_thrice(browsers[form.who], address, told, at=form.at)
            transaction.set_rollback(True)
        if problem is not None:
            makers.add(form.address)
        if problem:
            wrong[form.name] = problem
    assert wrong == {}, wrong
    assert len(makers) >= LEAST_MAKERS


def _one_for_each_address() -> list[Form]:
    typed = [form for form in EVERY if form.told.get(form.at, MARK) == MARK]
    return list({form.address: form for form in reversed(typed)}.values())


def _sent_thrice(browser: Client, address: str, told: dict[str, Any], *, at: str) -> str | None:
    """What is not as it should be; None where the form makes nothing under its key."""
    before, crossed = Made.objects.count(), set(Conflict.objects.values_list("pk", flat=True))
    first = browser.post(address, told)
    if Made.objects.count() == before:
        return None
    Answer.objects.all().delete()  # as after a week
    again = browser.post(address, told)
    if (again.status_code, again.headers.get("Location")) != (
        first.status_code,
        first.headers.get("Location"),
    ):
        return f"again {again.status_code} {again.headers.get('Location')}"
    new = Conflict.objects.exclude(pk__in=crossed)
    if Made.objects.count() != before + 1 or new.exists():
        return "made twice"
    other = browser.post(address, {**told, at: OTHER})
    kept = [each.content for each in new] or [other.content.decode()]
    return "" if other.status_code < 500 and OTHER in kept[0] else f"lost {other.status_code}"
