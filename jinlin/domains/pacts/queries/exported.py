"""What does a file of the board's rows hold?"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Count, Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinlin.core import paging
from jinlin.core.sheets import Column
from jinlin.domains.pacts.lifecycle import LABELS, State
from jinlin.domains.pacts.models import Comment, Pact, Talk, Version
from jinlin.domains.pacts.models.pact import PactRows
from jinlin.domains.pacts.queries.listed import ENDED

COLUMNS = (
    Column(gettext_lazy("Pact"), 30),
    Column(gettext_lazy("Place"), 20),
    Column(gettext_lazy("Belongs to"), 20),
    Column(gettext_lazy("Looked after by"), 28),
    Column(gettext_lazy("State"), 16),
    Column(gettext_lazy("Version adopted last"), 10),
    Column(gettext_lazy("In force from"), 12),
    Column(gettext_lazy("First adopted on"), 12),
    Column(gettext_lazy("Clauses"), 8),
    Column(gettext_lazy("Drafted on"), 12),
    Column(gettext_lazy("Due"), 17),
    Column(gettext_lazy("Late"), 8),
    Column(gettext_lazy("Comments"), 8),
    Column(gettext_lazy("Comments not answered"), 10),
    Column(gettext_lazy("Breaches talked over"), 10),
    Column(gettext_lazy("Next review by"), 12),
)


def exported(rows: PactRows, *, order: tuple[str, ...]) -> Iterator[Sequence[Any]]:
    """The rows in this order, as COLUMNS; a fixed number of statements for each chunk."""
    for chunk in paging.chunks(rows, order=order):
        counts = _counts(chunk)
        for pact in chunk:
            yield _line(pact, counts.get(pact.pk, {}))


def _counts(pacts: Sequence[Pact]) -> dict[Any, dict[str, Any]]:
    """What belongs to each pact, counted: five statements."""
    found: dict[Any, dict[str, Any]] = {}
    comments = Comment.objects.filter(pact__in=pacts)
    versions = Version.objects.filter(pact__in=pacts)
    counted = {
        "comments": comments.order_by().values_list("pact").annotate(n=Count("pk")),
        "open": comments.unanswered().order_by().values_list("pact").annotate(n=Count("pk")),
        "talks": Talk.objects.filter(pact__in=pacts)
        .order_by()
        .values_list("pact")
        .annotate(n=Count("pk")),
        "since": versions.filter(is_repeal=False)
        .order_by()
        .values_list("pact")
        .annotate(n=Max("since")),
        "clauses": Pact.objects.filter(pk__in=[each.pk for each in pacts])
        .order_by()
        .values_list("pk")
        .annotate(n=Count("clauses")),
    }
    for name, rows in counted.items():
        for key, number in rows:
            found.setdefault(key, {})[name] = number
    return found


def _line(pact: Pact, counts: dict[str, Any]) -> Sequence[Any]:
    is_ended = pact.state in ENDED
    return (
        pact.title,
        pact.place.name,
        pact.place.parent.name if pact.place.parent else "",
        pact.unit.name,
        str(LABELS[State(pact.state)]),
        pact.holds,
        counts.get("since") if pact.holds else None,
        pact.adopted_on,
        counts.get("clauses", 0),
        pact.drafted_on,
        None if is_ended else pact.due_at,
        _("yes") if pact.is_late else "",
        counts.get("comments", 0),
        counts.get("open", 0),
        counts.get("talks", 0),
        pact.review_on,
    )
