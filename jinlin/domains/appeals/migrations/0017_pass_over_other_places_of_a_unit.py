"""Whoever narrows a unit's list to a place passes over what the unit has elsewhere: its indexes
name the place.
"""

from django.db import migrations, models
from django.db.models import Q


def renewed(name, *fields, condition=None):
    index = models.Index(fields=[*fields, "place_code"], condition=condition, name=name)
    return [
        migrations.RemoveIndex(model_name="appeal", name=name),
        migrations.AddIndex(model_name="appeal", index=index),
    ]


class Migration(migrations.Migration):
    dependencies = [("appeals", "0016_read_what_rises_in_a_town")]

    operations = [
        *renewed("appeal_unit_board", "unit", "state", "due_at", "id"),
        *renewed("appeal_unit_open", "unit", "due_at", "id", "state", condition=Q(ended_at=None)),
        *renewed("appeal_unit_ended", "unit", "due_at", "id", condition=Q(ended_at__isnull=False)),
        *renewed("appeal_unit_newest", "unit", "reported_at", "id", "state"),
    ]
