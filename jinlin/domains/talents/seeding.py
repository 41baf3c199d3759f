"""Which skills, and which words for what is broken, does a county begin with?

`data/skills.csv`: parent, name, words. The county changes them on its pages.
"""

import csv
from pathlib import Path

from django.db import transaction

from jinlin.domains.talents.models import Skill

TABLE = Path(__file__).parent / "data" / "skills.csv"


@transaction.atomic
def offer_usual_skills(county: str) -> int:
    """They stand in the county's tree, those that were there already as they were; how many are
    new.
    """
    known = {row.name: row for row in Skill.objects.filter(county=county)}
    made = 0
    with TABLE.open(encoding="utf-8", newline="") as table:
        for order, row in enumerate(csv.DictReader(table)):
            if row["name"] in known:
                continue
            skill = Skill.objects.create(
                county=county,
                parent=known.get(row["parent"]),
                name=row["name"],
                words=row["words"],
                order=order,
            )
            known[skill.name] = skill
            made += 1
    return made
