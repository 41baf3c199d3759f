"""Is every verb on record heard of, by whom it concerns and by programs?

Whom nobody tells, and what programs never hear, stands with its reason in `unheard.py`.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from jinlin.core.lifecycle import Lifecycle, Move
from jinlin.services.notices import events
from jinlin.services.notices.actions import Voice
from tests.house import APPS, PYTHON, ROOT, Function, module_of, source
from tests.unheard import NO_PROGRAM, NO_VOICE, NOBODY, RECORDED_ONLY

pytestmark = pytest.mark.one_engine

WRITES = {"record", "keep", "keep_on"}  # of `timeline`
KEEPS = re.compile(r"_?keep\w*")  # of a domain, whose second argument is the verb
SPEAKS = re.compile(r"(tell|_tell|_say|announce|_announce|speak|told)\w*|note|note_for")
ACTIONS = sorted(
    path
    for path in PYTHON
    if "tests" not in path.parts
    and "migrations" not in path.parts
    and path.is_relative_to(ROOT / "jinlin")
)


@cache
def tables() -> dict[str, Lifecycle]:
    """Every table of moves of the house, by where it stands."""
    found = {}
    for app in APPS:
        for path in sorted(app.glob("lifecycle*.py")):
            module = import_module(f"{module_of(app)}.{path.stem}")
            for name, value in vars(module).items():
                if isinstance(value, Lifecycle):
                    found.setdefault(id(value), (f"{app.name}.{name}", value))
    return dict(found.values())


@cache
def voices() -> dict[str, list[Voice]]:
    """Every voice of the house, by its app."""
    found: dict[str, dict[int, Voice]] = {}
    for app in APPS:
        for path in sorted((app / "actions").glob("*.py")):
            module = import_module(
                f"{module_of(app)}.actions.{path.stem}".removesuffix(".__init__")
            )
            for value in vars(module).values():
                if isinstance(value, Voice):
                    found.setdefault(app.name, {})[id(value)] = value
    return {app: list(each.values()) for app, each in found.items()}


def spoken_for(lifecycle: Lifecycle) -> list[Voice]:
    return [one for each in voices().values() for one in each if one.lifecycle is lifecycle]


def unheard(voice: Voice) -> list[str]:
    """The moves that nobody is told of, and no reason stands."""
    names = {move: voice.event.format(verb=move) for move in voice.lifecycle.moves}
    return [name for move, name in names.items() if not voice.hears(move) and name not in NOBODY]


def test_every_table_of_moves_has_one_voice():
    without = {name: len(spoken_for(table)) for name, table in tables().items()}
    assert {name: number for name, number in without.items() if number != 1} == dict.fromkeys(
        NO_VOICE, 0
    )


def test_every_move_is_told_to_somebody_or_says_why_not():
    found = [name for each in voices().values() for one in each for name in unheard(one)]
    assert found == []


def test_a_move_that_nobody_hears_of_is_found():
    class State(StrEnum):
        OPEN = "open"

    move = Move("surprise", frozenset({"open"}), None, "surprise", "surprised")
    fresh = Voice(Lifecycle(State, [move], start=State.OPEN), "fresh.{verb}", None, ())
    assert unheard(fresh) == ["fresh.surprise"]


def test_every_voice_is_heard_by_programs_or_says_why_not():
    silent = {one.event for each in voices().values() for one in each if one.payload is None}
    assert silent == set(NO_PROGRAM)


def test_what_programs_hear_has_a_name():
    """Else nobody could choose to listen: an app's own word, not only its first name."""
    named = {event.prefix for event in events.known()}
    nameless = [
        name
        for each in voices().values()
        for one in each
        if one.payload is not None
        for name in (one.event.format(verb=move) for move in one.lifecycle.moves)
        if name not in named and name.rpartition(".")[0].count(".") == 0
    ]
    assert nameless == []


def test_every_verb_beside_the_tables_is_told_to_somebody_or_says_why_not():
    """What a domain keeps on record and is no move: a lesson moved, a guest on the list."""
    silent = [
        f"{app.name}: {verb}"
        for app in APPS
        if (own := voices().get(app.name, []))
        for verb in sorted(_verbs_of(app) - {move for one in own for move in one.lifecycle.moves})
        if not any(one.hears(verb) for one in own) and not _has_reason(own, verb)
    ]
    assert silent == []


def _has_reason(own: Iterable[Voice], verb: str) -> bool:
    return any(one.event.format(verb=verb) in NOBODY for one in own)


def test_no_entry_is_written_past_a_voice():
    """Whatever writes into a timeline tells somebody, or announces it, or says why not."""
    silent = {f"{name}.{deed.name}" for name, deed in _silent_writers()}
    found = {name for name in silent if not any(name.startswith(key) for key in RECORDED_ONLY)}
    assert found == set()


def test_no_reason_outlives_what_it_was_given_for():
    silent = {f"{name}.{deed.name}" for name, deed in _silent_writers()}
    of_records = {key for key in RECORDED_ONLY if not any(each.startswith(key) for each in silent)}
    heard = {
        name
        for own in voices().values()
        for one in own
        for verb in {*one.lifecycle.moves, *(v for ear in one.ears for v in ear.verbs)}
        if one.hears(verb) and (name := one.event.format(verb=verb)) in NOBODY
    }
    assert (of_records, heard) == (set(), set())


def _verbs_of(app: Path) -> set[str]:
    """The verbs that are written in an app's actions, as words."""
    found = set()
    for path in ACTIONS:
        if not path.is_relative_to(app / "actions"):
            continue
        for node in ast.walk(ast.parse(source(path))):
            if isinstance(node, ast.Call) and KEEPS.fullmatch(_name(node)) and len(node.args) > 1:
                verb = node.args[1]
                words = (verb.body, verb.orelse) if isinstance(verb, ast.IfExp) else (verb,)
                found |= {
                    one.value
                    for one in words
                    if isinstance(one, ast.Constant) and isinstance(one.value, str)
                }
    return found


def _silent_writers() -> Iterator[tuple[str, Function]]:
    """Functions that write into a timeline and, as those in their module that call them, say it to
    nobody.
    """
    for path in ACTIONS:
        deeds = [n for n in ast.walk(ast.parse(source(path))) if isinstance(n, Function)]
        calls = {
            deed.name: {_name(n) for n in ast.walk(deed) if isinstance(n, ast.Call)}
            for deed in deeds
        }
        for deed in deeds:
            if _writes(deed) and not _is_heard(deed.name, calls, set()):
                yield module_of(path.with_suffix("")), deed


def _writes(deed: Function) -> bool:
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITES
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "timeline"
        for node in ast.walk(deed)
    )


def _is_heard(name: str, calls: dict[str, set[str]], seen: set[str]) -> bool:
    if name in seen:
        return False
    own = calls.get(name, set())
    callers = [each for each, called in calls.items() if name in called]
    return any(SPEAKS.fullmatch(call) for call in own) or any(
        _is_heard(caller, calls, {*seen, name}) for caller in callers
    )


def _name(call: ast.Call) -> str:
    func = call.func
    return func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")
