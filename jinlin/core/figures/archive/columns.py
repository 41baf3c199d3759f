"""How does a column stand in the archive, so that nothing in it leads back to a person?

Days, moments, numbers, yes and no, codes of places and words from a list stand as they are. A key,
and any text that somebody wrote, is a keyed hash of this archive's purpose: equal stays equal, and
nobody reads it. Anything else cannot be taken out.
"""

from collections.abc import Callable
from hashlib import blake2b
from typing import Any

from django.db import models

from jinlin.core.secrets.keyring import key_ring

PLACES = frozenset({"county", "place_code", "code"})
TEXT, DAY, MOMENT, NUMBER, TRUTH, HASH = "text", "day", "moment", "number", "truth", "hash"


class Unfit(Exception):
    """A measure asks about a column that must not leave the house."""


def kind_of(field: "models.Field[Any, Any]") -> str:
    if field.is_relation or field.primary_key or isinstance(field, models.UUIDField):
        return HASH
    if isinstance(field, models.CharField) and (field.choices or field.name in PLACES):
        return TEXT
    for kind, classes in (
        (MOMENT, models.DateTimeField),
        (DAY, models.DateField),
        (TRUTH, models.BooleanField),
        (NUMBER, models.IntegerField),
    ):
        if isinstance(field, classes):
            return kind
    if type(field) in {models.CharField, models.TextField}:
        return HASH
    raise Unfit(f"{field.model._meta.label}.{field.name} cannot be taken out")


def hasher(purpose: str) -> Callable[[Any], str]:
    """Equal values find each other within this purpose, and nothing outside of it."""
    key = blake2b(f"archive:{purpose}".encode(), key=key_ring().matching.material).digest()

    def hashed(value: Any) -> str:
        return (
            value
            if value == ""
            else blake2b(str(value).encode(), key=key, digest_size=16).hexdigest()
        )

    return hashed
