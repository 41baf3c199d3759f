"""Does any hidden number come out of what is said, and what does hiding cost?

Random tables of places by months and years, told month after month as a county would, are handed
to a linear solver that knows all sums and all that is said; it may not know any hidden number to
within two to either side, nor may it when one place's own numbers are known to it as well.

    PYTHONPATH=. .venv/bin/python bench/suppression.py --tables 10000
"""

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from random import Random

import numpy as np
from scipy.optimize import linprog

from jinlin.core.figures.hiding import GROUND, ROOM, Arc, Pattern, hide, laid_out

FEWEST = 5
Key = tuple[str, str]


def table(
    dice: Random, *, towns: int = 9, months: int = 8
) -> tuple[dict[str, str], dict[Key, int]]:
    """A county, its towns, in some of them communities, by the months of a year."""
    parents = {"c": ""}
    for town in range(dice.randint(3, towns)):
        parents[f"t{town}"] = "c"
        if dice.random() < 0.25:
            parents |= {f"t{town}.{n}": f"t{town}" for n in range(dice.randint(2, 5))}
    named = [f"m{n:02}" for n in range(1, dice.randint(2, months) + 1)]
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


def told(parents: dict[str, str], values: dict[Key, int]) -> tuple[Pattern, int, int]:
    """Each month hidden as it came, the year at the end with all of them as they were said.
    How many cells are small, and how many are hidden, empty ones left out.
    """
    months = sorted({period for _place, period in values} - {"y"})
    said: set[Key] = set()
    unsaid: set[Key] = set()
    for month in months[:-1]:
        own = {key: value for key, value in values.items() if key[1] == month}
        pattern = hide([laid_out(own, parents=parents)], fewest=FEWEST)
        unsaid |= pattern.hidden  # type: ignore[arg-type]
        said |= set(own) - unsaid
    layer = laid_out(values, parents=parents, years=dict.fromkeys(months, "y"))
    pattern = hide([layer], fewest=FEWEST, said=said, unsaid=unsaid)
    small = sum(0 < value < FEWEST for value in values.values())
    return pattern, small, sum(bool(values[key]) for key in pattern.hidden)


def bounds(
    layer: dict[Key, Arc], hidden: set[Key], without: str | None = None
) -> Iterator[tuple[Key, float, float]]:
    """What the solver knows of each hidden number."""
    asked = [key for key in sorted(hidden) if without is None or layer[key].group != without]
    if not asked:
        return
    nodes = sorted({n for k in asked for n in (layer[k].tail, layer[k].head)} - {GROUND}, key=repr)
    place = {node: number for number, node in enumerate(nodes)}
    sums = np.zeros((len(nodes), len(asked)))
    for column, key in enumerate(asked):
        for node, sign in ((layer[key].tail, -1), (layer[key].head, 1)):
            if node in place:
                sums[place[node], column] += sign
    truth = np.array([layer[key].value for key in asked], dtype=float)
    right = sums @ truth
    least = [(min(layer[key].least, layer[key].value), None) for key in asked]
    for column, key in enumerate(asked):
        cost = np.zeros(len(asked))
        cost[column] = 1
        low = linprog(cost, A_eq=sums, b_eq=right, bounds=least, method="highs")
        high = linprog(-cost, A_eq=sums, b_eq=right, bounds=least, method="highs")
        yield key, low.fun, float("inf") if high.status == 3 else -high.fun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tables", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    dice, count, begun = Random(asked.seed), Counter[str](), time.perf_counter()
    for _number in range(asked.tables):
        parents, values = table(dice)
        pattern, small, lost = told(parents, values)
        count.update(tables=1, cells=sum(map(bool, values.values())), small=small, lost=lost)
        count.update(withheld=pattern.withheld)
        [layer] = pattern.layers
        towns = sorted({str(arc.group) for arc in layer.values()})  # type: ignore[union-attr]
        for without in (None, dice.choice(towns)):
            for _key, low, high in bounds(layer, pattern.hidden, without):  # type: ignore[arg-type]
                name = "inside" if without else "outside"
                count.update({f"solved {name}": 1, f"known {name}": high - low < ROOM - 1e-6})
    for name, number in count.items():
        print(f"{name:>16} {number}")
    print(f"{'lost beside':>16} {100 * (count['lost'] / count['small'] - 1):.1f} % of the small")
    print(f"{'of all cells':>16} {100 * (count['lost'] - count['small']) / count['cells']:.1f} %")
    print(f"{'seconds':>16} {time.perf_counter() - begun:.0f}")


if __name__ == "__main__":
    main()
