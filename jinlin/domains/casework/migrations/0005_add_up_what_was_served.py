"""What was served before stands beside its services, added up by months, and by whom it helped."""

from django.db import migrations
from django.db.models import Count, Exists, OuterRef, Subquery, Sum
from django.db.models.functions import TruncMonth

NOWHERE = "00000000-0000-0000-0000-000000000000"
BATCH = 1000


def fill(apps, _schema):
    service = apps.get_model("casework", "Service").objects
    served = apps.get_model("casework", "Served").objects
    monthly = apps.get_model("casework", "Monthly")
    own = service.filter(pk=OuterRef("service"))
    served.filter(agency=None).update(
        agency=Subquery(own.values("agency_id")[:1]),
        field=Subquery(own.values("field")[:1]),
        has_case=Exists(own.exclude(case=None)),
        is_sealed=Exists(own.filter(case__sealed_at__isnull=False)),
    )
    rows = (
        service.filter(case=None)
        .order_by()
        .annotate(month=TruncMonth("on"))
        .values("county", "agency_id", "place_code", "month", "field", "form", "point", "fund")
        .annotate(services=Count("pk"), times=Sum("person_times"), yuan=Sum("spent"))
    )
    found = []
    for row in rows:
        sums = {"cents": round((row.pop("yuan") or 0) * 100), "person_times": row.pop("times")}
        found.append(monthly(**{**row, **sums, "point": row["point"] or NOWHERE}))
    monthly.objects.bulk_create(found, batch_size=BATCH, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("casework", "0004_months_years_and_people_once")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
