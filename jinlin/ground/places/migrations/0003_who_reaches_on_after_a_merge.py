from django.db import migrations, models


def reach_on(apps, _schema_editor):
    """Places that were merged under a new code before this house wrote it down."""
    Place = apps.get_model("places", "Place")
    merged = Place.objects.exclude(predecessors=None).order_by("valid_from", "pk").distinct()
    for row in merged.iterator():
        before = list(row.predecessors.all())
        known = {code for each in before for code in (each.code, *each.former_codes)}
        if len(before) < 2 or row.code in known:
            continue
        for each in Place.objects.filter(code__in=known):
            if row.code not in each.later_codes:
                each.later_codes = [*each.later_codes, row.code]
                each.save(update_fields=["later_codes"])


class Migration(migrations.Migration):
    dependencies = [("places", "0002_where_a_place_lies")]

    operations = [
        migrations.AddField(
            model_name="place",
            name="later_codes",
            field=models.JSONField(
                blank=True,
                db_default=models.Value([], models.JSONField()),
                default=list,
                editable=False,
            ),
        ),
        migrations.RunPython(reach_on, migrations.RunPython.noop, elidable=True),
    ]
