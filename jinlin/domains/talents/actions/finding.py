"""How is a talent found: by neighbours, by staff, by themselves?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import Unusable, require
from jinlin.core.search import index
from jinlin.core.secrets.fields import match_key
from jinlin.core.text import needed, tidy
from jinlin.core.time import clock
from jinlin.domains.talents.actions.steps import keep, rule_of, why
from jinlin.domains.talents.actions.voices import speak
from jinlin.domains.talents.lifecycle import TalentState
from jinlin.domains.talents.models import Nomination, Skill, Source, Talent, TalentSkill
from jinlin.domains.talents.permissions import TALENT_RULES, can_find, can_nominate
from jinlin.ground.people import actions as people
from jinlin.ground.people.models import Person
from jinlin.ground.people.numbers import clean_phone
from jinlin.ground.places.models import Place

LONGEST_WHY, LONGEST_CALLED = 300, 20
MOST_FINDS = 500


@dataclass(frozen=True)
class Find:
    """Who can do what, and how whoever says it knows. A phone is what makes two finds one person;
    `person` stands instead of both where the county knows them.
    """

    why: str
    name: str = ""
    phone: str = field(default="", repr=False)
    person: Person | None = None
    skills: Sequence[Skill] = ()
    called: str = ""


@dataclass(frozen=True)
class By:
    """Who says it: a neighbour, staff (no person), or the talent themselves."""

    source: Source
    person: Person | None = None


@transaction.atomic
def nominate(place: Place, find: Find, *, by: By, actor: Actor) -> Talent:
    """The person waits to be checked; nominated again, the voice is kept beside the first. Whoever
    was declined or had left waits once more.

    Raises Unusable without a phone and a reason.
    """
    require(can_nominate(actor) if by.source != Source.STAFF else can_find(actor, place))
    person = find.person or _person(place.county_code, find, actor)
    reason = needed(
        find.why,
        field="why",
        words=_("Please say what they can do, and how you know."),
        limit=LONGEST_WHY,
    )
    talent, is_new = _talent(person, place, find, by, actor)
    if not is_new and not _speaks_again(talent, by):
        _again(talent, actor)
    _voice(talent, reason, by, actor)
    return talent


@transaction.atomic
def enter_finds(place: Place, finds: Sequence[Find], *, actor: Actor) -> list[Talent]:
    """A sheet of finds is on record: whoever stands on it agreed in person, and is in the directory
    from today on. Who was there already is not entered again.

    Raises Unusable for a line without a name for neighbours, and for a sheet that is too long.
    """
    require(can_find(actor, place))
    if not finds or len(finds) > MOST_FINDS:
        words = _("Between one and %(most)d lines, please.")
        raise Unusable(words % {"most": MOST_FINDS}, field="lines")
    listed = [(find.person or _person(place.county_code, find, actor), find) for find in finds]
    keys = [person.pk for person, _find in listed]
    there = set(Talent.objects.filter(person__in=keys).values_list("person", flat=True))
    fresh = {person.pk: (person, find) for person, find in listed if person.pk not in there}
    made = [_enter(place, person, find, actor) for person, find in fresh.values()]
    _write_beside(made, {key: find for key, (_who, find) in fresh.items()}, actor)
    return made


@transaction.atomic
def take_in(talent: Talent, *, called: str, actor: Actor) -> Talent:
    """Everybody finds them in the directory under the name by which neighbours call them: they said
    yes to staff.
    """
    talent = TALENT_RULES.begin(talent, "take_in", actor)
    talent.called = _name(called)
    talent.agreed_on = clock.today()
    talent.listed_on = talent.listed_on or clock.today()
    keep(talent, "take_in", actor=actor)
    index(talent)
    return talent


@transaction.atomic
def turn_down(talent: Talent, *, reason: str, actor: Actor) -> Talent:
    """They are not in the directory; whoever nominated them reads why."""
    talent = TALENT_RULES.begin(talent, "turn_down", actor)
    talent.reason = why(reason)
    keep(talent, "turn_down", actor=actor, reason=talent.reason)
    return talent


def _person(county: str, find: Find, actor: Actor) -> Person:
    """Whoever has this phone, whatever they are called there; else somebody new."""
    name = needed(find.name, field="name", words=_("Please write the name."), limit=40)
    phone = clean_phone(find.phone)
    if not phone:
        words = _("Please give their phone: it is only used to ask whether they want to.")
        raise Unusable(words, field="phone")
    known = Person.objects.filter(county=county, phone_key=match_key(phone, "phone")).first()
    return known or people.know(county, name=name, phone=phone, actor=actor)


def _talent(person: Person, place: Place, find: Find, by: By, actor: Actor) -> tuple[Talent, bool]:
    """The one row of this person, locked, and whether it is new: two who nominate at the same time
    make one.
    """
    talent = _draft(person, place, find, by.source)
    try:
        with transaction.atomic():
            talent.save(force_insert=True)
    except IntegrityError:
        known = Talent.objects.get(person=person)
        return Talent.objects.held(known), False
    _skills(talent, find.skills)
    speak(talent, timeline.record(talent, "find", actor=actor, data={"by": actor.face}))
    return talent, True


def _draft(person: Person, place: Place, find: Find, source: Source) -> Talent:
    now = clock.now()
    return Talent(
        county=place.county_code,
        person=person,
        place=place,
        place_code=place.code,
        called=tidy(find.called)[:LONGEST_CALLED],
        source=source,
        due_at=clock.by_end_of(clock.today(), rule_of(place.county_code).check_days),
        found_at=now,
        found_on=clock.local_day(now),
        version=1,
    )


def _enter(place: Place, person: Person, find: Find, actor: Actor) -> Talent:
    talent = _draft(person, place, find, Source.STAFF)
    talent.called, talent.state = _name(find.called), TalentState.LISTED
    talent.agreed_on = talent.listed_on = clock.today()
    talent.save(force_insert=True)
    entry = timeline.record(talent, "find", actor=actor, data={"by": actor.face, "sheet": True})
    speak(talent, entry)
    return talent


def _write_beside(made: Sequence[Talent], finds: Mapping[UUID, Find], actor: Actor) -> None:
    """Skills and words of everybody on a sheet: two statements."""
    now = clock.now()
    by = {"source": Source.STAFF, "by_staff": actor.user_id}
    on = {"nominated_at": now, "nominated_on": clock.local_day(now)}
    TalentSkill.objects.bulk_create(
        TalentSkill(county=each.county, talent=each, skill=skill)
        for each in made
        for skill in finds[each.person_id].skills
    )
    Nomination.objects.bulk_create(
        Nomination(
            county=each.county,
            talent=each,
            place_code=each.place_code,
            why=tidy(finds[each.person_id].why)[:LONGEST_WHY],
            **by,
            **on,
        )
        for each in made
    )


def _speaks_again(talent: Talent, by: By) -> bool:
    return by.person is not None and talent.nominations.filter(by_person=by.person).exists()


def _again(talent: Talent, actor: Actor) -> None:
    """Whoever is out waits to be checked once more; whoever is in has one voice more."""
    if talent.state in {TalentState.DECLINED, TalentState.LEFT}:
        TALENT_RULES.enter(talent, "nominate_again", SYSTEM)
        days = rule_of(talent.county).check_days
        talent.due_at = clock.by_end_of(clock.today(), days)
        keep(talent, "nominate_again", actor=actor)
    else:
        keep(talent, "nominate", actor=actor)


def _voice(talent: Talent, reason: str, by: By, actor: Actor) -> None:
    if _speaks_again(talent, by):
        return
    now = clock.now()
    Nomination.objects.create(
        county=talent.county,
        talent=talent,
        place_code=talent.place_code,
        source=by.source,
        by_person=by.person,
        by_staff=actor.user_id if by.source == Source.STAFF else None,
        why=reason,
        nominated_at=now,
        nominated_on=clock.local_day(now),
    )


def _skills(talent: Talent, skills: Sequence[Skill]) -> None:
    TalentSkill.objects.bulk_create(
        TalentSkill(county=talent.county, talent=talent, skill=skill) for skill in skills
    )


def _name(called: str) -> str:
    words = _("Please write how neighbours call them, such as 'Master Chen'.")
    return needed(called, field="called", words=words, limit=LONGEST_CALLED)
