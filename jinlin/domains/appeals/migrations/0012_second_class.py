"""A second class of what is about two things."""

import django.db.models.deletion
from django.db import migrations, models

from jinlin.core.figures.rollup import marks


def nothing_is_marked(apps, schema_editor):
    """On the way back the table is written anew, and what marks its days would be in the way; the
    house puts the marks up again by itself.
    """
    marks.take_down(schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("appeals", "0011_what_waits_in_order"),
    ]

    operations = [
        migrations.AddField(
            model_name="appeal",
            name="second_category",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="appeals.category",
                verbose_name="second class",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, nothing_is_marked),
    ]
