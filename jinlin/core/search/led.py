"""How does SQLite start where we know that it should, whatever it knows of the table?

Where nobody ran ANALYZE it takes any index of a filter or an order for more selective than rows
that are named one by one, and tests each row of the list. Where somebody did, it may collect and
sort all rows of a place, which an index has in their order. So the text names the index.
PostgreSQL keeps its statistics by itself and is told nothing.
"""

from typing import Any, Self

from django.core.exceptions import FullResultSet
from django.db.models import AutoField, F, Field, Lookup
from django.db.models.lookups import In
from django.db.models.sql.datastructures import BaseTable
from django.db.models.sql.where import AND, WhereNode


class _Leading(Lookup[Any]):
    """A condition that says by which index the table of the query is read."""

    def resolve_expression(self, query: Any = None, *args: Any, **kwargs: Any) -> Any:
        resolved = super().resolve_expression(query, *args, **kwargs)
        alias = query.get_initial_alias()
        table = query.alias_map[alias]
        if type(table) is BaseTable:
            query.alias_map[alias] = _Led(table.table_name, table.table_alias)
        return resolved


class FoundIn(_Leading, In):
    """The key stands among the found. `lhs` is the key of the table that the query is about."""


class FoundFew(FoundIn):
    """The same where no more than a few thousand are found: PostgreSQL collects their keys first.
    By itself it takes a rare word for a less rare one, and looks through all rows of a list.
    """

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        if connection.vendor == "postgresql":
            return f"= ANY(ARRAY{rhs})"
        return str(super().get_rhs_op(connection, rhs))


class ReadBy(_Leading):
    """True of every row: the table is read by this index, unless rows are found. Beside it must
    stand the conditions that let SQLite use the index: else the statement fails.
    """

    lookup_name = "read_by"
    prepare_rhs = False

    @classmethod
    def index(cls, name: str) -> Self:
        return cls(F("pk"), name)

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        raise FullResultSet


class _Led(BaseTable):
    """The table of such a query. It is led only where no row can do without the condition."""

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        sql, params = super().as_sql(compiler, connection)
        if connection.vendor != "sqlite":
            return sql, params
        needed = list(_needed(compiler.query.where))
        if any(isinstance(each, FoundIn) for each in needed):
            sql += f" {_by_key(self.table_name, compiler.query.model._meta.pk)}"
        elif needed:
            sql += f' INDEXED BY "{needed[-1].rhs}"'
        return sql, params


def _by_key(table: str, key: "Field[Any, Any]") -> str:
    """A number is the place of its row, which no index leads to; of any other key SQLite makes the
    table's first index and gives it this name.
    """
    return "NOT INDEXED" if isinstance(key, AutoField) else f'INDEXED BY "{index_of_keys(table)}"'


def index_of_keys(table: str) -> str:
    return f"sqlite_autoindex_{table}_1"


def _needed(where: Any) -> "list[_Leading]":
    """Those of the conditions that must all hold."""
    if isinstance(where, WhereNode):
        if where.connector != AND or where.negated:
            return []
        return [found for each in where.children for found in _needed(each)]
    return [where] if isinstance(where, _Leading) else []
