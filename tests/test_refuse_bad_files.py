"""Does what is no photo stay outside, with the words kept?"""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jinlin.core.files.uploads import Upload
from jinlin.core.tests.attachments import picture
from jinlin.domains.appeals.tests.cast import (
    in_hand,
)
from tests.scene import Scene
from tests.sent_forms import (
    MARK,
    complaint,
    is_chinese,
    is_kept,
)

MB = 1024 * 1024


WHAT = "/report/what/"
pytestmark = pytest.mark.one_engine


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


FILES = {
    "a 50 MB file": (b"\xff\xd8\xff\xe0" + bytes(50 * MB - 4), "movie.jpg"),
    "an SVG": (SVG, "lamp.svg"),
    "an SVG called a photo": (SVG, "lamp.jpg"),
    "a page": (b"<html><script>alert(1)</script></html>", "lamp.png"),
    "half a photo": (picture()[:200], "lamp.jpg"),
    "nothing": (b"", "lamp.jpg"),
}


@pytest.mark.parametrize("kind", FILES)
def test_a_file_that_is_no_photo_is_refused_and_the_words_are_kept(scene, browsers, visitor, kind):
    content, name = FILES[kind]
    answers = {}
    for who, address, told in _photo_forms(scene):
        answer = browsers[who].post(
            address, {**told, "photos": SimpleUploadedFile(name, content, "image/jpeg")}
        )
        page = answer.content.decode()
        said = complaint(page)
        answers[address.rpartition("/")[0]] = (
            answer.status_code,
            bool(said) and all(map(is_chinese, said)),
            is_kept(MARK, page),
        )
    assert answers == dict.fromkeys(answers, (422, True, True))


def test_a_file_over_the_limit_is_refused_with_its_size_and_the_limit(scene, visitor):
    content, name = FILES["a 50 MB file"]
    page = visitor.post(
        WHAT, {"text": MARK, "photos": SimpleUploadedFile(name, content, "image/jpeg")}
    ).content.decode()
    assert [words for words in ("50 MB", "20 MB") if words not in page] == []


def test_a_page_that_hides_in_a_photo_does_not_survive(scene, visitor):
    before = set(Upload.objects.values_list("pk", flat=True))
    polyglot = picture() + b"<html><script>alert(document.cookie)</script></html>"
    answer = visitor.post(
        WHAT, {"text": MARK, "photos": SimpleUploadedFile("lamp.jpg", polyglot, "image/jpeg")}
    )
    kept = Upload.objects.exclude(pk__in=before).get()
    assert (answer.status_code, b"<script" in kept.path.read_bytes()) == (302, False)
    served = visitor.get(f"/files/{kept.pk}/")
    assert b"<script" not in b"".join(served.streaming_content)
    assert (served["Content-Type"], served["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")


def _photo_forms(scene: Scene) -> list[tuple[str, str, dict[str, Any]]]:
    appeal = in_hand(scene.cast)
    hidden = {"version": appeal.version, "key": str(uuid4())}
    return [
        ("visitor", WHAT, {"text": MARK}),
        ("resident", f"/appeals/{appeal.pk}/add_information/", {"text": MARK, **hidden}),
        ("handler", f"/desk/appeals/{appeal.pk}/finish/", {"reply": MARK, **hidden}),
    ]
