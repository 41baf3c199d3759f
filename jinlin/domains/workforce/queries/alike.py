"""Which two records may be of one person, and what speaks for it?

Only records that share a keyed hash are compared: of the sound of their names beside the birth, the
phone or the parts of the id around the birth, or of their names beside a unit. They are read along
the index of their sounds, some hundred at a time, so that a register is never read whole.
"""

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from django.db.models import QuerySet

from jinlin.core.pinyin import sound
from jinlin.domains.workforce.models import Pair, Post, Professional
from jinlin.domains.workforce.models.professionals import spoken
from jinlin.domains.workforce.roster.identity import is_beside

WINDOW = 1_500  # records that are compared at once, and all others of the last one's sound
MOST_WINDOWS = 8  # that are gone through while somebody waits
BESIDE = ("born_on", "phone_key", "around_key")
WHOLE = 18


@dataclass(frozen=True)
class Alike:
    """Two records that may be of one person, and what speaks for it."""

    one: Professional
    other: Professional
    reasons: tuple[str, ...]


def look_alikes(county: str) -> list[Alike]:
    """Pairs whose names are the same and something else too, or sound alike with the same birth,
    phone or an id that differs in one digit; never again once somebody decided on them.
    """
    found, after = look_alikes_after(county, "")
    while after:
        more, after = look_alikes_after(county, after)
        found += more
    return found


def look_alikes_after(county: str, after: str) -> tuple[list[Alike], str]:
    """Those among the next sounds (all records of some hundred), and from where it goes on: "" at
    the end. At most six statements, however many stand in the register.
    """
    rows = Professional.objects.standing().filter(county=county, sound_key__gt=after)
    sounds = rows.order_by("sound_key").values_list("sound_key", flat=True)
    edge = list(sounds[WINDOW - 1 : WINDOW])
    window = rows.filter(sound_key__lte=edge[0]) if edge else rows
    return _compared(county, _pairs_in(window)), edge[0] if edge else ""


def some_look_alikes(counties: list[str], after: str) -> tuple[list[Alike], str]:
    """The first that follow in any of these counties, and from where it goes on. What was decided
    already is passed over; where nobody looks alike for a long way, it goes on from there.
    """
    county, _point, key = after.partition(".")
    left = [code for code in counties if code >= county]
    for _window in range(MOST_WINDOWS):
        if not left:
            break
        key = key if left[0] == county else ""
        county = left[0]
        found, key = look_alikes_after(county, key)
        left = left if key else left[1:]
        if found:
            return found, f"{left[0]}.{key}" if left else ""
    return [], f"{left[0]}.{key if left[0] == county else ''}" if left else ""


def _pairs_in(window: "QuerySet[Professional]") -> set[tuple[UUID, UUID]]:
    """Who shares something beside the sound of the name: two statements."""
    sharing: dict[tuple[str, str, object], list[UUID]] = defaultdict(list)
    names: dict[UUID, str] = {}
    entries = window.values_list("pk", "name_key", "sound_key", *BESIDE)
    for key, name, sounds, *beside in entries:
        names[key] = name
        for what, value in zip(BESIDE, beside, strict=True):
            if value:
                sharing[sounds, what, value].append(key)
    posts = Post.objects.filter(professional__in=list(names)).values_list(
        "professional", "unit_key"
    )
    for key, unit in posts.distinct():
        sharing[names[key], "unit", unit].append(key)
    return {
        pair for group in sharing.values() for pair in combinations(sorted(group), 2) if group[1:]
    }


def _compared(county: str, pairs: set[tuple[UUID, UUID]]) -> list[Alike]:
    """These pairs with what speaks for each, without those that were decided."""
    if not pairs:
        return []
    keys = {key for pair in pairs for key in pair}
    found = Professional.objects.filter(pk__in=keys).select_related("person")
    rows = found.prefetch_related("posts").in_bulk()
    decided = Pair.objects.filter(county=county, one__in=keys).values_list("one", "other")
    return [
        Alike(rows[one], rows[other], reasons)
        for one, other in sorted(pairs - set(decided))
        if (reasons := _reasons(rows[one], rows[other]))
    ]


def _units(row: Professional) -> set[str]:
    return {post.unit_key for post in row.posts.all()}


def _reasons(one: Professional, other: Professional) -> tuple[str, ...]:
    """What two records share besides a name that sounds alike; nothing where it is too little."""
    is_born_same = one.born_on is not None and one.born_on == other.born_on
    shared = {
        "birth": is_born_same,
        "id": not is_born_same and _is_id_beside(one.person.citizen_id, other.person.citizen_id),
        "phone": bool(one.person.phone) and one.person.phone == other.person.phone,
        "unit": bool(_units(one) & _units(other)),
    }
    reasons = tuple(name for name, holds in shared.items() if holds)
    if one.name_key == other.name_key:
        return reasons
    is_alike = sound(spoken(one.person.name)) == sound(spoken(other.person.name))
    return ("sound", *reasons) if is_alike and reasons and reasons != ("unit",) else ()


def _is_id_beside(one: str, other: str) -> bool:
    return len(one) == len(other) == WHOLE and is_beside(one, other)
