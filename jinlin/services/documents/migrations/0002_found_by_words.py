"""What was there before is found too."""

from typing import Any

from django.db import migrations

from jinlin.core.search import fill


def take_in(apps: Any, _editor: Any) -> None:
    rows = apps.get_model("documents", "Document").objects.all()
    fill(
        rows,
        "documents.document",
        lambda row: (row.number, row.title),
        into=apps.get_model("core", "Sought"),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0011_search"),
        ("documents", "0001_documents_counters_links"),
    ]
    operations = [migrations.RunPython(take_in, migrations.RunPython.noop, elidable=False)]
