"""Does whatever is sent to an address, as an empty form or by a program, do what its sender may,
and nothing else?

The table is tests/addresses.py, as in test_walk_addresses.py.
"""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from jinlin.core.time import clock
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.tests.cast import now_of
from jinlin.domains.wishes.models import Wish
from tests.addresses import CALLERS
from tests.addresses_of_programs import PROGRAMS
from tests.beside import brought
from tests.scene import Scene, copies
from tests.scene_of_projects import bodies_of_projects
from tests.walked import (
    API_LINES,
    CLOSED,
    READS,
    REFERENCE,
    WRITES,
    answer_of,
    browsers,
    draw_each_refusal_once,
    house,
    scene,
    soon_after,
    walk,
    word_of,
)

__all__ = ["browsers", "draw_each_refusal_once", "house", "scene", "soon_after"]


@pytest.mark.parametrize("caller", CALLERS)
def test_an_empty_form_of_whoever_may_send_it_changes_nothing(scene, browsers, caller):
    expected = {
        address: words[caller] for address, words in WRITES.items() if words[caller] not in CLOSED
    }
    assert walk(browsers[caller], "post", expected, scene) == expected


@pytest.mark.one_engine
@pytest.mark.parametrize("caller", CALLERS)
def test_an_empty_form_is_refused_to_whoever_may_not_send_it(scene, browsers, caller):
    """What they may not read, asked of the same rows, is walked on either database."""
    expected = {
        address: words[caller] for address, words in WRITES.items() if words[caller] in CLOSED
    }
    assert walk(browsers[caller], "post", expected, scene) == expected


@pytest.mark.one_engine
@pytest.mark.parametrize("caller", CALLERS)
def test_where_one_only_reads_nothing_can_be_sent(scene, browsers, caller):
    others = walk(browsers[caller], "post", set(READS) - set(WRITES), scene)
    assert {address: word for address, word in others.items() if word not in CLOSED} == {}


def test_the_system_administrator_keeps_reference_data(scene, browsers):
    for turn, method in enumerate(("get", "post")):
        expected = {address: words[turn] for address, words in REFERENCE.items()}
        assert walk(browsers["system_admin"], method, REFERENCE, scene) == expected


@pytest.mark.one_engine
@pytest.mark.parametrize("caller", [each for each in CALLERS if each != "system_admin"])
def test_nobody_else_keeps_reference_data(scene, browsers, caller):
    expected = {address: _at_the_reference_door(address, caller) for address in REFERENCE}
    for method in ("get", "post"):
        assert walk(browsers[caller], method, REFERENCE, scene) == expected


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_does_what_its_token_and_its_user_may(scene, house, program):
    expected = {
        asked: words[program] for asked, words in API_LINES if _is_asked(asked[0], words[program])
    }
    assert _told(copies(house.programs)[program], expected, scene) == expected


@pytest.mark.one_engine
@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_is_refused_what_its_token_or_its_user_may_not(scene, house, program):
    expected = {
        asked: words[program]
        for asked, words in API_LINES
        if not _is_asked(asked[0], words[program])
    }
    assert _told(copies(house.programs)[program], expected, scene) == expected


def _is_asked(method: str, word: str) -> bool:
    """Whether more is looked at than who sends it: what is only read is looked for."""
    return word not in CLOSED or (method == "GET" and word != "401")


def _told(client: Client, lines: Any, scene: Scene) -> dict[Any, str]:
    """What came back for each of these lines of the table."""
    whole = _bodies(scene)
    found = {}
    for method, address, body in lines:
        sent = _body_of(body, address, whole)
        answer = answer_of(client, method.lower(), address, scene, body=sent)
        found[method, address, body] = word_of(answer)
    return found


def _at_the_reference_door(address: str, caller: str) -> str:
    if address == "/desk/admin/logout/":
        return "302"
    if address == "/desk/admin/login/":
        return "desk" if caller == "visitor" else "403"
    return "adm"


