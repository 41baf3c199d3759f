"""Which cells of tables for everybody stay unsaid, so that no small one can be reckoned?

A table of places (a tree) by months and years is a network: a cell is an arc between the two sums
that it is part of, and what its reader knows are the sums and the cells that are said. By how much
a hidden cell could be another number is then a flow through the other hidden ones, and the cheapest
way to give it room is a shortest path through cells that are still to be said. Tables that share
their pattern (those who meet a condition, and those who do not) are hidden together.
"""

import heapq
from collections import deque
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

Key = TypeVar("Key", bound=Hashable)
SAFE: Final = object()
GROUND: Final = "ground"  # the node of all that no sum holds
MARGIN: Final = 2  # nobody may know a hidden number more closely than this to either side
ROOM: Final = 2 * MARGIN + 1
PLENTY: Final = 1 << 40


@dataclass(frozen=True)
class Arc:
    """A cell: more of it takes from the sum `tail` and gives to the sum `head`. `least`: what every
    reader knows it to be at least; `group`: who knows it anyway; `price`: of hiding it.
    """

    tail: Hashable
    head: Hashable
    value: int
    least: int = 1
    group: Hashable = None
    price: float = 1.0


Layer = Mapping[Any, Arc]


@dataclass
class Pattern:
    """Which cells are hidden. Those that were said before stay said; empty ones are said."""

    layers: Sequence[Layer]
    hidden: set[Hashable]
    public: frozenset[Hashable] = frozenset()
    withheld: bool = False  # no pattern was safe: nothing new is said at all

    def may_hide(self, key: Hashable) -> bool:
        return key not in self.public and any(
            layer[key].value for layer in self.layers if key in layer
        )


def laid_out(
    values: Mapping[tuple[str, str], int],
    *,
    parents: Mapping[str, str],
    years: Mapping[str, str] | None = None,
    least: int = 1,
) -> dict[tuple[str, str], Arc]:
    """The network of a table: values by place and period. `parents` names the place above each (the
    highest has ""), `years` the period that sums up a month. Only cells that are in it have sums.
    """
    sums, inner = years or {}, set(parents.values())
    summed = set(sums.values())
    arcs = {}
    for (place, period), value in values.items():
        year = period if period in summed else sums.get(period, "")
        above = ("col", period, parents[place]) if parents[place] else GROUND
        if place in inner:
            below: Hashable = ("col", period, place)
        else:
            below = ("row", place, year) if year else GROUND
        tail, head = (above, below) if period in summed else (below, above)
        price = 1.0 + min(value, 10_000) / 20_000
        price += 8.0 * (place in inner) + 2.0 * (period in summed)
        arcs[place, period] = Arc(tail, head, value, least, _town(place, parents), price)
    return arcs


def _town(place: str, parents: Mapping[str, str]) -> str | None:
    """The place right under the highest one, through which a viewer of it knows the cell."""
    while parents[place] and parents[parents[place]]:
        place = parents[place]
    return place if parents[place] else None


def hide(
    layers: Sequence[Layer],
    *,
    fewest: int,
    public: Iterable[Hashable] = (),
    secret: Iterable[Hashable] = (),
) -> Pattern:
    """The cells that stay unsaid: those of fewer than `fewest`, and as many more as give each of
    them ROOM, whatever else is said and whatever one place knows of itself.

    `public` and `secret` are cells of before: they stay as they are.
    """
    before = frozenset(public)
    small = {
        key for layer in layers for key, arc in layer.items() if 0 < arc.value < fewest
    } - before
    pattern = Pattern(layers, {*small, *secret}, before)
    waiting = deque(sorted(pattern.hidden, key=repr))
    while waiting:
        key = waiting.popleft()
        more = _room_made(pattern, key)
        if more is None:
            every = {each for layer in layers for each in layer} - before
            return Pattern(layers, pattern.hidden | every, before, withheld=True)
        pattern.hidden |= more
        waiting.extend(sorted(more, key=repr))
    _say_again(pattern, {*small, *secret})
    return pattern


