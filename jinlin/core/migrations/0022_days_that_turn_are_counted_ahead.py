from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0021_longer_roles_fit"),
    ]

    operations = [
        migrations.CreateModel(
            name="AheadCell",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("level", models.PositiveSmallIntegerField()),
                ("place_code", models.CharField(max_length=18)),
                ("day", models.DateField()),
                ("rows", models.PositiveIntegerField()),
                ("met", models.PositiveIntegerField()),
                ("values", models.BinaryField(null=True)),
                ("as_of", models.DateField()),
                (
                    "rolled",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=models.deletion.CASCADE,
                        related_name="ahead_cells",
                        to="core.rolled",
                    ),
                ),
            ],
            options={
                "verbose_name": "cell of a figure of tomorrow",
                "verbose_name_plural": "cells of figures of tomorrow",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("rolled", "level", "place_code", "day"), name="ahead_cell_once"
                    )
                ],
            },
        ),
    ]
