"""What does a teller remember from one day to the next, and how is it kept?

Of whatever a teller holds, only its chance and its rows change while the story is told. Each is
kept under its own name, or under that which the teller's KEPT_AS gives it: a county that is half
told goes on. Chances are written anew each day; of the rows, only what the day brought or ended.
"""

import json
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from django.db.models import Model, QuerySet

from jinlin.demo.models import Remembered, Telling


class Known(dict[Any, Any]):
    """Rows that a teller comes back to, by a name that it gives them: a number, a day, a pair.

    `rows` is how they are fetched again; `news` are the keys of those that were named since the
    last evening, None where one was let go.
    """

    def __init__(self, rows: "QuerySet[Any]") -> None:
        super().__init__()
        self.rows = rows
        self.news: dict[Any, str | None] = {}

    def __setitem__(self, name: Any, row: Model) -> None:
        if name not in self or self[name].pk != row.pk:
            self.news[name] = str(row.pk)
        super().__setitem__(name, row)

    def __delitem__(self, name: Any) -> None:
        super().__delitem__(name)
        self.news[name] = None

    def pop(self, name: Any, *otherwise: Any) -> Any:
        if name in self:
            self.news[name] = None
        return super().pop(name, *otherwise)

    def remember(self, kept: list[list[Any]]) -> None:
        """`kept` are pairs of a name and a key, as they stood at the end of a day."""
        model: type[Model] = self.rows.model
        keys = {key: model._meta.pk.to_python(key) for _name, key in kept}
        found = self.rows.in_bulk(list(keys.values()))
        for name, key in kept:
            self[tuple(name) if isinstance(name, list) else name] = found[keys[key]]


def keep(row: Telling, tellers: Mapping[str, object]) -> None:
    """What the tellers must find again is written, but for `row` itself, which is the caller's."""
    row.memory = {
        name: {held: chance.getstate() for held, chance in _held(teller, Random)}
        for name, teller in tellers.items()
    }
    gone, come = list[str](), list[Remembered]()
    for owner, known in _known(tellers):
        for name, key in known.news.items():
            written = json.dumps([owner, name])
            if key is None:
                gone.append(written)
            else:
                come.append(Remembered(telling=row, name=written, row=key))
        known.news.clear()
    if gone:
        row.remembered.filter(name__in=gone).delete()
    Remembered.objects.bulk_create(
        come, update_conflicts=True, unique_fields=["telling", "name"], update_fields=["row"]
    )


def remind(row: Telling, tellers: Mapping[str, object]) -> None:
    """The tellers are where they were when this was kept."""
    for name, kept in row.memory.items():
        for held, chance in _held(tellers[name], Random):
            version, state, gauss = kept[held]
            chance.setstate((version, tuple(state), gauss))
    pairs: dict[str, list[list[Any]]] = {}
    for written, key in row.remembered.order_by("pk").values_list("name", "row"):
        owner, name = json.loads(written)
        pairs.setdefault(owner, []).append([name, key])
    for owner, known in _known(tellers):
        known.remember(pairs.get(owner, []))
        known.news.clear()


def _known(tellers: Mapping[str, object]) -> Iterator[tuple[str, Known]]:
    """Each once, by its first holder: a teller may look into another's."""
    met: set[int] = set()
    for name, teller in tellers.items():
        for held, known in _held(teller, Known):
            if id(known) not in met:
                met.add(id(known))
                yield f"{name}.{held}", known


def _held(teller: object, kind: type) -> Iterator[tuple[str, Any]]:
    names: dict[str, str] = getattr(teller, "KEPT_AS", {})
    for name, value in vars(teller).items():
        if isinstance(value, kind):
            yield names.get(name, name), value
