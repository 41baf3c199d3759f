"""Does a row that saves itself by a kept text become what Django's own `save` makes of it?"""

from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import F, Model
from django.db.models.signals import post_save
from django.forms import model_to_dict
from django.test.utils import CaptureQueriesContext

from jinlin.core import storing
from jinlin.core.keys import uuid7
from jinlin.core.rows import held_by_key
from jinlin.core.storing import saved
from jinlin.core.tests.models import Matter
from jinlin.core.time import clock

pytestmark = pytest.mark.django_db


def matter(**said: Any) -> Matter:
    told = {"county": "350526", "place_code": "350526100", "on": clock.today()}
    return Matter(**{**told, **said})


def row_of(one: Matter) -> dict[str, Any]:
    return model_to_dict(Matter.objects.get(pk=one.pk), exclude=["id"])


def test_new_and_changed_rows_are_the_same_in_both_ways() -> None:
    kept, own = matter(minutes=3), matter(minutes=3)
    kept.save()
    Model.save(own)
    assert row_of(kept) == row_of(own)
    assert (kept._state.adding, kept._state.db) == (own._state.adding, own._state.db)
    for row, save in ((kept, kept.save), (own, lambda **how: Model.save(own, **how))):
        row.grade, row.minutes = 2, None
        save(update_fields=["grade"])
        row.place_code = "350526101"
        save()
        row.grade = 5
        save(update_fields=("minutes",))
    assert row_of(kept) == row_of(own)
    assert row_of(kept)["grade"] == 2


@pytest.mark.parametrize("how", [{}, {"force_insert": True}, {"using": "default"}])
def test_a_new_row_costs_one_statement(how: dict[str, Any]) -> None:
    with CaptureQueriesContext(connection) as sent:
        matter().save(**how)
    assert len(sent) == 1


def test_a_row_that_is_there_is_not_made_twice() -> None:
    one = matter()
    one.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        matter(pk=one.pk).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        one.save(force_insert=True)
    assert Matter.objects.count() == 1


def test_what_failed_ends_its_transaction_as_ever() -> None:
    one = matter()
    one.save()
    with transaction.atomic():
        with pytest.raises(IntegrityError):
            matter(pk=one.pk).save()
        assert connection.needs_rollback


def test_a_row_that_is_gone_is_what_django_says_of_it() -> None:
    one, other = matter(), matter()
    for row in (one, other):
        row.save()
        Matter.objects.filter(pk=row.pk).delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        one.save(update_fields=["grade"])
    other.save()
    assert Matter.objects.get() == other


def test_what_the_database_works_out_and_what_was_not_read_is_left_to_django() -> None:
    one = matter(grade=2)
    one.save()
    one.grade = F("grade") + 1
    assert not saved(one, {})
    one.save()
    part = Matter.objects.only("place_code").get(pk=one.pk)
    assert not saved(part, {})
    part.place_code = "350526102"
    part.save()
    assert row_of(one) == {**row_of(one), "grade": 3, "place_code": "350526102"}


@pytest.mark.parametrize("names", [[], ["nothing"], ["id"]])
def test_fields_that_cannot_be_changed_are_left_to_django(names: list[str]) -> None:
    one = matter()
    one.save()
    assert not saved(one, {"update_fields": names})


@pytest.mark.parametrize("how", [{"using": "another"}, {"force_update": True}])
def test_what_is_asked_for_beyond_the_usual_is_left_to_django(how: dict[str, Any]) -> None:
    one = matter()
    one.save()
    assert not saved(one, how)


def test_whoever_listens_hears_of_it() -> None:
    heard: list[Any] = []

    def hear(instance: Any, **_more: Any) -> None:
        heard.append(instance)

    one = matter()
    post_save.connect(hear, sender=Matter)
    try:
        one.save()
    finally:
        post_save.disconnect(hear, sender=Matter)
    assert heard == [one]


def test_the_words_of_a_new_row_are_taken_in_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """`save` of a searched row does so, and not the writing beneath it too."""
    person_class: Any = apps.get_model("people", "Person")
    taken: list[Any] = []
    monkeypatch.setattr(person_class, "when_new", lambda self: taken.append(self.pk))
    person = person_class(pk=uuid7(), county="350526", name="王小梅")
    person.save()
    assert taken == [person.pk]


def test_only_rows_that_lead_to_numbered_ones_are_not_written_so() -> None:
    assert not storing._places(apps.get_model("auth", "Permission"))
    assert storing._places(Matter)["place_code"] == "place_code"


def test_of_a_row_that_is_held_only_what_was_changed_is_written() -> None:
    matter(minutes=3).save()
    with transaction.atomic():
        held = held_by_key(Matter.objects.all(), Matter.objects.get().pk)
        Matter.objects.update(minutes=7)
        held.grade, held.place_code = 5, "350526101"
        with CaptureQueriesContext(connection) as sent:
            held.save()
    (statement,) = sent.captured_queries
    assert '"minutes"' not in statement["sql"]
    assert '"grade"' in statement["sql"]
    assert '"place_code"' in statement["sql"]
    found = Matter.objects.get()
    assert (found.grade, found.place_code, found.minutes) == (5, "350526101", 7)


def test_what_was_undone_or_written_beside_it_is_written_again() -> None:
    matter(grade=1, minutes=3).save()
    with transaction.atomic():
        held = held_by_key(Matter.objects.all(), Matter.objects.get().pk)
        held.grade = 2
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            held.save()
            raise ZeroDivisionError
        held.save()
        assert Matter.objects.get().grade == 2
        held.grade = 1
        held.save()
        assert Matter.objects.get().grade == 1
        Matter.objects.update(minutes=7)
        held.refresh_from_db()
        held.minutes = 3
        held.save()
    assert Matter.objects.get().minutes == 3
