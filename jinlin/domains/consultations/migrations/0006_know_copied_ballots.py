import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("consultations", "0005_supporters_who_live_elsewhere")]

    operations = [
        migrations.AddField(
            model_name="boxrow",
            name="seal_mark",
            field=models.CharField(blank=True, db_default="", default="", max_length=64),
        ),
        migrations.AddConstraint(
            model_name="boxrow",
            constraint=models.UniqueConstraint(
                condition=models.Q(("seal_mark", ""), _negated=True),
                fields=("vote", "seal_mark"),
                name="ballot_is_no_copy",
            ),
        ),
        migrations.CreateModel(
            name="ReplacedBallot",
            fields=[
                ("county", models.CharField(editable=False, max_length=6)),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("seal_mark", models.CharField(max_length=64)),
                (
                    "vote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="consultations.vote",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("vote", "seal_mark"), name="replaced_ballot_once"
                    )
                ],
            },
        ),
    ]
