"""How does a county say its whole totals, sealed work with them, so that they tell of nobody?

Only for the county as a whole, only for a year that is over, only from 5 on, and once for ever: a
later sealing or a second asking changes nothing.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core.errors import NotNow
from jinlin.core.figures.measures import FEWEST_PEOPLE
from jinlin.core.time import clock
from jinlin.domains.casework.models import Total
from jinlin.domains.casework.queries.counts import whole


@transaction.atomic
def freeze(county: str, year: int) -> dict[str, int | None]:
    """The year's totals as they were when they were first asked for. Raises NotNow before the year
    is over.
    """
    if year >= clock.today().year:
        raise NotNow(_("The year is not over yet."))
    known = Total.objects.filter(county=county, year=year)
    if not known.exists():
        now = clock.now()
        Total.objects.bulk_create(
            [
                Total(county=county, year=year, what=what, number=_told(number), frozen_at=now)
                for what, number in whole(county, year).items()
            ],
            ignore_conflicts=True,
        )
    return dict(known.values_list("what", "number"))


def _told(number: int) -> int | None:
    """None: too few to be said. Nobody at all is said."""
    return number if number == 0 or number >= FEWEST_PEOPLE else None
