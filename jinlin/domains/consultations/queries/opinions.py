"""What do neighbours think of a topic? Sums only."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When

from jinlin.core import paging
from jinlin.core.actor import Actor
from jinlin.core.paging import Page
from jinlin.core.secrets.spelled import without_numbers
from jinlin.domains.consultations.deadlines import ALMOST_ALL, FEWEST_SHOWN, is_shared
from jinlin.domains.consultations.models import Stance, Statement, Topic
from jinlin.domains.consultations.models.topics import View

ORDER = ("-shared", "-share", "on", "pk")
SIZE = 20


@dataclass(frozen=True)
class Opinion:
    """One statement, without who, and how many stand how to it. `mine`: how the reader does."""

    pk: UUID
    text: str
    agreed: int
    disagreed: int
    mine: str

    @property
    def is_shared(self) -> bool:
        return is_shared(self.agreed, self.disagreed)


def opinions_on(topic: Topic, actor: Actor, *, after: str = "", size: int = 0) -> Page[Opinion]:
    """A page of the released statements, those that almost all agree on first: two statements."""
    page = paging.page(_counted(topic), order=ORDER, after=after, size=size or SIZE)
    mine: dict[UUID, str] = {}
    if actor.user_id and page.rows:
        own = Stance.objects.filter(statement__in=page.rows, person__user=actor.user_id)
        mine = dict(own.values_list("statement", "view"))
    found = [_opinion(each, mine.get(each.pk, "")) for each in page.rows]
    return Page(found, page.next, page.previous)


def _counted(topic: Topic) -> QuerySet[Statement]:
    """Each with its sums, the percent who agree, and whether almost all do (as `is_shared`)."""
    rows = Statement.objects.filter(topic=topic, is_released=True).annotate(
        agreed=Count("stances", filter=Q(stances__view=View.AGREE)),
        disagreed=Count("stances", filter=Q(stances__view=View.DISAGREE)),
    )
    rows = rows.annotate(number=F("agreed") + F("disagreed"))
    rows = rows.annotate(beyond=F("agreed") * 100 - F("number") * ALMOST_ALL)
    shared = When(number__gte=FEWEST_SHOWN, beyond__gte=0, then=Value(1))
    percent = F("agreed") * 100 / F("number")
    return rows.annotate(
        share=Case(When(number=0, then=Value(0)), default=percent, output_field=IntegerField()),
        shared=Case(shared, default=Value(0), output_field=IntegerField()),
    )


def _opinion(row: Statement, mine: str) -> Opinion:
    counted = {name: getattr(row, name) for name in ("agreed", "disagreed")}
    return Opinion(row.pk, without_numbers(row.text), mine=mine, **counted)
