"""The signs of what is searched, and what each engine answers a search from."""

from typing import Any

from django.db import migrations, models

SQLITE = (
    (
        "CREATE VIRTUAL TABLE core_sought_signs USING fts5(signs, content='core_sought', "
        "content_rowid='id', detail='none')"
    ),
    (
        "CREATE TRIGGER core_sought_added AFTER INSERT ON core_sought BEGIN "
        "INSERT INTO core_sought_signs(rowid, signs) VALUES (NEW.id, NEW.signs); END"
    ),
    (
        "CREATE TRIGGER core_sought_gone AFTER DELETE ON core_sought BEGIN "
        "INSERT INTO core_sought_signs(core_sought_signs, rowid, signs) "
        "VALUES ('delete', OLD.id, OLD.signs); END"
    ),
    (
        "CREATE TRIGGER core_sought_changed AFTER UPDATE ON core_sought BEGIN "
        "INSERT INTO core_sought_signs(core_sought_signs, rowid, signs) "
        "VALUES ('delete', OLD.id, OLD.signs); "
        "INSERT INTO core_sought_signs(rowid, signs) VALUES (NEW.id, NEW.signs); END"
    ),
)
POSTGRESQL = ("CREATE INDEX sought_signs ON core_sought USING gin (to_tsvector('simple', signs))",)


def put_up(_apps: Any, editor: Any) -> None:
    is_postgresql = editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL if is_postgresql else SQLITE:
        editor.execute(statement)


def take_down(_apps: Any, editor: Any) -> None:
    if editor.connection.vendor != "postgresql":
        editor.execute("DROP TABLE core_sought_signs")


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0010_destroyed_uploads"),
    ]

    operations = [
        migrations.CreateModel(
            name="Sought",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("label", models.CharField(max_length=80)),
                ("row_id", models.UUIDField()),
                ("signs", models.TextField()),
                ("words", models.TextField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("label", "row_id"), name="sought_once")
                ],
            },
        ),
        migrations.RunPython(put_up, take_down),
    ]
