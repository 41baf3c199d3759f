"""Where do the signs of a row stand, and how is it found by them?"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction
from django.db.models import (
    BooleanField,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.expressions import RawSQL

from jinlin.core.making import made
from jinlin.core.prepared import Prepared
from jinlin.core.search.frequency import is_frequent
from jinlin.core.search.grams import keyed, signs_of, signs_to_find, squeezed, words_of
from jinlin.core.search.led import FoundFew, FoundIn
from jinlin.core.storing import insert, insert_unless, update

BATCH = 1000
BETWEEN = "\n"  # between two texts of a row, so that no word stands across them
FOUND_BY_SIGNS = 2  # letters: a sign says exactly whether they stand there


class Sought(models.Model):
    """The signs of one row of any model, in one of its columns of words.

    `words` are those words as they are compared; empty where they lie encrypted. Whoever looks is
    given rows only through the model's own scope.
    """

    label = models.CharField(max_length=80)
    row_id = models.UUIDField()
    signs = models.TextField()
    words = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["label", "row_id"], name="sought_once")]

    def __str__(self) -> str:
        return f"{self.label} {self.row_id}"


class SearchedRow(models.Model):
    """A row whose words are found. New rows are taken in as they are saved; an action that changes
    words calls `index`. A sealed row (`is_sealed`) never is.
    """

    search_is_keyed = False  # the words lie encrypted, and so must their signs

    class Meta:
        abstract = True

    def search_words(self) -> Mapping[str, Iterable[str]]:
        """The columns of words: "" is what staff searches, others are for other readers."""
        raise NotImplementedError

    def save(self, *args: Any, **kwargs: Any) -> None:
        is_new = self._state.adding
        super().save(*args, **kwargs)
        if is_new:
            self.when_new()

    def when_new(self) -> None:
        """Also asked by `core.storing`, which does not call `save`."""
        index(self, is_new=True)


def index(row: SearchedRow, *, is_new: bool = False) -> None:
    """The row is found by its words as they are now, and by no others."""
    if getattr(row, "is_sealed", False):
        return
    for column, texts in row.search_words().items():
        label = label_of(type(row), column)
        entry = _signs_and_words(texts, is_keyed=row.search_is_keyed)
        if is_new and entry["signs"]:
            insert(made(Sought, label=label, row_id=row.pk, **entry))
        elif not is_new:
            _change(Sought(label=label, row_id=row.pk, **entry))


def _change(entry: Sought) -> None:
    """The row's entry in its column is this one, whether it had one or not."""
    known = _ENTRY.first(label=entry.label, row=entry.row_id)
    if known is None and insert_unless(entry, taken=("label", "row_id")):
        return
    entry.pk = known or _ENTRY.first(label=entry.label, row=entry.row_id)
    update(entry, "signs", "words")


_ENTRY = Prepared[int](
    lambda label, row: Sought.objects.filter(label=label, row_id=row),
    columns=("id",),
    label=models.CharField(),
    row=models.UUIDField(),
)


def forget(row: models.Model) -> None:
    """The row is found by nothing any more."""
    label = row._meta.label_lower
    Sought.objects.filter(row_id=row.pk, label__startswith=label).delete()


def fill(
    rows: "QuerySet[Any]",
    label: str,
    words: Callable[[Any], Iterable[str]],
    *,
    into: Any = Sought,
    is_keyed: bool = False,
) -> int:
    """All these rows are found; returns how many. In batches, and safe to run again."""
    filled, last = 0, UUID(int=0)
    while batch := list(rows.filter(pk__gt=last).order_by("pk")[:BATCH]):
        entries = [(row.pk, _signs_and_words(words(row), is_keyed=is_keyed)) for row in batch]
        with transaction.atomic():
            into._default_manager.bulk_create(
                [into(label=label, row_id=pk, **each) for pk, each in entries if each["signs"]],
                ignore_conflicts=True,
            )
        filled, last = filled + len(batch), batch[-1].pk
    return filled


def matching(model: type[SearchedRow], query: str, *, column: str = "") -> Q:
    """Rows in which every word of the query stands, wherever, however it is typed. Without a word
    nothing is asked, and every row matches. Rows of a rare word are found by its signs; for one
    that stands in very many, rows are tested as the list is read.
    """
    words, signs, is_keyed = *_sought(model, query), model.search_is_keyed
    if not words:
        return Q()
    ours = Sought.objects.filter(label=label_of(model, column))
    if is_frequent(signs):
        return Q(_tested(ours, words, signs, is_keyed=is_keyed))
    long = [] if is_keyed else [word for word in words if len(word) > FOUND_BY_SIGNS]
    found = ours.filter(_holding(signs), *_as_they_stand(long, signs, is_keyed=False))
    return Q(FoundFew(F("pk"), found.values("row_id").query))


def row_test(model: type[SearchedRow], query: str, *, column: str = "") -> Subquery | None:
    """Whether a row holds every word, where `matching` tests one row after the other; else None."""
    words, signs = _sought(model, query)
    if not words or not is_frequent(signs):
        return None
    ours = Sought.objects.filter(label=label_of(model, column))
    return _tested(ours, words, signs, is_keyed=model.search_is_keyed)


def _tested(
    ours: "QuerySet[Sought]", words: list[str], signs: list[str], *, is_keyed: bool
) -> Subquery:
    """Each row is looked at in the order in which the list reads them. A value and no EXISTS: of
    that PostgreSQL would make a join, and collect all rows first.
    """
    row = ours.filter(row_id=OuterRef("pk"))
    holds = Q(*_as_they_stand(words, signs, is_keyed=is_keyed))
    value = ExpressionWrapper(holds, output_field=BooleanField())
    return Subquery(row.values_list(value), output_field=BooleanField())


def _sought(model: type[SearchedRow], query: str) -> tuple[list[str], list[str]]:
    """The words of the query, and their signs."""
    words, sign = words_of(query), keyed if model.search_is_keyed else None
    return words, [each for word in words for each in signs_to_find(word, sign=sign)]


def _as_they_stand(words: list[str], signs: list[str], *, is_keyed: bool) -> list[Q]:
    """Every word stands in the row, asked of the row itself. A sign is as long as any other of its
    kind, so that none stands within another or across two.
    """
    if is_keyed:
        return [Q(signs__contains=sign.rstrip("*")) for sign in signs]
    return [Q(words__contains=word) for word in words]


def label_of(model: type[models.Model], column: str = "") -> str:
    label: str = model._meta.label_lower
    return f"{label}:{column}" if column else label


class _Holds(Func):
    """What PostgreSQL's index of signs answers."""

    template = "(to_tsvector('simple', %(expressions)s))"
    arg_joiner = ") @@ to_tsquery('simple', "


def _holding(signs: list[str]) -> Q:
    if connection.vendor == "postgresql":
        wording = " & ".join(sign.replace("*", ":*") for sign in signs)
        return Q(_Holds("signs", Value(wording), output_field=BooleanField()))
    wording = " AND ".join(signs)
    named = RawSQL(
        "SELECT rowid FROM core_sought_signs WHERE core_sought_signs MATCH %s", [wording]
    )
    return Q(FoundIn(F("pk"), named))


def _signs_and_words(texts: Iterable[str], *, is_keyed: bool) -> dict[str, str]:
    texts = [text for text in texts if text]
    return {
        "signs": signs_of(texts, sign=keyed if is_keyed else None),
        "words": "" if is_keyed else BETWEEN.join(filter(None, map(squeezed, texts))),
    }
