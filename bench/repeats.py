"""How long does it take to find who told the same before, among a million texts?

Ten signs stand for each text (`insight.signs`). Those of the crowd are drawn by chance; one text in
FREQUENT is told in the very words that are asked for, as people do who pass a text on: these are
the hard ones, since all their signs are the asked ones. Floor: one row by its key, in the same run.
BENCH_SIZES=10000,1000000 chooses the sizes. The goal is 50 ms.
"""

import os
import time
from random import Random
from uuid import UUID

from house import engine, median_ms, open_house, say

open_house()

from django.db import connection, transaction  # noqa: E402

from jinlin.core.keys import uuid7  # noqa: E402
from jinlin.domains.appeals.models import Appeal  # noqa: E402
from jinlin.domains.appeals.tests.cast import cast_of_dehua, reported  # noqa: E402
from jinlin.insight.actions.repeats import take_in  # noqa: E402
from jinlin.insight.models import Sign  # noqa: E402
from jinlin.insight.queries.repeats import candidates, repeated  # noqa: E402
from jinlin.insight.signs import signs_of  # noqa: E402

SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "10000,1000000").split(",")]
FREQUENT = 100
BATCH = 20_000
TITLE, TEXT = "路灯不亮", "3幢楼下的路灯坏了三天，晚上老人看不见台阶，请尽快派人来修。"
RARE = "二楼王阿婆家门口的水管从昨天夜里开始漏水，一直流到楼梯口。"


def crowd(chance: Random, many: int) -> None:
    """So many more texts."""
    signs = signs_of("350526", TITLE, TEXT)
    table = Sign._meta.db_table
    put = f"INSERT INTO {table} (sign, appeal_id) VALUES (%s, %s)"
    keyed = (lambda key: key) if connection.vendor == "postgresql" else (lambda key: key.hex)
    for begin in range(0, many, BATCH):
        rows = []
        for number in range(begin, min(begin + BATCH, many)):
            key = keyed(UUID(int=uuid7().int ^ chance.getrandbits(40)))
            own = signs if number % FREQUENT == 0 else [chance.getrandbits(63) for _ in signs]
            rows += [(sign, key) for sign in own]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(put, rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def unbound() -> None:
    """The crowd are signs without appeals."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
        else:
            cursor.execute("PRAGMA foreign_keys = OFF")


cast = cast_of_dehua()
known = [reported(cast, title=TITLE, text=TEXT) for _ in range(20)]
alone = reported(cast, title="水管漏水", text=RARE)
take_in(Appeal.objects.all())
unbound()
chance = Random(7)
stand = 0
print(engine())
for size in SIZES:
    crowd(chance, size - stand)
    stand = size
    floor = median_ms(lambda: Appeal.objects.get(pk=alone.pk))
    for what, appeal in (("told by one in a hundred", known[-1]), ("told by nobody else", alone)):
        title, text = appeal.title, appeal.text
        say(
            f"{size:,}: who shares a sign, {what}",
            median_ms(lambda title=title, text=text: candidates("350526", title, text)),
            floor,
        )
        say(
            f"{size:,}: found, read and compared, {what}",
            median_ms(lambda appeal=appeal: repeated(appeal, actor=cast.actors.clerk)),
            floor,
        )
    begun, many = time.perf_counter(), 200
    for _ in range(many):
        signs_of("350526", TITLE, TEXT)
    print(f"signs of one text: {(time.perf_counter() - begun) / many * 1000:.2f} ms")
