"""What does a row say in its own words, and how are they destroyed wherever they were repeated?

Whatever somebody may have typed is a text here: columns without choices that hold plain or
encrypted words. Keys, codes, numbers and hashes are none, nor what must not repeat in the table.
"""

import re
from collections.abc import Collection, Iterable
from typing import Any

from django.db import models
from django.db.models import Field, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.append_only import AppendOnlyRow
from jinlin.core.offline import Conflict
from jinlin.core.rows import CountyRow, MovingRow
from jinlin.core.search import SearchedRow
from jinlin.core.search.rows import index
from jinlin.core.text import first_words
from jinlin.core.timeline import Audience, Entry, keep_on
from jinlin.core.timeline.erasing import OWN_ERASED, reasoned

GONE = _("(destroyed)")
TELLING = 6  # letters: what is shorter is repeated by chance
NO_WORDS = re.compile(
    r"(^|_)(county|code|number|ref|key|label|hash|hash_of|mark|digest|version|face|type|previous"
    r"|algorithm|query|data|answers|content|limits|lines|fields)(_|$)"
)


def texts_of(row: models.Model) -> dict[str, str]:
    """By column: what this row says itself. Nothing, where a row is written once."""
    if isinstance(row, AppendOnlyRow):
        return {}
    values = {field.name: getattr(row, field.name) for field in _columns(type(row))}
    return {name: text for name, text in values.items() if isinstance(text, str) and text.strip()}


def is_repeated(text: str, words: Iterable[str]) -> bool:
    """Whether this text says one of these words again, whole or in part."""
    text = text.strip().rstrip("…")
    return any(
        text == part
        or (len(part) >= TELLING and part in text)
        or (len(text) >= TELLING and text in part)
        for each in words
        for part in {each.strip(), first_words(each).rstrip("…")}
    )


def destroy(
    subject: CountyRow, names: Collection[str], *, actor: Actor, reason: str
) -> Entry | None:
    """These texts of the row are gone for good, and nobody finds it by them; an entry of its own
    says so. None when none of them says anything.

    The caller has asked whether the actor may, and holds the row locked.
    """
    reason = reasoned(reason)
    gone = sorted(set(texts_of(subject)) & set(names))
    if not gone:
        return None
    _empty(subject, gone)
    return keep_on(
        subject,
        OWN_ERASED,
        actor=actor,
        internal=reason,
        data={"texts": len(gone)},
        audience=Audience.STAFF,
    )


def destroy_repeats(subject: CountyRow, words: Collection[str]) -> int:
    """What rows that hang on the subject, and what came beside it under its key, said in these
    words is gone; returns in how many rows.
    """
    rows = [row for row in _hanging_on(subject) if _empty_repeats(row, words)]
    beside = [
        conflict.pk
        for conflict in Conflict.objects.filter(key=subject.pk)
        if any(is_repeated(str(value), words) for value in conflict.fields.values())
    ]
    Conflict.objects.filter(pk__in=beside).update(content="{}")
    return len(rows) + len(beside)


def repeats(row: models.Model, words: Collection[str]) -> list[str]:
    """The columns in which this row says these words again."""
    return [name for name, text in texts_of(row).items() if is_repeated(text, words)]


def _empty_repeats(row: models.Model, words: Collection[str]) -> bool:
    names = repeats(row, words)
    if names:
        _empty(row, names)
    return bool(names)


def _empty(row: models.Model, names: Iterable[str]) -> None:
    """Straight in the table, since no verb of the domain says this; something stands there
    afterwards, as the table's own constraints may ask.
    """
    for name in names:
        setattr(row, name, str(GONE))
    gone = dict.fromkeys(names, str(GONE))
    type(row)._base_manager.filter(pk=row.pk).update(**gone)  # noqa: SLF001 - whoever sees it
    if isinstance(row, SearchedRow):
        index(row)


def _columns(model: type[models.Model]) -> list["Field[Any, Any]"]:
    once = {
        name
        for constraint in model._meta.constraints
        if isinstance(constraint, UniqueConstraint)
        for name in constraint.fields
    }
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not (field.choices or field.unique or field.name in once)
        and (field.max_length or TELLING) >= TELLING
        and NO_WORDS.search(field.name) is None
    ]


def _hanging_on(subject: CountyRow) -> Iterable[models.Model]:
    """Rows of other tables that name this one, but no matters with a history of their own."""
    for relation in subject._meta.related_objects:
        model = relation.related_model
        if isinstance(model, type) and not issubclass(model, MovingRow | type(subject)):
            rows = model._base_manager.filter(**{relation.field.name: subject.pk})  # noqa: SLF001
            yield from rows
