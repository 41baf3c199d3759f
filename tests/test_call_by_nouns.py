"""Is every thing called by the noun that says what it is?

`told`, `said` and `asked` say that somebody spoke, not what a thing is: a form's fields, a filter,
a message, a list of rows. Verbs (`ask`, `tell`), what is yes or no (`is_said`) and what stands
beside another thing (`told_at`: the moment at which somebody was told) say enough.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house import PYTHON, ROOT, TRACKED, for_each, name_of, source, tree

pytestmark = pytest.mark.one_engine

PARTICIPLES = {"told", "said", "asked"}
YES_OR_NO = {"is", "was", "are", "has", "may", "can"}
BESIDE = {"at", "on", "by", "face"}  # when, on which day, by whom, under which name

OUTSIDE = {
    **{
        ("jinlin/core/figures/archive/questions.py", name): "in the question whose hash is recorded"
        for name in ("asked_place", "asked_rows", "asked_met")
    },
    ("jinlin/demo/cursor.py", "told"): "the column of jinlin/demo/models.py",
    ("jinlin/demo/models.py", "told"): "a column: how many steps of its story a county has told",
    ("jinlin/web/models.py", "told"): "a column: what the house notes of itself",
    ("jinlin/domains/appeals/models/hotline.py", "said"): "a column: the hash of an order's text",
    ("jinlin/domains/appeals/hotline/exchange.py", "said"): "the column of models/hotline.py",
    ("jinlin/domains/receptions/models/conversations.py", "said"): "a column: a resident's words",
    ("jinlin/domains/workforce/models/updates.py", "told"): "a column: the facts of an update",
    ("jinlin/domains/workforce/schemas.py", "told"): "a field that programs send",
}
FOLDERS = ("jinlin", "bench", "tools")


def _is_script(path: Path) -> bool:
    """A program without an ending, such as those of `tools`."""
    return not path.suffix and re.match(r"#!.*python", source(path)) is not None


CODE = [
    path
    for path in [*PYTHON, *(each for each in TRACKED if name_of(each).startswith("tools/"))]
    if path.relative_to(ROOT).parts[0] in FOLDERS
    and "tests" not in path.parts
    and (path.suffix == ".py" or _is_script(path))
]


def _words(name: str) -> list[str]:
    """`ReadOnlyWhileTold`, `_asked_back` and `NOT_SAID` as words."""
    parted = name if name.isupper() else re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    return re.findall(r"[a-z]+", parted.lower())


def is_no_noun(name: str) -> bool:
    words = _words(name)
    if not words or words[0] in YES_OR_NO:
        return False
    after = zip(words, [*words[1:], ""], strict=True)
    return any(each in PARTICIPLES and next_one not in BESIDE for each, next_one in after)


def _named(node: ast.AST) -> str | None:
    """What this piece of code gives a name to."""
    match node:
        case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
            return name
        case ast.arg(arg=name) | ast.alias(asname=name) | ast.ExceptHandler(name=name):
            return name
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return name
        case ast.MatchAs(name=name) | ast.MatchStar(name=name) | ast.MatchMapping(rest=name):
            return name
    return None


def _columns(node: ast.AST) -> Iterator[ast.keyword]:
    """The names that a query gives to what it reckons: `.annotate(last=Max(...))`."""
    match node:
        case ast.Call(func=ast.Attribute(attr="annotate" | "alias" | "aggregate"), keywords=given):
            yield from given


def _states(module: ast.Module) -> set[ast.AST]:
    """Members of an enumeration: a state is what something is."""
    return {
        target
        for each in ast.walk(module)
        if isinstance(each, ast.ClassDef)
        for line in each.body
        if isinstance(line, ast.Assign)
        for target in line.targets
        if isinstance(target, ast.Name) and target.id.isupper()
    }


def found_in(module: ast.Module) -> list[tuple[int, str]]:
    """Each line that gives such a name, and the name."""
    states = _states(module)
    return sorted(
        (line, name)
        for node in ast.walk(module)
        if node not in states
        for line, name in [
            (getattr(node, "lineno", 0), _named(node)),
            *((each.lineno, each.arg) for each in _columns(node)),
        ]
        if name and is_no_noun(name)
    )


@for_each(CODE)
def test_what_it_is_and_not_that_somebody_spoke(path: Path) -> None:
    found = [
        f"line {line}: {name}"
        for line, name in found_in(tree(path))
        if (name_of(path), name) not in OUTSIDE
    ]
    assert not found, ", ".join(found)


def test_what_reaches_outside_is_still_there() -> None:
    there = {(name, each) for name, _ in OUTSIDE for _line, each in found_in(tree(ROOT / name))}
    assert set(OUTSIDE) <= there


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("told = form.cleaned_data", ["told"]),
        ("def span_of(asked): ...", ["asked"]),
        ("def told_of(form): ...", ["told_of"]),
        ("self.said = words", ["said"]),
        ("from jinlin.insight.queries import talk as asked", ["asked"]),
        ("rows.annotate(asked=Count('pk'))", ["asked"]),
        ("class ReadOnlyWhileTold: ...", ["ReadOnlyWhileTold"]),
        ("NOT_SAID = ('', '')", ["NOT_SAID"]),
        ("with noted() as asked: ...", ["asked"]),
        ("row.told_at = asked_by = landing_asked_at = now", []),
        ("is_said = was_told(person)", []),
        ("class State(TextChoices):\n    ASKED = 'asked', 'Asked'", []),
        ("print(form['said'], row.told)", []),
        ("masked = unsaid = basked", []),
    ],
)
def test_only_a_name_that_is_given_counts(line: str, names: list[str]) -> None:
    assert [name for _line, name in found_in(ast.parse(line))] == names


def test_programs_without_an_ending_are_read_too() -> None:
    assert {"image", "measure"} <= {path.name for path in CODE if source(path)}
