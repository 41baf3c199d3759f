"""Are two lists of rows the same in everything that was read?"""

from typing import Any

from django.db.models import Model


def whole(rows: list[Any]) -> list[Any]:
    """The values of rows and of the rows joined to them: rows alone are equal by their keys."""
    return [_values(row) if isinstance(row, Model) else row for row in rows]


def _values(row: Model) -> dict[str, Any]:
    own = {field.attname: row.__dict__.get(field.attname) for field in row._meta.concrete_fields}
    joined = {
        field.name: _values(getattr(row, field.name))
        for field in row._meta.concrete_fields
        if field.is_relation and field.is_cached(row) and getattr(row, field.name) is not None
    }
    return own | joined
