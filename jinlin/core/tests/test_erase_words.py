"""Can what was said be destroyed once, with a reason, while the history still proves itself?"""

import pytest
from django.db import IntegrityError, connection, transaction

from jinlin.core import timeline
from jinlin.core.errors import NotHere, NotNow, Unusable
from jinlin.core.story import story
from jinlin.core.tests.histories import (
    CLERK,
    FRIDAY,
    SATURDAY,
    SUNDAY,
    broken,
    key,
    seal,
    tampering,
    tell,
)
from jinlin.core.tests.models import Matter
from jinlin.core.time import clock
from jinlin.core.timeline import Entry, Words
from jinlin.core.timeline.chain import WHOLE, digest, plain
from jinlin.core.timeline.words import parted

pytestmark = pytest.mark.django_db
SECRET = "住3幢502，身体不好"
WHY = "本人要求删除"


@pytest.fixture
def subject():
    subject = Matter.objects.create(county="350526", place_code="350526", on=FRIDAY)
    tell(subject, "reported", note=SECRET, internal="老住户", data={"spot": SECRET, "due": FRIDAY})
    tell(subject, "accepted", day=SATURDAY)
    assert (seal(), broken()) == (2, [])
    return subject


def erase(subject, seq=1, reason=WHY):
    with clock.set_to(clock.at(SUNDAY, 15)):
        return timeline.erase(subject, seq, actor=CLERK, reason=reason)


def everything():
    """All that the database holds of the timeline."""
    with connection.cursor() as cursor:
        found = []
        for table in ("core_entry", "core_words"):
            cursor.execute(f"SELECT * FROM {table}")
            found += cursor.fetchall()
    return str(found)


def test_erased_words_are_gone_and_the_history_still_holds(subject):
    assert SECRET in everything()
    done = erase(subject)
    assert (SECRET in everything(), broken(), timeline.erased()) == (False, [], 1)
    first, _accepted, last = timeline.trail(subject)
    assert (first.note, first.internal, first.data) == ("", "", {"due": "2025-04-18"})
    assert (last, last.verb, last.internal, last.data["seq"]) == (done, "words_erased", WHY, 1)
    assert Words.objects.get(pk=first.pk).erased_because == WHY


def test_words_are_erased_once_and_only_with_a_reason(subject):
    for reason in ("", " ", "x" * 201):
        with pytest.raises(Unusable):
            erase(subject, reason=reason)
    erase(subject)
    with pytest.raises(NotNow):
        erase(subject)
    with pytest.raises(NotHere):
        erase(subject, seq=2)  # nothing was said there


def test_words_that_vanished_without_an_entry_are_named(subject):
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE core_words SET note = '', internal = '', data = '{}', salt = '', "
            "erased_at = '2025-04-19 08:00:00+00:00', erased_because = 'x'"
        )
    assert broken() == [("words_gone", subject.pk, 1)]


@pytest.mark.parametrize(
    "change",
    [
        "note = '别的话'",
        "erased_at = '2025-04-19 08:00:00+00:00'",
        "note = '', internal = '', data = '{}', salt = ''",
        "note = '', internal = '', data = '{}', salt = '', county = '6', erased_at = '2025-04-19'",
    ],
)
def test_the_database_lets_nothing_but_a_whole_erasure_through(subject, change):
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE core_words SET {change}")


def test_the_database_lets_no_erasure_be_undone(subject):
    erase(subject)
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE core_words SET note = '别的话' WHERE erased_at IS NOT NULL")


def test_the_story_says_that_something_was_destroyed(subject):
    erase(subject)
    said = story(
        subject,
        say=lambda verb, data: f"{verb} {data['spot']}" if "spot" in data else verb,
        internal=True,
    )
    assert [line.sentence for line in said] == [
        "原话已依法销毁。",
        "accepted",
        "第 1 条记录的原话已销毁。",
    ]


@pytest.fixture
def of_before(subject):
    """An entry as houses wrote it before words stood beside the chain: hashed over them."""
    link = Entry.objects.get(subject_id=subject.pk, seq=1)
    words = link.words
    fields = {
        name: getattr(link, name)
        for name in Entry.HASHED
        if name not in {"facts", "state", "commitment", "algorithm"}
    }
    data = plain({"spot": SECRET, "due": FRIDAY})
    hash_ = digest(
        fields | {"note": words.note, "internal": words.internal, "data": data, "algorithm": WHOLE},
        WHOLE,
    )
    with tampering() as cursor:
        cursor.execute("DELETE FROM core_seal")
        cursor.execute("DELETE FROM core_entry WHERE seq = 2")
        cursor.execute(
            "UPDATE core_entry SET algorithm = %s, hash = %s, facts = '{}', commitment = ''",
            [WHOLE, hash_],
        )
        cursor.execute(
            "UPDATE core_words SET salt = '', data = %s",
            [connection.ops.adapt_json_value(data, None)],
        )
    tell(subject, "accepted", day=SATURDAY)
    return subject


def test_an_entry_of_before_is_proved_by_its_words(of_before):
    assert broken() == []
    with tampering() as cursor:
        cursor.execute("UPDATE core_words SET note = 'x'")
    assert broken() == [("changed", of_before.pk, 1)]


def test_what_is_left_of_an_entry_of_before_is_proved_by_the_one_that_erased_it(of_before):
    erase(of_before)
    assert (broken(), SECRET in everything()) == ([], False)
    with tampering() as cursor:
        cursor.execute(
            "UPDATE core_entry SET verb = 'x' WHERE subject_id = %s AND seq = 1", [key(of_before)]
        )
    assert broken() == [("changed", of_before.pk, 1)]


def test_facts_stay_and_texts_go():
    facts, words = parted(
        {
            "by": "浔中镇",
            "due": "2025-04-18",
            "at": clock.at(FRIDAY, 9).isoformat(),
            "to": key_like(),
            "photos": [key_like()],
            "times": 2,
            "ok": True,
            "none": None,
            "name": "王秀英",
            "who": ["王秀英"],
            "phone": "13800138000",
        },
        face="浔中镇",
    )
    assert sorted(facts) == ["at", "by", "due", "none", "ok", "photos", "times", "to"]
    assert sorted(words) == ["name", "phone", "who"]


def key_like():
    return "01a22210-93d4-7835-b4d7-4c177f1ef1e2"
