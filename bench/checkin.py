"""How many check-ins does a service day take in a second, by 1, 8 and 32 clients at once?

The floor, in the same run on the same database: writing the two rows that a check-in leaves
without its lock, rules and receipt. BENCH_SECONDS=5 chooses how long each is measured. Clients are
threads of this process, so on one core the interpreter shares itself out among them.
"""

from datetime import timedelta
from uuid import uuid4

from house import SECONDS, engine, open_house, rate

open_house()

from django.db import transaction  # noqa: E402

from jinlin.core.actor import SYSTEM  # noqa: E402
from jinlin.core.time import clock  # noqa: E402
from jinlin.ground.people.models import Person  # noqa: E402
from jinlin.ground.places.models import Place  # noqa: E402
from jinlin.services.seats import actions  # noqa: E402
from jinlin.services.seats.actions import Sight  # noqa: E402
from jinlin.services.seats.actions.laying import Terms  # noqa: E402
from jinlin.services.seats.models import Means, Presence, Scan, Unit  # noqa: E402

COUNTY, CLIENTS = "350526", (1, 8, 32)


def a_unit() -> Unit:
    """A day that is going on now, of a place of its own."""
    now = clock.now()
    place = Place(
        county=COUNTY,
        code=f"350526{uuid4().int % 10**12:012d}",
        level="neighbourhood",
        name="凤池新村",
        valid_from=clock.today(),
    )
    place.save()
    terms = Terms(0, now - timedelta(hours=1), now + timedelta(hours=3), "邻里圩", "/")
    return actions.open_unit(place, terms, place_code=place.code)


def somebody() -> Person:
    return Person.objects.create(county=COUNTY, name="志愿者")


def check_in(unit: Unit) -> None:
    now = clock.now()
    sight = Sight(uuid4(), uuid4().hex, Means.LIST, now, now)
    actions.check_in(unit, somebody(), sight, actor=SYSTEM)


@transaction.atomic
def bare(unit: Unit) -> None:
    person, now = somebody(), clock.now()
    details = {"county": COUNTY, "unit": unit, "person": person, "means": Means.LIST}
    Presence.objects.create(**details, came_at=now, came_on=clock.today())
    Scan.objects.create(
        **details,
        nonce=uuid4().hex,
        said_at=now,
        counted_at=now,
        received_at=now,
        outcome="counted",
        digest="",
    )


def main() -> None:
    print(f"{engine()}, {SECONDS:.0f} s each; everybody checks in at one day")
    for clients in CLIENTS:
        unit = a_unit()
        floor = rate(clients, lambda _place, unit=unit: bare(unit))
        ours = rate(clients, lambda _place, unit=unit: check_in(unit))
        print(
            f"{clients:>3} clients   {ours:>8.0f} check-ins/s   bare rows {floor:>8.0f}/s   "
            f"ratio {ours / floor:>5.2f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
