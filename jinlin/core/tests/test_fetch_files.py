"""Who gets a photo, and who learns nothing of it?"""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signals import request_finished
from django.db import close_old_connections
from django.http import FileResponse, HttpRequest
from django.test import RequestFactory
from PIL import Image

from jinlin.core.actor import ANONYMOUS, Actor, Grant, Kind
from jinlin.core.errors import NotHere
from jinlin.core.files import serving as files
from jinlin.core.files.uploads import SENDER, Upload, attach, receive, session_of
from jinlin.core.tests.models import Matter

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("matter_table"),
    pytest.mark.one_engine,
]

RESIDENT, NEIGHBOUR = (Actor(kind=Kind.PERSON, user_id=uuid4()) for _each in range(2))
CLERK, OUTSIDER = (
    Actor(kind=Kind.PERSON, user_id=uuid4(), grants=(Grant("clerk", (code,)),))
    for code in ("350526", "621121")
)


@pytest.fixture(autouse=True)
def house(settings: Any, tmp_path: Path) -> Iterator[None]:
    """Files have a folder, and closing an answer does not close the test's connection (as Django's
    own test client sees to).
    """
    settings.UPLOADS = tmp_path
    request_finished.disconnect(close_old_connections)
    yield
    request_finished.connect(close_old_connections)


def photo(actor: Actor = RESIDENT, session_key: str = "") -> Upload:
    buffer = BytesIO()
    Image.new("RGB", (600, 300)).save(buffer, format="JPEG")
    return receive(
        SimpleUploadedFile('门口"x".html', buffer.getvalue()),
        county="350526",
        actor=actor,
        session_key=session_key,
    )


def asked(actor: Actor, session_key: str = "") -> HttpRequest:
    request = RequestFactory().get("/files/")
    request.session = SessionStore()
    if session_key:
        request.session[SENDER] = session_key
    request.actor = actor  # type: ignore[attr-defined]
    return request


def fetched(upload: Upload, actor: Actor, session_key: str = "", *, small: bool = False) -> bytes:
    view = files.thumbnail if small else files.file
    response: FileResponse = view(asked(actor, session_key), upload.pk)
    with closing(response):
        return b"".join(response.streaming_content)  # type: ignore[arg-type]


def test_whoever_sees_the_matter_sees_its_photo() -> None:
    upload = photo()
    attach(
        [upload],
        Matter.objects.create(county="350526", place_code="350526100", on=date(2026, 4, 1)),
    )
    assert fetched(upload, CLERK) == upload.path.read_bytes()
    assert fetched(upload, CLERK, small=True) == upload.thumbnail_path.read_bytes()
    for stranger in (OUTSIDER, NEIGHBOUR, ANONYMOUS, RESIDENT):
        with pytest.raises(NotHere):
            fetched(upload, stranger)


def test_before_it_is_attached_only_its_sender_sees_it() -> None:
    upload, by_session = photo(), photo(ANONYMOUS, "s1")
    assert fetched(upload, RESIDENT) == upload.path.read_bytes()
    assert fetched(by_session, ANONYMOUS, "s1") == by_session.path.read_bytes()
    for stranger, session_key in (
        (CLERK, ""),
        (NEIGHBOUR, "s1"),
        (ANONYMOUS, "s2"),
        (ANONYMOUS, ""),
    ):
        with pytest.raises(NotHere):
            fetched(upload, stranger, session_key)
    with pytest.raises(NotHere):
        fetched(by_session, ANONYMOUS, "s2")


def test_who_signs_in_after_sending_a_photo_still_sees_it() -> None:
    request = asked(ANONYMOUS)
    upload = photo(ANONYMOUS, session_of(request))
    request.session.cycle_key()
    request.actor = RESIDENT  # type: ignore[attr-defined]
    with closing(files.file(request, upload.pk)) as response:
        assert b"".join(response.streaming_content) == upload.path.read_bytes()  # type: ignore[arg-type]


def test_a_photo_of_something_that_has_no_scope_is_nobodys() -> None:
    upload = photo()
    Upload.objects.filter(pk=upload.pk).update(
        subject_label="contenttypes.contenttype", subject_id=uuid4()
    )
    with pytest.raises(NotHere):
        fetched(upload, RESIDENT)


@pytest.mark.parametrize("lost", [True, False])
def test_what_is_not_there_is_not_here(lost: bool) -> None:
    upload = photo()
    if lost:
        upload.path.unlink()
    else:
        upload.delete()
    with pytest.raises(NotHere):
        fetched(upload, RESIDENT)


def test_the_answer_is_private_and_says_what_it_is() -> None:
    response = files.file(asked(RESIDENT), photo().pk)
    headers = {
        name: response[name]
        for name in (
            "Content-Type",
            "Cache-Control",
            "X-Content-Type-Options",
            "Content-Disposition",
        )
    }
    response.close()
    assert headers == {
        "Content-Type": "image/jpeg",
        "Cache-Control": "private, max-age=600",
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": 'inline; filename="photo.jpeg"',
    }
