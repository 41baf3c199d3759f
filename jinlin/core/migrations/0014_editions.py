"""The marks by which a process sees that settings it keeps in memory have changed."""

from django.db import migrations, models

from jinlin.core import editions


def nobody_marks(apps, schema_editor):
    """On the way back the triggers go before the table that they write to."""
    editions.take_down(schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0013_tallies"),
    ]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("mark", models.CharField(max_length=40)),
            ],
        ),
        migrations.RunPython(migrations.RunPython.noop, nobody_marks),
    ]
