"""Does the house itself refuse what is too large, before a byte of it is read or kept?"""

from io import BytesIO
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client, RequestFactory

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
MB = 1024 * 1024
ALLOWED = 6 * 20 + 10  # as docs/nginx.conf has it
FILES = "multipart/form-data; boundary=x"


class Unread(BytesIO):
    """A body that tells whether anybody read of it."""

    was_read = False

    def read(self, *how_much: Any) -> bytes:
        self.was_read = True
        return b""

    readline = read


def answered(path: str, length: str, **more: Any) -> tuple[int, bytes, bool]:
    """Status and body of the answer, and whether any of what was sent was read."""
    body = Unread()
    environ = RequestFactory().post(path, **more).environ
    environ |= {"CONTENT_TYPE": FILES, "CONTENT_LENGTH": length, "wsgi.input": body}
    answer: Any = WSGIHandler()(environ, lambda *_head: None)
    return answer.status_code, answer.content, body.was_read


@pytest.mark.parametrize(
    "path",
    ["/sign-in/", "/report/what/", "/desk/sign-in/", "/api/v1/appeals/photos", "/no-such-door/"],
)
def test_whoever_sends_more_than_anything_needs_is_refused_unread(path):
    status, body, was_read = answered(path, str(ALLOWED * MB + 1))
    assert (status, was_read, str(ALLOWED) in body.decode()) == (413, False, True)


@pytest.mark.parametrize("length", ["9" * 19, "9" * 5000, "-1", "1e9", "nonsense"])
def test_a_length_that_is_none_is_refused_unread(length):
    status, _body, was_read = answered("/report/what/", length)
    assert (status, was_read) == (413, False)


def test_programs_and_open311_get_their_own_shape():
    for path, begin in (("/api/v1/appeals", b"{"), ("/open311/v2/requests.json", b"[")):
        status, body, _was_read = answered(path, str(ALLOWED * MB + 1))
        assert (status, body[:1]) == (413, begin)


def test_what_fits_is_read():
    _status, _body, was_read = answered("/sign-in/", str(ALLOWED * MB))
    assert was_read


def test_a_county_that_takes_larger_photos_takes_larger_bodies(settings):
    settings.UPLOAD_LIMIT_MB = 40
    assert answered("/sign-in/", str(ALLOWED * MB + 1))[0] != 413
    assert answered("/sign-in/", str((6 * 40 + 10) * MB + 1))[0] == 413


def test_an_ordinary_request_has_no_length():
    assert Client().get("/").status_code == 200
