"""Matters of hidden reporters are found by their words without the names and numbers in them."""

from typing import Any

from django.db import migrations

from jinlin.core.search import fill
from jinlin.core.secrets.spelled import without_numbers

LABEL = "appeals.appeal"


def mask(apps: Any, _editor: Any) -> None:
    rows = apps.get_model("appeals", "Appeal").objects.filter(identity="hidden")
    sought = apps.get_model("core", "Sought")
    sought.objects.filter(label=LABEL, row_id__in=rows.values("pk")).delete()
    fill(rows.select_related("place", "reporter"), LABEL, _words, into=sought)


def _words(row: Any) -> tuple[str, ...]:
    names = [row.reporter.name] if row.reporter and row.reporter.name else []
    masked = (without_numbers(text, names=names) for text in (row.title, row.text, row.spot))
    return (row.number, *masked, row.place.name)


class Migration(migrations.Migration):
    dependencies = [("core", "0011_search"), ("appeals", "0013_list_the_newest_of_a_state")]
    operations = [migrations.RunPython(mask, migrations.RunPython.noop, elidable=False)]
