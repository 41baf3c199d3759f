"""How does a county say its whole totals, sealed work with them, so that they tell of nobody?

Only for the county as a whole, only for a year that is over, only from 5 on, and once for ever: a
later sealing or a second asking changes nothing.
"""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core import state
from jinlin.core.errors import NotNow
from jinlin.core.figures.measures import FEWEST_PEOPLE
from jinlin.core.time import clock
from jinlin.domains.casework.models import PublicYear, Total
from jinlin.domains.casework.queries.counts import whole
from jinlin.domains.casework.queries.public import counted_in

SETTLED_AFTER = timedelta(days=1)  # as the public figures of a month


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
                Total(
                    county=county, year=year, what=what, number=_unless_few(number), frozen_at=now
                )
                for what, number in whole(county, year).items()
            ],
            ignore_conflicts=True,
        )
    return dict(known.values_list("what", "number"))


def last_published(today: date) -> int:
    """The last year that is over and settled."""
    return (today - SETTLED_AFTER).year - 1


@transaction.atomic
def say_year(county: str, year: int) -> PublicYear:
    """What everybody reads of the year is fixed for good: a later seal or a late line changes
    nothing of it. While nothing can be written it is only counted. Raises NotNow before the year is
    over.
    """
    known = PublicYear.objects.filter(county=county, year=year)
    if found := known.first():
        return found
    if year > last_published(clock.today()):
        raise NotNow(_("The year is not over yet."))
    cells, summed = counted_in(county, year)
    row = PublicYear(county=county, year=year, cells=cells, total=summed, frozen_at=clock.now())
    if not state.now().takes_writing:
        return row
    PublicYear.objects.bulk_create([row], ignore_conflicts=True)
    return known.get()


def _unless_few(number: int) -> int | None:
    """None: too few to be said. Nobody at all is said."""
    return number if number == 0 or number >= FEWEST_PEOPLE else None
