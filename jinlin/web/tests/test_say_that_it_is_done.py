"""What does the desk say after a move, in words that somebody would say?"""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.utils.module_loading import module_has_submodule

from jinlin.core.lifecycle import Lifecycle, Move
from jinlin.domains.appeals.lifecycle import LIFECYCLE
from jinlin.shell.answers import _done

pytestmark = pytest.mark.one_engine
NO_VERBS = ("我", "不", "没", "已", "请", "未", "一位")  # 已不予受理 and 已我来经办 is no Chinese


def said(move: Move) -> str:
    return str(_done(SimpleNamespace(move=move)))


def moves_of_the_house() -> list[Move]:
    """The moves of every app's lifecycles that have a button."""
    ours = [app for app in apps.get_app_configs() if app.name.startswith("jinlin.")]
    rooms = [
        import_module(f"{app.name}.lifecycle")
        for app in ours
        if app.module and module_has_submodule(app.module, "lifecycle")
    ]
    tables = [each for room in rooms for each in vars(room).values() if isinstance(each, Lifecycle)]
    return [move for table in tables for move in table.moves.values() if move.by_hand]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("accept", "已受理。"),
        ("hand_over", "已转办。"),
        ("finish", "已办结并答复。"),
        ("reject", "已记录：不予受理。"),
        ("refuse_extension", "已记录：不同意延期。"),
        ("take_on", "已记录：我来经办。"),
    ],
)
def test_a_verb_is_done_and_a_statement_is_on_record(name: str, words: str) -> None:
    assert said(LIFECYCLE.moves[name]) == words


def test_no_move_of_the_house_is_said_to_be_done_by_a_word_that_is_no_verb() -> None:
    moves = moves_of_the_house()
    assert len(moves) > len(LIFECYCLE.moves)
    odd = [
        said(move) for move in moves if said(move).startswith(tuple(f"已{no}" for no in NO_VERBS))
    ]
    assert odd == []
