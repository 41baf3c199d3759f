import django.db.models.deletion
from django.db import migrations, models

import jinlin.core.keys


class Migration(migrations.Migration):
    dependencies = [
        ("appeals", "0005_saved_views"),
        ("places", "0001_places_organisations_stations"),
    ]

    operations = [
        migrations.CreateModel(
            name="StandardReply",
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
                ("category_code", models.CharField(blank=True, max_length=6, verbose_name="class")),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                ("text", models.TextField(verbose_name="text")),
                ("is_open", models.BooleanField(default=True, verbose_name="offered")),
                ("uses", models.PositiveIntegerField(default=0, verbose_name="uses")),
                (
                    "unchanged",
                    models.PositiveIntegerField(default=0, verbose_name="sent unchanged"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "verbose_name": "standard reply",
                "verbose_name_plural": "standard replies",
                "ordering": ("category_code", "name", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("county", "name"), name="standard_reply_name_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("unchanged__lte", models.F("uses"))),
                        name="standard_reply_unchanged_within_uses",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoutingRule",
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
                ("category_code", models.CharField(blank=True, max_length=6, verbose_name="class")),
                ("place_code", models.CharField(max_length=18, verbose_name="place")),
                ("order", models.PositiveSmallIntegerField(default=10, verbose_name="order")),
                (
                    "reason",
                    models.CharField(blank=True, max_length=120, verbose_name="why this unit"),
                ),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="valid to")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.organisation",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "routing rule",
                "verbose_name_plural": "routing rules",
                "ordering": ("order", "category_code", "place_code", "id"),
                "indexes": [
                    models.Index(
                        fields=["county", "place_code", "category_code"], name="routing_rule_county"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="routing_rule_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("place_code__startswith", models.F("county"))),
                        name="routing_rule_inside_its_county",
                    ),
                ],
            },
        ),
    ]
