"""Does tampering show, and is the first broken link named?"""

import pytest
from django.db import connection

from jinlin.core import timeline
from jinlin.core.tests.histories import (
    CLERK,
    DEHUA,
    FRIDAY,
    SATURDAY,
    SUNDAY,
    TONGWEI,
    broken,
    key,
    matter,
    seal,
    tampering,
    tell,
    told,
)
from jinlin.core.time import clock
from jinlin.core.timeline import Access, Entry, Seal, seals

pytestmark = pytest.mark.django_db
LINK = "SELECT id FROM core_entry WHERE subject_id = %s AND seq = %s"


def of(subject, seq):
    return [key(subject), seq]


@pytest.fixture
def subject():
    """Five links over two sealed days, among other chains of two counties."""
    told()
    subject = told()
    told(TONGWEI)
    with clock.set_to(clock.at(FRIDAY, 10)):
        timeline.look(subject, actor=CLERK, what="phone", why="回访")
    assert seal() == 4
    return subject


def test_what_nobody_touched_is_sound(subject):
    assert broken() == []


def test_a_changed_note_is_named(subject):
    with tampering() as cursor:
        cursor.execute(
            f"UPDATE core_words SET note = '已解决' WHERE entry_id = ({LINK})", of(subject, 2)
        )
    assert broken() == [("changed", subject.pk, 2)]


@pytest.mark.parametrize(
    ("column", "value"), [("internal", "x"), ("salt", "x"), ("data", '{"a":1}')]
)
def test_a_change_of_any_column_of_the_words_is_named(subject, column, value):
    with tampering() as cursor:
        cursor.execute(
            f"UPDATE core_words SET {column} = %s WHERE entry_id = ({LINK})",
            [value, *of(subject, 1)],
        )
    assert broken() == [("changed", subject.pk, 1)]


def test_words_taken_away_or_put_in_are_named(subject):
    with tampering() as cursor:
        cursor.execute(f"DELETE FROM core_words WHERE entry_id = ({LINK})", of(subject, 2))
    assert broken() == [("changed", subject.pk, 2)]


@pytest.mark.parametrize(
    "column",
    [
        "face",
        "verb",
        "state",
        "commitment",
        "audience",
        "subject_type",
        "actor_kind",
        "previous",
        "hash",
        "algorithm",
    ],
)
def test_a_change_of_any_text_column_is_named(subject, column):
    with tampering() as cursor:
        cursor.execute(
            f"UPDATE core_entry SET {column} = 'x' WHERE subject_id = %s AND seq = 3",
            [key(subject)],
        )
    assert broken() == [("changed", subject.pk, 3)]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "2025-04-18 03:00:00+00:00"),
        ("on", "2025-04-17"),
        ("user_id", None),
        ("facts", '{"a":1}'),
    ],
)
def test_a_change_of_any_other_column_is_named(subject, column, value):
    with tampering() as cursor:
        cursor.execute(
            f'UPDATE core_entry SET "{column}" = %s WHERE subject_id = %s AND seq = 1',
            [value, key(subject)],
        )
    assert broken() == [("changed", subject.pk, 1)]


def test_a_deleted_middle_is_named(subject):
    with tampering() as cursor:
        cursor.execute("DELETE FROM core_entry WHERE subject_id = %s AND seq = 3", [key(subject)])
    assert broken() == [("missing", subject.pk, 3)]


@pytest.mark.parametrize("first", [2, 4, 5])
def test_a_deleted_tail_is_named_by_its_first_link(subject, first):
    with tampering() as cursor:
        cursor.execute(
            "DELETE FROM core_entry WHERE subject_id = %s AND seq >= %s", [key(subject), first]
        )
    assert broken() == [("missing", subject.pk, first)]


def test_a_deleted_chain_is_named(subject):
    with tampering() as cursor:
        cursor.execute("DELETE FROM core_entry WHERE subject_id = %s", [key(subject)])
    assert broken() == [("missing", subject.pk, 1)]


def test_two_swapped_links_are_named_by_the_first(subject):
    with tampering() as cursor:
        for old, new in ((2, 99), (3, 2), (99, 3)):
            cursor.execute(
                "UPDATE core_entry SET seq = %s WHERE subject_id = %s AND seq = %s",
                [new, key(subject), old],
            )
    assert broken() == [("changed", subject.pk, 2)]


def test_two_swapped_chains_are_both_named(subject):
    other = next(
        entry.subject_id
        for entry in Entry.objects.filter(county=DEHUA)
        if entry.subject_id != subject.pk
    )
    other = matter_of(other)
    nobody = matter()
    with tampering() as cursor:
        for old, new in ((subject, nobody), (other, subject), (nobody, other)):
            cursor.execute(
                "UPDATE core_entry SET subject_id = %s WHERE subject_id = %s", [key(new), key(old)]
            )
    assert sorted(broken()) == sorted([("changed", subject.pk, 1), ("changed", other.pk, 1)])


