import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import jinlin.core.keys


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_accounts_grants_tokens"),
        ("places", "0001_places_organisations_stations"),
    ]

    operations = [
        migrations.CreateModel(
            name="Shift",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("night", "Night"),
                            ("weekend", "Weekend"),
                            ("holiday", "Holiday"),
                        ],
                        max_length=8,
                        verbose_name="Kind",
                    ),
                ),
                ("day", models.DateField(verbose_name="Day")),
                ("starts_at", models.DateTimeField(verbose_name="From")),
                ("ends_at", models.DateTimeField(verbose_name="Until")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="Note")),
                ("taken_off_at", models.DateTimeField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.organisation",
                        verbose_name="Organisation",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.place",
                        verbose_name="Place",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shifts",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Who is on duty",
                    ),
                ),
            ],
            options={
                "verbose_name": "shift",
                "verbose_name_plural": "shifts",
                "indexes": [
                    models.Index(fields=["county", "starts_at"], name="shift_county"),
                    models.Index(fields=["user", "ends_at"], name="shift_user"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="shift_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("taken_off_at", None)),
                        fields=("user", "starts_at"),
                        name="shift_once_per_start",
                    ),
                ],
            },
        ),
    ]
