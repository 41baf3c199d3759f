"""How does a query learn by which columns it is ordered, and how are columns written?

Django compares each term of an order with every column that is read, and knows a column by the
whole of its making: for a row of sixty that takes longer than to send the statement. A term that is
a name can only mean a column with a name of its own, so the others need not be known. And a plain
column, of which a wide query has a hundred, is written without asking first whether it has a way of
its own to be written for this engine.
"""

from collections.abc import Generator
from functools import cache
from typing import Any, cast

from django.db.models.expressions import Col

NAMELESS = (None, None, None)  # in the place of a column that no name can mean


class WritesOrdersSooner:
    """What an engine's operations add to Django's own."""

    def compiler(self, compiler_name: str) -> type[Any]:
        own: Any = cast(Any, super()).compiler(compiler_name)
        return _with_order_of_names(own) if compiler_name == "SQLCompiler" else own


class OrderOfNames:
    """What a compiler of queries adds to Django's own: the same text, sooner."""

    def compile(self, node: Any) -> tuple[str, Any]:
        own = cast(Any, self)
        if type(node) is not Col:
            django: tuple[str, Any] = cast(Any, super()).compile(node)
            return django
        names, column = own.quote_cache, node.target.column
        written = names.get(column) or own.quote_name_unless_alias(column)
        if not (alias := node.alias):
            return written, []
        return f"{names.get(alias) or own.quote_name_unless_alias(alias)}.{written}", []

    def _order_by_pairs(self) -> Generator[Any, None, None]:
        django = cast(Any, super())
        pairs = django._order_by_pairs()  # noqa: SLF001 - what this one stands before
        own = cast(Any, self)
        if own.select and _is_of_names(own.query):
            whole, own.select = own.select, _with_names(own.select)
            try:
                first = next(pairs, None)  # from here on the columns are known
            finally:
                own.select = whole
            if first is not None:
                yield first
        yield from pairs


@cache
def _with_order_of_names(django: Any) -> type[Any]:
    return type(django.__name__, (OrderOfNames, django), {})


def _is_of_names(query: Any) -> bool:
    if query.extra_order_by or query.combinator:
        return False
    meta = query.get_meta()  # none where a constraint is tried on values that stand in no table
    usual = meta.ordering if meta and query.default_ordering and not query.order_by else ()
    return all(isinstance(term, str) for term in query.order_by or usual)


def _with_names(select: list[Any]) -> list[Any]:
    """Each in its place; none at all where no column has a name."""
    if not any(name for _column, _text, name in select):
        return []
    return [each if each[2] else NAMELESS for each in select]
