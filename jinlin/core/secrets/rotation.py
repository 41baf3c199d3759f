"""How does every sensitive value come under a new key?"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import F, TextField
from django.db.models.functions import Cast

from jinlin.core.secrets.fields import EncryptedField, unlock
from jinlin.core.secrets.keyring import keep, key_ring, suite

BATCH = 500
Column = tuple[type[models.Model], str]


def begin_rotation(algorithm: str = "") -> bool:
    """A new key locks from now on, for this cipher or the one that the settings name. False when
    an earlier rotation was interrupted: that one is to be finished, and no further key is made.
    """
    ring = key_ring()
    if ring.is_rotating:
        return False
    keep(ring.rotated(algorithm or suite().cipher))
    return True


def columns() -> list[Column]:
    """Every encrypted column of every table."""
    return [
        (model, field.name)
        for model in apps.get_models()
        if not model._meta.proxy
        for field in model._meta.local_concrete_fields
        if isinstance(field, EncryptedField)
    ]


def left_to_rotate() -> int:
    """How many values are not yet under the current key."""
    return sum(_left(*column).count() for column in columns())


def rotate() -> Iterator[None]:
    """One step per value brought under the current key, row by row: what was done stays done when
    it is interrupted. At the end the rotation is over.
    """
    for model, name in columns():
        yield from _rotate_column(model, name)
    keep(replace(key_ring(), is_rotating=False))


def _rotate_column(model: type[models.Model], name: str) -> Iterator[None]:
    while batch := list(_left(model, name).values_list("pk", "locked")[:BATCH]):
        for pk, locked in batch:
            # only while the row still holds what was read: somebody's change in between is under
            # the new key already
            _locked(model, name).filter(pk=pk, locked=locked).update(**{name: unlock(locked)})
            yield


def _left(model: type[models.Model], name: str) -> "models.QuerySet[Any]":
    key = key_ring().current_key
    return (
        _locked(model, name)
        .exclude(locked="")
        .exclude(locked__startswith=f"{key.algorithm}:{key.id}:")
        .filter(locked__isnull=False)
    )


def _locked(model: type[models.Model], name: str) -> "models.QuerySet[Any]":
    """The rows with the column as it stands in the table."""
    return model._base_manager.annotate(locked=Cast(F(name), TextField()))  # noqa: SLF001 - the same
