from django.db import migrations, models

import jinlin.core.secrets.fields
from jinlin.core.secrets.fields import lock

BATCH = 1000


def lock_words(apps, _schema_editor):
    """What was said so far comes under the key too, in batches by key."""
    rows = apps.get_model("notices", "Message").objects.order_by("pk").only("pk", "body", "url")
    last = None
    while some := list((rows.filter(pk__gt=last) if last else rows)[:BATCH]):
        for row in some:
            row.body, row.url = (lock(text) if text else text for text in (row.body, row.url))
        rows.bulk_update(some, ["body", "url"], batch_size=200)
        last = some[-1].pk


class Migration(migrations.Migration):
    dependencies = [("notices", "0002_webhooks")]

    operations = [
        migrations.AlterField(model_name="message", name="url", field=models.TextField(blank=True)),
        migrations.RunPython(lock_words, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="message",
            name="url",
            field=jinlin.core.secrets.fields.EncryptedField(blank=True),
        ),
        migrations.AlterField(
            model_name="message",
            name="body",
            field=jinlin.core.secrets.fields.EncryptedField(verbose_name="text"),
        ),
    ]
