"""Which table do the encryption tests lock? Rows with a name and a phone number."""

from pathlib import Path
from typing import Any

import pytest
from django.db import models
from django.db.models.functions import Cast

from jinlin.core.rows import CountyRow
from jinlin.core.secrets.fields import EncryptedField


class Neighbour(CountyRow):
    """One neighbour with two encrypted columns; `phone` may be unknown."""

    name = EncryptedField(blank=True)
    phone = EncryptedField(null=True)

    class Meta:
        app_label = "core_matters"

    def __str__(self) -> str:
        return str(self.pk)


@pytest.fixture
def ring_file(settings: Any, tmp_path: Path) -> Path:
    """A key ring of this test alone, not made yet."""
    settings.KEY_RING = str(tmp_path / "ring" / "keys.json")
    return Path(settings.KEY_RING)


def stored(column: str) -> list[str | None]:
    """What stands in the column, as a thief of the database would read it."""
    return list(
        Neighbour.objects.order_by("pk").values_list(Cast(column, models.TextField()), flat=True)
    )
