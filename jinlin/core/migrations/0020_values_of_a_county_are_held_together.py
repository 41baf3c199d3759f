from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0019_communities_are_summed_up"),
    ]

    operations = [
        migrations.AddField(
            model_name="rolled",
            name="ranked",
            field=models.BinaryField(null=True),
        ),
    ]
