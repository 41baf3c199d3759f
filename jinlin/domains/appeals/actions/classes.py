"""Which classes of appeals does a new house offer?"""

import csv
from pathlib import Path

from django.db import transaction

from jinlin.domains.appeals.models import Category

TABLE = Path(__file__).parents[1] / "data" / "categories.csv"


@transaction.atomic
def offer_usual_classes() -> int:
    """The usual class tree stands; classes that stood before are left as the county made them.

    Returns how many are new; safe to run twice.
    """
    known = set(Category.objects.values_list("pk", flat=True))
    with TABLE.open(encoding="utf-8", newline="") as table:
        fresh = [row for row in csv.DictReader(table) if row["code"] not in known]
    rows = [
        Category(
            code=row["code"], parent_id=row["parent"] or None, name=row["name"], grade=row["grade"]
        )
        for row in fresh
    ]
    Category.objects.bulk_create(sorted(rows, key=lambda row: len(row.code)))
    return len(rows)
