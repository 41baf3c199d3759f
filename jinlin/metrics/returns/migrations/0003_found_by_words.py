"""Forms that were there before are found too, and are due when they were to be."""

from typing import Any

from django.db import migrations

from jinlin.core.search import fill
from jinlin.metrics.returns.deadlines import due


def take_in(apps: Any, _editor: Any) -> None:
    rows = apps.get_model("returns", "Return").objects
    for pk, month, due_on in rows.values_list("pk", "month", "due_on").iterator():
        rows.filter(pk=pk).update(due_at=due(month, due_on))
    fill(
        rows.select_related("place"),
        "returns.return",
        lambda row: (row.title, row.month, row.place.name),
        into=apps.get_model("core", "Sought"),
    )


class Migration(migrations.Migration):
    dependencies = [("core", "0011_search"), ("returns", "0002_due_days_and_words")]
    operations = [migrations.RunPython(take_in, migrations.RunPython.noop, elidable=False)]
