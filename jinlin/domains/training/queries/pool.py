"""What do residents order where, at which times of day: as those who plan can act on it?"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from jinlin.core.actor import Actor, within
from jinlin.core.time import clock
from jinlin.domains.training.lifecycle import OPEN
from jinlin.domains.training.models import (
    HOSTS,
    READERS,
    Course,
    Module,
    Order,
    Supply,
    TrainingRule,
)
from jinlin.ground.places.models import Place
from jinlin.ground.places.queries import present, whole

COUNTED = {
    "people": Count("pk"),
    "by_day": Count("pk", filter=Q(daytime=True)),
    "by_evening": Count("pk", filter=Q(evening=True)),
    "by_weekend": Count("pk", filter=Q(weekend=True)),
    "by_any": Count("pk", filter=Q(daytime=False, evening=False, weekend=False)),
}
WHEN = {
    "daytime": "by_day",
    "evening": "by_evening",
    "weekend": "by_weekend",
    "any_time": "by_any",
}


@dataclass(frozen=True)
class Pooled:
    """How many of one community want a module, and when; what is on its way, who could give it."""

    place: str
    place_code: str
    module: Module
    people: int
    times: dict[str, int]
    enough: int
    course: Course | None
    supplies: int

    @property
    def is_enough(self) -> bool:
        return self.people >= self.enough

    @property
    def missing(self) -> int:
        return max(self.enough - self.people, 0)

    @property
    def cells(self) -> list[int]:
        return list(self.times.values())


MOST = 500  # lines of a page


def pool(actor: Actor, *, most: int | None = MOST) -> list[Pooled]:
    """The pool of the places that this actor sees, most wanted first: five statements."""
    rows = Order.objects.open().filter(within(actor.codes(*READERS)), module__isnull=False)
    return _pooled(rows, most)


def pool_of(place_code: str) -> list[Pooled]:
    """What one community orders, for everybody: numbers and no names."""
    rows = Order.objects.open().filter(place_code__in=whole(place_code), module__isnull=False)
    return _pooled(rows)


def _pooled(rows: Any, most: int | None = MOST) -> list[Pooled]:
    counted = _counted(rows, most)
    modules = Module.objects.in_bulk({row["module"] for row in counted})
    places = _places_now({row["place_code"] for row in counted})
    codes = {each for place in places.values() for each in place.codes}
    counted = _together(counted, places)
    rules = {
        county: TrainingRule.of(county, clock.today()).threshold
        for county in {row["county"] for row in counted}
    }
    courses = {
        (_code_now(each.place_code, places), each.module_id): each
        for each in Course.objects.filter(
            place_code__in=codes, module__in=modules, state__in=OPEN
        ).order_by("proposed_at")
    }
    supplies = dict(
        Supply.objects.current()
        .filter(module__in=modules)
        .order_by()
        .values_list("module")
        .annotate(number=Count("pk"))
    )
    return [
        Pooled(
            row["name"],
            row["place_code"],
            modules[row["module"]],
            row["people"],
            {name: row[counted_as] for name, counted_as in WHEN.items()},
            modules[row["module"]].threshold or rules[row["county"]],
            courses.get((row["place_code"], row["module"])),
            supplies.get(row["module"], 0),
        )
        for row in counted
    ]


def _counted(rows: Any, most: int | None) -> list[Any]:
    """How many want each module in each community: one statement."""
    counted = rows.order_by().values("county", "place_code", "module").annotate(**COUNTED)
    return list(counted.order_by("-people", "place_code", "module")[:most])


def _places_now(codes: Collection[str]) -> dict[str, Place]:
    """What these places go on as, by each of the codes that it has or had: one statement."""
    rows = Place.objects.filter(code__in=codes).select_related("successor__successor")
    found = [present(row) for row in rows.order_by("valid_from", "pk")]
    return {code: place for place in found for code in place.codes}


def _code_now(code: str, places: Mapping[str, Place]) -> str:
    return places[code].code if code in places else code


def _together(counted: Iterable[dict[str, Any]], places: Mapping[str, Place]) -> list[Any]:
    """What was ordered in places that were merged since is one line, most wanted first."""
    found: dict[Any, dict[str, Any]] = {}
    for row in counted:
        code = _code_now(row["place_code"], places)
        name = places[code].name if code in places else code
        line = found.setdefault((code, row["module"]), {**row, **dict.fromkeys(COUNTED, 0)})
        line.update(place_code=code, name=name)
        for number in COUNTED:
            line[number] += row[number]
    return sorted(found.values(), key=lambda line: -line["people"])


def unsorted(actor: Actor) -> "QuerySet[Order]":
    """Orders in people's own words, for which staff have not found the module yet."""
    rows = Order.objects.open().filter(within(actor.codes(*HOSTS)), module=None)
    return rows.select_related("place", "person")


def supplies_of(actor: Actor) -> list[tuple[Module, list[Supply]]]:
    """The list of what can be given, by '6+X' modules: two statements."""
    rows = Supply.objects.visible_to(actor).current()
    found: dict[Any, list[Supply]] = {}
    for row in rows.select_related("provider", "teacher", "module").order_by("title", "pk"):
        found.setdefault(row.module_id, []).append(row)
    modules = Module.objects.filter(
        Q(pk__in=found) | within(actor.counties(*READERS), "county"), is_open=True
    )
    return [(module, found.get(module.pk, [])) for module in modules]
