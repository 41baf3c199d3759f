"""What was there before is found too."""

from typing import Any

from django.db import migrations

from jinlin.core.search import fill


def take_in(apps: Any, _editor: Any) -> None:
    fill(
        apps.get_model("receptions", "Conversation").objects.select_related(
            "session__series__place"
        ),
        "receptions.conversation",
        lambda row: (
            row.said,
            row.answer,
            row.comment,
            row.appeal_number,
            row.session.series.place.name,
        ),
        into=apps.get_model("core", "Sought"),
    )


class Migration(migrations.Migration):
    dependencies = [("core", "0011_search"), ("receptions", "0003_sessions_by_day")]
    operations = [migrations.RunPython(take_in, migrations.RunPython.noop, elidable=False)]
