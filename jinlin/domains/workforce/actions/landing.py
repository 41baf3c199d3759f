"""How do the rows of a roster become people of the register, batch by batch?

Rows land in their order; each sees what the rows above it brought. Nothing that is known is
overwritten: what is empty is filled in, what is new is added, what disagrees is named.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from jinlin.core.actor import Actor
from jinlin.core.secrets.fields import match_key
from jinlin.core.time import clock
from jinlin.domains.workforce.actions.known import County, Record, records_of, same_names
from jinlin.domains.workforce.actions.seen import Seen
from jinlin.domains.workforce.models import (
    Degree,
    Education,
    Post,
    Professional,
    Qualification,
    Registration,
    Roster,
)
from jinlin.domains.workforce.roster.facts import Facts, Row
from jinlin.domains.workforce.roster.identity import is_beside, shown
from jinlin.domains.workforce.roster.kinds import Kind, Problem
from jinlin.domains.workforce.roster.words import unit_key
from jinlin.ground.people import actions as people
from jinlin.ground.people.actions import Listed

LANDED, CHANGED, UNCHANGED, REFUSED = "landed", "changed", "unchanged", "refused"
FACTS: tuple[Any, ...] = (Post, Degree, Qualification, Registration, Education)


class Landing:
    """One batch of rows. `outcomes`: what became of each, in their order."""

    def __init__(self, county: County, roster: Roster, seen: Seen, *, actor: Actor) -> None:
        self.county, self.roster, self.seen, self.actor = county, roster, seen, actor

    def land(self, rows: Sequence[Row]) -> list[str]:
        """The rows that are sure have landed; what became of each row."""
        facts = [row.facts or Facts() for row in rows]
        keys = [match_key(f.citizen_id, "citizen_id") for f in facts]
        self.county.look_up(h.number for f in facts for h in f.held.values())
        self.names = same_names(self.county.code, {f.name for f in facts if f.name})
        self.records = records_of(self.county.code, {key for key in keys if key})
        for row, key in zip(rows, keys, strict=True):
            self._compare_with_known(row, key)
        sure = [(r, k) for r, k in zip(rows, keys, strict=True) if not r.waits and k]
        phones = self._know(sure)
        fresh: dict[type, list[Any]] = {kind: [] for kind in FACTS}
        outcomes = []
        self.new: set[Any] = set()  # facts that these rows bring
        self.changed: dict[type, dict[Any, set[str]]] = {kind: {} for kind in FACTS}
        for row, key in zip(rows, keys, strict=True):
            if row.waits or not key:
                outcomes.append(REFUSED)
                continue
            record = self.records[key]
            changes = Telling(self, row, record, fresh).tell()
            if record.is_new:
                record.is_new, outcome = False, LANDED
            else:
                outcome = CHANGED if changes or key in phones else UNCHANGED
            phones.discard(key)
            outcomes.append(outcome)
        self._save(fresh)
        return outcomes

    def _compare_with_known(self, row: Row, key: str) -> None:
        """Whether the id is another's, or almost that of somebody of the same name."""
        facts = row.facts or Facts()
        where = facts.places.get("citizen_id")
        if not facts.name:
            return
        beside = self.names.get(facts.name, [])
        if not facts.citizen_id:
            self._propose_known(row, where, beside)
            return
        record = self.records.get(key)
        if record is not None:
            if record.name and record.name != facts.name:
                row.note(facts.places.get("name"), Kind.NAME_DISAGREES, facts.name, record.name)
            return
        if near := next((own for own in beside if is_beside(own, facts.citizen_id)), None):
            row.note(where, Kind.ONE_DIGIT_BESIDE, facts.citizen_id, near)
            return
        if not row.waits:
            self.names.setdefault(facts.name, []).append(facts.citizen_id)
            self.records[key] = Record(name=facts.name, is_new=True)

    @staticmethod
    def _propose_known(row: Row, where: int | None, beside: list[str]) -> None:
        """A wrong id of a known name: the known id is the better proposal."""
        for place, problem in enumerate(row.problems):
            if problem.column == where and problem.kind in {Kind.ID_CHECK, Kind.ID_BIRTH}:
                number = problem.was.strip().upper()
                near = [own for own in beside if _differ_once(own, number)]
                if len(near) == 1:
                    row.problems[place] = Problem(where, problem.kind, problem.was, near[0])

    def _know(self, sure: Sequence[tuple[Row, str]]) -> set[str]:
        """Everybody sure is a person and a professional of the county; those whose phone is new."""
        facts = {key: row.facts for row, key in sure if row.facts}
        listed = [Listed(f.name, f.citizen_id, f.phone) for f in facts.values()]
        found = people.know_listed(self.county.code, listed, actor=self.actor) if listed else {}
        new = []
        for key, (person, is_phone_new) in found.items():
            record, person_facts = self.records[key], facts[key]
            record.person = person
            if record.professional is None:
                made = self.county.professional(person, person_facts, self.roster)
                record.professional = made.take_keys()
                record.is_new = True
                new.append(record.professional)
            elif is_phone_new:
                record.professional.take_keys().save(update_fields=["phone_key"])
        Professional.objects.bulk_create(new)
        return {key for key, (_person, fresh) in found.items() if fresh}

    def _save(self, fresh: dict[type, list[Any]]) -> None:
        for kind in FACTS:
            kind.objects.bulk_create(fresh[kind])
            by_fields: dict[frozenset[str], list[Any]] = {}
            for one, names in self.changed[kind].items():
                by_fields.setdefault(frozenset(names), []).append(one)
                if one.source_id != self.roster.pk:
                    label = kind._meta.model_name
                    self.roster.filled += [[label, str(one.pk), name] for name in sorted(names)]
            for columns, ones in by_fields.items():
                kind.objects.bulk_update(ones, sorted(columns))


