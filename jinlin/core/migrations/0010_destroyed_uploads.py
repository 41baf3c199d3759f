from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0009_readers_of_the_timeline")]

    operations = [
        migrations.AddField("upload", "destroyed_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "upload", "destroyed_because", models.CharField(blank=True, max_length=200)
        ),
    ]
