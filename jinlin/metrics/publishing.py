"""How does a county choose what everybody reads, and how is a month said to everybody?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Min
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import Unusable, require
from jinlin.core.figures import answers
from jinlin.core.figures.hiding import Layer, hide, laid_out
from jinlin.core.figures.measures import Figure, Measure, Shape, Window
from jinlin.core.text import needed
from jinlin.core.time import clock
from jinlin.core.time.months import month_of, names_until
from jinlin.core.timeline import Entry, trees
from jinlin.ground.places.models import CODE_LENGTHS, Level, Place
from jinlin.metrics.catalogue import MEASURES, find
from jinlin.metrics.permissions import can_choose
from jinlin.metrics.releases import LONGEST_REASON, MOST_FEWEST, Choice, Release, Threshold

OWN: Final = "*"  # after a county's code: what stands at the county itself, in none of its towns
MONTHS_BACK: Final = 12
SETTLED_AFTER: Final = timedelta(days=1)  # the last day of the month is sealed by then
FURTHEST: Final = timedelta(days=366)
# Of these each row is a matter that a resident may prove to be counted.
PROVED: Final = ("appeals.received", "wishes.posted", "consultations.topics")
TOWN: Final = CODE_LENGTHS[Level.TOWN]
COMMUNITY: Final = CODE_LENGTHS[Level.COMMUNITY]


@transaction.atomic
def choose(
    county: Place, key: str, *, is_public: bool, from_on: date, reason: str, actor: Actor
) -> Choice:
    """From that day on the figure is for everybody, or is not; who chose it, and why, stays."""
    choice = Choice(key=key, is_public=is_public, from_on=from_on, reason=reason)
    return _kept(choice, county, actor)


@transaction.atomic
def open_deeper(county: Place, key: str, *, from_on: date, reason: str, actor: Actor) -> Choice:
    """From that day on the figure is for everybody, of each community too. One that counts people
    stays with the towns: in so small a place too much else had to be hidden with the small cells.
    """
    choice = Choice(key=key, is_public=True, level=Level.COMMUNITY, from_on=from_on, reason=reason)
    return _kept(choice, county, actor)


def _kept(choice: Choice, county: Place, actor: Actor) -> Choice:
    require(can_choose(actor, county.code))
    _check_day(choice.from_on)
    if not find(choice.key).is_public:
        raise Unusable(_("By its definition this figure is not for everybody."), field="key")
    if choice.is_deep and find(choice.key).counts_people:
        raise Unusable(
            _("This figure counts people: it is said by town, so that nobody is known by it."),
            field="key",
        )
    choice.county = county.county_code
    choice.reason = needed(choice.reason, field="reason", limit=LONGEST_REASON)
    for name, value in _by(actor).items():
        setattr(choice, name, value)
    choice.save()
    public = {"key": choice.key, "is_public": choice.is_public, "from": choice.from_on}
    deeper = {"level": str(choice.level)} if choice.is_deep else {}
    timeline.record(choice, "choose", actor=actor, data={**public, **deeper})
    return choice


@transaction.atomic
def raise_fewest(county: Place, fewest: int, *, from_on: date, actor: Actor) -> Threshold:
    """From that day on no smaller number of people is said; it never falls again."""
    require(can_choose(actor, county.code))
    _check_day(from_on)
    if not Threshold.of(county.code, from_on + FURTHEST) < fewest <= MOST_FEWEST:
        raise Unusable(_("It can only be raised."), field="fewest")
    row = Threshold(county=county.county_code, fewest=fewest, from_on=from_on, **_by(actor))
    row.save()
    timeline.record(row, "choose", actor=actor, data={"fewest": fewest, "from": from_on})
    return row


def _check_day(day: date) -> None:
    if not clock.today() <= day <= clock.today() + FURTHEST:
        raise Unusable(_("Please choose today or a day of the coming year."), field="from_on")


def _by(actor: Actor) -> dict[str, Any]:
    return {"chosen_by": actor.user_id, "face": actor.face, "chosen_at": clock.now()}


def choices(county: str, day: date) -> dict[str, Choice]:
    """What the county has chosen and what holds on a day, by figure."""
    rows = Choice.objects.filter(county=county, from_on__lte=day).order_by("from_on", "id")
    return {row.key: row for row in rows}


def chosen(county: str, day: date) -> list[Measure]:
    """The figures that are for everybody on a day, in the order of the catalogue."""
    found = choices(county, day)
    return [
        each
        for key, each in MEASURES.items()
        if each.is_public and (key not in found or found[key].is_public)
    ]


def release_due(county: Place) -> int:
    """All months that are over, and years whose months are all said, are said. Safe to run twice,
    and by two at once. Returns how many figures were released.
    """
    months = months_to_say(county.code)
    known = set(Release.objects.filter(county=county.code).values_list("key", "period"))
    return sum(
        release(county, measure, period)
        for measure in chosen(county.code, clock.today())
        for period in [*months, *(m[:4] for m in months if m.endswith("-12"))]
        if (measure.key, period) not in known
    )


def months_to_say(county: str) -> list[str]:
    """Oldest first: from the month in which the county began here, at most so many back."""
    first = Entry.objects.filter(county=county).aggregate(day=Min("on"))["day"]
    months = names_until(clock.today() - SETTLED_AFTER, MONTHS_BACK + 1)[1:]
    return sorted(month for month in months if first and month >= f"{first:%Y-%m}")


def release(county: Place, measure: Measure, period: str) -> bool:
    """The figure of this month or year is said, as it is counted now; it stays as it was said.
    False: somebody else has just said it.
    """
    fewest = Threshold.of(county.code, clock.today())
    counted = _counted(county, measure, period)
    hidden = _hidden(county, measure, period, counted, fewest) if measure.counts_people else set()
    leaves = leaves_of(county, measure, period) if measure.key in PROVED else []
    row = Release(
        county=county.code,
        key=measure.key,
        period=period,
        fewest=fewest,
        cells={
            place: [each.numerator, each.denominator, _apart(measure, each), place in hidden]
            for place, each in counted.items()
        },
        root=trees.root_of(leaves) if leaves else "",
        leaves=b"".join(map(bytes.fromhex, leaves)),
        released_at=clock.now(),
    )
    try:
        with transaction.atomic():
            row.save()
            facts = {
                "number": row.number(),
                "until": window_of(county.code, period).as_of,
                "root": halves(row.root),
            }
            timeline.record(row, "release", actor=SYSTEM, data=facts)
    except IntegrityError:
        return False
    return True


def window_of(county: str, period: str) -> Window:
    """The days of a month or a year."""
    if len(period) == len("2026"):
        return Window(county, date(int(period), 12, 31), date(int(period), 1, 1))
    first, last = month_of(date.fromisoformat(f"{period}-01"))
    return Window(county, last, first)


def leaves_of(county: Place, measure: Measure, period: str) -> list[str]:
    """One for each row that counts, in an order that tells nothing."""
    rows = answers.rows(measure, window_of(county.code, period)).values_list("pk", flat=True)
    return sorted(trees.leaf(leaf_of(measure.key, period, pk)) for pk in rows.iterator(2_000))


def halves(root: str) -> list[UUID]:
    """A root as the timeline takes it among its facts; it binds figure and period by its leaves."""
    return [UUID(root[:32]), UUID(root[32:])] if root else []


def leaf_of(key: str, period: str, pk: object) -> list[str]:
    return [key, period, str(pk)]


def figure_in(release: Release, place: str, measure: Measure) -> Figure | None:
    """What was said of a place; None: it is hidden."""
    numerator, denominator, value, is_hidden = release.cells[place]
    if is_hidden:
        return None
    if measure.shape == Shape.RATE:
        value = Fraction(100 * numerator, denominator) if denominator else None
    elif measure.shape not in answers.RANKS:
        value = numerator
    return Figure(measure.key, value, numerator, denominator)


def _apart(measure: Measure, figure: Figure) -> int | None:
    """The value, where it does not follow from the two numbers."""
    return (
        int(figure.value) if measure.shape in answers.RANKS and figure.value is not None else None
    )


def _counted(county: Place, measure: Measure, period: str) -> dict[str, Figure]:
    """By place: the county, its towns (also those with nothing), and the county itself."""
    window = window_of(county.code, period)
    found = answers.by_place(measure, window, TOWN)
    own = found.pop(county.code, None)
    towns = Place.objects.present().filter(parent=county).values_list("code", flat=True)
    nothing = answers.figure(measure, rows=0, met=0)
    return {
        county.code: answers.answer(measure, window),
        **({f"{county.code}{OWN}": own} if own else {}),
        **{code: found.get(code, nothing) for code in sorted({*towns, *found})},
        **(_by_community(county, measure, window) if _is_deep(county, measure) else {}),
    }


def _is_deep(county: Place, measure: Measure) -> bool:
    choice = choices(county.code, clock.today()).get(measure.key)
    return choice is not None and choice.is_deep and not measure.counts_people


def _by_community(county: Place, measure: Measure, window: Window) -> dict[str, Figure]:
    """The communities of every town, also those with nothing, and what stands at a town itself."""
    found = answers.by_place(measure, window, COMMUNITY)
    rows = Place.objects.present().filter(parent__parent=county, level=Level.COMMUNITY)
    nothing = answers.figure(measure, rows=0, met=0)
    codes = {*rows.values_list("code", flat=True), *found} - {county.code}
    return {
        f"{code}{OWN}" if len(code) == TOWN else code: found.get(code, nothing)
        for code in sorted(codes)
    }


@dataclass(frozen=True)
class _Table:
    """The numbers of a table, by place and period: one for each layer."""

    layers: tuple[Mapping[tuple[str, str], int], ...]
    least: int

    @classmethod
    def of(cls, measure: Measure, cells: Mapping[tuple[str, str], tuple[int, int]]) -> "_Table":
        """Those who meet it and those who do not; where all do, all of them; of a sum, the rows
        and what they come to.
        """
        met = {key: each[0] for key, each in cells.items()}
        rows = {key: each[1] for key, each in cells.items()}
        if measure.shape == Shape.SUM:
            return cls((rows, met), 1)
        if measure.met is None and measure.shape == Shape.COUNT:
            return cls((rows,), 1)
        return cls((met, {key: rows[key] - met[key] for key in cells}), 0)

    def drawn(self, parents: Mapping[str, str], years: Mapping[str, str]) -> list[Layer]:
        return [
            laid_out(each, parents=parents, years=years, least=self.least) for each in self.layers
        ]


def _hidden(
    county: Place, measure: Measure, period: str, counted: Mapping[str, Figure], fewest: int
) -> set[str]:
    """The places whose cell of this period stays unsaid.

    A year is held against its months as they were said; where its own count differs from their sum
    (people counted once), both are held.
    """
    parents = {place: "" if place == county.code else county.code for place in counted}
    own = {(place, period): (each.numerator, each.denominator) for place, each in counted.items()}
    layers = _Table.of(measure, own).drawn(parents, {})
    public: set[tuple[str, str]] = set()
    secret: set[tuple[str, str]] = set()
    if len(period) == len("2026"):
        months = list(
            Release.objects.filter(
                county=county.code, key=measure.key, period__startswith=f"{period}-"
            ).defer("leaves")
        )
        cells, parents = _summed(months, period, county.code)
        years = dict.fromkeys((each.period for each in months), period)
        layers += _Table.of(measure, cells).drawn(parents, years)
        for month in months:
            secret |= {(place, month.period) for place in month.hidden()}
            public |= {(place, month.period) for place in parents} - secret
    pattern = hide(layers, fewest=fewest, public=public, secret=secret)
    return {place for place in counted if (place, period) in pattern.hidden}


def _summed(
    months: list[Release], year: str, county: str
) -> tuple[dict[tuple[str, str], tuple[int, int]], dict[str, str]]:
    """The months' cells and their sums, and the place above each; what a month did not name is
    nothing.
    """
    places = sorted({county} | {place for month in months for place in month.cells})
    cells = {
        (place, month.period): tuple(month.cells.get(place, (0, 0))[:2])
        for month in months
        for place in places
    }
    for place in places:
        of_it = [cells[place, month.period] for month in months]
        cells[place, year] = (sum(met for met, _rows in of_it), sum(rows for _met, rows in of_it))
    return cells, {place: "" if place == county else county for place in places}
