"""Does a history keep what was done, in order, and let nobody change it?"""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM
from jinlin.core.append_only import allow_flush, guarded_tables, unguarded_tables
from jinlin.core.tests.histories import CLERK, FRIDAY, matter, seal, tell, told
from jinlin.core.time import clock
from jinlin.core.timeline import Access, Entry, Seal, Words

pytestmark = pytest.mark.django_db
OF_CORE = ("core_access", "core_entry", "core_seal", "core_words")


def test_an_entry_says_who_did_what_when_and_shows_the_units_face():
    subject = matter()
    with clock.set_to(datetime(2025, 4, 18, 16, 30, tzinfo=UTC)):
        timeline.record(
            subject,
            "accepted",
            actor=CLERK,
            note="好的",
            internal="老住户",
            data={"due": FRIDAY, "to": subject.pk},
        )
    entry = Entry.objects.get()
    assert (entry.county, entry.subject_type, entry.subject_id, entry.verb) == (
        "350526",
        "core_matters.matter",
        subject.pk,
        "accepted",
    )
    assert (entry.actor_kind, entry.user_id, entry.face) == (
        "person",
        CLERK.user_id,
        "龙浔镇社会治理办",
    )
    assert (str(entry.on), entry.note, entry.internal, entry.is_public) == (
        "2025-04-19",
        "好的",
        "老住户",
        True,
    )
    assert entry.data == {"due": "2025-04-18", "to": str(subject.pk)}


def test_links_are_numbered_and_each_carries_the_hash_before_it():
    trail = timeline.trail(told())
    assert [entry.seq for entry in trail] == [1, 2, 3, 4, 5]
    assert [entry.previous for entry in trail] == ["", *(entry.hash for entry in trail[:-1])]
    assert {(len(entry.hash), entry.algorithm) for entry in trail} == {(64, "sha256-words")}


def test_residents_read_public_entries_only():
    subject = matter()
    tell(subject, "reported")
    tell(subject, "warned", audience="staff")
    assert [entry.verb for entry in timeline.trail(subject, public_only=True)] == ["reported"]


def test_many_histories_take_one_query_and_an_untold_one_is_empty(django_assert_num_queries):
    first, second, untold = told(), told(), matter()
    with django_assert_num_queries(1):
        found = timeline.trails([first, second, untold])
    assert {pk: len(entries) for pk, entries in found.items()} == {
        first.pk: 5,
        second.pk: 5,
        untold.pk: 0,
    }


def test_recording_takes_two_statements(django_assert_num_queries):
    subject = told()
    with django_assert_num_queries(2):
        timeline.record(subject, "closed", actor=SYSTEM)
    with django_assert_num_queries(3):
        timeline.record(subject, "praised", actor=SYSTEM, note="谢谢")


@pytest.mark.django_db(transaction=True)
def test_recording_outside_the_transaction_of_the_change_is_an_error():
    with pytest.raises(TransactionManagementError):
        timeline.record(matter(), "accepted", actor=CLERK)


def test_a_number_is_given_once():
    subject = told()
    first = timeline.trail(subject)[0]
    first.pk, first._state.adding = UUID(int=1), True
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save()


def test_data_with_a_fraction_is_refused_because_engines_print_it_differently():
    with pytest.raises(TypeError, match="float"):
        timeline.record(matter(), "accepted", actor=CLERK, data={"share": [0.5]})


def test_data_of_many_kinds_comes_back_as_plain_values():
    subject, moment = matter(), clock.at(FRIDAY, 9)
    timeline.record(
        subject,
        "accepted",
        actor=CLERK,
        data={"n": 3, "ok": True, "no": None, "at": moment, "who": {"b", "a"}, "in": {1: ("x",)}},
    )
    assert timeline.trail(subject)[0].data == {
        "n": 3,
        "ok": True,
        "no": None,
        "at": "2025-04-18T01:00:00.000000+00:00",
        "who": ["a", "b"],
        "in": {"1": ["x"]},
    }
    assert list(timeline.verify()) == []


def test_a_look_at_something_sensitive_is_on_record():
    subject = matter()
    with clock.set_to(clock.at(FRIDAY, 9)):
        timeline.look(subject, actor=CLERK, what="phone", why="回访")
    access = Access.objects.get()
    assert (access.subject_id, access.user_id, access.what, access.why, access.on) == (
        subject.pk,
        CLERK.user_id,
        "phone",
        "回访",
        FRIDAY,
    )


@pytest.fixture
def rows():
    """One row of each append-only table."""
    subject = told()
    with clock.set_to(clock.at(FRIDAY, 9)):
        timeline.look(subject, actor=CLERK, what="phone", why="")
    seal()
    return [model.objects.all()[0] for model in (Entry, Words, Access, Seal)]


def test_the_models_refuse_changes_before_the_database_has_to(rows):
    acts = [
        act
        for row in rows
        for act in (
            row.save,
            row.delete,
            row.__class__.objects.all().delete,
            lambda row=row: row.__class__.objects.update(county=""),
        )
    ]
    for act in acts:
        with pytest.raises(TypeError, match="append-only"):
            act()


@pytest.mark.parametrize("table", OF_CORE)
@pytest.mark.parametrize(
    "statement", ["UPDATE {table} SET county = '000000'", "DELETE FROM {table}"]
)
def test_the_database_refuses_changes(rows, table, statement):
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table=table))


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no TRUNCATE")
def test_the_database_refuses_to_be_emptied(rows):
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE core_entry")


def test_every_append_only_table_is_found_from_its_class_and_has_its_triggers(db):
    assert set(OF_CORE) <= set(guarded_tables())
    assert unguarded_tables() == []


def test_a_flush_is_allowed_inside_and_refused_again_afterwards(rows):
    with allow_flush():
        assert unguarded_tables() == list(guarded_tables())
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM core_entry")
    assert (unguarded_tables(), Entry.objects.count()) == ([], 0)
