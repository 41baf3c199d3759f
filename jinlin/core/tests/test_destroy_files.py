"""Is a photo gone for good, with a reason, while it stays on record that there was one?"""

import pytest

from jinlin.core import timeline
from jinlin.core.errors import NotHere, NotNow, Unusable
from jinlin.core.files import uploads
from jinlin.core.files.destroying import destroy
from jinlin.core.files.uploads import Upload
from jinlin.core.tests.histories import CLERK, FRIDAY, tell
from jinlin.core.tests.models import Matter
from jinlin.core.time import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo(settings, tmp_path):
    settings.UPLOADS = tmp_path
    subject = Matter.objects.create(county="350526", place_code="350526", on=FRIDAY)
    tell(subject, "reported")
    upload = Upload.objects.create(
        county="350526",
        stored="ab/cd/abcd.jpeg",
        kind="jpeg",
        size=3,
        width=1,
        height=1,
        sender_id=CLERK.user_id,
        session_mark="",
        received_at=clock.now(),
        subject_label=Matter._meta.label_lower,
        subject_id=subject.pk,
    )
    upload.path.parent.mkdir(parents=True)
    for path in (upload.path, upload.thumbnail_path):
        path.write_bytes(b"jpg")
    return subject, upload


def test_the_file_is_gone_and_its_row_says_why(photo, django_capture_on_commit_callbacks):
    subject, upload = photo
    with django_capture_on_commit_callbacks(execute=True):
        entry = destroy(upload, subject, actor=CLERK, reason="本人要求删除")
    assert [path.exists() for path in (upload.path, upload.thumbnail_path)] == [False, False]
    row = Upload.objects.get()
    assert (row.sender_id, row.destroyed_because) == (None, "本人要求删除")
    assert (list(uploads.of(subject)), uploads.of_each([subject])) == ([], {})
    assert (entry.verb, entry.internal, entry.data["file"]) == (
        "file_destroyed",
        "本人要求删除",
        str(upload.pk),
    )
    assert [*timeline.verify()] == []


def test_it_is_destroyed_once_for_its_own_subject_and_with_a_reason(photo):
    subject, upload = photo
    other = Matter.objects.create(county="350526", place_code="350526", on=FRIDAY)
    with pytest.raises(Unusable):
        destroy(upload, subject, actor=CLERK, reason=" ")
    with pytest.raises(NotHere):
        destroy(upload, other, actor=CLERK, reason="x")
    destroy(upload, subject, actor=CLERK, reason="x")
    with pytest.raises(NotNow):
        destroy(upload, subject, actor=CLERK, reason="x")
