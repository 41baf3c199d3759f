"""Is a cursor that is kept listened to as any other one, and is a dead line told from a living?"""

from contextlib import nullcontext, suppress
from datetime import date, datetime, timedelta, timezone
from types import SimpleNamespace
from typing import cast
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.db import (
    DatabaseError,
    DataError,
    NotSupportedError,
    ProgrammingError,
    connection,
    models,
    transaction,
)
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from jinlin.core.files.uploads import Upload
from jinlin.core.kept_cursors import Unheard, cursor_of
from jinlin.core.outages import Trouble, trouble_of
from jinlin.core.sent_values import Columns, sent
from jinlin.core.storing import insert
from jinlin.core.time import clock

pytestmark = pytest.mark.django_db


def test_one_cursor_is_kept_and_what_it_sends_is_logged() -> None:
    with CaptureQueriesContext(connection) as asked:
        for number in range(8):  # a plan is kept before the last of them
            cursor = cursor_of(connection)
            cursor.execute("SELECT %s + 0", [number])
            assert cursor.fetchall() == [(number,)]
    assert cursor_of(connection).cursor is cursor.cursor
    assert [each["sql"][-4:] for each in asked.captured_queries] == [" + 0"] * 8


def test_where_nobody_listens_errors_are_djangos_and_a_broken_transaction_is_told() -> None:
    assert isinstance(cursor_of(connection), Unheard)
    with pytest.raises(DatabaseError), transaction.atomic():
        cursor_of(connection).execute("SELECT nothing_of_this_name")
    with transaction.atomic():
        connection.set_rollback(True)
        with pytest.raises(TransactionManagementError):
            cursor_of(connection).execute("SELECT 1")
        connection.set_rollback(False)
    assert cursor_of(connection).execute("SELECT 1") is None


def test_names_and_signs_of_a_text_are_written_as_its_driver_writes_them() -> None:
    for _time in range(2):
        cursor = cursor_of(connection)
        cursor.execute("SELECT '5 %%', %(a)s + %(b)s + 0", {"a": 1, "b": 2})
        assert cursor.fetchall() == [("5 %", 3)]
        cursor.execute("SELECT '5 %%', %s + 0", [3])
        assert cursor.fetchall() == [("5 %", 3)]


def test_values_are_sent_as_the_field_would_send_them() -> None:
    row = Upload(id=UUID(int=1), county="350526", received_at=datetime(2031, 5, 1, 8, 0))  # noqa: DTZ001 - on purpose
    fields = Upload._meta.concrete_fields
    wanted = [
        field.get_db_prep_save(field.pre_save(row, add=True), connection)
        for field in fields
        if not isinstance(field, models.DateTimeField)
    ]
    columns = Columns.of(
        [field for field in fields if not isinstance(field, models.DateTimeField)],
        connection.vendor,
    )
    assert repr(sent(row, columns, connection, is_new=True)) == repr(wanted)
    at = Columns.of([Upload._meta.get_field("received_at")], connection.vendor)
    with pytest.warns(RuntimeWarning, match="naive"):
        sent(row, at, connection, is_new=True)


def test_moments_days_keys_and_numbers_are_sent_as_the_field_would_send_them() -> None:
    fields = (
        models.UUIDField(),
        models.DateField(),
        models.DateTimeField(),
        models.IntegerField(),
        models.PositiveSmallIntegerField(),
        models.BooleanField(),
    )
    moment = datetime(2031, 5, 1, 8, 0, 0, 7, tzinfo=timezone(timedelta(hours=8)))
    values = (UUID(int=7), date(2031, 5, 1), moment, 7, True, None, str(UUID(int=7)), "2031-05-01")
    for field in fields:
        field.set_attributes_from_name("it")
        for value in values:
            try:
                wanted = field.get_db_prep_save(value, connection)
            except (RuntimeWarning, TypeError, ValueError, ValidationError):
                continue  # a value that this field does not hold
            row = cast(models.Model, SimpleNamespace(it=value))
            found = sent(row, Columns.of([field], connection.vendor), connection, is_new=False)
            assert (found, type(found[0])) == ([wanted], type(wanted)), (field, value)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has lines")
