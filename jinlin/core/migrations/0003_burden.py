from django.db import migrations, models

import jinlin.core.keys


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_uploads_and_answers"),
    ]

    operations = [
        migrations.CreateModel(
            name="Burden",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=jinlin.core.keys.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("county", models.CharField(editable=False, max_length=6)),
                ("path", models.CharField(max_length=200)),
                ("form", models.CharField(max_length=100)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("known", "It asks what we know already"),
                            ("too_many", "Too many fields"),
                            ("twice", "The same is asked twice"),
                            ("other", "Something else"),
                        ],
                        max_length=8,
                        verbose_name="What burdens?",
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="In your words")),
                ("role", models.CharField(max_length=14)),
                ("on", models.DateField()),
            ],
            options={
                "verbose_name": "burden",
                "verbose_name_plural": "burdens",
                "indexes": [
                    models.Index(fields=["county", "on", "id"], name="burden_day"),
                    models.Index(fields=["county", "form"], name="burden_form"),
                ],
            },
        ),
    ]
