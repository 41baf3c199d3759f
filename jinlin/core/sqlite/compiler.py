"""Who writes the text of a query for SQLite?"""

from django.db.models.sql import compiler
from django.db.models.sql.compiler import (
    SQLAggregateCompiler,
    SQLDeleteCompiler,
    SQLInsertCompiler,
    SQLUpdateCompiler,
)

from jinlin.core.ordering import OrderOfNames

__all__ = [
    "SQLAggregateCompiler",
    "SQLCompiler",
    "SQLDeleteCompiler",
    "SQLInsertCompiler",
    "SQLUpdateCompiler",
]


class SQLCompiler(OrderOfNames, compiler.SQLCompiler):  # type: ignore[misc] # its stub says None
    """Django's own, which knows an order of names sooner."""
