import django.db.models.deletion
from django.db import migrations, models

import jinlin.core.keys
import jinlin.core.secrets.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("appeals", "0009_found_by_words"),
    ]

    operations = [
        migrations.CreateModel(
            name="Alarm",
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
                ("place_code", models.CharField(max_length=18)),
                (
                    "danger",
                    models.CharField(
                        choices=[
                            ("suicide", "Danger to one's own life"),
                            ("child", "A child in danger"),
                            ("violence", "Violence"),
                            ("fire", "Fire or gas"),
                            ("fraud", "Fraud going on"),
                        ],
                        max_length=10,
                        verbose_name="danger",
                    ),
                ),
                (
                    "words",
                    jinlin.core.secrets.fields.EncryptedField(
                        verbose_name="words that speak of it"
                    ),
                ),
                ("heard_at", models.DateTimeField()),
                ("heard_on", models.DateField()),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("open", "Nobody looked yet"),
                            ("acted", "Looked after"),
                            ("false", "False alarm"),
                        ],
                        default="open",
                        max_length=6,
                        verbose_name="what it was",
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by", models.UUIDField(null=True)),
                (
                    "appeal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="appeals.appeal",
                    ),
                ),
            ],
            options={
                "verbose_name": "danger heard",
                "verbose_name_plural": "dangers heard",
                "indexes": [
                    models.Index(
                        condition=models.Q(("answer", "open")),
                        fields=["county", "place_code", "heard_at"],
                        name="open_alarms",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("appeal", "danger"), name="danger_of_an_appeal_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "open"), ("answered_at", None)),
                            models.Q(
                                models.Q(("answer", "open"), _negated=True),
                                ("answered_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="alarm_answered_when_answered",
                    ),
                ],
            },
        ),
    ]
