"""Ledgers that were there before are found too, and are due when they were to be."""

from typing import Any

from django.db import migrations

from jinlin.core.search import fill
from jinlin.metrics.ledgers.deadlines import due


def take_in(apps: Any, _editor: Any) -> None:
    rows = apps.get_model("ledgers", "Ledger").objects
    for pk, period in rows.values_list("pk", "period").iterator():
        rows.filter(pk=pk).update(due_at=due(period))
    fill(
        rows.select_related("place").defer("values", "definitions"),
        "ledgers.ledger",
        lambda row: (row.title, row.period, row.place.name),
        into=apps.get_model("core", "Sought"),
    )


class Migration(migrations.Migration):
    dependencies = [("core", "0011_search"), ("ledgers", "0002_due_days_and_words")]
    operations = [migrations.RunPython(take_in, migrations.RunPython.noop, elidable=False)]
