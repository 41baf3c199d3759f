"""What does a phone take along: the list of a day, small enough for a bad line?"""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from jinlin.core.time import clock
from jinlin.domains.visits import questions
from jinlin.domains.visits.models import Door, Finding, Outcome, Pack, Phone, Visit
from jinlin.domains.visits.queries.answers import believed_of
from jinlin.ground.people.models import Person
from jinlin.ground.people.queries.care import Home, homes

STAIR = re.compile(r"^(.*?(?:幢|栋|座|号楼)(?:.*?(?:单元|梯))?)")
MOST_ESSENTIALS = 4
COOKIE = "visits-phone"  # says which phone a browser is, also when it lost its store


def known_phone(named: str | None, user_id: UUID | None) -> Phone | None:
    """This person's browser, as its cookie names it; also when it lost its store."""
    try:
        return Phone.objects.filter(pk=UUID(named or ""), user=user_id).first()
    except ValueError:
        return None


def carried(pack: Pack, doors: Sequence[Door]) -> tuple[dict[str, Any], list[Person]]:
    """The list as JSON, and whose names stand in it: a fixed number of statements.

    Names, phones and the address only where somebody at home agrees to be cared for.
    """
    shown = {home.household.pk: home for home in homes([door.household for door in doors])}
    last = _essentials(doors)
    rounds = {door.round_id: door.round for door in doors}
    lines, persons = [], []
    for door in doors:
        line, named = _line(door, shown[door.household_id], last.get(door.household_id))
        lines.append(line)
        persons += named
    contents = {
        "pack": str(pack.pk),
        "secret": pack.secret,
        "user": str(pack.user_id),
        "now": clock.now().isoformat(),
        "taken_at": pack.taken_at.isoformat(),
        "ends_at": pack.ends_at.isoformat(),
        "rounds": [_round(each) for each in rounds.values()],
        "doors": lines,
    }
    return contents, persons


def _round(round_: Any) -> dict[str, Any]:
    version = round_.checklist
    return {
        "id": str(round_.pk),
        "title": round_.title,
        "ends_on": round_.ends_on.isoformat(),
        "checklist": version.label,
        "questions": version.questions,
    }


def _line(
    door: Door, home: Home, last: dict[str, Any] | None
) -> tuple[dict[str, Any], list[Person]]:
    agreed = [member.person for member in home.members if member.agrees]
    address = door.household.address if agreed else ""
    found = STAIR.match(address)
    line = {
        "id": str(door.pk),
        "round": str(door.round_id),
        "base": door.version,
        "state": door.state,
        "tries": door.tries,
        "risk": door.risk,
        "place": door.household.place.name,
        "address": address,
        "stair": found.group(1) if found else "",
        "people": [{"id": str(each.pk), "name": each.name, "phone": each.phone} for each in agreed],
        "groups": home.groups,
        "last": last,
    }
    return line, agreed


def _essentials(doors: Sequence[Door]) -> dict[UUID, dict[str, Any]]:
    """Of the last visit to each household: the day, what was found, and what it needs help with."""
    keys = [door.household_id for door in doors]
    rows = Visit.objects.standing().filter(door__household__in=keys, outcome=Outcome.VISITED)
    latest: dict[UUID, Visit] = {}
    for visit in rows.select_related("door").order_by("happened_at", "pk"):
        latest[visit.door.household_id] = visit
    found = defaultdict(list)
    for each in Finding.objects.filter(visit__in=latest.values()).order_by("found_at", "pk"):
        words = f"{each.get_kind_display()}：{each.text}"[:80]
        found[each.visit_id].append(words)
    answers = believed_of(latest.values())
    return {
        household: {
            "on": visit.happened_on.isoformat(),
            "told": (found[visit.pk] + _needs(answers[visit.pk]))[:MOST_ESSENTIALS],
        }
        for household, visit in latest.items()
    }


def _needs(answers: Sequence[dict[str, Any]]) -> list[str]:
    """What it said it needs help with, and what somebody wrote in words."""
    return [
        f"{answer['text']} {questions.spoken(answer)}"[:80]
        for answer in answers
        if answer["given"] == questions.Given.SAID
        and answer["said"]
        and answer["kind"]
        in {questions.Kind.NEEDS_HELP, questions.Kind.TEXT, questions.Kind.CHOICE}
    ]
