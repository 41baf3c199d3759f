"""Does a prepared query give what its QuerySet gives, and is a stored row what `save` makes?"""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import CharField, DateField, IntegerField, Model, UUIDField
from django.db.transaction import TransactionManagementError
from django.forms import model_to_dict
from django.test.utils import CaptureQueriesContext

from jinlin.core.files.uploads import Upload
from jinlin.core.keys import uuid7
from jinlin.core.prepared import Many, Prepared, all_ready
from jinlin.core.storing import insert, insert_unless, store, update
from jinlin.core.tests.comparing import whole
from jinlin.core.time import clock
from jinlin.core.time.calendar import CalendarDay
from jinlin.core.timeline import Entry

pytestmark = pytest.mark.django_db
DAY = date(2031, 5, 1)


def query(ask: Any, **said: Any) -> Prepared[Any]:
    """One that is not the house's own."""
    made = Prepared[Any](ask, **said)
    Prepared.known.remove(made)
    return made


def same(prepared: Prepared[Any], **values: Any) -> list[Any]:
    """What it gives, twice, after it was compared with its QuerySet."""
    wanted = list(prepared.queryset("default", **values))
    for _time in range(2):
        assert whole(prepared.rows(**values)) == whole(wanted)
    return wanted


def upload(**said: Any) -> Upload:
    told = {"county": "350526", "stored": uuid7().hex, "kind": "jpeg", "size": 1, "width": 2}
    return Upload(**{**told, "height": 3, "received_at": clock.now(), **said})


def test_columns_come_as_python_values() -> None:
    insert(upload(pk=UUID(int=1), sender_id=UUID(int=7)), upload(pk=UUID(int=2)))
    asked = query(
        lambda pk: Upload.objects.filter(pk=pk),
        columns=("id", "sender_id", "received_at", "size"),
        pk=UUIDField(),
    )
    (found,) = same(asked, pk=UUID(int=1))
    assert found == (UUID(int=1), UUID(int=7), Upload.objects.get(pk=UUID(int=1)).received_at, 1)
    assert same(asked, pk=UUID(int=2))[0][1] is None
    assert same(asked, pk=UUID(int=3)) == []


def test_the_houses_own_are_ready_without_asking() -> None:
    fresh = Prepared[Any](lambda pk: Upload.objects.filter(pk=pk), columns=("id",), pk=UUIDField())
    held = Prepared[Any](
        lambda pk: Upload.objects.select_for_update().filter(pk=pk), pk=UUIDField()
    )
    try:
        with CaptureQueriesContext(connection) as asked:
            all_ready()
        assert asked.captured_queries == []
        assert {connection.vendor} == {*fresh._texts} == {*held._texts}
        with CaptureQueriesContext(connection) as asked:
            assert fresh.rows(pk=UUID(int=1)) == held.rows(pk=UUID(int=1)) == []
        assert len(asked.captured_queries) == 2
    finally:
        Prepared.known.remove(fresh)
        Prepared.known.remove(held)


def test_one_column_gives_its_values() -> None:
    insert(upload(session_mark="一"), upload(session_mark="二"))
    rows = Upload.objects.order_by("session_mark")
    asked = query(rows.all, columns=("session_mark",))
    assert same(asked) == ["一", "二"]
    assert asked.first() == "一"


@pytest.mark.parametrize("names", [[], ["一"], ["二", "一"], ["一", "一", "没有"]])
def test_a_list_may_have_any_length(names: list[str]) -> None:
    insert(upload(session_mark="一"), upload(session_mark="二"))
    asked = query(
        lambda names: Upload.objects.filter(session_mark__in=names).order_by("pk"),
        names=Many(CharField(), ""),
    )
    assert {row.session_mark for row in same(asked, names=names)} == set(names) & {"一", "二"}


def test_a_list_may_be_longer_than_what_an_engine_takes_beside_a_text() -> None:
    insert(upload(pk=UUID(int=1)), upload(pk=UUID(int=2)))
    keys = [UUID(int=each) for each in range(2, 70_000)]
    asked = query(
        lambda keys: Upload.objects.filter(pk__in=keys), columns=("id",), keys=Many(UUIDField())
    )
    assert same(asked, keys=keys) == [UUID(int=2)]


def test_a_day_or_a_moment_that_is_no_argument_cannot_be_kept() -> None:
    """Else the day of the first question would be asked about until the process ends."""
    for field, day in (("received_at__gte", clock.now()), ("received_at__date", clock.today())):
        with pytest.raises(ValueError, match="on all days"):
            query(lambda field=field, day=day: Upload.objects.filter(**{field: day})).rows()


