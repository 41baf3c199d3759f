from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0008_seals_over_a_tree_of_heads")]

    operations = [
        migrations.CreateModel(
            name="Cursor",
            fields=[
                (
                    "reader",
                    models.CharField(max_length=60, primary_key=True, serialize=False),
                ),
                ("until", models.UUIDField()),
            ],
            options={
                "verbose_name": "reader of the timeline",
                "verbose_name_plural": "readers of the timeline",
            },
        ),
    ]
