"""A certificate's number is compared by its letters and digits alone: those that stand are keyed
anew, but where another row of the county holds that number already.
"""

from typing import Any

from django.db import migrations

from jinlin.core.secrets.fields import match_key

AT_ONCE = 1_000


def key_anew(apps: Any, _editor: Any) -> None:
    held = apps.get_model("workforce", "Qualification").objects
    awards = apps.get_model("workforce", "Award").objects
    rows = held.exclude(number_key="").order_by("pk").iterator(chunk_size=AT_ONCE)
    keyed = ((row, match_key(row.number, "certificate")) for row in rows)
    for row, key in [(row, key) for row, key in keyed if key != row.number_key]:
        if not held.filter(county=row.county, number_key=key).exists():
            held.filter(pk=row.pk).update(number_key=key)
        if not awards.filter(certificate_key=key).exists():
            awards.filter(certificate_key=row.number_key).update(certificate_key=key)


class Migration(migrations.Migration):
    dependencies = [("workforce", "0011_exam_days_of_counties_with_a_history")]
    operations = [migrations.RunPython(key_anew, migrations.RunPython.noop, elidable=False)]
