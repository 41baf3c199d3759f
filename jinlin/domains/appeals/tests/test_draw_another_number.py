"""Does each appeal of a county have a number of its own?"""

from collections.abc import Iterator

import pytest
from django.db import IntegrityError

from jinlin.core import search, timeline
from jinlin.core.numbers import TRIES
from jinlin.domains.appeals.models import Appeal, numbered
from jinlin.domains.appeals.tests.cast import Cast, reported


def drawing(monkeypatch: pytest.MonkeyPatch, *letters: str) -> Iterator[str]:
    """These letters are drawn, one after the other."""
    drawn = iter(letters)
    monkeypatch.setattr(numbered, "get_random_string", lambda _length, _letters: next(drawn))
    return drawn


def test_a_taken_number_is_drawn_again_and_nothing_else_happens_twice(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = drawing(monkeypatch, "AAAAA", "AAAAA", "BBBBB")
    rows = [reported(cast), reported(cast)]
    assert [row.number[-5:] for row in rows] == ["AAAAA", "BBBBB"]
    assert list(left) == []
    assert [entry.seq for entry in timeline.trail(rows[1])] == [1]
    found = Appeal.objects.filter(search.matching(Appeal, rows[1].number))
    assert [row.pk for row in found] == [rows[1].pk]


def test_a_county_without_free_numbers_does_not_try_for_ever(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = drawing(monkeypatch, *["AAAAA"] * (TRIES + 2))
    reported(cast)
    with pytest.raises(IntegrityError):
        reported(cast)
    assert len(list(left)) == 1
