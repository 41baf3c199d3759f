"""The marks by which a process sees that settings it keeps in memory have changed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0013_tallies"),
    ]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("mark", models.CharField(max_length=40)),
            ],
        ),
    ]