def test_a_line_that_the_server_closed_is_known_by_looking() -> None:
    from jinlin.core.postgresql.base import IDLE  # the driver is only there

    own = connection.copy()
    try:
        for idle in (0.0, IDLE):  # it is known by looking, and by asking
            own.ensure_connection()
            own.tried_at -= idle
            assert own.is_usable()
            with connection.cursor() as cursor:
                pid = own.connection.info.backend_pid
                cursor.execute("SELECT pg_terminate_backend(%s, 60000)", [pid])
            own.tried_at -= idle
            assert not own.is_usable()
            own.close()
    finally:
        own.close()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL compiles")
def test_no_statement_is_compiled() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL keeps plans")
@pytest.mark.django_db(transaction=True)
def test_a_column_that_became_another_one_is_read_all_the_same() -> None:
    cursor = cursor_of(connection)
    cursor.execute("CREATE TABLE thing (name varchar(10))")
    try:
        cursor.execute("INSERT INTO thing VALUES (%s)", ["a"])
        assert _read_often() == ["a"] * 8
        _widen()
        assert _read_often() == ["a"] * 8
    finally:
        cursor.execute("DROP TABLE thing")
    connection.close()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL keeps plans")
@pytest.mark.django_db(transaction=True)
def test_a_transaction_with_such_a_plan_fails_and_the_next_one_does_not() -> None:
    cursor_of(connection).execute("CREATE TABLE thing (name varchar(10))")
    try:
        _read_often()
        _widen()
        for fails in (pytest.raises(NotSupportedError), nullcontext()):
            with fails as failed, transaction.atomic():
                assert _read_often() == []
            assert failed is None or trouble_of(failed.value) is Trouble.BUSY
    finally:
        cursor_of(connection).execute("DROP TABLE thing")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL keeps plans")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("what", ["DEALLOCATE ALL", "DISCARD ALL"])
def test_a_plan_that_the_server_let_go_is_made_anew(what: str) -> None:
    assert _add_often() == [7] * 8
    _behind_the_line(what)
    assert _add_often() == [7] * 8
    assert _plans() == ["SELECT $1 + 0"]
    _behind_the_line(what)
    with pytest.raises(ProgrammingError) as failed, transaction.atomic():
        _add_often()
    with transaction.atomic():
        assert _add_often() == [7] * 8
    assert trouble_of(failed.value) is Trouble.BUSY
    connection.close()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL keeps plans")
@pytest.mark.django_db(transaction=True)
def test_a_name_that_is_taken_already_is_given_up() -> None:
    """As of a session that was another one's before, with what that one left."""
    connection.close()
    with connection.cursor():
        line = connection.connection
    for number in range(3):
        line.pgconn.exec_(f"PREPARE kept_{number} AS SELECT 1".encode())
    assert _add_often() == [7] * 8
    assert _plans() == ["SELECT $1 + 0"]
    connection.close()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL keeps plans")
def test_no_plan_is_kept_of_what_django_sends() -> None:
    before = {*_plans()}
    with connection.cursor() as cursor:
        for _time in range(8):
            cursor.execute("SELECT %s + 1", [7])
    assert {*_plans()} == before
    for _time in range(8):
        cursor_of(connection).execute("SELECT %s + 2", [7])
    assert {*_plans()} - before == {"SELECT $1 + 2"}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL keeps plans")
@pytest.mark.django_db(transaction=True)
def test_plans_are_kept_through_what_is_undone_and_let_go_where_there_are_too_many() -> None:
    from jinlin.core.postgresql.plans import MOST_PLANS  # the driver is only there

    connection.close()
    with pytest.raises(ProgrammingError), transaction.atomic():
        _add_often()
        cursor_of(connection).execute("SELECT nothing_of_this_name FROM nowhere")
    assert _plans() == ["SELECT $1 + 0"]
    for number in range(MOST_PLANS):
        for _time in range(2):
            cursor_of(connection).execute(f"SELECT %s + 1{number:03}", [7])
    assert len(_plans()) == MOST_PLANS
    assert "SELECT $1 + 0" not in _plans()
    assert _add_often() == [7] * 8


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="only PostgreSQL has types of numbers"
)
def test_whole_numbers_of_all_sizes_go_the_same_way_in_turn() -> None:
    from psycopg.types.numeric import Int2, Int8  # the driver is only there

    cursor = cursor_of(connection)
    for number in (5, 40_000, 2**40, -1):
        cursor.execute("SELECT %s + 0, %s + 0", [number, Int8(number)])
        assert cursor.fetchall() == [(number, number)]
    for _time in range(3):
        with pytest.raises(DataError), transaction.atomic():
            cursor_of(connection).execute("SELECT %s + 0", [Int2(70_000)])
        cursor_of(connection).execute("SELECT %s + 0", [70_000])


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a line to PostgreSQL")
@pytest.mark.django_db(transaction=True)
def test_a_transaction_begins_with_its_first_statement_and_what_is_undone_is_gone() -> None:
    cursor_of(connection).execute("CREATE TABLE thing (name varchar(10))")
    try:
        with suppress(ZeroDivisionError), transaction.atomic():
            cursor_of(connection).execute("INSERT INTO thing VALUES (%s)", ["a"])
            assert cursor_of(connection).rowcount == 1
            raise ZeroDivisionError
        cursor = cursor_of(connection)
        cursor.execute("SELECT name FROM thing WHERE name <> %s", ["b"])
        assert (cursor.fetchall(), cursor.rowcount) == ([], 0)
        cursor.execute("UPDATE thing SET name = %s", ["b"])
        with pytest.raises(ProgrammingError):
            cursor.fetchall()
    finally:
        cursor_of(connection).execute("DROP TABLE thing")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL keeps plans")
