"""Does a state, an amount or a row that was changed past the house show, in the tables of any
domain?
"""

from itertools import chain
from typing import Any

import pytest
from django.apps import apps

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM
from jinlin.core.rows import MovingRow
from jinlin.core.timeline import Wrong
from jinlin.domains.appeals.tests.cast import COUNTY
from jinlin.domains.projects.models import Project
from jinlin.domains.workforce.models import Application
from jinlin.services.volunteers.models import ServiceRecord

pytestmark = pytest.mark.one_engine
MOVING = [model for model in apps.get_models() if issubclass(model, MovingRow)]


def differing() -> dict[Any, set[Wrong]]:
    found: dict[Any, set[Wrong]] = {}
    for each in timeline.compare(COUNTY):
        found.setdefault(each.subject_id, set()).add(Wrong(each.wrong))
    return found


def of_checks(row: Any) -> set[Wrong]:
    """What the domains' own checks say of a row."""
    said = chain.from_iterable(check(row.county) for check in timeline.CHECKS)
    return {Wrong(each.wrong) for each in said if each.subject_id == row.pk}


def test_a_version_changed_past_the_house_shows_in_every_table(scene):
    before = differing()
    rows = {
        model: row
        for model in MOVING
        for row in model._default_manager.filter(county=COUNTY, version__gt=0)
        .exclude(pk__in=before)
        .order_by("pk")[:1]
    }
    for model, row in rows.items():
        model._default_manager.filter(pk=row.pk).update(version=row.version + 1)
    after = differing()
    missed = [m._meta.label for m, row in rows.items() if Wrong.ROW_CHANGED not in after[row.pk]]
    assert (missed, len(rows) > 20) == ([], True), len(rows)


@pytest.mark.parametrize(
    ("model", "column", "verb", "fact"),
    [
        (ServiceRecord, "minutes", "record", "minutes"),
        (Application, "amount", "review", "amount"),
        (Project, "granted", "approve", "amount"),
    ],
)
def test_a_sum_changed_past_the_house_shows(scene, model, column, verb, fact):
    """Where the last verb that fixed it said another one."""
    row = model._default_manager.filter(version__gt=0).order_by("pk").first()
    value = getattr(row, column) or 0
    row.version += 1
    model._default_manager.filter(pk=row.pk).update(version=row.version)
    timeline.record(row, verb, actor=SYSTEM, data={fact: value})
    model._default_manager.filter(pk=row.pk).update(**{column: value})
    assert of_checks(row) == set()
    model._default_manager.filter(pk=row.pk).update(**{column: value + 60})
    assert of_checks(row) == {Wrong.ROW_CHANGED}
