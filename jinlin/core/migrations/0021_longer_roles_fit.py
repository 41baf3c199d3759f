"""A volunteer leader, a payment officer and a case supervisor have longer names than these columns:
on PostgreSQL a form that they opened was an error.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0020_values_of_a_county_are_held_together"),
    ]

    operations = [
        migrations.AlterField(
            model_name="burden",
            name="role",
            field=models.CharField(max_length=20),
        ),
        migrations.AlterField(
            model_name="knownfield",
            name="role",
            field=models.CharField(max_length=20),
        ),
    ]
