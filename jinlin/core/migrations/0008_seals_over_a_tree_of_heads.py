from django.db import migrations, models

from jinlin.core.append_only import Guarded


class Migration(migrations.Migration):
    dependencies = [("core", "0007_words_beside_the_chain")]

    operations = [
        migrations.AddField("seal", "root", models.CharField(blank=True, max_length=64)),
        migrations.AddField("seal", "entries", models.PositiveIntegerField(null=True)),
        migrations.AddField("seal", "looks", models.PositiveIntegerField(null=True)),
        migrations.AddField("seal", "is_late", models.BooleanField(default=False)),
        migrations.AlterField(
            "seal", "algorithm", models.CharField(default="sha256-tree", max_length=12)
        ),
        Guarded("core_seal"),
    ]
