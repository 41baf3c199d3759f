"""How is a row made of the columns that the database gives, and a new one of its first values?"""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar, cast

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, Model
from django.db.models.base import ModelState
from django.db.models.expressions import Col
from django.db.models.fields.related_descriptors import (
    ForeignKeyDeferredAttribute as _OfAnotherRow,
)
from django.db.models.query_utils import DeferredAttribute
from django.db.models.signals import post_init, pre_init

Read = Callable[[Sequence[Any], BaseDatabaseWrapper], Any]
Row = TypeVar("Row", bound=Model)


def made(model: type[Row], /, **given: Any) -> Row:
    """The new row that `model(**given)` makes, without asking each of its columns what it is when
    nobody says so. What Django would find wrong, it says itself.
    """
    blank = _blank(model)
    if blank is None or not given.keys() <= blank.known:
        return model(**given)
    row = model.__new__(model)
    row._state = ModelState()  # noqa: SLF001 - documented, for who makes rows
    there = row.__dict__
    there.update(blank.values)
    there.update({name: ask() for name, ask in blank.defaults.items() if name not in given})
    for name, value in given.items():
        if name in there:
            there[name] = value
        else:
            setattr(row, name, value)  # another row, which is kept with its key
    return row


@dataclass(frozen=True)
class _Blank:
    """What stands in a new row of which nothing is said: the same in all, and asked for each. All
    `known` names are columns, and other rows that it leads to.
    """

    values: Mapping[str, Any]
    defaults: Mapping[str, Callable[[], Any]]
    known: frozenset[str]


@cache
def _blank(model: type[Model]) -> _Blank | None:
    """None where more happens when a row is made than that its columns get their values."""
    meta: Any = model._meta
    fields = meta.concrete_fields
    if (
        meta.abstract
        or meta.parents
        or any(each.generated or each.has_db_default() for each in fields)
        or not _is_plain(model, [each.attname for each in fields])
    ):
        return None
    defaults = {
        each.attname: each.default
        for each in fields
        if each.has_default() and callable(each.default)
    }
    return _Blank(
        {each.attname: each.get_default() for each in fields if each.attname not in defaults},
        defaults,
        frozenset(name for each in fields for name in (each.attname, each.name)),
    )


def field_at(model: type[Model], path: str) -> Field[Any, Any]:
    *before, last = path.split("__")
    for name in before:
        model = cast(Any, model._meta.get_field(name)).related_model
    return cast(Field[Any, Any], model._meta.get_field(last))


Tree = dict[str, "Tree"]


def _tree(paths: Iterable[str]) -> Tree:
    tree: Tree = {}
    for path in paths:
        below = tree
        for name in path.split("__"):
            below = below.setdefault(name, {})
    return tree


def _fields(
    model: type[Model], tree: Tree, without: tuple[str, ...] = ()
) -> Iterator[Field[Any, Any]]:
    """The columns of a row and of those joined to it, as Django asks for them: a relation's stand
    in the order of the relations' fields, its own relations' behind them.
    """
    yield from (each for each in model._meta.concrete_fields if each.name not in without)
    for relation in _relations(model, tree):
        yield from _fields(cast(Any, relation).related_model, tree[relation.name])


def _relations(model: type[Model], tree: Tree) -> list[Any]:
    """Those of the tree in Django's order: to other rows, then from the one row that leads here."""
    back = [each for each in model._meta.related_objects if each.one_to_one]
    both: list[Any] = [*model._meta.concrete_fields, *back]
    return [each for each in both if each.name in tree]


def columns_reader(connection: BaseDatabaseWrapper, fields: Sequence[Field[Any, Any]]) -> Read:
    convert = _converted(connection, fields)
    if len(fields) == 1:
        return lambda row, connection: convert(row, connection)[0]
    return lambda row, connection: tuple(convert(row, connection))


@dataclass(frozen=True)
class _Plan:
    """Where in a row of the database a model's columns stand, and those of what is joined to it."""

    model: type[Model]
    names: tuple[str, ...]
    start: int
    key: int
    joined: tuple[tuple[Any, "_Plan"], ...]
    is_plain: bool  # whether nothing happens where a row is made

    @classmethod
    def of(
        cls, model: type[Model], tree: Tree, start: int = 0, without: tuple[str, ...] = ()
    ) -> "_Plan":
        names = tuple(field.attname for field in _fields(model, {}, without))
        joined, end = list[tuple[Any, _Plan]](), start + len(names)
        for relation in _relations(model, tree):
            inner = cls.of(relation.related_model, tree[relation.name], end)
            joined.append((relation, inner))
            end = inner.end
        key = start + names.index(cast(Any, model._meta.pk).attname)
        return cls(model, names, start, key, tuple(joined), _is_plain(model, names))

    @property
    def end(self) -> int:
        return self.joined[-1][1].end if self.joined else self.start + len(self.names)

    def built(self, row: Sequence[Any], alias: str) -> Model:
        own = row[self.start : self.start + len(self.names)]
        if self.is_plain:
            found = self.model.__new__(self.model)
            found.__dict__.update(zip(self.names, own, strict=True))
            found._state = state = ModelState()  # noqa: SLF001 - documented, for who makes rows
            state.adding, state.db = False, alias
        else:
            found = self.model.from_db(alias, self.names, own)
        for relation, inner in self.joined:
            there = inner.built(row, alias) if row[inner.key] is not None else None
            relation.set_cached_value(found, there)
            if there is not None and relation.one_to_one:
                relation.remote_field.set_cached_value(there, found)
        return found


def _is_plain(model: type[Model], names: Sequence[str]) -> bool:
    """Whether a row of the database is its values and nothing else, as for most models: nobody
    listens to its making, and no field does anything with what it is given.
    """
    makes, reads = cast(Any, model).__init__, cast(Any, model.from_db).__func__
    return (
        makes is Model.__init__
        and reads is cast(Any, Model.from_db).__func__
        and not any(each.has_listeners(model) for each in (pre_init, post_init))
        and all(
            type(inspect.getattr_static(model, name)) in (DeferredAttribute, _OfAnotherRow)
            for name in names
        )
    )


def fields_read(
    model: type[Model], joins: tuple[str, ...], without: tuple[str, ...] = ()
) -> list[Field[Any, Any]]:
    """The columns of a row with these joins and without some of its own, in Django's order."""
    return list(_fields(model, _tree(joins), without))


def row_reader(
    connection: BaseDatabaseWrapper,
    model: type[Model],
    joins: tuple[str, ...],
    without: tuple[str, ...] = (),
) -> Read:
    """What makes such a row of its columns, as this engine gives them."""
    convert = _converted(connection, fields_read(model, joins, without))
    plan = _Plan.of(model, _tree(joins), without=without)
    return lambda row, connection: plan.built(convert(row, connection), connection.alias)


def _column(field: Any) -> Any:
    """Of a table, or of none where the query works the value out."""
    is_of_table = hasattr(field, "model")
    return field.get_col(field.model._meta.db_table) if is_of_table else Col("", field)


def _converted(connection: BaseDatabaseWrapper, fields: Sequence[Field[Any, Any]]) -> Read:
    """From what the driver gives to what Python holds."""
    columns = [_column(field) for field in fields]
    steps = [
        (at, step, column)
        for at, column in enumerate(columns)
        for step in (
            *connection.ops.get_db_converters(column),
            *column.get_db_converters(connection),
        )
    ]

    def convert(row: Sequence[Any], connection: BaseDatabaseWrapper) -> Sequence[Any]:
        values = list(row)
        for at, step, column in steps:
            values[at] = step(values[at], column, connection)
        return values

    return convert
