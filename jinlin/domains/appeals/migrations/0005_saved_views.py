import django.db.models.deletion
from django.db import migrations, models

import jinlin.core.keys


class Migration(migrations.Migration):
    dependencies = [
        ("appeals", "0004_indexes_for_open_and_newest"),
        ("places", "0001_places_organisations_stations"),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedView",
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
                ("owner", models.UUIDField()),
                ("name", models.CharField(max_length=20, verbose_name="name")),
                ("query", models.CharField(max_length=600)),
                (
                    "sharing",
                    models.CharField(
                        choices=[
                            ("own", "Only for me"),
                            ("unit", "For my whole unit"),
                            ("place", "For everybody who works in my place"),
                        ],
                        default="own",
                        max_length=5,
                        verbose_name="for whom",
                    ),
                ),
                ("place_code", models.CharField(blank=True, max_length=18)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "saved view",
                "verbose_name_plural": "saved views",
                "ordering": ("position", "id"),
                "indexes": [
                    models.Index(fields=["owner", "position"], name="saved_view_owner"),
                    models.Index(fields=["unit", "sharing"], name="saved_view_unit"),
                    models.Index(fields=["place_code", "sharing"], name="saved_view_place"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None)),
                        fields=("owner", "name"),
                        name="saved_view_name_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("unit__isnull", False),
                            models.Q(("sharing", "unit"), _negated=True),
                            _connector="OR",
                        ),
                        name="saved_view_shared_with_a_unit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("place_code", ""), _negated=True),
                            models.Q(("sharing", "place"), _negated=True),
                            _connector="OR",
                        ),
                        name="saved_view_shared_with_a_place",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FirstView",
            fields=[
                ("user", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "view",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="appeals.savedview",
                    ),
                ),
            ],
        ),
    ]
