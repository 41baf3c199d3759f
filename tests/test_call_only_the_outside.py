"""Does everything that the house sends elsewhere go through the one door that looks where it leads?

Whoever adds a client uses core.gateways, and says whether the address was typed at a desk.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.one_engine
HOUSE = Path(__file__).parents[1] / "jinlin"
DOOR = "core/gateways.py"
WAYS = {"urllib.request", "http.client", "requests", "httpx", "aiohttp", "urllib3", "smtplib"}
OPEN_BY_HAND = {
    DOOR,
    "core/outside.py",  # makes the connection of that door
    "web/running/reaching.py",  # asks whether addresses of the environment answer, on the console
    "services/notices/clients/mail.py",  # names the failures of Django's own mail
}
WORDS = (*WAYS, "from urllib", "from http", "create_connection", "gateways.")
CALLS = {"post", "fetch", "notify", "hand_in"}
OF_THE_ENVIRONMENT = {"ground/accounts/sms.py"}  # named by whoever runs the machine


def sources() -> Iterator[tuple[str, ast.Module]]:
    for file in sorted(HOUSE.rglob("*.py")):
        name = file.relative_to(HOUSE).as_posix()
        if "/tests/" in name or "/migrations/" in name or name.startswith("demo/"):
            continue
        text = file.read_text(encoding="utf-8")
        if any(word in text for word in WORDS):
            yield name, ast.parse(text)


def imported(tree: ast.Module) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def connects(tree: ast.Module) -> bool:
    named = (node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute))
    return "create_connection" in named


def careless(tree: ast.Module) -> list[int]:
    """Lines that call the door without saying whether only the outside is meant."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "gateways"
        and node.func.attr in CALLS
        and "outside_only" not in {each.arg for each in node.keywords}
    ]


def test_nothing_calls_out_past_the_door():
    by_hand = {name for name, tree in sources() if imported(tree) & WAYS or connects(tree)}
    assert by_hand <= OPEN_BY_HAND
    assert DOOR in by_hand


def test_every_call_says_whether_only_the_outside_is_meant():
    found = {name: lines for name, tree in sources() if (lines := careless(tree))}
    assert set(found) <= OF_THE_ENVIRONMENT, found