class Telling:
    """What one row adds to one record."""

    def __init__(
        self, landing: Landing, row: Row, record: Record, fresh: dict[type, list[Any]]
    ) -> None:
        self.landing, self.row, self.record, self.fresh = landing, row, record, fresh
        self.facts = row.facts or Facts()
        self.added = False

    def tell(self) -> bool:
        """Whether the row added something."""
        self._phone()
        self._post()
        self._degree()
        for level in self.facts.held:
            self._qualification(level)
        for minutes, year, is_one_year in self.facts.hours:
            self._hours(minutes, year, is_one_year=is_one_year)
        self._repeated()
        return self.added

    def _phone(self) -> None:
        person = self.record.person
        if person is not None and person.phone == self.facts.phone and person.phone:
            if not person.phone_key:
                self._note("phone", Kind.PHONE_OF_ANOTHER, self.facts.phone)
        elif person is not None and self.facts.phone and person.phone:
            self._note("phone", Kind.DIFFERS, self.facts.phone, person.phone)

    def _post(self) -> None:
        facts, county = self.facts, self.landing.county
        if not facts.unit:
            return
        key = unit_key(facts.unit)
        values: dict[str, Any] = {
            "sector_id": facts.area or None,
            "work_class": facts.class_,
            "title": facts.title,
            "is_full_time": {"full": True, "part": False}.get(facts.full_time),
        }
        others = [post for post in self.record.posts.values() if post.unit_key != key]
        earlier = self.landing.seen.unit_of(facts.citizen_id)
        if (post := self.record.posts.get(key)) is not None:
            if earlier and earlier != key:
                self._note("unit", Kind.TWO_UNITS, facts.unit, others[0].unit if others else "")
            self._fill(post, values)
            self._fill_day(post, "since", facts.since)
            return
        if others:
            self._note("unit", Kind.TWO_UNITS, facts.unit, others[0].unit)
        post = self._add(
            Post,
            unit=facts.unit,
            unit_key=key,
            organisation_id=county.organisation_of(key),
            **values,
        )
        post.since, post.since_known = facts.since.day, facts.since.known
        post.until = facts.until.day
        if post.until is None:
            self.record.posts[key] = post

    def _degree(self) -> None:
        facts, county = self.facts, self.landing.county
        if not facts.degree:
            return
        rank, subject = county.degree_of(facts.degree), facts.major
        known = self.record.degrees.get((rank, subject))
        if known is None:
            known = self.record.degrees[rank, subject] = self._add(
                Degree, degree=rank, major=subject, is_social_work=county.is_social_work(subject)
            )
        self._fill(known, {"school": facts.school})
        self._fill_day(known, "graduated", facts.graduated)

    def _qualification(self, level: str) -> None:
        held, county = self.facts.held[level], self.landing.county
        rank = county.level_of(level)
        known = self.record.qualifications.get(rank)
        if known is None:
            day = held.issued.day or clock.today()
            known = self.record.qualifications[rank] = self._add(
                Qualification, level=rank, counted_on=day, place_code=self._professional.place_code
            )
        self._certificate(known, held.number)
        self._fill(known, {"issuer": held.issuer})
        if held.issued.day and known.issued_on is None and known.counted_on != held.issued.day:
            known.counted_on = held.issued.day
            self._mark(known, "counted_on")
        self._fill_day(known, "issued_on", held.issued, "issued")
        if (registered := held.registered.day) and registered not in self.record.registrations.get(
            rank, set()
        ):
            self.record.registrations.setdefault(rank, set()).add(registered)
            self._add(
                Registration,
                owner="qualification",
                of=known,
                registered_on=registered,
                registered_known=held.registered.known,
                number=held.registration[:40],
            )

    def _certificate(self, known: Qualification, number: str) -> None:
        if not number or known.number == number:
            return
        if known.number:
            self._note("certificate", Kind.DIFFERS, number, known.number)
        elif self.landing.county.is_taken(number):
            self._note("certificate", Kind.CERTIFICATE_OF_ANOTHER, number)
        else:
            known.number, known.number_key = number, match_key(number, "certificate")
            self._mark(known, "number", "number_key")
            self.landing.county.take(number)

    def _hours(self, minutes: int, year: int | None, *, is_one_year: bool) -> None:
        """Since a year until today, or of one year alone."""
        first = date(year, 1, 1) if year else None
        if year and is_one_year:
            self._hours_of(year, minutes)
        elif minutes and (first, minutes) not in self.record.hours:
            self.record.hours.add((first, minutes))
            self._add(Education, since=first, on=clock.today(), minutes=minutes)

    def _hours_of(self, year: int, minutes: int) -> None:
        """A year's hours stand as if on its last day. Of what an earlier list stated for the year
        only the rest is added, on whatever day it comes; less than that is named.
        """
        known = self.record.of_years[year]
        if 0 < minutes < known:
            self._note("hours", Kind.DIFFERS, _in_hours(minutes), _in_hours(known))
        elif minutes > known:
            self.record.of_years[year] = minutes
            last = min(date(year, 12, 31), clock.today())
            self._add(Education, since=None, on=last, minutes=minutes - known)

    def _repeated(self) -> None:
        facts, seen = self.facts, self.landing.seen
        earlier = seen.same(facts)
        if earlier:
            self._note("citizen_id", Kind.REPEATED, facts.citizen_id, earlier)
        seen.add(facts, self.row)

    @property
    def _professional(self) -> Professional:
        if self.record.professional is None:
            raise LookupError("a row tells of a record that stands")
        return self.record.professional

    def _add(
        self, kind: type, *, owner: str = "professional", of: Any = None, **values: Any
    ) -> Any:
        one = kind(
            **{owner: of or self._professional},
            county=self.landing.county.code,
            source=self.landing.roster,
            **values,
        )
        self.fresh[kind].append(one)
        self.landing.new.add(one.pk)
        self.added = True
        return one

    def _fill(self, one: Any, values: dict[str, Any]) -> None:
        """What is empty is filled in; what disagrees is named and stays."""
        names = {"sector_id": "field", "work_class": "class", "is_full_time": "full_time"}
        for name, value in values.items():
            known = getattr(one, name)
            if value in {None, ""} or known == value:
                continue
            if known in {None, ""}:
                setattr(one, name, value)
                self._mark(one, name)
            else:
                place = self.facts.places.get(names.get(name, name))
                was = self.row.cells[place] if place is not None else None
                self.row.note(place, Kind.DIFFERS, shown(was), str(known))

    def _fill_day(self, one: Any, name: str, day: Any, known: str = "") -> None:
        known = f"{known or name}_known"
        if day.day is None or getattr(one, name) == day.day:
            return
        if getattr(one, name) is None:
            setattr(one, name, day.day)
            setattr(one, known, day.known)
            self._mark(one, name, known)
        else:
            column = {"issued_on": "issued"}.get(name, name)
            self._note(column, Kind.DIFFERS, day.text(), getattr(one, name).isoformat())

    def _mark(self, one: Any, *names: str) -> None:
        self.added = True
        if one.pk not in self.landing.new:
            self.landing.changed[type(one)].setdefault(one, set()).update(names)

    def _note(self, column: str, kind: Kind, was: str, proposed: str = "") -> None:
        self.row.note(self.facts.places.get(column), kind, was, proposed)


def _in_hours(minutes: int) -> str:
    return f"{minutes / 60:g}"


def _differ_once(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1
