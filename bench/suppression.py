"""Does any hidden number come out of what is said, and what does hiding cost?

Random tables of places by months and years, told month after month as a county would, are handed
to a linear solver that knows all sums and all that is said; it may not know any hidden number to
within two to either side, nor may it when one place's own numbers are known to it as well.

    PYTHONPATH=. .venv/bin/python bench/suppression.py --tables 10000
    PYTHONPATH=. .venv/bin/python bench/suppression.py --tables 200 --of county

`small` tables have 3 to 9 towns and 2 to 8 months, where each hidden number weighs most; those `of
county` have the 12 to 20 towns of a county and the twelve months of a year.
"""

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np
from scipy.optimize import linprog

from jinlin.core.figures.hiding import GROUND, ROOM, Arc, Pattern, hide, laid_out

FEWEST = 5
UNBOUNDED = 3  # as the solver says that a number may be any
GLANCES = 6
EVERY = 1_000
Key = tuple[str, str]


def table(
    dice: Random, *, towns: int = 9, months: int = 8
) -> tuple[dict[str, str], dict[Key, int]]:
    """A county, its towns, in some of them communities, by the months of a year."""
    return _filled(dice, _places(dice, dice.randint(3, towns)), dice.randint(2, months))


def county(dice: Random) -> tuple[dict[str, str], dict[Key, int]]:
    """The same as large as a county is, at the end of a year."""
    return _filled(dice, _places(dice, dice.randint(12, 20)), 12)


TABLES = {"small": table, "county": county}


def _places(dice: Random, towns: int) -> dict[str, str]:
    parents = {"c": ""}
    for town in range(towns):
        parents[f"t{town}"] = "c"
        if dice.random() < 0.25:
            parents |= {f"t{town}.{n}": f"t{town}" for n in range(dice.randint(2, 5))}
    return parents


def _filled(
    dice: Random, parents: dict[str, str], months: int
) -> tuple[dict[str, str], dict[Key, int]]:
    named = [f"m{n:02}" for n in range(1, months + 1)]
    inner = set(parents.values())
    size = {each: dice.choice((0.4, 2, 6, 15, 40, 120)) for each in parents}
    values = {}
    for month in named:
        for place in parents:
            if place not in inner:
                values[place, month] = int(dice.expovariate(1 / size[place]))
    for place in sorted(inner - {""}, key=len, reverse=True):
        for month in named:
            values[place, month] = sum(
                values[each, month] for each, above in parents.items() if above == place
            )
    for place in parents:
        values[place, "y"] = sum(values[place, month] for month in named)
    return parents, values


def hidden_in_turn(parents: dict[str, str], values: dict[Key, int]) -> tuple[Pattern, int, int]:
    """Each month hidden as it came, the year at the end with all of them as they were said.
    How many cells are small, and how many are hidden, empty ones left out.
    """
    months = sorted({period for _place, period in values} - {"y"})
    public: set[Key] = set()
    secret: set[Key] = set()
    for month in months[:-1]:
        own = {key: value for key, value in values.items() if key[1] == month}
        pattern = hide([laid_out(own, parents=parents)], fewest=FEWEST)
        secret |= pattern.hidden  # type: ignore[arg-type]
        public |= set(own) - secret
    layer = laid_out(values, parents=parents, years=dict.fromkeys(months, "y"))
    pattern = hide([layer], fewest=FEWEST, public=public, secret=secret)
    small = sum(0 < value < FEWEST for value in values.values())
    return pattern, small, sum(bool(values[key]) for key in pattern.hidden)


