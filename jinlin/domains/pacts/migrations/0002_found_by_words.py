"""What was there before is found too."""

from typing import Any

from django.db import migrations

from jinlin.core.search import fill


def take_in(apps: Any, _editor: Any) -> None:
    clauses = apps.get_model("pacts", "Clause").objects
    fill(
        apps.get_model("pacts", "Pact").objects.select_related("place"),
        "pacts.pact",
        lambda row: (
            row.title,
            row.place.name,
            *clauses.filter(pact=row.pk).order_by("order", "id").values_list("text", flat=True),
        ),
        into=apps.get_model("core", "Sought"),
    )


class Migration(migrations.Migration):
    dependencies = [("core", "0011_search"), ("pacts", "0001_pacts_versions_comments_talks")]
    operations = [migrations.RunPython(take_in, migrations.RunPython.noop, elidable=False)]
