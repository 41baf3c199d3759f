"""Are the sums that are paid those that a review fixed and the history tells?"""

from collections.abc import Iterator

from django.db.models import F

from jinlin.core.timeline import Break, Wrong, last_word
from jinlin.domains.workforce.models import Application, Award, Payment

reviewed = last_word(Application, "amount", fact="amount", verbs=("review",))


def differing(county: str | None) -> Iterator[Break]:
    """Applications of which more or less was awarded than was reviewed, or whose payments are no
    longer those of the award: two statements.
    """
    awards = Award.objects.filter(county=county) if county else Award.objects.all()
    changed = awards.exclude(amount=F("application__amount"))
    paid = Payment.objects.exclude(amount=F("award__amount"))
    paid = paid.filter(county=county) if county else paid
    rows = [
        *changed.values_list("county", "application_id"),
        *paid.order_by().values_list("county", "award__application_id").distinct(),
    ]
    for of_county, application in dict.fromkeys(rows):
        yield Break(Wrong.ROW_CHANGED, of_county, 1, Application._meta.label_lower, application)
