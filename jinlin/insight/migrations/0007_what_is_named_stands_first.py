from django.db import migrations, models

BETWEEN = " · "  # several reasons, none of which names it


def tell_hints(apps, _editor):
    """Those that somebody still has to look at."""
    rows = apps.get_model("insight", "Alarm").objects.filter(answer="open")
    hints = [row.pk for row in rows.only("reasons").iterator() if BETWEEN in row.reasons]
    for pk in hints:
        rows.filter(pk=pk).update(is_named=False)


class Migration(migrations.Migration):
    dependencies = [
        ("insight", "0006_dangers_in_wishes_and_topics"),
    ]

    operations = [
        migrations.AddField(
            model_name="alarm",
            name="is_named",
            field=models.BooleanField(db_default=True, default=True),
        ),
        migrations.RunPython(tell_hints, migrations.RunPython.noop),
    ]
