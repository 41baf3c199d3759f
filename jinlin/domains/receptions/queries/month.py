"""How does a month of reception days look, all neighbourhoods at once?"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from jinlin.core.actor import Actor
from jinlin.core.time import clock
from jinlin.domains.receptions.lifecycle import LABELS, BookingState, State
from jinlin.domains.receptions.models import Booking, Conversation, Series, Session
from jinlin.ground.places.models import CODE_LENGTHS, Level, Place

TOWN = CODE_LENGTHS[Level.TOWN]
A_MONTH_AND_A_BIT = timedelta(days=31)
TONES = {State.PLANNED: "new", State.OPEN: "inhand", State.HELD: "done", State.CANCELLED: "ended"}


@dataclass(frozen=True)
class Month:
    """From its first day to the first of the next."""

    first: date

    @property
    def until(self) -> date:
        return (self.first + A_MONTH_AND_A_BIT).replace(day=1)

    @property
    def before(self) -> str:
        return f"{self.first - timedelta(days=1):%Y-%m}"

    @property
    def after(self) -> str:
        return f"{self.until:%Y-%m}"


@dataclass(frozen=True)
class Cell:
    """One session on the sheet.

    While it is ahead its number is that of the appointments, afterwards that of the conversations.
    """

    session: Session
    booked: int
    talks: int

    @property
    def tone(self) -> str:
        return TONES[State(self.session.state)]

    @property
    def word(self) -> str:
        return str(LABELS[State(self.session.state)])

    @property
    def is_ahead(self) -> bool:
        return self.session.state == State.PLANNED

    @property
    def is_overdue(self) -> bool:
        """Nobody opened it though its time is over."""
        return self.is_ahead and self.session.ends_at < clock.now()


@dataclass(frozen=True)
class Row:
    """One series in this month: for each day of the sheet what it has there."""

    series: Series
    days: list[list[Cell]]


@dataclass(frozen=True)
class Town:
    code: str
    name: str
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class Sheet:
    """`towns`: those that are shown; `offered`: all that one could show; `tally`: sessions by
    state, and the conversations in them.
    """

    days: list[date]
    towns: list[Town]
    offered: list[Town]
    tally: Counter[str]


def sheet(actor: Actor, month: Month, *, town: str = "") -> Sheet:
    """The month's sessions that this actor sees, town by town: two statements, however many
    neighbourhoods and days.
    """
    everything = [Cell(row, row.booked, row.talked) for row in _sessions(actor, month)]  # type: ignore[attr-defined]
    names = dict(
        Place.objects.present()
        .filter(code__in={_town(cell) for cell in everything})
        .values_list("code", "name")
    )
    offered = [
        Town(code, names.get(code, code)) for code in sorted({_town(cell) for cell in everything})
    ]
    cells = [cell for cell in everything if not town or _town(cell) == town]
    days = sorted({cell.session.on for cell in cells})
    towns = [
        Town(
            each.code, each.name, _rows((cell for cell in cells if _town(cell) == each.code), days)
        )
        for each in offered
    ]
    return Sheet(days, [each for each in towns if each.rows], offered, _tally(cells))


def _sessions(actor: Actor, month: Month) -> QuerySet[Session]:
    appointments = Booking.objects.filter(slot_at__isnull=False).exclude(
        state=BookingState.CANCELLED
    )
    counted = Session.objects.visible_to(actor).annotate(
        booked=_count(appointments), talked=_count(Conversation.objects.all())
    )
    rows = counted.filter(on__gte=month.first, on__lt=month.until)
    return rows.select_related("series__place").order_by("place_code", "series_id", "on", "pk")


def _count(rows: "QuerySet[Booking] | QuerySet[Conversation]") -> Coalesce:
    numbers = (
        rows.filter(session=OuterRef("pk"))
        .order_by()
        .values("session")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return Coalesce(Subquery(numbers, output_field=IntegerField()), 0)


def _town(cell: Cell) -> str:
    return cell.session.place_code[:TOWN]


def _rows(cells: Iterable[Cell], days: Sequence[date]) -> list[Row]:
    by_series: dict[Series, list[Cell]] = {}
    for cell in cells:
        by_series.setdefault(cell.session.series, []).append(cell)
    return [
        Row(series, [[cell for cell in own if cell.session.on == day] for day in days])
        for series, own in by_series.items()
    ]


def _tally(cells: Sequence[Cell]) -> Counter[str]:
    tally = Counter(str(cell.session.state) for cell in cells)
    tally["talks"] = sum(cell.talks for cell in cells)
    tally["all"] = len(cells)
    return tally
