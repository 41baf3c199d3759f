from django.db import migrations


def forget_senders(apps, _schema_editor):
    """What is attached is no longer known by who sent it, and old answers no longer by the key of
    somebody's session.
    """
    upload = apps.get_model("core", "Upload")
    upload.objects.exclude(subject_id=None).update(sender_id=None, session_mark="")
    apps.get_model("core", "Answer").objects.filter(actor_key__startswith="session:").delete()


class Migration(migrations.Migration):
    dependencies = [("core", "0011_search")]

    operations = [
        migrations.RemoveField("upload", "original_name"),
        migrations.RunPython(forget_senders, migrations.RunPython.noop, elidable=True),
    ]
