"""What rises in a town, and what was drawn for a call, is read from small indexes.

Rounds of a day are found by their place, too: a day that is counted anew for a community costs as
much as the community has. The new ones stand before those go that they replace.
"""

from django.db import migrations, models
from django.db.models import F, Q

from jinlin.domains.appeals.models.indexes import TownOf


def of_town(name, condition):
    town = TownOf(F("place_code"))
    index = models.Index(
        town, F("due_at"), F("id"), F("place_code"), name=name, condition=condition
    )
    return migrations.AddIndex(model_name="appeal", index=index)


DAYS = ("finished", "due", "started", "judged")


def of_day(day):
    index = models.Index(fields=["county", f"{day}_on", "place_code"], name=f"round_{day}")
    return migrations.AddIndex(model_name="round", index=index)


class Migration(migrations.Migration):
    dependencies = [("appeals", "0015_read_towns_and_units_in_order")]

    operations = [
        of_town("appeal_town_asks_time", Q(is_extension_asked=True)),
        of_town("appeal_town_pressing", Q(is_escalated=True, ended_at=None)),
        of_town("appeal_town_rising", Q(lateness__gte=1, ended_at=None)),
        migrations.AddIndex(
            model_name="round",
            index=models.Index(
                fields=["appeal"],
                condition=Q(calls_left__gt=0, judged_at=None, ended_on=None),
                name="round_drawn",
            ),
        ),
        *(of_day(day) for day in DAYS),
        *(migrations.RemoveIndex(model_name="round", name=f"round_county_{day}") for day in DAYS),
    ]
