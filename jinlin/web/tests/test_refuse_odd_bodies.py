"""Is a body that nobody can read a refusal with its page, at whatever door, and never a crash?"""

import pytest
from django.test import Client

from jinlin.domains.appeals.tests.cast import cast_of_dehua
from jinlin.ground.accounts.tests.county import at_desk

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
DOORS = [
    *("/sign-in/", "/desk/sign-in/", "/track/", "/verify/", "/report/place/", "/report/what/"),
    *("/report/who/", "/mode/", "/language/", "/desk/appeals/", "/no-such-door/"),
    *("/api/v1/appeals", "/open311/v2/requests.json", "/open311/v2/requests.xml"),
]
READ_JSON = [
    *("visits/hand-in", "visits/phone/list", "visits/phone/word"),
    *("training/lessons/entries", "servicedays/entries"),
]
FORM, PARTS = "application/x-www-form-urlencoded", "multipart/form-data"


def part(named: str, head: str, words: str) -> bytes:
    """A form of one part, as no browser writes it."""
    lines = "--x", f"Content-Disposition: form-data; {named}", head, "", words, "--x--", ""
    return "\r\n".join(lines).encode()


BODIES = [
    (f"{FORM}; charset=utf-7", b"text=a"),
    (f"{FORM}; charset=zip", b"text=a"),
    (f"{FORM}; charset=\xe9", b"text=a"),
    (f"{FORM}; charset=utf-16", "text=灯".encode("utf-16")),
    (FORM, b"\xff\xfe=\xff&%=%zz&=&&&text=%00"),
    (FORM, b"&".join(b"f%d=1" % n for n in range(5000))),
    (PARTS, b"text"),
    (f"{PARTS}; boundary=", b"text"),
    (f"{PARTS}; boundary=\xe9", b"text"),
    (f"{PARTS}; boundary={'x' * 300}", b"text"),
    (f"{PARTS}; boundary=x; charset=zip", b"--x\r\n\r\na\r\n--x--\r\n"),
    *(
        (f"{PARTS}; boundary=x; charset={odd}", part('name="text"', "X: y", "a"))
        for odd in ("rot13", "hex", "idna", "utf-16", "zip", "gbk")
    ),
    (f"{PARTS}; boundary=x", part('name="text"', "Content-Transfer-Encoding: base64", "!!!")),
    (
        f"{PARTS}; boundary=x",
        part('name="photos"; filename="../../a\r\n.jpg"', "Content-Type: a/b; charset=zip", "a"),
    ),
    (f"{PARTS}; boundary=x", part("name*=zip'a'%41; filename*=zip''a", "X: y", "a")),
    ("application/json; charset=zip", b'{"text": "a"}'),
    ("application/json", b"\xff\xfe{"),
    ("application/json", b'{"text": 1e400, "lat": NaN}'),
    ("application/json", b"[" * 100_000),
    ("application/json", b'{"a":' * 50_000),
    ("application/json", b"9" * 10_000),
    ("", b"text=a"),
    ("/; =", b"text=a"),
]


@pytest.mark.parametrize("number", range(len(BODIES)))
def test_whatever_nobody_can_read_is_refused_in_words(number, monkeypatch):
    monkeypatch.setattr("jinlin.web.middleware.POSTS", 1000)
    kind, body = BODIES[number]
    browser = Client(raise_request_exception=False)
    for door in DOORS:
        answer = browser.generic("POST", door, body, content_type=kind)
        assert 200 <= answer.status_code < 500, (door, kind)
        assert answer.content or answer.status_code == 302


def test_what_lies_in_itself_without_an_end_is_refused_to_staff_too():
    """Where the pages of a phone without a network send JSON."""
    browser = at_desk(cast_of_dehua().users.clerk)
    browser.raise_request_exception = False
    found = {
        (door, body): browser.post(f"/desk/{door}/", body, content_type="application/json")
        for door in READ_JSON
        for body in ("[" * 100_000, '{"a":' * 100_000)
    }
    assert {answer.status_code for answer in found.values()} == {422}


@pytest.mark.parametrize("door", DOORS)
def test_an_address_with_more_fields_than_anybody_asks_for_is_refused_in_words(door):
    client = at_desk(cast_of_dehua().users.clerk)
    answer = client.get(f"{door}?{'a=1&' * 3000}")
    assert (answer.status_code in {400, 413}, bool(answer.content)) == (True, True)
