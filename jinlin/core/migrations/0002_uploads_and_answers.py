from django.core.serializers.json import DjangoJSONEncoder
from django.db import migrations, models

import jinlin.core.keys


class Migration(migrations.Migration):
    dependencies = [("core", "0001_calendar_and_timeline")]

    operations = [
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("actor_key", models.CharField(max_length=100)),
                ("key", models.CharField(max_length=200)),
                ("body_hash", models.CharField(max_length=64)),
                ("status", models.PositiveSmallIntegerField(default=200)),
                ("payload", models.JSONField(encoder=DjangoJSONEncoder, null=True)),
                ("at", models.DateTimeField(db_index=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("actor_key", "key"), name="one_answer_per_key")
                ]
            },
        ),
        migrations.CreateModel(
            name="Upload",
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
                ("stored", models.CharField(max_length=60, unique=True)),
                ("kind", models.CharField(max_length=4)),
                ("original_name", models.CharField(max_length=120)),
                ("size", models.PositiveIntegerField()),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("sender_id", models.UUIDField(null=True)),
                ("session_mark", models.CharField(max_length=64)),
                ("received_at", models.DateTimeField()),
                ("subject_label", models.CharField(max_length=60)),
                ("subject_id", models.UUIDField(null=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["subject_id", "subject_label", "position"], name="upload_subject"
                    ),
                    models.Index(
                        condition=models.Q(subject_id=None),
                        fields=["received_at"],
                        name="upload_unattached",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(subject_id=None, subject_label="")
                        | models.Q(subject_id__isnull=False) & ~models.Q(subject_label=""),
                        name="upload_subject_is_whole",
                    )
                ],
            },
        ),
    ]
