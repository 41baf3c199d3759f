"""Which files make up the house, and how are they read?"""

import ast
import subprocess
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
Function = ast.FunctionDef | ast.AsyncFunctionDef


def _tracked() -> list[Path]:
    """The files that git keeps or would keep: everything but what .gitignore names."""
    listing = [
        "git",
        "-c",
        "safe.directory=*",
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
        "-z",
    ]
    names = subprocess.run(
        listing, cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    return sorted(path for name in set(names) if name and (path := ROOT / name).is_file())


TRACKED = _tracked()
PYTHON = [path for path in TRACKED if path.suffix == ".py"]
TEMPLATES = [path for path in TRACKED if path.suffix == ".html" and "templates" in path.parts]
NO_DOMAIN = {
    "core",
    "shell",
    "web",
    "demo",
    "journeys",
    "insight",
}  # the ground and the front doors have rooms of their own
APPS = sorted(
    path.parent
    for each in ("*", "*/*")
    for path in (ROOT / "jinlin").glob(f"{each}/apps.py")
    if path.parent.name != "tests"
)
DOMAINS = [app for app in APPS if app.name not in NO_DOMAIN]


def module_of(path: Path) -> str:
    """How a folder of the house is imported."""
    return ".".join(path.relative_to(ROOT).parts)


@cache
def source(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(source(path))


def functions(path: Path) -> Iterator[Function]:
    """All functions and methods of a file, inner ones too."""
    return (
        node
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


def parameters(function: Function) -> list[str]:
    given = function.args
    return [argument.arg for argument in [*given.posonlyargs, *given.args, *given.kwonlyargs]]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def for_each(paths: Iterable[Path]) -> Callable[[Callable[[Path], None]], Callable[[], None]]:
    """The rule holds for all of them: one test, which names every file that breaks it and how. A
    test for each file and rule would cost more than the looking.
    """

    def of_all(rule: Callable[[Path], None]) -> Callable[[], None]:
        def test() -> None:
            broken = [(name_of(path), said) for path in paths if (said := _broken(rule, path))]
            if broken:
                raise AssertionError("\n".join(f"{name}: {said}" for name, said in broken))

        test.__name__, test.__doc__ = rule.__name__, rule.__doc__
        return test

    return of_all


def _broken(rule: Callable[[Path], None], path: Path) -> str:
    try:
        rule(path)
    except AssertionError as said:
        return str(said) or "broken"
    return ""
