import json

from django.db import migrations, models


def apart(apps, _editor):
    """A story that is half told goes on: rows that stood among the chances stand by themselves."""
    remembered = apps.get_model("demo", "Remembered")
    for telling in apps.get_model("demo", "Telling").objects.filter(is_over=False):
        rows = []
        for owner, kept in telling.memory.items():
            for held in [held for held, value in kept.items() if not _is_chance(value)]:
                rows += [
                    remembered(telling=telling, name=json.dumps([f"{owner}.{held}", name]), row=key)
                    for name, key in kept.pop(held)
                ]
        remembered.objects.bulk_create(rows)
        telling.save(update_fields=["memory"])


def _is_chance(value):
    return len(value) == 3 and isinstance(value[1], list) and len(value[1]) > 2


class Migration(migrations.Migration):
    dependencies = [("demo", "0001_how_far_the_story_is_told")]

    operations = [
        migrations.CreateModel(
            name="Remembered",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("row", models.CharField(max_length=40)),
                (
                    "telling",
                    models.ForeignKey(
                        on_delete=models.CASCADE,
                        related_name="remembered",
                        to="demo.telling",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("telling", "name"), name="remembered_once")
                ],
            },
        ),
        migrations.RunPython(apart, migrations.RunPython.noop),
    ]
