from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_sessions_that_only_their_cookie_opens"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="has_first_password",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
    ]
