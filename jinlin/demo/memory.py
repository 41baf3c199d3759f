"""What does a teller remember from one day to the next, and how is it kept in a row?

Of whatever a teller holds, only its chance and its rows change while the story is told. Each is
kept under its own name, or under that which the teller's KEPT_AS gives it: a county that is half
told goes on.
"""

from random import Random
from typing import Any

from django.db.models import Model, QuerySet

Kept = dict[str, Any]


class Known(dict[Any, Any]):
    """Rows that a teller comes back to, by a name that it gives them: a number, a day, a pair.

    `rows` is how they are fetched again.
    """

    def __init__(self, rows: "QuerySet[Any]") -> None:
        super().__init__()
        self.rows = rows

    def kept(self) -> list[Any]:
        return [[name, str(row.pk)] for name, row in self.items()]

    def remember(self, kept: list[Any]) -> None:
        model: type[Model] = self.rows.model
        keys = {key: model._meta.pk.to_python(key) for _name, key in kept}
        found = self.rows.in_bulk(list(keys.values()))
        for name, key in kept:
            self[tuple(name) if isinstance(name, list) else name] = found[keys[key]]


def kept_by(teller: object) -> Kept:
    """Everything that this teller must find again, as JSON."""
    return {
        name: value.getstate() if isinstance(value, Random) else value.kept()
        for name, value in _changing(teller).items()
    }


def remind(teller: object, kept: Kept) -> None:
    """The teller is where it was when this was kept."""
    changing = _changing(teller)
    for name, past in kept.items():
        value = changing[name]
        if isinstance(value, Random):
            version, state, gauss = past
            value.setstate((version, tuple(state), gauss))
        else:
            value.remember(past)


def _changing(teller: object) -> dict[str, Random | Known]:
    names: dict[str, str] = getattr(teller, "KEPT_AS", {})
    return {
        names.get(name, name): value
        for name, value in vars(teller).items()
        if isinstance(value, Random | Known)
    }
