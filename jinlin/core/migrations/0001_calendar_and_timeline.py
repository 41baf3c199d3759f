"""Working days, histories, accesses and seals; the last three refuse to be changed."""

from django.db import migrations, models

import jinlin.core.keys
from jinlin.core.append_only import Guarded


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="CalendarDay",
            fields=[
                ("date", models.DateField(primary_key=True, serialize=False, verbose_name="date")),
                (
                    "kind",
                    models.CharField(
                        choices=[("off", "Day off"), ("makeup", "Make-up working day")],
                        max_length=6,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=40, verbose_name="name")),
            ],
            options={
                "verbose_name": "calendar day",
                "verbose_name_plural": "calendar days",
            },
        ),
        migrations.CreateModel(
            name="PublishedYear",
            fields=[
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        primary_key=True, serialize=False, verbose_name="year"
                    ),
                ),
                ("published_at", models.DateTimeField(verbose_name="published at")),
                ("published_by", models.UUIDField(editable=False, null=True)),
                ("edition", models.UUIDField(default=jinlin.core.keys.uuid7, editable=False)),
            ],
            options={
                "verbose_name": "published year",
                "verbose_name_plural": "published years",
            },
        ),
        migrations.CreateModel(
            name="Access",
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
                ("subject_type", models.CharField(max_length=60)),
                ("subject_id", models.UUIDField()),
                ("actor_kind", models.CharField(max_length=12)),
                ("user_id", models.UUIDField(null=True)),
                ("face", models.CharField(blank=True, max_length=120)),
                ("at", models.DateTimeField()),
                ("on", models.DateField()),
                ("what", models.CharField(max_length=120)),
                ("why", models.TextField(blank=True)),
            ],
            options={
                "verbose_name": "access",
                "verbose_name_plural": "accesses",
                "indexes": [
                    models.Index(fields=["county", "on", "id"], name="access_by_day"),
                    models.Index(fields=["subject_id", "at"], name="access_by_subject"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
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
                ("subject_type", models.CharField(max_length=60)),
                ("subject_id", models.UUIDField()),
                ("actor_kind", models.CharField(max_length=12)),
                ("user_id", models.UUIDField(null=True)),
                ("face", models.CharField(blank=True, max_length=120)),
                ("at", models.DateTimeField()),
                ("on", models.DateField()),
                ("seq", models.PositiveIntegerField()),
                ("verb", models.CharField(max_length=40)),
                ("note", models.TextField(blank=True)),
                ("internal", models.TextField(blank=True)),
                ("data", models.JSONField(default=dict)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("public", "Everybody who sees the matter"),
                            ("staff", "Staff only"),
                        ],
                        default="public",
                        max_length=6,
                    ),
                ),
                ("previous", models.CharField(blank=True, max_length=64)),
                ("algorithm", models.CharField(default="sha256", max_length=12)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name": "timeline entry",
                "verbose_name_plural": "timeline entries",
                "ordering": ("subject_id", "seq"),
                "indexes": [
                    models.Index(fields=["county", "on", "subject_id"], name="entry_by_day")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("subject_id", "seq"), name="entry_numbered_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Seal",
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
                ("seq", models.PositiveIntegerField()),
                ("day", models.DateField()),
                ("after", models.UUIDField(null=True)),
                ("until", models.UUIDField(null=True)),
                ("heads", models.JSONField(default=dict)),
                ("accesses", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("previous", models.CharField(blank=True, max_length=64)),
                ("algorithm", models.CharField(default="sha256", max_length=12)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name": "seal",
                "verbose_name_plural": "seals",
                "ordering": ("county", "seq"),
                "indexes": [models.Index(fields=["county", "day"], name="seal_by_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("county", "seq"), name="seal_numbered_once")
                ],
            },
        ),
        Guarded("core_entry"),
        Guarded("core_access"),
        Guarded("core_seal"),
    ]