def _bodies(scene: Scene) -> dict[str, dict[str, Any]]:
    """A whole body for each move, and for a report."""
    version = now_of(Appeal(pk=scene.names["appeal"])).version
    reason = {"reason": "重复"}
    moves: dict[str, dict[str, Any]] = {
        "accept": {"category": "0202"},
        "answer_at_once": {"reply": "已修好。", "category": "0202"},
        "hand_over": {"unit": str(scene.names["unit"])},
        "finish": {"reply": "路灯已更换。"},
        "judge": {"answered": True, "solved": True, "satisfied": True},
        "reject": {"reason": "不属本县", "basis": "属地管理", "instead": "请拨打 12345"},
        "close": reason,
        "reopen": reason,
        "withdraw": reason,
        "add_information": {"text": "又坏了一盏。"},
    }
    moves |= _bodies_of_further_moves(scene)
    moves |= _bodies_of_wishes() | bodies_of_projects()
    for bodies in brought("addresses", "bodies"):
        moves |= bodies(scene.names)
    report = {"place": scene.cast.places.neighbourhood.code, "text": "三号楼路灯坏了。"}
    seen = {
        "wishes": Wish.objects.get(pk=scene.names["wish"]).version,
        "talents": scene.names["talent_help_version"],
        "projects": scene.names["task_version"],
    }
    return {
        "appeals": report,
        **{
            name: {"version": seen.get(name.partition(".")[0], version), **said}
            for name, said in moves.items()
        },
    }


def _bodies_of_wishes() -> dict[str, dict[str, Any]]:
    return {
        "wishes.publish": {"title": "一床厚被子"},
        "wishes.ask_back": {"question": "多大的？"},
        "wishes.decline": {"reason": "已有救助", "instead": "民政办"},
        "wishes.release": {"reason": "联系不上"},
        "wishes.fulfil": {"handed_on": str(clock.today()), "what": "一床棉被。"},
        "wishes.remark": {"text": "下午在家。"},
        "talents.tell": {"went": "well"},
        "talents.accept": {"comes": "今晚七点"},
        **{name: {"reason": "没空"} for name in ("talents.decline", "talents.give_up")},
        "talents.call_off": {},
    }


def _bodies_of_further_moves(scene: Scene) -> dict[str, dict[str, Any]]:
    soon, nobody, reason = (
        str(clock.today() + timedelta(days=2)),
        str(scene.names["nobody"]),
        {"reason": "等配件"},
    )
    decided = (
        "unmerge",
        "return_",
        "grant_extension",
        "refuse_extension",
        "ask_exclusion",
        "grant_exclusion",
        "refuse_exclusion",
    )
    return {
        **dict.fromkeys(decided, reason),
        "convene": {
            "helper": str(scene.cast.units.property.pk),
            "task": "打开门禁。",
            "due_on": soon,
        },
        "answer_part": {"part": nobody, "reply": "已打开。"},
        "note_silence": {"part": nobody},
        "release": {"part": nobody, **reason},
        "split": {"text": "井盖也松了。", **reason},
        "merge": {"main": "250101-NOPE1"},
        "assign": {"unit": str(scene.names["unit"]), **reason},
        "ask_extension": {"days": 3, **reason},
        "pause": {"whom": "outside", "review_on": soon, **reason},
        "reassign": {"unit": str(scene.cast.units.property.pk), **reason},
        **{name: {} for name in ("resume", "take_back", "take_on")},
        "pass_on": {"to": nobody},
        "call_back": {"reached": False, "note": "无人接听"},
        "hurry": {},
        "supervise": {"order": "三日内到场。", "due_on": soon},
        "answer_supervision": {"answer": "已到场。"},
    }


def _body_of(kind: str, address: str, whole: dict[str, dict[str, Any]]) -> str | None:
    name = address.rpartition("/")[2]
    domain = address.split("/")[3].partition("?")[0]
    said = whole.get(f"{domain}.{name}", whole.get(name, {}))
    shapes = {
        "none": None,
        "empty": {},
        "whole": said,
        "stale": {**said, "version": said.get("version", 1) + 1},
        "torn": "{",
    }
    shape = shapes[kind]
    return shape if shape is None or isinstance(shape, str) else json.dumps(shape)