def _room_made(pattern: Pattern, key: Hashable) -> set[Hashable] | None:
    """What must be hidden too for this one; None when nothing helps."""
    more: set[Hashable] = set()
    for number, layer in enumerate(pattern.layers):
        if key not in layer:
            continue
        while (without := _lacking(pattern, number, key, more)) is not SAFE:
            way = _cheapest(pattern, number, key, without, more)
            if not way:
                return None
            more |= way
    return more


def _lacking(pattern: Pattern, number: int, key: Hashable, more: set[Hashable]) -> Hashable:
    """For whom this cell has too little room: nobody in particular (None), or whoever knows one
    place's own cells and could subtract them. SAFE: for nobody.
    """
    hidden = pattern.hidden | more
    found, groups = _measured(pattern, number, key, None, hidden)
    if found < ROOM:
        return None
    own = pattern.layers[number][key].group
    for group in sorted(groups - {None, own}, key=repr):
        if _measured(pattern, number, key, group, hidden)[0] < ROOM:
            return group
    return SAFE


def is_safe(pattern: Pattern) -> bool:
    """Whether each hidden cell has ROOM, also for whoever knows one place's own."""
    return all(
        _lacking(pattern, number, key, set()) is SAFE
        for key in pattern.hidden
        for number, layer in enumerate(pattern.layers)
        if key in layer
    )


def _say_again(pattern: Pattern, needed: set[Hashable]) -> None:
    """What turned out not to be needed is said after all, the dearest first."""
    extra = [key for key in pattern.hidden if key not in needed]
    prices = {key: arc.price for layer in pattern.layers for key, arc in layer.items()}
    for key in sorted(extra, key=lambda each: (-prices[each], repr(each))):
        pattern.hidden.discard(key)
        if not is_safe(pattern):
            pattern.hidden.add(key)


def room(
    pattern: Pattern,
    number: int,
    key: Hashable,
    *,
    without: Hashable = None,
) -> int:
    """How many other numbers this cell could be, up to ROOM, for whoever knows all sums, all that
    is said and what the place `without` knows.
    """
    return _measured(pattern, number, key, without, pattern.hidden)[0]


def _measured(
    pattern: Pattern, number: int, key: Hashable, without: Hashable, hidden: set[Hashable]
) -> tuple[int, set[Hashable]]:
    """The room, and the places of whose own cells it makes use."""
    layer = pattern.layers[number]
    keys, arc = hidden - {key}, layer[key]
    net = _Net(layer, keys, without)
    up = net.pushed(arc.head, arc.tail, ROOM)
    groups = net.used()
    most = min(ROOM - up, arc.value - arc.least)
    if most <= 0:
        return up, groups
    net = _Net(layer, keys, without)
    down = net.pushed(arc.tail, arc.head, most)
    return up + down, groups | net.used()


def _cheapest(
    pattern: Pattern, number: int, key: Hashable, without: Hashable, more: set[Hashable]
) -> set[Hashable]:
    """The cells on the cheapest way by which this one gets more room; none: there is no way."""
    layer, hidden = pattern.layers[number], pattern.hidden | more
    arc, keys = layer[key], (pattern.hidden | more) - {key}
    free = {each for each in layer if each not in hidden and pattern.may_hide(each)}
    up, down = (_Net(layer, keys, without) for _way in range(2))
    up.pushed(arc.head, arc.tail, ROOM)
    below = arc.value - arc.least
    below -= down.pushed(arc.tail, arc.head, min(ROOM, below)) if below > 0 else 0
    for net in (up, down):
        net.join(free)
    step = ROOM
    while step:
        ways = [up.way(arc.head, arc.tail, step, free)]
        if below >= step:
            ways.append(down.way(arc.tail, arc.head, step, free))
        found = [(price, sorted(used, key=repr)) for price, used in ways if used]
        if found:
            return set(min(found)[1])
        step //= 2
    return set()


