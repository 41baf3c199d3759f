"""What do all living rows have in common?"""

from datetime import UTC, date, datetime
from functools import cache
from typing import Any, Self, TypeVar, cast

from django.db import models
from django.db.models import Model, QuerySet
from django.utils.encoding import force_str
from django.utils.translation import gettext_lazy as _

from jinlin.core.errors import NotHere, Stale
from jinlin.core.keys import key_for, uuid7
from jinlin.core.prepared import Prepared
from jinlin.core.storing import forget, remember, saved

Row = TypeVar("Row", bound=Model)


class KeyField(models.UUIDField):  # type: ignore[type-arg]
    """A row's key: made by the client where one brought it, else by the house."""

    def get_default(self) -> Any:
        return key_for(self.model._meta.label_lower)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.UUIDField", args, kwargs


class CountyRow(models.Model):
    """A row of one county.

    The key may be made by whoever records first, also offline; `county` (six digits) never changes:
    it may become the shard key.
    """

    id = KeyField(primary_key=True, default=uuid7, editable=False)
    county = models.CharField(max_length=6, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if args or not saved(self, kwargs):
            forget(self)
            super().save(*args, **kwargs)

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        forget(self)
        super().refresh_from_db(*args, **kwargs)

    def _get_FIELD_display(self, field: "models.Field[Any, Any]") -> Any:  # noqa: N802 - Django's
        """The word for a value: a page of fifty rows asks some hundred times, and Django looks
        through all words of the choice each time.
        """
        value = getattr(self, field.attname)
        return force_str(_words_of(field).get(value, value), strings_only=True)


@cache
def _words_of(field: "models.Field[Any, Any]") -> dict[Any, Any]:
    return dict(field.flatchoices)


class CountyNumbers(CountyRow):
    """A county's numbers for one domain, from a day on until the next row of the county. Without a
    row the defaults hold.
    """

    valid_from = models.DateField(_("valid from"))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.county} {self.valid_from}"

    @classmethod
    def of(cls, county: str, day: date) -> Self:
        """The row in force on a day, or the defaults (not saved)."""
        return _in_force(cls).first(county=county, day=day) or cls(county=county, valid_from=day)


class MovingRows(models.QuerySet[Row]):
    """Rows that a lifecycle moves.

    `with_row` names the relations that a locked row is read with.
    """

    with_row: tuple[str, ...] = ()

    def locked(self, row: "MovingRow") -> Row:
        """The row as it is now, locked.

        Raises Stale when it moved on since the caller's copy was read, NotHere when it is gone.
        """
        found: Any = self.held(row)
        if found.version != row.version:
            raise Stale(
                detail={"version": found.version, "yours": row.version, "state": found.state}
            )
        return cast(Row, found)

    def held(self, row: "MovingRow") -> Row:
        """The row as it is now, locked, whatever version the caller saw: for what many may do to it
        at the same time, and for the second row of a verb.
        """
        return held_by_key(self, row.pk, self.with_row)


class MovingRow(CountyRow):
    """A row with a lifecycle and so a `state`.

    `version` is the number of entries on its timeline; whoever changes it says which version they
    saw.
    """

    version = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


def as_read(row: Row) -> Row:
    """A row that was just stored, as it would be read again: with the rows that it points to, as
    far as it has them, and nothing else that was found out about it meanwhile.
    """
    fields = row._meta.concrete_fields
    values = [getattr(row, field.attname) for field in fields]
    found = type(row).from_db(
        row._state.db,  # noqa: SLF001 - documented, for who makes rows
        [field.attname for field in fields],
        [value.astimezone(UTC) if isinstance(value, datetime) else value for value in values],
    )
    for field in fields:
        if isinstance(field, models.ForeignKey) and field.is_cached(row):
            field.set_cached_value(found, field.get_cached_value(row))
    return found


def title_of(row: Any) -> str:
    """How a row is called among others, by whoever may open it: `listed_title` where its own title
    may name somebody who is hidden from some of its readers.
    """
    names = (getattr(row, name, "") for name in ("listed_title", "title", "name"))
    return str(next(filter(None, names), row))


def held_by_key(
    rows: "QuerySet[Row]",
    pk: object,
    joins: tuple[str, ...] = (),
    *,
    missing: type[Exception] = NotHere,
) -> Row:
    """The one of these rows with this key, locked, with these relations. Raises `missing` when it
    is not among them.
    """
    found: Row | None
    if rows.query.where:
        some = rows.select_for_update(of=("self",)).select_related(*joins)
        found = some.filter(pk=pk).first()
    else:
        found = _held(rows.model, joins).first(using=rows.db, pk=pk)
    if found is None:
        raise missing
    remember(found)
    return found


@cache
def _held(model: type[Model], joins: tuple[str, ...]) -> Prepared[Any]:
    """A row of this table by its key, locked, with these relations."""
    rows: Any = model._default_manager
    return Prepared(
        lambda pk: rows.filter(pk=pk).select_for_update(of=("self",)),
        joins=joins,
        pk=models.UUIDField(),
    )


@cache
def _in_force(model: type[Model]) -> Prepared[Any]:
    """The numbers of a county on a day."""
    rows: Any = model._default_manager
    return Prepared(
        lambda county, day: rows.filter(county=county, valid_from__lte=day).order_by("-valid_from")[
            :1
        ],
        is_kept=False,
        county=models.CharField(),
        day=models.DateField(),
    )
