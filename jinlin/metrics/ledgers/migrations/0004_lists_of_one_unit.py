"""A list may be of the rows of one unit alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledgers", "0003_found_by_words")]
    operations = [migrations.AddField("takeaway", "unit_key", models.UUIDField(null=True))]
