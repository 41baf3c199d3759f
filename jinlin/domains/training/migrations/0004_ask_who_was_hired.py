"""Whoever was hired without a class is asked how they went on, on the days that are still ahead."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from jinlin.core.time import clock
from jinlin.core.time.months import months_later

MONTHS = (1, 3, 6, 12)


def ask_later(apps: Any, _editor: Any) -> None:
    question = apps.get_model("training", "FollowUp")
    hired = apps.get_model("training", "Placement").objects.filter(enrolment=None, struck_on=None)
    question.objects.bulk_create(
        question(
            county=row.county,
            placement_id=row.pk,
            place_code=row.place_code,
            months=months,
            due_on=months_later(row.since, months),
        )
        for row in hired.order_by("pk")
        for months in MONTHS
        if months_later(row.since, months) >= clock.today()
    )


class Migration(migrations.Migration):
    dependencies = [
        ("training", "0003_strike_work_out"),
    ]

    operations = [
        migrations.AddField(
            model_name="followup",
            name="placement",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="follow_ups",
                to="training.placement",
            ),
        ),
        migrations.AddField(
            model_name="followup",
            name="struck_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="followup",
            name="enrolment",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="follow_ups",
                to="training.enrolment",
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.UniqueConstraint(
                fields=("placement", "months"), name="training_hired_asked_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(("enrolment", None), ("placement", None), _connector="XOR"),
                name="training_follow_up_months_one_thing",
            ),
        ),
        migrations.RunPython(ask_later, migrations.RunPython.noop, elidable=False),
    ]
