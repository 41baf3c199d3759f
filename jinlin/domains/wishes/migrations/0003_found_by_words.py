"""What was there before is found too."""

from typing import Any

from django.db import migrations

from jinlin.core.search import fill


def take_in(apps: Any, _editor: Any) -> None:
    rows = apps.get_model("wishes", "Wish").objects.select_related("place")
    fill(
        rows,
        "wishes.wish",
        lambda row: (row.number, row.title, row.text, row.public_title, row.place.name),
        into=apps.get_model("core", "Sought"),
    )
    fill(
        rows.exclude(public_title=""),
        "wishes.wish:wall",
        lambda row: (row.public_title, row.public_text, row.public_place, row.number),
        into=apps.get_model("core", "Sought"),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0011_search"),
        ("wishes", "0002_claims_handovers_photos"),
    ]
    operations = [migrations.RunPython(take_in, migrations.RunPython.noop, elidable=False)]
