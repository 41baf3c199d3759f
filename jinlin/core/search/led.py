"""How does SQLite start from the few rows that were found, whatever it knows of the table?

Where nobody ran ANALYZE it takes any index of a filter or an order for more selective than rows
that are named one by one, and tests each row of the list. So the text names the index of keys.
"""

from typing import Any

from django.db.models import AutoField, Field
from django.db.models.lookups import In
from django.db.models.sql.datastructures import BaseTable
from django.db.models.sql.where import AND, WhereNode


class FoundIn(In):
    """The key stands among the found. `lhs` is the key of the table that the query is about."""

    def resolve_expression(self, query: Any = None, *args: Any, **kwargs: Any) -> Any:
        resolved = super().resolve_expression(query, *args, **kwargs)
        alias = query.get_initial_alias()
        table = query.alias_map[alias]
        if type(table) is BaseTable:
            query.alias_map[alias] = _Led(table.table_name, table.table_alias)
        return resolved


class _Led(BaseTable):
    """The table of such a query. It is led only where no row can do without being found."""

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        sql, params = super().as_sql(compiler, connection)
        if connection.vendor == "sqlite" and _is_needed(compiler.query.where):
            sql += f" {_by(self.table_name, compiler.query.model._meta.pk)}"
        return sql, params


def _by(table: str, key: "Field[Any, Any]") -> str:
    """A number is the place of its row, which no index leads to; of any other key SQLite makes the
    table's first index and gives it this name.
    """
    return "NOT INDEXED" if isinstance(key, AutoField) else f'INDEXED BY "{index_of_keys(table)}"'


def index_of_keys(table: str) -> str:
    return f"sqlite_autoindex_{table}_1"


def _is_needed(where: Any) -> bool:
    """One of the conditions that must all hold."""
    if isinstance(where, WhereNode):
        return (
            where.connector == AND
            and not where.negated
            and any(_is_needed(each) for each in where.children)
        )
    return isinstance(where, FoundIn)
