"""How many transfers of points stand after a second, posted by 1, 8 and 32 clients at once?

The floor, in the same run on the same database: what any ledger must do at the least, two inserts
and one update in a transaction of bare SQL. `apart`: everybody buys for their own points in a store
of their own county; `hot`: all buy at one store, whose account everybody waits for.
BENCH_SECONDS=5 chooses how long each is measured. Clients are threads of this process, so on one
core the interpreter shares itself out among them.
"""

from itertools import count
from uuid import uuid4

from house import SECONDS, engine, open_house, rate

open_house()

from django.db import connection, transaction  # noqa: E402

from jinlin.core.actor import SYSTEM  # noqa: E402
from jinlin.core.keys import uuid7  # noqa: E402
from jinlin.core.time import clock  # noqa: E402
from jinlin.ground.people.models import Person  # noqa: E402
from jinlin.services.points import actions  # noqa: E402
from jinlin.services.points.actions import Service, Wording  # noqa: E402
from jinlin.services.points.actions.posting import post  # noqa: E402
from jinlin.services.points.models import (  # noqa: E402
    Account,
    AccountKind,
    EarningRule,
    Transfer,
    TransferKind,
)
from jinlin.services.points.queries.verifying import verify  # noqa: E402

CLIENTS = (1, 8, 32)
RICH = 9_000_000
numbers = count(1 + EarningRule.objects.count())  # each county has one


def a_county() -> str:
    """One more county with a rule of earning."""
    county = f"35{next(numbers):04d}"
    rule = Wording(clock.today(), 1, 1)
    actions.publish_rule(county, rule, actor=SYSTEM)
    return county


def somebody(county: str) -> Account:
    """Somebody who has earned more than they can spend here."""
    person = Person.objects.create(county=county, name="志愿者")
    account = actions.open_account(person, place_code=county, actor=SYSTEM)
    details = {"what": "service", "minutes": RICH, "on": clock.today(), "place_code": county}
    service = Service(account.person_id, "bench", uuid7(), **details)
    actions.earn(county, [service], actor=SYSTEM)
    return Account.objects.get(pk=account.pk)


def a_store(county: str) -> Account:
    return Account.objects.create(county=county, kind=AccountKind.STORE, place_code=county)


@transaction.atomic
def spend(account: Account, store: Account) -> None:
    """One point goes from somebody to a store: numbered, chained, and no overdraft."""
    post(
        account.county,
        [
            Transfer(
                kind=TransferKind.SPEND,
                debit_id=account.pk,
                credit_id=store.pk,
                amount=1,
                place_code=account.place_code,
            )
        ],
    )


def lay_floor() -> None:
    with connection.cursor() as cursor:
        for table in ("bench_leg", "bench_sum"):
            cursor.execute(f"DROP TABLE IF EXISTS {table}")
        cursor.execute("CREATE TABLE bench_leg (id varchar(36) PRIMARY KEY, amount bigint)")
        cursor.execute("CREATE TABLE bench_sum (id integer PRIMARY KEY, balance bigint)")
        for place in range(max(CLIENTS)):
            cursor.execute("INSERT INTO bench_sum VALUES (%s, 0)", [place])


@transaction.atomic
def bare(place: int) -> None:
    """Two inserts and one update, by whoever needs nothing else."""
    with connection.cursor() as cursor:
        for amount in (-1, 1):
            cursor.execute("INSERT INTO bench_leg VALUES (%s, %s)", [str(uuid4()), amount])
        cursor.execute("UPDATE bench_sum SET balance = balance + 1 WHERE id = %s", [place])


def measured(clients: int) -> None:
    counties = [a_county() for _client in range(clients)]
    apart = [(somebody(county), a_store(county)) for county in counties]
    hot = counties[0]
    buyers, store = [somebody(hot) for _client in range(clients)], a_store(hot)
    floors = [rate(clients, bare)]
    spread = rate(clients, lambda place: spend(*apart[place]))
    crowd = rate(clients, lambda place: spend(buyers[place], store))
    one = rate(clients, lambda _place: bare(0))
    floors.append(rate(clients, bare))
    floor = sum(floors) / len(floors)
    print(
        f"{clients:>3} clients   bare {floor:>7.0f}/s ({floors[0]:.0f}, {floors[1]:.0f})   apart "
        f"{spread:>7.0f}/s ratio {spread / floor:>5.2f}   bare at one row {one:>7.0f}/s   hot "
        f"{crowd:>7.0f}/s ratio {crowd / one:>5.2f}",
        flush=True,
    )
    wrong = [each for county in counties for each in verify(county)]
    assert wrong == [], wrong


def main() -> None:
    print(f"{engine()}, {SECONDS:.0f} s each; the ledger of every county is verified afterwards")
    lay_floor()
    for clients in CLIENTS:
        measured(clients)


if __name__ == "__main__":
    main()
