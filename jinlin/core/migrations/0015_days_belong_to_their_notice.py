from django.db import migrations, models
from django.db.models.functions import ExtractYear


def belong_to_their_year(apps, _editor):
    """Until now each day was declared by the notice of its own year."""
    apps.get_model("core", "CalendarDay").objects.update(notice=ExtractYear("date"))


class Migration(migrations.Migration):
    dependencies = [("core", "0014_editions")]

    operations = [
        migrations.CreateModel(
            name="Counted",
            fields=[
                ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("editions", models.JSONField(default=dict)),
            ],
        ),
        migrations.AddField(
            model_name="publishedyear",
            name="changed_from",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="calendarday",
            name="notice",
            field=models.PositiveSmallIntegerField(
                db_default=0, db_index=True, default=0, verbose_name="notice"
            ),
        ),
        migrations.RunPython(belong_to_their_year, migrations.RunPython.noop),
    ]
