"""Which files of tests does a stage of the whole run look at, and which tests of them?

A file whose every test is of other stages is not even imported: a worker reads as much again as it
runs. What a file says of all its tests is read from its text, before anything is imported.
"""

import ast
from functools import cache
from pathlib import Path
from typing import Any

MARKS = frozenset({"one_engine", "postgres", "browser"})
LEAVES_OUT = {
    "sqlite": frozenset({"postgres", "browser"}),
    "postgresql": frozenset({"one_engine", "browser"}),
    "chromium": frozenset(),
}
ASKS_FOR = {"chromium": frozenset({"browser"})}


def runs(stage: str, marks: frozenset[str]) -> bool:
    """Whether a test with these marks belongs to the stage."""
    return not marks & LEAVES_OUT[stage] and marks >= ASKS_FOR.get(stage, frozenset())


def passes_over(stage: str, file: Path) -> bool:
    """Whether no test of this file can belong to the stage, so that nobody need import it.

    A single test may have a mark more than its file: what it asks for may still stand there.
    """
    text = file.read_text(encoding="utf-8")
    marks = marks_of_all(text)
    wanted = ASKS_FOR.get(stage, frozenset())
    return bool(marks & LEAVES_OUT[stage]) or not all(f"mark.{name}" in text for name in wanted)


@cache
def marks_of_all(text: str) -> frozenset[str]:
    """The marks that a file gives to every test of it: those in `pytestmark = ...`."""
    if "pytestmark" not in text:
        return frozenset()
    return frozenset(
        node.attr
        for statement in ast.parse(text).body
        if isinstance(statement, ast.Assign)
        and any(getattr(target, "id", "") == "pytestmark" for target in statement.targets)
        for node in ast.walk(statement.value)
        if isinstance(node, ast.Attribute) and node.attr in MARKS
    )


def choose(stage: str, items: list[Any]) -> tuple[list[Any], list[Any]]:
    """What belongs to the stage, and what was collected beside it."""
    kept: list[Any] = []
    left: list[Any] = []
    for item in items:
        marks = frozenset(mark.name for mark in item.iter_markers()) & MARKS
        (kept if runs(stage, marks) else left).append(item)
    return kept, left
