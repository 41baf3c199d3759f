from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notices", "0005_addresses_wait_for_another")]

    operations = [
        migrations.AddField(
            model_name="delivery",
            name="is_unsure",
            field=models.BooleanField(db_default=False, default=False),
        )
    ]
