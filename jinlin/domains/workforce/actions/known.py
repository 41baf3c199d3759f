"""What does the register know of a county and of the people in a batch of rows?"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from jinlin.core.secrets.fields import match_key
from jinlin.core.time import clock
from jinlin.domains.workforce.models import (
    Degree,
    Degrees,
    Education,
    Level,
    Post,
    Professional,
    Qualification,
    Roster,
    Sector,
    WorkClass,
)
from jinlin.domains.workforce.roster.facts import Facts, Known
from jinlin.domains.workforce.roster.identity import born_of, plain, sex_of
from jinlin.domains.workforce.roster.words import is_social_work, unit_key
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import Level as PlaceLevel
from jinlin.ground.places.models import Organisation, Place

CLASSES = {
    WorkClass.SERVICE: ("服务", "服务类", "社会工作服务", "社会工作服务人才", "专业服务"),
    WorkClass.MANAGEMENT: ("管理", "管理类", "社会工作管理", "社会工作管理人才", "行政管理"),
    WorkClass.RESEARCH: ("教育研究", "教育与研究", "研究", "社会工作教育与研究", "教学研究"),
}
LEVELS = {
    "assistant": Level.ASSISTANT,
    "social_worker": Level.SOCIAL_WORKER,
    "senior": Level.SENIOR,
}
TOWNS = (PlaceLevel.COUNTY, PlaceLevel.TOWN, PlaceLevel.COMMUNITY)
SUFFIXES = ("街道办事处", "人民政府", "街道", "镇", "乡")


@dataclass
class Record:
    """One person while rows land: what stands in the register, and what rows above added."""

    name: str = ""
    person: Person | None = None
    professional: Professional | None = None
    is_new: bool = False
    posts: dict[str, Post] = field(default_factory=dict)
    degrees: dict[tuple[int, str], Degree] = field(default_factory=dict)
    qualifications: dict[int, Qualification] = field(default_factory=dict)
    registrations: dict[int, set[date]] = field(default_factory=dict)
    hours: set[tuple[date | None, int]] = field(default_factory=set)
    of_years: Counter[int] = field(default_factory=Counter)  # minutes that lists state for a year


class County:
    """The words of one county: its units, its places, the fields; read once for a roster."""

    def __init__(self, code: str) -> None:
        self.code = code
        self._taken: set[str] = set()

    @cached_property
    def known(self) -> Known:
        fields: dict[str, str] = {}
        for sector in Sector.objects.filter(is_open=True):
            for word in [sector.name, *sector.other_names.replace("，", ",").split(",")]:
                if word.strip():
                    fields[word.strip()] = fields[f"{word.strip()}领域"] = sector.code
        classes = {word: kind.value for kind, words in CLASSES.items() for word in words}
        return Known(fields, classes)

    @cached_property
    def _units(self) -> dict[str, tuple[Any, str]]:
        rows = Organisation.objects.open().filter(county=self.code)
        return {unit_key(plain(o.name)): (o.pk, o.place_code) for o in rows}

    @cached_property
    def places(self) -> dict[str, str]:
        """Names of places in the county, also without 镇 and the like, and their codes."""
        found: dict[str, str] = {}
        rows = Place.objects.present().filter(county=self.code, level__in=TOWNS)
        for place in rows.order_by("-code"):
            found[place.name] = place.code
            for suffix in SUFFIXES:
                if place.name.endswith(suffix) and len(place.name) > len(suffix) + 1:
                    found.setdefault(place.name.removesuffix(suffix), place.code)
        return found

    def organisation_of(self, key: str) -> Any:
        return self._units.get(key, (None, ""))[0]

    def professional(self, person: Person, facts: Facts, roster: Roster | None) -> Professional:
        """The record of somebody new to the register; not saved."""
        code = self.places.get(facts.town, "") or self._units.get(unit_key(facts.unit), ("", ""))[1]
        return Professional(
            county=self.code,
            person=person,
            name_key=match_key(facts.name, "name"),
            sex=sex_of(facts.citizen_id),
            born_on=born_of(facts.citizen_id),
            place_code=code or self.code,
            entered_on=clock.today(),
            source=roster,
        )

    def look_up(self, numbers: Iterable[str]) -> None:
        """Which of these certificate numbers are somebody's already."""
        keys = {match_key(number, "certificate") for number in numbers if number}
        rows = Qualification.objects.filter(county=self.code, number_key__in=keys)
        self._taken = set(rows.values_list("number_key", flat=True))

    def is_taken(self, number: str) -> bool:
        return match_key(number, "certificate") in self._taken

    def take(self, number: str) -> None:
        self._taken.add(match_key(number, "certificate"))

    @staticmethod
    def level_of(level: str) -> int:
        return int(LEVELS[level])

    @staticmethod
    def degree_of(degree: str) -> int:
        return int(Degrees[degree.upper()])

    @staticmethod
    def is_social_work(major: str) -> bool:
        return is_social_work(major)


def records_of(county: str, keys: Iterable[str]) -> dict[str, Record]:
    """Those of a county whose citizen keys these are, with all that is known of them: a fixed
    number of statements.
    """
    wanted = list(keys)
    records = {
        person.citizen_key: Record(name=person.name, person=person)
        for person in Person.objects.filter(county=county, citizen_key__in=wanted)
    }
    by_person = {r.person.pk: r for r in records.values() if r.person}
    rows = Professional.objects.filter(county=county, person__in=list(by_person))
    own = {}
    for professional in rows:
        by_person[professional.person_id].professional = professional
        own[professional.pk] = by_person[professional.person_id]
    mine = {"professional__in": list(own)}
    for post in Post.objects.filter(**mine, until=None):
        own[post.professional_id].posts[post.unit_key] = post
    for degree in Degree.objects.filter(**mine):
        own[degree.professional_id].degrees[degree.degree, degree.major] = degree
    for held in Qualification.objects.filter(**mine).prefetch_related("registrations"):
        record = own[held.professional_id]
        record.qualifications[held.level] = held
        record.registrations[held.level] = {r.registered_on for r in held.registrations.all()}
    for learned in Education.objects.filter(**mine, subject=""):
        known = own[learned.professional_id].hours
        known.update({(learned.since, learned.minutes), (learned.on, learned.minutes)})
        if learned.since is None and learned.source_id:
            own[learned.professional_id].of_years[learned.on.year] += learned.minutes
    return records


def same_names(county: str, names: Iterable[str]) -> dict[str, list[str]]:
    """The citizen ids of those in the register who bear one of these names."""
    keys = {match_key(name, "name"): name for name in names}
    found: dict[str, list[str]] = {}
    rows = Professional.objects.filter(county=county, name_key__in=list(keys))
    for each in rows.select_related("person"):
        if each.person.citizen_id:
            found.setdefault(keys[each.name_key], []).append(each.person.citizen_id)
    return found
