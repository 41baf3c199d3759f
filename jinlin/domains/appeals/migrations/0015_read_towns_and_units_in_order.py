"""Pages of a town, of a unit and of all by their due day are read in the order of an index.

Two indexes that foreign keys brought along go: others begin with the same column. They are dropped
by hand, since SQLite would write the table anew and lose what marks its days.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from jinlin.domains.appeals.models.indexes import TownOf

TWICE = ("reporter", "unit")
OPEN, ENDED = Q(ended_at=None), Q(ended_at__isnull=False)


def drop_what_stands_twice(apps, schema_editor):
    model = apps.get_model("appeals", "Appeal")
    for field in TWICE:
        for name in _indexes_of(model, field, schema_editor.connection):
            schema_editor.execute(f"DROP INDEX {schema_editor.quote_name(name)}")


def _indexes_of(model, field, connection):
    """Those of this one column, by which nothing is kept unique."""
    column = model._meta.get_field(field).column
    with connection.cursor() as cursor:
        known = connection.introspection.get_constraints(cursor, model._meta.db_table)
    return [
        name
        for name, each in known.items()
        if each["index"] and each["columns"] == [column] and not each["unique"]
    ]


def put_back(apps, schema_editor):
    model = apps.get_model("appeals", "Appeal")
    for field in TWICE:
        found = model._meta.get_field(field)
        schema_editor.execute(schema_editor._create_index_sql(model, fields=[found]))  # noqa: SLF001


def of_town(name, *columns, condition=None):
    town = TownOf(F("place_code"))
    index = models.Index(town, *map(F, columns), name=name, condition=condition)
    return migrations.AddIndex(model_name="appeal", index=index)


def of_fields(name, *fields, condition=None):
    index = models.Index(fields=list(fields), name=name, condition=condition)
    return migrations.AddIndex(model_name="appeal", index=index)


class Migration(migrations.Migration):
    dependencies = [
        ("appeals", "0014_find_no_hidden_reporter"),
        ("people", "0006_other_phones_wait"),
        ("places", "0002_where_a_place_lies"),
    ]

    operations = [
        of_fields("appeal_ended", "county", "due_at", "id", condition=ENDED),
        of_fields("appeal_kept", "keeper", condition=Q(keeper__isnull=False)),
        of_town("appeal_town_board", "state", "due_at", "id", "place_code"),
        of_town("appeal_town_open", "due_at", "id", "state", "place_code", condition=OPEN),
        of_town("appeal_town_ended", "due_at", "id", "place_code", condition=ENDED),
        of_town("appeal_town_newest", "reported_at", "id", "state", "place_code"),
        of_fields("appeal_unit_open", "unit", "due_at", "id", "state", condition=OPEN),
        of_fields("appeal_unit_ended", "unit", "due_at", "id", condition=ENDED),
        of_fields("appeal_unit_newest", "unit", "reported_at", "id", "state"),
        migrations.RemoveIndex(model_name="appeal", name="appeal_place_board"),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(drop_what_stands_twice, put_back)],
            state_operations=[
                migrations.AlterField(
                    model_name="appeal",
                    name="reporter",
                    field=models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appeals",
                        to="people.person",
                        verbose_name="reporter",
                    ),
                ),
                migrations.AlterField(
                    model_name="appeal",
                    name="unit",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.organisation",
                        verbose_name="unit",
                    ),
                ),
            ],
        ),
    ]
