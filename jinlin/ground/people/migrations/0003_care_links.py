"""Where is it kept who looks after which household in need?"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import jinlin.core.keys
import jinlin.core.secrets.fields


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_groups_in_need"),
        ("places", "0001_places_organisations_stations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CareLink",
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
                ("place_code", models.CharField(editable=False, max_length=18)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("member", "Party member"),
                            ("worker", "Social worker"),
                            ("volunteer", "Volunteer"),
                        ],
                        max_length=10,
                        verbose_name="Role",
                    ),
                ),
                ("name", jinlin.core.secrets.fields.EncryptedField(verbose_name="Name")),
                ("since", models.DateField(verbose_name="Since")),
                ("until", models.DateField(blank=True, null=True, verbose_name="Until")),
                (
                    "ended",
                    models.CharField(
                        blank=True,
                        choices=[("handed_over", "Handed over"), ("ended", "Ended")],
                        max_length=12,
                        verbose_name="How it ended",
                    ),
                ),
                (
                    "note",
                    jinlin.core.secrets.fields.EncryptedField(
                        blank=True, default="", verbose_name="Note"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "verbose_name": "care link",
                "verbose_name_plural": "care links",
            },
        ),
        migrations.AddIndex(
            model_name="household",
            index=models.Index(fields=["county", "place_code", "id"], name="household_by_place"),
        ),
        migrations.AddField(
            model_name="carelink",
            name="follows",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.carelink",
            ),
        ),
        migrations.AddField(
            model_name="carelink",
            name="given_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="carelink",
            name="household",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="care_links",
                to="people.household",
            ),
        ),
        migrations.AddField(
            model_name="carelink",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="care_links",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="carelink",
            index=models.Index(fields=["user", "until"], name="care_link_user"),
        ),
        migrations.AddConstraint(
            model_name="carelink",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until", None)),
                fields=("household", "role"),
                name="one_open_link_per_role",
            ),
        ),
        migrations.AddConstraint(
            model_name="carelink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until", None), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="care_link_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="carelink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended", ""), ("until", None)),
                    models.Q(("until__isnull", False), models.Q(("ended", ""), _negated=True)),
                    _connector="OR",
                ),
                name="care_link_says_how_it_ended",
            ),
        ),
    ]
