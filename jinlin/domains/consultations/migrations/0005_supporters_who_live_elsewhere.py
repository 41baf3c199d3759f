from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("consultations", "0004_enter_meetings_afterwards")]

    operations = [
        migrations.AddField(
            model_name="support",
            name="tie",
            field=models.CharField(
                choices=[
                    ("home", "Lives here"),
                    ("works", "Works in this place"),
                    ("owns", "Owns a home or a shop here"),
                ],
                db_default="home",
                default="home",
                max_length=5,
            ),
        ),
    ]