@dataclass(frozen=True)
class System:
    """What somebody has before them: the hidden numbers, and the sums that they must come to."""

    keys: list[Key]
    sums: Any
    truth: Any
    least: Any

    @classmethod
    def of(cls, layer: dict[Key, Arc], hidden: set[Key], without: str | None = None) -> "System":
        keys = [k for k in sorted(hidden) if without is None or layer[k].group != without]
        ends = {node for k in keys for node in (layer[k].tail, layer[k].head)} - {GROUND}
        place = {node: number for number, node in enumerate(sorted(ends, key=repr))}
        sums = np.zeros((len(place), len(keys)))
        for column, key in enumerate(keys):
            for node, sign in ((layer[key].tail, -1), (layer[key].head, 1)):
                if node in place:
                    sums[place[node], column] += sign
        truth = np.array([layer[key].value for key in keys], dtype=float)
        least = np.array([min(layer[k].least, layer[k].value) for k in keys], dtype=float)
        return cls(keys, sums, truth, least)

    def solved(self, cost: Any, most: Any = None) -> Any:
        """The solver's answer that costs least; `most`: none is larger than that."""
        limits = np.column_stack([self.least, np.full(len(self.keys), np.inf)])
        if most is not None:
            limits[:, 1] = most
        right = self.sums @ self.truth
        return linprog(cost, A_eq=self.sums, b_eq=right, bounds=limits, method="highs")

    def between(self, column: int) -> tuple[float, float]:
        """The smallest and the largest that this number can be."""
        cost = np.zeros(len(self.keys))
        cost[column] = 1
        low, high = self.solved(cost), self.solved(-cost)
        return low.fun, float("inf") if high.status == UNBOUNDED else -high.fun


def bounds(
    layer: dict[Key, Arc], hidden: set[Key], without: str | None = None
) -> Iterator[tuple[Key, float, float]]:
    """What the solver knows of each hidden number."""
    system = System.of(layer, hidden, without)
    for column, key in enumerate(system.keys):
        yield key, *system.between(column)


def known(
    layer: dict[Key, Arc], hidden: set[Key], without: str | None, dice: Random
) -> tuple[int, list[Key]]:
    """How many were asked about, and those that the solver knows too closely.

    Answers of the solver that differ by enough are proof that a number is not known, whatever they
    were looked for; what they leave open is asked for by itself, at both ends.
    """
    system = System.of(layer, hidden, without)
    if not system.keys:
        return 0, []
    low, high = system.truth.copy(), system.truth.copy()
    for _try in range(GLANCES):
        unsure = high - low < ROOM
        if not unsure.any():
            break
        cost = np.array([dice.choice((-1, 1)) * (1 if each else 0.01) for each in unsure])
        found = system.solved(cost, system.truth + 3 * ROOM)
        if found.status == 0:
            low, high = np.minimum(low, found.x), np.maximum(high, found.x)
    close = []
    for column in np.flatnonzero(high - low < ROOM - 1e-6):
        least, most = system.between(int(column))
        close += [system.keys[column]] if most - least < ROOM - 1e-6 else []
    return len(system.keys), close


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tables", type=int, default=10_000)
    parser.add_argument("--of", choices=TABLES, default="small")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dice, count, begun = Random(options.seed), Counter[str](), time.perf_counter()
    for number in range(1, options.tables + 1):
        parents, values = TABLES[options.of](dice)
        pattern, small, lost = hidden_in_turn(parents, values)
        count.update(tables=1, cells=len(values), empty=sum(not each for each in values.values()))
        count.update(small=small, lost=lost, withheld=pattern.withheld)
        [layer] = pattern.layers
        towns = sorted({str(arc.group) for arc in layer.values()})  # type: ignore[union-attr]
        for without in (None, dice.choice(towns)):
            solved, close = known(layer, pattern.hidden, without, dice)  # type: ignore[arg-type]
            name = "inside" if without else "outside"
            count.update({f"solved {name}": solved, f"known {name}": len(close)})
        if number % EVERY == 0:
            print(f"{number} tables, {time.perf_counter() - begun:.0f} s", flush=True)
    for name, value in count.items():
        print(f"{name:>16} {value}")
    more = count["lost"] - count["small"]
    print(f"{'lost beside':>16} {100 * more / count['cells']:.1f} % of all cells")
    print(f"{'or':>16} {100 * more / (count['cells'] - count['empty']):.1f} % of those not empty")
    print(f"{'or':>16} {100 * more / count['small']:.1f} % of the small ones")
    print(f"{'seconds':>16} {time.perf_counter() - begun:.0f}")


if __name__ == "__main__":
    main()
