"""How many forms of door-knocking does the house take in a second, sealed as phones seal them, and
is none lost?

Floor in the same run: the bare INSERT of the row that a form leaves, with its commit, through the
same driver. BENCH_FORMS=1000 chooses how many forms, BENCH_DOORS=200 at how many doors.
"""

import json
import os
import time
from types import SimpleNamespace
from uuid import uuid4

from house import engine, open_house

open_house()

from django.db import connection, transaction  # noqa: E402

from jinlin.core.time import clock  # noqa: E402
from jinlin.domains.visits import actions  # noqa: E402
from jinlin.domains.visits.actions import Handed  # noqa: E402
from jinlin.domains.visits.models import Door, Visit  # noqa: E402
from jinlin.domains.visits.tests import cast as play  # noqa: E402
from jinlin.web import database  # noqa: E402

FORMS, DOORS = (
    int(os.environ.get(name, number))
    for name, number in (("BENCH_FORMS", "1000"), ("BENCH_DOORS", "200"))
)


def sealed_forms(taken: play.List) -> list[tuple[str, dict[str, object]]]:
    """So many forms, several at each door, each sealed under a key of its own."""
    found = []
    for number in range(FORMS):
        door = taken.doors[number % len(taken.doors)]
        answers = [play.answer(f"q{each}", "yes") for each in range(8)]
        content = play.form(taken, door, own=number // len(taken.doors) + 1, answers=answers)
        found.append((str(uuid4()), actions.sealed_for(door.county, json.dumps(content).encode())))
    return found


def hand_in(cast: SimpleNamespace, key: str, form: dict[str, object]) -> str:
    sealed = actions.envelope(form)
    content = actions.opened_form(sealed)
    handed = Handed(play.UUID(key), content, sealed.digest, clock.now(), cast.actors.visitor)
    return actions.take(handed).state


def bare(rows: int) -> float:
    """The seconds for so many bare inserts of a form's row, each with its commit."""
    row = Visit.objects.first()
    assert row is not None
    fields = [field.column for field in Visit._meta.concrete_fields]
    values = Visit.objects.values_list(*[f.attname for f in Visit._meta.concrete_fields])
    written = values.get(pk=row.pk)
    raw = [
        field.get_db_prep_save(value, connection)
        for field, value in zip(Visit._meta.concrete_fields, written, strict=True)
    ]
    marks = ", ".join(["%s"] * len(fields))
    text = f"INSERT INTO visits_visit ({', '.join(fields)}) VALUES ({marks})"
    began = time.perf_counter()
    for _row in range(rows):
        key = uuid4() if connection.vendor == "postgresql" else uuid4().hex
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(text, [key, *raw[1:]])
    return time.perf_counter() - began


def main() -> None:
    database.prepare()
    cast = play.cast_of_visits(doors=DOORS)
    round_ = play.going(cast)
    play.all_to(cast, round_)
    taken = play.carried(cast)
    forms = sealed_forms(taken)
    began = time.perf_counter()
    states = [hand_in(cast, key, form) for key, form in forms]
    took = time.perf_counter() - began
    again = time.perf_counter()
    states += [hand_in(cast, key, form) for key, form in forms]
    repeated = time.perf_counter() - again
    stored = Visit.objects.count()
    assert (set(states), stored) == ({"stands"}, FORMS), f"{stored} of {FORMS} stored"
    assert Door.objects.filter(round=round_, state="visited").count() == len(taken.doors)
    floor = bare(FORMS)
    print(f"-- {engine()}, {FORMS} sealed forms at {len(taken.doors)} doors, none lost")
    print(f"handed in: {FORMS / took:.0f} a second, {took / FORMS * 1000:.1f} ms each")
    print(f"the same once more: {FORMS / repeated:.0f} a second; still {stored} forms")
    print(f"floor, a bare INSERT with its commit: {FORMS / floor:.0f} a second")
    print(f"a form costs {took / floor:.0f} bare inserts")


if __name__ == "__main__":
    main()
