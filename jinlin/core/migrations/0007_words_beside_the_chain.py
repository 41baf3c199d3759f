from collections.abc import Mapping
from typing import Any

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from jinlin.core.append_only import Erasable, Guarded, guard, unguard

BATCH = 5_000
WORDS = Erasable(
    blanks={"salt": "''", "note": "''", "internal": "''", "data": "'{}'"},
    kept=("county", "entry_id"),
)


def move_out(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What was said stands beside the chain. The entries stay as they were hashed: over what was
    said, which is still there to prove them.
    """
    entries: Any = apps.get_model("core", "Entry").objects
    words: Any = apps.get_model("core", "Words")
    worded = entries.exclude(note="", internal="", data={}).order_by("pk")
    after = None
    while rows := list(_page(worded, after)):
        words.objects.bulk_create(
            words(
                entry_id=row["pk"],
                county=row["county"],
                note=row["note"],
                internal=row["internal"],
                data=row["data"],
            )
            for row in rows
        )
        after = rows[-1]["pk"]


def move_back(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Entries carry their words again; those of after the move can then no longer be proved."""
    entries: Any = apps.get_model("core", "Entry").objects
    words: Any = apps.get_model("core", "Words").objects
    unguard(schema_editor.connection, "core_entry")
    for row in words.order_by("pk").iterator(BATCH):
        fields: Mapping[str, Any] = {"note": row.note, "internal": row.internal, "data": row.data}
        entries.filter(pk=row.pk).update(**fields)
    guard(schema_editor.connection, "core_entry")


def _page(rows: Any, after: Any) -> Any:
    rows = rows.filter(pk__gt=after) if after else rows
    return rows.values("pk", "county", "note", "internal", "data")[:BATCH]


class Migration(migrations.Migration):
    dependencies = [("core", "0006_made_offline")]

    operations = [
        migrations.AddField("entry", "facts", models.JSONField(default=dict)),
        migrations.AddField("entry", "state", models.CharField(blank=True, max_length=40)),
        migrations.AddField("entry", "commitment", models.CharField(blank=True, max_length=64)),
        migrations.AlterField(
            "entry", "algorithm", models.CharField(default="sha256-words", max_length=12)
        ),
        migrations.CreateModel(
            name="Words",
            fields=[
                ("county", models.CharField(editable=False, max_length=6)),
                ("erased_at", models.DateTimeField(editable=False, null=True)),
                (
                    "erased_because",
                    models.CharField(blank=True, editable=False, max_length=200),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="words",
                        serialize=False,
                        to="core.entry",
                    ),
                ),
                ("salt", models.CharField(blank=True, max_length=32)),
                ("note", models.TextField(blank=True)),
                ("internal", models.TextField(blank=True)),
                ("data", models.JSONField(default=dict)),
            ],
            options={
                "verbose_name": "words of an entry",
                "verbose_name_plural": "words of entries",
            },
        ),
        migrations.RunPython(move_out, move_back),
        migrations.RemoveField("entry", "note"),
        migrations.RemoveField("entry", "internal"),
        migrations.RemoveField("entry", "data"),
        Guarded("core_entry"),
        Guarded("core_words", WORDS),
    ]