class _Net:
    """What can flow between sums when these cells are unknown."""

    def __init__(self, layer: Layer, keys: Iterable[Hashable], without: Hashable) -> None:
        self.layer, self.without = layer, without
        self.next: dict[Hashable, list[tuple[Hashable, Hashable, bool]]] = {}
        self.left: dict[tuple[Hashable, bool], int] = {}
        self.join(keys)

    def join(self, keys: Iterable[Hashable]) -> None:
        for key in keys:
            arc = self.layer.get(key)
            if arc is None or (self.without is not None and arc.group == self.without):
                continue
            self.left[key, True], self.left[key, False] = PLENTY, arc.value - arc.least
            self.next.setdefault(arc.tail, []).append((arc.head, key, True))
            self.next.setdefault(arc.head, []).append((arc.tail, key, False))

    def pushed(self, start: Hashable, end: Hashable, most: int) -> int:
        """How much can flow, up to `most`: along one shortest way after another."""
        if start == end:
            return most
        flow = 0
        while flow < most and (steps := self._steps(start, end)):
            share = min(most - flow, *(self.left[key, on] for key, on in steps), PLENTY)
            for key, on in steps:
                self.left[key, on] -= share
                self.left[key, not on] += share
            flow += share
        return flow

    def used(self) -> set[Hashable]:
        """The groups of the cells through which something was pushed."""
        return {
            self.layer[key].group for (key, on), left in self.left.items() if on and left != PLENTY
        }

    def _steps(self, start: Hashable, end: Hashable) -> list[tuple[Hashable, bool]]:
        came: dict[Hashable, tuple[Hashable, Hashable, bool] | None] = {start: None}
        queue = deque([start])
        while queue:
            node = queue.popleft()
            for other, key, on in self.next.get(node, ()):
                if other not in came and self.left[key, on] > 0:
                    came[other] = (node, key, on)
                    if other == end:
                        return _back(came, end)
                    queue.append(other)
        return []

    def way(
        self, start: Hashable, end: Hashable, step: int, free: set[Hashable]
    ) -> tuple[float, set[Hashable]]:
        """The price of the cheapest way for `step` more, and what would have to be hidden on it."""
        if start == end:
            return 0.0, set()
        best, done = {start: 0.0}, set()
        came: dict[Hashable, tuple[Hashable, Hashable, bool] | None] = {start: None}
        heap: list[tuple[float, int, Hashable]] = [(0.0, 0, start)]
        count = 0
        while heap:
            price, _number, node = heapq.heappop(heap)
            if node in done:
                continue
            done.add(node)
            if node == end:
                return price, {key for key, _on in _back(came, end) if key in free}
            for other, key, on in self.next.get(node, ()):
                if self.left[key, on] < step:
                    continue
                dearer = price + (self.layer[key].price if key in free else 0.001)
                if dearer < best.get(other, float("inf")):
                    best[other], came[other], count = dearer, (node, key, on), count + 1
                    heapq.heappush(heap, (dearer, count, other))
        return float("inf"), set()


def _back(
    came: Mapping[Hashable, tuple[Hashable, Hashable, bool] | None], end: Hashable
) -> list[tuple[Hashable, bool]]:
    steps, step = [], came[end]
    while step is not None:
        node, key, on = step
        steps.append((key, on))
        step = came[node]
    return steps


def hidden_in_a_row(cells: Mapping[Key, int], *, fewest: int) -> set[Key]:
    """Of cells whose sum may be known: which stay unsaid. Where one is hidden only for the sake of
    others, all of its size are, so that the choice tells nothing.
    """
    layer = {key: Arc(GROUND, "sum", number, price=float(number)) for key, number in cells.items()}
    hidden = hide([layer], fewest=fewest).hidden
    sizes = {number for key, number in cells.items() if number and key in hidden}
    return {key for key, number in cells.items() if number in sizes}
