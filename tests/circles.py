"""Which files import each other in a circle?"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from tests.house import PYTHON, ROOT, source

FROM = re.compile(r"^[ \t]*from ([\w.]+) import (\([^)]*\)|[^\n(]*)", re.MULTILINE)
WHOLE = re.compile(r"^[ \t]*import ([\w.]+)", re.MULTILINE)
NAMES = re.compile(r"\w+")
COMMENT = re.compile(r"#[^\n]*")


@cache
def _files() -> dict[str, Path]:
    """By the name it is imported under."""
    return {_name(path): path for path in PYTHON}


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path: Path) -> set[Path]:
    """The files of the house that this one names in an import, wherever in it that stands."""
    known = _files()
    return {known[name] for name in _named(path) if name in known} - {path}


def _named(path: Path) -> Iterator[str]:
    """Read line by line, since to parse the whole house takes as long as to test a domain."""
    known = _files()
    for module, names in FROM.findall(source(path)):
        for name in NAMES.findall(COMMENT.sub("", names)):
            inner = f"{module}.{name}"
            yield inner if inner in known else module
    yield from WHOLE.findall(source(path))


def circles(graph: Mapping[Path, set[Path]]) -> list[list[Path]]:
    """Each knot of files that reach each other, in order of their names."""
    reached = {path: _reached(path, graph) for path in _knotted(graph)}
    knots = {
        tuple(sorted(other for other in there if path in reached.get(other, set())))
        for path, there in reached.items()
    }
    return sorted(list(knot) for knot in knots if len(knot) > 1)


def _knotted(graph: Mapping[Path, set[Path]]) -> set[Path]:
    """What is left when again and again whatever imports nothing that is left is taken away."""
    left = {path: set(beyond) - {path} for path, beyond in graph.items()}
    while ends := {path for path, beyond in left.items() if not beyond & left.keys()}:
        left = {path: beyond for path, beyond in left.items() if path not in ends}
    return set(left)


def _reached(path: Path, graph: Mapping[Path, set[Path]]) -> set[Path]:
    found: set[Path] = set()
    ahead = [path]
    while ahead:
        for beyond in graph.get(ahead.pop(), set()) - found:
            found.add(beyond)
            ahead.append(beyond)
    return found
