"""Which words do the copied appeals say, how often, and how are they found by them?

All copies say what their original says; some say more, so that a search can ask for a word of every
kind.
"""

from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from typing import Any
from unittest.mock import patch

from django.db.models import Exists, OuterRef

from jinlin.core.search import Sought, fill, grams, rows
from jinlin.domains.appeals.models import Appeal

EVERYWHERE, MISSING = "路灯", "没有这样的词"
COMMON = "井盖松动"  # in every third
RARE = "白蚁"  # in a hundred, however many there are
OLD = "积水"  # in a third, none of them of the last 400 days
CLOSED = "噪声扰民"  # in all that ended, and in none of those in work
MORE = (
    (RARE, "copy.number = 7"),
    (COMMON, "copy.number % 3 = 0"),
    (OLD, "(copy.number * 7919 % 600) > 400"),
    (CLOSED, "row.ended_at IS NOT NULL"),
)


def words_of_copy(column: str) -> str:
    """In SQL: the words of a copy, where its original's stand in this column."""
    more = (f"CASE WHEN {which} THEN '{word}。' ELSE '' END" for word, which in MORE)
    return " || ".join([column, *more])


def fill_search() -> None:
    """The copies are found by their words, as a migration takes rows in."""
    label = Appeal._meta.label_lower
    known = Sought.objects.filter(label=label, row_id=OuterRef("pk"))
    unknown = Appeal.objects.filter(~Exists(known)).prefetch_related("place")
    with patch.object(rows, "signs_of", _signs_of):
        fill(unknown, label, lambda row: row.search_words()[""])


def _signs_of(texts: Iterable[str], **_keyed: Any) -> str:
    return " ".join(dict.fromkeys(chain.from_iterable(map(_signs_of_one, texts))))


@lru_cache(100_000)
def _signs_of_one(text: str) -> list[str]:
    """The copies say the same again and again."""
    return grams.signs_of([text]).split()