def matter_of(pk):
    other = matter()
    other.pk = pk
    return other


def test_a_chain_written_anew_with_good_hashes_is_named_by_the_seal(subject):
    with tampering() as cursor:
        cursor.execute("DELETE FROM core_entry WHERE subject_id = %s", [key(subject)])
    tell(subject, "reported", "accepted", "handed_over", note="别的话")
    tell(subject, "finished", "judged", day=SATURDAY)
    assert broken() == [("changed", subject.pk, 3)]


def test_a_link_added_to_a_sealed_day_is_named(subject):
    tell(subject, "praised", day=SATURDAY, hour=23)
    assert broken() == [("added", subject.pk, 6)]


def test_a_chain_added_to_a_sealed_day_is_named(subject):
    late = matter()
    tell(late, "reported", "accepted", day=SATURDAY)
    assert broken() == [("added", late.pk, 1)]


def test_links_after_the_last_sealed_day_are_no_breach(subject):
    tell(subject, "closed", day=SUNDAY)
    assert broken() == []


def test_a_tail_deleted_before_its_day_was_sealed_leaves_no_trace_as_the_docstring_says(subject):
    tell(subject, "closed", day=SUNDAY)
    with tampering() as cursor:
        cursor.execute("DELETE FROM core_entry WHERE subject_id = %s AND seq = 6", [key(subject)])
    assert broken() == []


def test_every_broken_chain_is_named_once_and_only_the_asked_county_is_read(subject):
    with tampering() as cursor:
        cursor.execute("UPDATE core_entry SET face = 'x' WHERE seq > 2")
    assert [(wrong, seq) for wrong, _subject, seq in broken()] == [("changed", 3)] * 3
    assert [(one.county, one.seq) for one in timeline.verify(TONGWEI)] == [(TONGWEI, 3)]


@pytest.mark.parametrize("column", ["heads", "root", "accesses", "previous", "hash", "algorithm"])
def test_a_changed_seal_is_named(subject, column):
    with tampering() as cursor:
        cursor.execute(
            f"UPDATE core_seal SET {column} = %s WHERE county = %s AND seq = 1",
            ['{"a":1}'[: 7 if column == "heads" else 1], DEHUA],
        )
    assert broken() == [("seal_changed", FRIDAY, 1)]


def test_a_deleted_seal_is_named(subject):
    with tampering() as cursor:
        cursor.execute("DELETE FROM core_seal WHERE county = %s AND seq = 1", [DEHUA])
    assert broken() == [("seal_missing", SATURDAY, 1)]


@pytest.mark.parametrize(
    "statement", ["UPDATE core_access SET why = ''", "DELETE FROM core_access"]
)
def test_changed_or_deleted_access_rows_are_named_by_their_day(subject, statement):
    with tampering() as cursor:
        cursor.execute(statement)
    assert broken() == [("access_changed", FRIDAY, 1)]


def test_a_day_with_more_chains_than_one_seal_holds_is_sealed_in_parts(monkeypatch):
    monkeypatch.setattr(seals, "CHAINS_PER_SEAL", 3)
    subjects = [told() for _ in range(7)]
    assert seal() == 2
    assert [len(one.heads) for one in Seal.objects.filter(day=FRIDAY)] == [3, 3, 1]
    late, last = matter(), subjects[-1]
    tell(late, "reported")
    with tampering() as cursor:
        cursor.execute("DELETE FROM core_entry WHERE subject_id = %s AND seq = 5", [key(last)])
    assert sorted(broken(), key=lambda one: one[2]) == [
        ("added", late.pk, 1),
        ("missing", last.pk, 5),
    ]


def test_exactly_as_many_chains_as_one_seal_holds_make_one_seal(monkeypatch):
    monkeypatch.setattr(seals, "CHAINS_PER_SEAL", 3)
    for _ in range(3):
        tell(matter(), "reported")
    assert (seal(), Seal.objects.count(), broken()) == (1, 1, [])


def test_progress_counts_every_entry(subject):
    read = []
    assert list(timeline.verify(progress=read.append)) == []
    assert sum(read) == Entry.objects.count() == 15


def test_verification_takes_as_many_statements_for_many_chains_as_for_one(
    django_assert_num_queries,
):
    told()
    seal()
    with django_assert_num_queries(7):
        list(timeline.verify())
    with tampering() as cursor:
        for model in (Seal, Entry, Access):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")
    for _ in range(5):
        told()
    seal()
    with django_assert_num_queries(7):
        list(timeline.verify())


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite asks for it")
def test_the_first_pass_reads_in_the_order_of_an_index_so_that_nothing_is_sorted_in_memory():
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN SELECT * FROM core_entry ORDER BY subject_id, seq")
        assert "TEMP B-TREE" not in str(cursor.fetchall())
