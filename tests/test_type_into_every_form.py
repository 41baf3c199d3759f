"""Does every form bear the worst that may be typed into all of its fields, also one that no list
names?

`sent_forms.py` says of many forms how they are sent well, and each field is tried there alone; here
stand all others that the table of addresses knows, as their own page draws them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from django.db import transaction
from django.test import Client

from tests.addresses import CALLERS
from tests.scene import Scene
from tests.sent_forms import ANSWERS, NASTY, complaint, is_chinese
from tests.test_refuse_bad_input import EVERY
from tests.test_walk_addresses import route_of
from tests.walked import WRITES, browsers, house, scene, soon_after

__all__ = ["browsers", "house", "scene", "soon_after"]
pytestmark = pytest.mark.one_engine
NOT_TYPED = {"hidden", "checkbox", "radio", "file", "submit", "button", "image", "reset"}


@dataclass
class Drawn:
    """One form of a page: where it goes, what it sends as it stands, and what people type."""

    action: str
    sent: dict[str, str] = field(default_factory=dict)
    typed: set[str] = field(default_factory=set)


class Reader(HTMLParser):
    """The forms of a page that are posted."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Drawn] = []
        self._now: Drawn | None = None
        self._chosen = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        name, value = told.get("name", ""), told.get("value", "")
        if tag == "form":
            self._now = Drawn(told.get("action", "")) if told.get("method") == "post" else None
            self.forms += [self._now] if self._now else []
        elif self._now is None:
            return
        elif tag == "option" and value:
            self._now.sent.setdefault(self._chosen, value)
        elif tag == "select":
            self._chosen = name
        elif name and (tag == "textarea" or (tag == "input" and _is_typed(told))):
            self._now.typed.add(name)
        elif name and tag == "input" and told.get("type") in {"hidden", "checkbox", "radio"}:
            self._now.sent.setdefault(name, value or "on")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._now = None


def _is_typed(told: dict[str, str]) -> bool:
    return told.get("type", "text") not in NOT_TYPED


def _others() -> dict[str, str]:
    """The addresses that take a form and stand in no list, each with somebody who may send it."""
    known = {route_of(form.address) for form in EVERY}
    found: dict[str, str] = {}
    for address, words in WRITES.items():
        who = next((caller for caller in CALLERS if words[caller] == "422"), "")
        if who and route_of(address) not in known:
            found.setdefault(address, who)
    return found


OTHERS = _others()


def test_there_are_such_forms() -> None:
    assert len(OTHERS) > 50


@pytest.mark.parametrize("kind", NASTY)
def test_every_other_form_stands_whatever_is_typed_into_it(
    scene: Scene, browsers: dict[str, Client], kind: str
) -> None:
    wrong, tried = {}, 0
    for address, who in OTHERS.items():
        whole = address.format(**scene.names)
        for form in _forms_at(browsers[who], whole):
            tried += 1
            told = {**form.sent, **dict.fromkeys(form.typed, NASTY[kind])}
            if problem := _problem(browsers[who], form.action or whole, told):
                wrong[f"{who} {address} {sorted(form.typed)}"] = problem
    assert wrong == {}
    assert tried > 50


def _forms_at(browser: Client, address: str) -> Iterator[Drawn]:
    """Those that are sent to it: of its own page, or of the page that comes back where there is no
    other.
    """
    page = browser.get(address)
    if page.status_code != 200:
        with transaction.atomic():
            page = browser.post(address)
            transaction.set_rollback(True)
    reader = Reader()
    reader.feed(page.content.decode())
    for form in reader.forms:
        if form.typed and route_of(form.action or address) == route_of(address):
            yield form


def _problem(browser: Client, address: str, told: dict[str, str]) -> str:
    with transaction.atomic():
        answer = browser.post(address, told)
        transaction.set_rollback(True)
    if answer.status_code not in ANSWERS:
        return f"status {answer.status_code}"
    if answer.status_code < 400:
        return ""
    said = complaint(answer.content.decode())
    return "" if said and all(map(is_chinese, said)) else f"{answer.status_code} says {said}"
