"""Two services of one person at the same time are refused by the database itself."""

from django.db import migrations

from jinlin.services.volunteers.overlaps import NoOverlap


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0001_people_teams_and_hours")]

    operations = [NoOverlap()]
