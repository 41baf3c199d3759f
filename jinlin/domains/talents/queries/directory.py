"""Whom does a resident find, by what is broken and near where they live?

Everybody reads this, through classes that know nothing else of a talent.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, IntegerField, Prefetch, Q, Value, When

from jinlin.core.actor import COUNTY_DIGITS, county_of, within
from jinlin.core.search import matching, squeezed
from jinlin.core.secrets.spelled import without_numbers
from jinlin.core.time import clock
from jinlin.domains.talents.models import Certificate, Reach, Skill, Talent
from jinlin.domains.talents.models.talent import (
    COMMUNITY_DIGITS,
    TOWN_DIGITS,
    TalentRows,
    TalentSkill,
)
from jinlin.ground.places.queries import whole

ORDER = ("nearness", "id")
MOST_FOUND, SHORTEST_WORD = 60, 2
NEAR, TOWN, FAR = 0, 1, 2


@dataclass(frozen=True)
class Card:
    """What everybody reads of a talent who agreed to it. Numbers in it are hidden: the two see each
    other's phone after the yes.
    """

    pk: UUID
    called: str
    about: str
    place: str
    skills: Sequence[str]
    times: Any
    times_note: str
    reach: Any
    is_free: bool
    is_paid: bool
    fee_note: str
    certified: Sequence[str]
    is_near: bool = False


@dataclass(frozen=True)
class Found:
    """What a search in plain words came to: the skills it stands for, and who has them."""

    skills: Sequence[Skill]
    cards: Sequence[Card]
    more: bool


def skills_of(county: str) -> list[Skill]:
    """The county's tree in its order, parents before their children: one statement."""
    rows = list(Skill.objects.filter(county=county, is_open=True))
    top = [row for row in rows if row.parent_id is None]
    return [row for each in top for row in (each, *(r for r in rows if r.parent_id == each.pk))]


def meant_by(text: str, skills: Sequence[Skill], county: str) -> list[Skill]:
    """'马桶堵了' -> 管道疏通: skills of which a word stands in the text, the longest word first; else
    those whose name or words are found by what was typed; else none. A parent brings its children.
    """
    wording = squeezed(text)
    scored = [(_longest(skill, wording), order, skill) for order, skill in enumerate(skills)]
    best = sorted((each for each in scored if each[0]), key=lambda each: (-each[0], each[1]))
    found = [skill for _length, _order, skill in best]
    if not found and wording:
        rows = Skill.objects.filter(matching(Skill, text), county=county, is_open=True)
        found = list(rows[:10])
    keys = {skill.pk for skill in found}
    return [*found, *(s for s in skills if s.parent_id in keys and s.pk not in keys)]


def near(code: str, *, skills: Iterable[Skill] | None = None, county: str = "") -> TalentRows:
    """Those in the directory who would come to this place, the nearest first; of some skills, or of
    all.
    """
    around = around_of(code)
    rows = Talent.objects.listed().filter(within([county_of(code) or county]))
    if len(code) > COUNTY_DIGITS:
        rows = rows.filter(_comes_to(around))
    if skills is not None:
        having = TalentSkill.objects.filter(skill__in=list(skills))
        rows = rows.filter(pk__in=having.values("talent"))
    return rows.annotate(nearness=_nearness(around))


def found(text: str, code: str, county: str) -> Found:
    """Who is found by these words, near this place: a few statements, whatever is found."""
    meant = meant_by(text, skills_of(county), county)
    if not meant:
        return Found((), (), more=False)
    rows = list(near(code, skills=meant, county=county).order_by(*ORDER)[: MOST_FOUND + 1])
    return Found(meant, cards(rows[:MOST_FOUND], code), len(rows) > MOST_FOUND)


def cards(rows: Iterable[Talent], code: str = "") -> list[Card]:
    """Each with its skills and what is certified of it today: three statements, and one where it
    is asked from a place.
    """
    keys = [row.pk for row in rows]
    today = clock.today()
    names = Prefetch("skills", TalentSkill.objects.select_related("skill").order_by("skill__order"))
    held = Prefetch("certificates", Certificate.objects.held_on(today).select_related("skill"))
    full = Talent.objects.filter(pk__in=keys).select_related("place").prefetch_related(names, held)
    by_key = {row.pk: row for row in full}
    community = around_of(code).community if code else ()
    return [_card(by_key[key], community) for key in keys if key in by_key]


def card_of(pk: UUID) -> Card | None:
    """One talent, if everybody may read of them."""
    rows = Talent.objects.listed().filter(pk=pk)
    return next(iter(cards(rows)), None)


def _card(row: Talent, community: tuple[str, ...]) -> Card:
    held = [f"{each.skill.name} · {each.get_level_display()}" for each in row.certificates.all()]
    return Card(
        pk=row.pk,
        called=row.called,
        about=without_numbers(row.about),
        place=row.place.name,
        skills=[each.skill.name for each in row.skills.all()],
        times=row.get_times_display(),
        times_note=without_numbers(row.times_note),
        reach=row.get_reach_display(),
        is_free=row.is_free,
        is_paid=row.is_paid,
        fee_note=without_numbers(row.fee_note),
        certified=held,
        is_near=row.place_code.startswith(community),
    )


def _longest(skill: Skill, wording: str) -> int:
    words = (squeezed(each) for each in (skill.name, *skill.synonyms))
    fitting = (len(word) for word in words if len(word) >= SHORTEST_WORD and _stands(word, wording))
    return max(fitting, default=0)


def _stands(word: str, wording: str) -> bool:
    """The word itself, or all its pairs of letters: 'toilet is quite blocked' has 'toilet blocked',
    马桶又堵住了 has 马桶堵.
    """
    if word in wording:
        return True
    letters = iter(wording)
    return (
        len(word) > SHORTEST_WORD and word[:2] in wording and all(each in letters for each in word)
    )


@dataclass(frozen=True)
class Around:
    """The codes of the community and of the town in which a place lies, with those that were merged
    into them; none where a place is wider than that.
    """

    community: tuple[str, ...] = ()
    town: tuple[str, ...] = ()


def around_of(code: str) -> Around:
    """What lies around a place: at most two statements."""
    return Around(
        whole(code[:COMMUNITY_DIGITS]) if len(code) >= COMMUNITY_DIGITS else (),
        whole(code[:TOWN_DIGITS]) if len(code) >= TOWN_DIGITS else (),
    )


def _comes_to(around: Around) -> Q:
    in_town = Q(reach=Reach.TOWN) & within(around.town)
    return Q(reach=Reach.COUNTY) | in_town | within(around.community)


def _nearness(around: Around) -> Case:
    """0: of the same community, 1: of the same town, 2: of the county."""
    whens = [
        When(within(codes), then=Value(distance))
        for codes, distance in ((around.community, NEAR), (around.town, TOWN))
        if codes
    ]
    return Case(*whens, default=Value(FAR), output_field=IntegerField())


def own_skill_meant(talent: Talent, text: str) -> Skill | None:
    """Which of the craftsman's own skills these words ask for."""
    own = set(talent.skills.values_list("skill", flat=True))
    meant = meant_by(text, skills_of(talent.county), talent.county)
    return next((each for each in meant if each.pk in own), None)
