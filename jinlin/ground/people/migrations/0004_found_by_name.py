"""What was there before is found too."""

from typing import Any

from django.db import migrations

from jinlin.core.search import fill


def take_in(apps: Any, _editor: Any) -> None:
    rows = apps.get_model("people", "Person").objects.all()
    fill(
        rows,
        "people.person",
        lambda row: (row.name,),
        into=apps.get_model("core", "Sought"),
        is_keyed=True,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0011_search"),
        ("people", "0003_care_links"),
    ]
    operations = [migrations.RunPython(take_in, migrations.RunPython.noop, elidable=False)]