def test_the_plans_of_a_whole_day_are_kept_from_the_second_time_on() -> None:
    texts = {f"SELECT $1 + 1{number:03}" for number in range(150)}
    for times in range(1, 3):
        for text in texts:
            cursor = cursor_of(connection)
            cursor.execute(text.replace("$1", "%s"), [7])
            assert cursor.fetchall() == [(7 + int(text[-4:]),)]
        assert texts & {*_plans()} == (texts if times == 2 else set())


@pytest.mark.parametrize("many", [1, 60, 600])
def test_values_stand_where_the_text_wants_them_however_many_there_are(many: int) -> None:
    places = ", ".join(f'%s AS "{number}%%"' for number in range(many))
    for turn in range(3):
        values = [f"'%s' {turn} {number}" for number in range(many)]
        cursor = cursor_of(connection)
        cursor.execute(f"SELECT {_typed(places)}", values)
        assert cursor.fetchall() == [tuple(values)]


def _typed(places: str) -> str:
    """PostgreSQL asks of what type a value is that stands alone."""
    return places.replace("%s", "CAST(%s AS text)")


def _behind_the_line(what: str) -> None:
    """The server does this in the session, and the driver does not hear of it."""
    connection.connection.pgconn.exec_(what.encode())


def _add_often() -> list[int]:
    """Often enough that the server keeps the plan."""
    read = list[int]()
    for _time in range(8):
        cursor = cursor_of(connection)
        cursor.execute("SELECT %s + 0", [7])
        read += [number for (number,) in cursor.fetchall()]
    return read


def _plans() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return [statement for (statement,) in cursor.fetchall()]


def _widen() -> None:
    """Over another line, as a newer version does."""
    line = connection.Database.connect(**connection.get_connection_params(), autocommit=True)
    with line:
        line.execute("ALTER TABLE thing ALTER name TYPE varchar(20)")


def _read_often() -> list[str]:
    """Often enough that the server keeps the plan."""
    read = list[str]()
    for _time in range(8):
        cursor = cursor_of(connection)
        cursor.execute("SELECT name FROM thing WHERE name <> %s", ["b"])
        read += [name for (name,) in cursor.fetchall()]
    return read


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="texts are kept by SQLite's driver")
def test_each_transaction_names_its_savepoints_like_the_one_before() -> None:
    sent = []
    for _time in range(2):
        with CaptureQueriesContext(connection) as asked, transaction.atomic():
            for _part in range(2):
                with transaction.atomic():
                    pass
        sent.append([each["sql"] for each in asked.captured_queries])
    assert sent[0] == sent[1]
    assert len({text for text in sent[0] if text.startswith("SAVEPOINT")}) == 2


@pytest.mark.parametrize("size", [2**15, 70_000, 2**31])
def test_a_number_that_is_too_large_is_refused_and_never_cut(size: int) -> None:
    row = Upload(county="350526", stored="a", kind="jpeg", size=1, width=1, height=1)
    row.received_at, row.position = clock.now(), size
    with pytest.raises(DataError), transaction.atomic():
        insert(row)
    row.position = 1
    insert(row)
    row.position = size
    with pytest.raises(DataError), transaction.atomic():
        row.save(update_fields=["position"])
    assert Upload.objects.get().position == 1
