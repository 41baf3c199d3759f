from django.db import migrations


def end_open_sessions(apps, _schema_editor):
    """Sessions of before lie open under their own keys: everybody signs in once more."""
    apps.get_model("sessions", "Session").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_roles_of_the_rooms_to_come"),
        ("sessions", "0001_initial"),
    ]

    operations = [migrations.RunPython(end_open_sessions, migrations.RunPython.noop, elidable=True)]
