"""Does a search for a rare word start from the few rows that hold it, whatever SQLite knows?"""

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Q

from jinlin.core.search import SearchedRow, Sought, matching
from jinlin.core.search.led import index_of_keys
from jinlin.domains.appeals.models import Appeal, AppealQuerySet
from jinlin.domains.appeals.queries import Filters, board
from jinlin.domains.appeals.queries.board import ORDERS
from jinlin.domains.appeals.tests.cast import Cast, reported

SEARCHED = [model for model in apps.get_models() if issubclass(model, SearchedRow)]


def names_an_index(rows: AppealQuerySet) -> bool:
    return index_of_keys("appeals_appeal") in str(rows.query)


@pytest.mark.django_db
@pytest.mark.parametrize("model", SEARCHED, ids=lambda model: model._meta.label)
def test_each_table_that_is_searched_has_the_index_that_is_named(model: type[SearchedRow]) -> None:
    assert list(model._default_manager.filter(matching(model, "没有"))) == []
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f'PRAGMA index_info("{index_of_keys(model._meta.db_table)}")')
            assert [row[2] for row in cursor.fetchall()] == [model._meta.pk.column]


@pytest.mark.parametrize("state", ["all", "open", "late", "withdrawn"])
@pytest.mark.parametrize("order", ORDERS)
def test_sqlite_reads_found_rows_only(cast: Cast, state: str, order: str) -> None:
    rows = board(cast.actors.supervisor, Filters(state=state, order=order, text="路灯坏了"))
    page = rows.order_by(*ORDERS[order])[:51]
    assert names_an_index(page) is (connection.vendor == "sqlite")
    if connection.vendor == "sqlite":
        plan = page.explain()
        assert f"{index_of_keys('appeals_appeal')} (id=?)" in plan
        assert "(label=?" not in plan


def test_rows_that_may_stand_without_being_found_are_read_in_any_way(cast: Cast) -> None:
    found, other = reported(cast, text="路灯坏了"), reported(cast, text="下水道堵了")
    held = matching(Appeal, "路灯")
    for condition, wanted in (
        (Q(pk=other.pk) | held, {found, other}),
        (~held, {other}),
        (Q(pk=found.pk) & ~held, set()),
    ):
        rows = Appeal.objects.filter(condition)
        assert set(rows) == wanted
        assert not names_an_index(rows)


def test_found_rows_are_counted_joined_and_asked_for_within_others(cast: Cast) -> None:
    found, _other = reported(cast, text="路灯坏了"), reported(cast, text="下水道堵了")
    rows = Appeal.objects.filter(matching(Appeal, "路灯"))
    assert (rows.count(), rows.exists(), rows.filter(place__code="").count()) == (1, True, 0)
    assert list(Appeal.objects.filter(pk__in=rows)) == [found]
    assert list((rows | Appeal.objects.none()).union(rows)) == [found]
    assert set(rows | Appeal.objects.exclude(pk=found.pk)) == set(Appeal.objects.all())
    assert list(Sought.objects.filter(row_id__in=rows.values("pk")).values_list("row_id")) == [
        (found.pk,)
    ]
