"""How does every keyed hash come under a key of another kind, although of many nobody knows any
more what was hashed?

A hash is hashed again: what stands in the column is the input. Looking for a value then does the
same, kind after kind. The house must not work meanwhile: half of the hashes would not be found.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.apps import apps
from django.db import models

from jinlin.core.append_only import guarded_tables
from jinlin.core.search import SearchedRow, index
from jinlin.core.secrets.fields import MATCH_KEY_LENGTH, mark_of, under
from jinlin.core.secrets.keyring import MATCHING_BYTES, KeyRing, keep, key_ring, new_key, suite
from jinlin.core.secrets.rotation import BATCH, Column

MATCH = re.compile(r"[a-z0-9]+(\.[0-9a-f]+)?:[A-Za-z0-9_-]{43}")


def wants_rehashing() -> bool:
    """Whether hashes are still to come under the kind that the settings name."""
    ring = key_ring()
    return ring.pending is not None or ring.outermost.algorithm != suite().keyed_hash


def begin_rehashing() -> None:
    """The further key is made, unless an interrupted rehashing made it."""
    ring = key_ring()
    if ring.pending is None:
        keep(replace(ring, pending=new_key(suite().keyed_hash, MATCHING_BYTES)))


def is_half_hashed() -> bool:
    """Whether some hashes may be of another kind than those that are looked for."""
    return key_ring().pending is not None


def hashed_columns() -> list[Column]:
    """Every column that may hold keyed hashes: by what such columns are called."""
    return [
        (model, field.name)
        for model in apps.get_models()
        if not model._meta.proxy and model._meta.db_table not in guarded_tables()
        for field in model._meta.local_concrete_fields
        if type(field) is models.CharField
        and (field.max_length or 0) >= MATCH_KEY_LENGTH
        and (field.name.endswith("_key") or field.name == "mark")
    ]


def left_to_rehash() -> int:
    """How many hashes are not yet under the pending key."""
    ring = key_ring()
    if ring.pending is None or ring.pending in ring.layers:
        return 0
    return sum(_left(ring, *column).count() for column in hashed_columns())


def rehash() -> Iterator[None]:
    """One step per hash; what was done stays done when it is interrupted. Then what is searched by
    keyed signs is taken in anew, and nothing is pending any more.
    """
    ring = key_ring()
    if ring.pending and ring.pending not in ring.layers:
        for model, name in hashed_columns():
            yield from _rehash_column(ring, model, name)
        keep(replace(ring, layers=(*ring.layers, ring.pending)))
    for model in apps.get_models():
        if issubclass(model, SearchedRow) and model.search_is_keyed:
            for row in model._base_manager.order_by("pk").iterator(BATCH):  # noqa: SLF001 - every row
                index(row)
    keep(replace(key_ring(), pending=None))


def _rehash_column(ring: KeyRing, model: type[models.Model], name: str) -> Iterator[None]:
    assert ring.pending
    last: Any = None
    while batch := _batch(_left(ring, model, name), last, name):
        for pk, match in batch:
            if MATCH.fullmatch(match):
                rows = model._base_manager.filter(pk=pk)  # noqa: SLF001 - the same
                rows.update(**{name: under(ring.pending, match)})
                yield
            last = pk


def _batch(rows: "models.QuerySet[Any]", last: Any, name: str) -> list[tuple[Any, str]]:
    rows = rows.filter(pk__gt=last) if last is not None else rows
    return list(rows.order_by("pk").values_list("pk", name)[:BATCH])


def _left(ring: KeyRing, model: type[models.Model], name: str) -> "models.QuerySet[Any]":
    """Those under the outermost key."""
    begins = mark_of(ring.layers[-1]) if ring.layers else ring.matching.algorithm
    return model._base_manager.filter(**{f"{name}__startswith": f"{begins}:"})  # noqa: SLF001 - the same
