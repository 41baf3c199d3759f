from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0022_days_that_turn_are_counted_ahead"),
    ]

    operations = [
        # what was counted without communities is counted again, by the next run of the worker
        migrations.RunSQL("DELETE FROM core_aheadcell", migrations.RunSQL.noop),
        migrations.CreateModel(
            name="AheadBelow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place_code", models.CharField(max_length=18)),
                ("day", models.DateField()),
                ("packed", models.BinaryField()),
                (
                    "rolled",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=models.deletion.CASCADE,
                        related_name="ahead_below",
                        to="core.rolled",
                    ),
                ),
            ],
            options={
                "verbose_name": "packed cells of a community of tomorrow",
                "verbose_name_plural": "packed cells of communities of tomorrow",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("rolled", "place_code", "day"), name="ahead_below_once"
                    )
                ],
            },
        ),
    ]
