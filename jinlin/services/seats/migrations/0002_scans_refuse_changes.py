from django.db import migrations

from jinlin.core.append_only import Guarded


class Migration(migrations.Migration):
    dependencies = [("seats", "0001_units_seats_and_scans")]

    operations = [Guarded("seats_scan")]
