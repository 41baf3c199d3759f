"""How is one statement asked for the first rows of many lists?

The lists of all domains stand side by side in one text, each with its own order and limit, so that
an index gives each as if it were asked alone.
"""

from collections.abc import Sequence
from typing import Any, cast

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet

Rows = list[tuple[Any, ...]]


def together(lists: Sequence[QuerySet[Any, tuple[Any, ...]]]) -> list[Rows]:
    """What each would give as a list, all of the same columns; lists that are empty by themselves
    are not asked.
    """
    found: list[Rows] = [[] for _rows in lists]
    texts, params, readers = list[str](), list[Any](), dict[int, tuple[Any, Any]]()
    for number, rows in enumerate(lists):
        compiler: Any = rows.query.get_compiler(using=rows.db)
        try:
            text, values = compiler.as_sql(with_col_aliases=True)
        except EmptyResultSet:
            continue
        texts.append(f"SELECT {number} AS list, l{number}.* FROM ({text}) l{number}")  # noqa: S608 - Django's own text
        params += values
        columns = [expression for expression, _sql, _alias in compiler.select]
        readers[number] = compiler, compiler.get_converters(columns)
    if not texts:
        return found
    with connections[lists[0].db].cursor() as cursor:
        cursor.execute(" UNION ALL ".join(texts), params)
        for number, *row in cursor.fetchall():
            found[number].append(tuple(row))
    for number, (compiler, converters) in readers.items():
        if converters and found[number]:
            read = compiler.apply_converters(found[number], converters)
            found[number] = [tuple(cast(list[Any], row)) for row in read]
    return found
