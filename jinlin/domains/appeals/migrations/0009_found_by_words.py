"""What was there before is found too."""

from typing import Any

from django.db import migrations

from jinlin.core.search import fill


def take_in(apps: Any, _editor: Any) -> None:
    rows = apps.get_model("appeals", "Appeal").objects.select_related("place")
    fill(
        rows,
        "appeals.appeal",
        lambda row: (row.number, row.title, row.text, row.spot, row.place.name),
        into=apps.get_model("core", "Sought"),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0011_search"),
        ("appeals", "0008_indexes_for_rounds_by_day"),
    ]
    operations = [migrations.RunPython(take_in, migrations.RunPython.noop, elidable=False)]
