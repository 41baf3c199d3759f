"""Which words does the console command `jinlin` know?

Each app offers its words in `commands.py` as the list COMMANDS. Their names and first lines are
read from the source, so that `jinlin --help` answers at once; Django is set up only when a word is
said.
"""

import ast
import importlib
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import click

from jinlin.core.environment import BadVariable
from jinlin.web.reading import reading

JINLIN = Path(__file__).resolve().parents[1]
WORDS = "jinlin.words"  # under which a call remembers its words
LASTING = {"serve", "work"}  # run for months
LARGE_PAGES = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}


@dataclass(frozen=True)
class Outline:
    """A word of the console as its source shows it."""

    name: str
    module: str
    help: str


class Words(click.Group):
    """The commands of all apps; only the one that is said gets imported."""

    def main(self, *args: Any, **extra: Any) -> Any:
        if not (args or "args" in extra) and LASTING & {*sys.argv[1:2]}:
            _begin_in_large_pages()
        return super().main(*args, **extra)

    @cached_property
    def outlines(self) -> dict[str, Outline]:
        return {outline.name: outline for outline in outlines(JINLIN)}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self.outlines)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        outline = self.outlines.get(cmd_name)
        return None if outline is None else loaded(outline.module)[cmd_name]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.meta[WORDS] = list(args)
        if any(map(_is_torn, args)):
            raise click.UsageError("Some of what was said holds characters that cannot be read.")
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """What cannot be used, and what the database cannot do, is said in one line."""
        words = [word.rpartition("=")[2] for word in ctx.meta[WORDS]]
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except BadVariable as error:  # without settings there is no language either
            raise click.ClickException(str(error)) from error
        except Exception as error:
            line = _in_a_line(error, words)
            if line is None:
                raise
            raise line from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Words"):
            formatter.write_dl(
                [(name, self.outlines[name].help) for name in self.list_commands(ctx)]
            )


@click.group(cls=Words, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="jinlin")
def main() -> None:
    """Jinlin (近邻), for whoever runs it in a county."""
    os.umask(0o077)  # what the house writes, only its owner reads: worker, lists of refused rows


def _begin_in_large_pages() -> None:
    """The process is this program once more, with memory in large pages where the system gives them
    to whoever asks: a request takes some 3 % less time then. Whoever set anything of the kind is
    left alone.
    """
    if sys.platform == "linux" and not LARGE_PAGES.keys() <= os.environ.keys():
        command = [sys.executable, *sys.orig_argv[1:]]
        os.execve(sys.executable, command, os.environ | LARGE_PAGES)  # noqa: S606 - itself


def _in_a_line(error: Exception, words: list[str]) -> click.ClickException | None:
    """None for a mistake of our own, and where Django did not come to stand."""
    from django.apps import apps  # noqa: PLC0415 - `jinlin --help` does without it

    if not apps.ready:
        return None
    from jinlin.web import mistakes  # noqa: PLC0415 - the same

    return mistakes.in_a_line(error, words)


def _is_torn(word: str) -> bool:
    """Whether it holds bytes that are no text, or NUL."""
    return "\0" in word or word != word.encode(errors="ignore").decode()


def outlines(root: Path) -> Iterator[Outline]:
    """The words that the apps under `root` offer, without importing any of them."""
    for path in sorted(
        path
        for each in ("*", "*/*")
        for path in (*root.glob(f"{each}/commands.py"), *root.glob(f"{each}/commands/__init__.py"))
    ):
        module = ".".join(path.relative_to(root.parent).with_suffix("").parts).removesuffix(
            ".__init__"
        )
        yield from _of_module(module, ast.parse(path.read_text(encoding="utf-8")))


def loaded(module: str) -> dict[str, click.Command]:
    """The module's commands by name, with Django set up."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jinlin.web.settings")
    import django  # noqa: PLC0415 - `jinlin --help` does without it
    from django.apps import apps  # noqa: PLC0415 - the same

    with reading():
        if not apps.ready:
            django.setup()
        return {str(command.name): command for command in importlib.import_module(module).COMMANDS}


def _of_module(module: str, tree: ast.Module) -> Iterator[Outline]:
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    for node in tree.body:
        target = (
            node.targets[0]
            if isinstance(node, ast.Assign)
            else node.target
            if isinstance(node, ast.AnnAssign)
            else None
        )
        listed = getattr(node, "value", None)
        if (
            isinstance(target, ast.Name)
            and target.id == "COMMANDS"
            and isinstance(listed, ast.List | ast.Tuple)
        ):
            for entry in listed.elts:
                if isinstance(entry, ast.Name):
                    yield _of_function(module, entry.id, functions.get(entry.id))


def _of_function(module: str, identifier: str, function: ast.FunctionDef | None) -> Outline:
    summary = (ast.get_docstring(function) or "").partition("\n")[0] if function else ""
    return Outline(_given_name(function) or identifier.replace("_", "-"), module, summary)


def _given_name(function: ast.FunctionDef | None) -> str:
    """The name in `@click.command("name")`, if there is one."""
    for decorator in function.decorator_list if function else []:
        if isinstance(decorator, ast.Call) and getattr(decorator.func, "attr", "") in {
            "command",
            "group",
        }:
            named = [
                *decorator.args[:1],
                *(keyword.value for keyword in decorator.keywords if keyword.arg == "name"),
            ]
            return next(
                (str(value.value) for value in named if isinstance(value, ast.Constant)), ""
            )
    return ""
