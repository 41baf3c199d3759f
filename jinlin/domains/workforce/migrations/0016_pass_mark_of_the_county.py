"""From how many points on a subject of the exam is passed becomes a dated number of the county."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workforce", "0015_take_candidates_off_the_list"),
    ]

    operations = [
        migrations.AddField(
            model_name="workforcerule",
            name="pass_mark",
            field=models.PositiveSmallIntegerField(
                db_default=60,
                default=60,
                verbose_name="points from which a subject of the exam is passed",
            ),
        ),
    ]
