"""Does a reader of the timeline meet everything that is new, and nothing of long ago?"""

from uuid import UUID

import pytest
from django.db import connection

from jinlin.core import timeline
from jinlin.core.keys import uuid7
from jinlin.core.tests.histories import matter, tampering, tell
from jinlin.core.timeline import Entry, cursors

pytestmark = pytest.mark.django_db
LABEL = "core_matters.matter"


def read(reader="a reader"):
    found = timeline.news(reader, of=LABEL)
    keys = [key for batch in found.subjects() for key in batch]
    found.was_read()
    return keys


def test_the_first_time_everything_has_to_be_looked_at(db):
    tell(matter(), "reported")
    assert timeline.news("a reader", of=LABEL).is_first
    read()
    assert not timeline.news("a reader", of=LABEL).is_first
    assert timeline.news("another", of=LABEL).is_first


def test_what_was_told_since_is_met_once_for_each_subject(monkeypatch):
    monkeypatch.setattr(cursors, "LAG", 0)
    old, new = matter(), matter()
    _entry_at(old, seconds=-10)
    read()
    tell(new, "reported", "accepted")
    assert read() == [new.pk]


def test_what_committed_late_is_met_although_its_key_is_older_than_the_last_reading():
    read()
    late = matter()
    _entry_at(late, seconds=-cursors.LAG + 5)  # its transaction took nearly as long as the lag
    assert read() == [late.pk]


def test_what_was_not_read_to_the_end_comes_again():
    read()
    subject = matter()
    tell(subject, "reported")
    assert [key for batch in timeline.news("a reader", of=LABEL).subjects() for key in batch] == [
        subject.pk
    ]
    assert read() == [subject.pk]


def test_other_kinds_are_not_met():
    read()
    tell(matter(), "reported")
    assert list(timeline.news("a reader", of="appeals.appeal").subjects()) == []


def _entry_at(subject, *, seconds):
    """An entry whose key is of another moment than now."""
    tell(subject, "reported")
    entry = Entry.objects.get(subject_id=subject.pk)

    moved = UUID(int=uuid7().int + (seconds * 1000 << 80))
    with tampering() as cursor:
        as_key = (lambda key: key) if connection.vendor == "postgresql" else (lambda key: key.hex)
        cursor.execute(
            "UPDATE core_entry SET id = %s WHERE id = %s", [as_key(moved), as_key(entry.pk)]
        )