def test_an_argument_may_stand_in_it_twice() -> None:
    CalendarDay.objects.bulk_create(
        CalendarDay(date=DAY + timedelta(days=days), kind="off", notice=DAY.year)
        for days in range(3)
    )
    asked = query(
        lambda day: (
            CalendarDay.objects.filter(date__gte=day) & CalendarDay.objects.exclude(date=day)
        ),
        day=DateField(),
    )
    assert [row.date.day for row in same(asked, day=DAY)] == [2, 3]


def test_a_number_can_be_asked_for() -> None:
    insert(upload(position=3, session_mark="三"), upload(position=30_000))
    asked = query(
        lambda mark, position: Upload.objects.filter(session_mark=mark, position=position),
        columns=("position",),
        mark=CharField(),
        position=IntegerField(),
    )
    assert same(asked, mark="三", position=3) == [3]
    assert same(asked, mark="", position=30_000) == [30_000]
    assert same(asked, mark="三", position=4) == []


def test_a_row_can_be_changed_and_saved_like_any_other() -> None:
    insert(upload(pk=UUID(int=1)))
    asked = query(lambda pk: Upload.objects.filter(pk=pk), pk=UUIDField())
    row = asked.first(pk=UUID(int=1))
    row.size = 9
    row.save()
    assert Upload.objects.get().size == 9


def test_an_argument_that_is_not_asked_for_as_it_is_is_no_argument() -> None:
    asked = query(
        lambda name: Upload.objects.filter(session_mark=name.upper() + "x"), name=CharField()
    )
    with pytest.raises(ValueError, match="must stand in it as it is"):
        asked.rows(name="a")


def test_what_asks_nothing_cannot_be_prepared() -> None:
    with pytest.raises(ValueError, match="asks the database nothing"):
        query(lambda: Upload.objects.none()).rows()  # noqa: PLW0108 - a query is a callable


def test_hearing_a_text_sends_nothing(django_assert_num_queries: Any) -> None:
    asked = query(Upload.objects.all)
    with django_assert_num_queries(1):
        asked.rows()


@pytest.mark.django_db(transaction=True)
def test_a_row_is_locked_inside_a_transaction_only() -> None:
    asked = query(lambda: Upload.objects.select_for_update())  # noqa: PLW0108 - the same
    with transaction.atomic():
        asked.rows()
    if connection.features.has_select_for_update:
        with pytest.raises(TransactionManagementError):
            asked.rows()


def test_stored_rows_are_what_save_makes() -> None:
    one, other = upload(session_mark="一"), upload(session_mark="一")
    insert(one)
    Model.save(other)  # in Django's own way
    same_but = ("id", "stored", "received_at")
    found = [model_to_dict(Upload.objects.get(pk=row.pk), exclude=same_but) for row in (one, other)]
    assert found[0] == found[1]
    assert (one._state.adding, one._state.db) == (False, "default")
    one.session_mark = "改"
    store(one)
    assert Upload.objects.get(pk=one.pk).session_mark == "改"
    assert Upload.objects.get(pk=other.pk).session_mark == "一"


def test_very_many_rows_are_stored_at_once() -> None:
    insert(*(upload(position=at) for at in range(3_000)))
    assert sorted(Upload.objects.values_list("position", flat=True)) == list(range(3_000))
    insert()
    assert Upload.objects.count() == 3_000


def test_a_row_that_is_gone_is_not_made_again() -> None:
    with pytest.raises(Upload.DoesNotExist):
        update(upload())


def test_a_taken_place_is_said_without_an_error() -> None:
    assert insert_unless(upload(stored="a"), taken=("stored",))
    again = upload(stored="a")
    assert not insert_unless(again, taken=("stored",))
    assert again._state.adding
    assert Upload.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_unless(upload(pk=Upload.objects.get().pk), taken=("stored",))


def test_an_entry_cannot_be_changed_by_this_way_either() -> None:
    entry = Entry(county="350526", subject_type="x", subject_id=uuid7(), actor_kind="system", seq=1)
    entry.at, entry.on, entry.verb, entry.hash = clock.now(), DAY, "made", "0"
    insert(entry)
    entry.verb = "changed"
    with pytest.raises(IntegrityError), transaction.atomic():
        update(entry)
