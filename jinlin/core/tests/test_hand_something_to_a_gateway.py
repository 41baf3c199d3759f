"""What does the house understand of what a gateway answers?"""

import socket
from datetime import date, timedelta
from urllib.error import URLError

import pytest

from jinlin.core import gateways
from jinlin.core.gateways import NotTaken, Wrong
from jinlin.core.time import clock

pytestmark = pytest.mark.one_engine

NOON = clock.at(date(2026, 4, 15), 12)


@pytest.mark.parametrize(
    ("status", "retry_after", "wrong", "stay_away"),
    [
        (429, "120", Wrong.BUSY, timedelta(minutes=2)),
        (429, "", Wrong.BUSY, timedelta(0)),
        (503, "Wed, 15 Apr 2026 04:05:00 GMT", Wrong.BUSY, timedelta(minutes=5)),
        (503, "Wed, 15 Apr 2020 04:05:00 GMT", Wrong.BUSY, timedelta(0)),
        (503, "in a while", Wrong.BUSY, timedelta(0)),
        (503, "-5", Wrong.BUSY, timedelta(0)),
        (429, "9" * 5000, Wrong.BUSY, timedelta(seconds=10**6)),
        (429, "0" * 5000, Wrong.BUSY, timedelta(seconds=10**6)),
        (503, f"Wed, 15 Apr {10**14} 04:05:00 GMT", Wrong.BUSY, timedelta(0)),
        (500, "", Wrong.BROKEN, timedelta(0)),
        (408, "", Wrong.BROKEN, timedelta(0)),
        (409, "", Wrong.BROKEN, timedelta(0)),
        (302, "", Wrong.REFUSED, timedelta(0)),
        (404, "60", Wrong.REFUSED, timedelta(0)),
    ],
)
def test_a_status_says_whether_to_come_again_and_when(status, retry_after, wrong, stay_away):
    with clock.set_to(NOON):
        trouble = gateways._by_status(status, retry_after)
    assert (trouble.wrong, trouble.detail, trouble.stay_away) == (wrong, str(status), stay_away)


@pytest.mark.parametrize(
    "answer", [b"", b"<html>", b"[]", b'"ok"', b"\xff\xfe", b"null", b"7", b"[" * 60_000]
)
def test_whatever_is_no_json_object_is_garbage(answer):
    with pytest.raises(NotTaken) as trouble:
        gateways.read_object(answer)
    assert trouble.value.wrong == Wrong.GARBAGE


@pytest.mark.parametrize(
    "url", ["", "file:///etc/passwd", "ftp://example.cn/", "gopher://example.cn"]
)
def test_only_web_addresses_are_asked(url):
    with pytest.raises(NotTaken) as trouble:
        gateways.post(url, b"")
    assert str(trouble.value) == "refused address"


def test_the_signature_covers_the_time_and_the_body():
    one = gateways.signature("secret", "1", b"body")
    others = [
        gateways.signature("secret", "2", b"body"),
        gateways.signature("secret", "1", b"other"),
        gateways.signature("another", "1", b"body"),
    ]
    assert len({one, *others}) == 4


def test_a_gateways_words_are_shown_without_numbers_and_tokens():
    words = "13800001111 is not\na number; token 693a2b6f7c8d9e0a1b2c3d4e5f6a7b8c, code 40013"
    assert gateways.harmless(words) == "*** is not a number; token ***, code 40013"


def test_whoever_took_all_the_time_to_connect_is_not_listened_to():
    """A name with several addresses may take longer to connect than all of it may take."""
    with socket.create_server(("127.0.0.1", 0)) as server, gateways._Watch(False) as watch:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        watch._hang_up()
        with pytest.raises(URLError) as trouble:
            watch.opener().open(address, timeout=1)
    assert isinstance(trouble.value.reason, TimeoutError)
    assert str(trouble.value.reason) == ""  # not that the other side said nothing for a second
