"""Does a row that is looked for in somebody's sight exist for them exactly as Django would say?"""

from dataclasses import replace
from datetime import timedelta
from typing import Any, cast
from uuid import UUID

import pytest
from django.db.models import Q, QuerySet
from django.utils.functional import SimpleLazyObject

from jinlin.core.actor import ANONYMOUS, Actor, Grant, Kind, within
from jinlin.core.files.uploads import Upload
from jinlin.core.keys import uuid7
from jinlin.core.sight import Sight
from jinlin.core.storing import insert
from jinlin.core.time import clock

pytestmark = pytest.mark.django_db
ONE, OTHER, ROW = UUID(int=1), UUID(int=2), UUID(int=7)
CLERK = (Grant("clerk", ("350526",)),)


def upload(**said: Any) -> None:
    told = {"county": "350526", "stored": uuid7().hex, "kind": "jpeg", "size": 1, "width": 2}
    insert(Upload(**{"height": 3, "received_at": clock.now(), "pk": ROW, **told, **said}))


def person(user: UUID, *, grants: tuple[Grant, ...] = (), **said: Any) -> Actor:
    return Actor(Kind.PERSON, user, grants=grants, **said)


def seen(actor: Actor) -> QuerySet[Upload]:
    """One's own, and those of the counties where one takes matters in."""
    if actor.user_id is None:
        return Upload.objects.none()
    own = Q(sender_id=actor.user_id) | Q(pk__in=actor.tracks)
    return Upload.objects.filter(within(actor.codes("clerk"), "county") | own)


def as_django_says(sight: Sight[Upload], actor: Actor, pk: UUID = ROW) -> Upload | None:
    """Twice, compared with its QuerySet."""
    rows = sight.rows(actor, clock.now()) if sight.is_timed else sight.rows(actor)
    wanted = rows.filter(pk=pk).first()
    for _time in range(2):
        assert sight.first(actor, pk) == wanted
    return wanted


def test_nobody_sees_what_is_another_s_of_the_same_grants() -> None:
    upload(sender_id=ONE)
    sight = Sight[Upload](seen)
    assert as_django_says(sight, person(ONE))
    assert not as_django_says(sight, person(OTHER))
    assert as_django_says(sight, person(ONE, name="另一个名字", face="单位"))
    assert not as_django_says(sight, person(ONE), UUID(int=8))


def test_a_page_knows_later_who_asks() -> None:
    upload(sender_id=ONE)
    sight = Sight[Upload](seen)
    assert as_django_says(sight, cast(Actor, SimpleLazyObject(lambda: person(ONE))))
    assert not as_django_says(sight, cast(Actor, SimpleLazyObject(lambda: person(OTHER))))
    tracked = SimpleLazyObject(lambda: person(OTHER, tracks=frozenset({ROW})))
    assert as_django_says(sight, cast(Actor, tracked))


def test_grants_open_what_they_opened() -> None:
    upload()
    sight = Sight[Upload](seen)
    assert not as_django_says(sight, person(ONE))
    assert as_django_says(sight, person(ONE, grants=CLERK))
    assert not as_django_says(sight, person(ONE, grants=(replace(CLERK[0], codes=("350525",)),)))
    assert not as_django_says(sight, person(ONE, grants=(replace(CLERK[0], governs=False),)))
    assert as_django_says(sight, person(OTHER, grants=CLERK))


def test_a_tracking_code_opens_its_row_to_its_holder_only() -> None:
    upload()
    sight = Sight[Upload](seen)
    assert as_django_says(sight, person(ONE, tracks=frozenset({ROW})))
    assert not as_django_says(sight, person(ONE))
    assert not as_django_says(sight, person(ONE, tracks=frozenset({OTHER})))


def test_whoever_is_not_signed_in_may_see_nothing_and_is_nobody() -> None:
    upload(sender_id=None)
    sight = Sight[Upload](seen)
    assert not as_django_says(sight, ANONYMOUS)
    assert not as_django_says(sight, person(ONE))


def test_the_moment_is_that_of_asking() -> None:
    upload(received_at=clock.now() + timedelta(hours=1))
    sight = Sight[Upload](
        lambda _actor, moment: Upload.objects.filter(received_at__lte=moment), is_timed=True
    )
    assert not as_django_says(sight, person(ONE))
    with clock.set_to(clock.now() + timedelta(hours=2)):
        assert as_django_says(sight, person(ONE))
    assert not as_django_says(sight, person(ONE))


def test_what_is_made_of_the_user_or_of_the_day_is_asked_anew() -> None:
    upload(session_mark=str(ONE), received_at=clock.now() - timedelta(hours=1))
    of_text = Sight[Upload](lambda actor: Upload.objects.filter(session_mark=str(actor.user_id)))
    assert as_django_says(of_text, person(ONE))
    assert not as_django_says(of_text, person(OTHER))
    today = Sight[Upload](lambda _actor: Upload.objects.filter(received_at__gte=clock.now()))
    assert not as_django_says(today, person(ONE))
    with clock.set_to(clock.now() - timedelta(hours=2)):
        assert as_django_says(today, person(ONE))


def test_what_is_read_first_is_read_each_time() -> None:
    upload(sender_id=ONE)

    def of_first(_actor: Actor) -> QuerySet[Upload]:
        known = Upload.objects.exclude(pk=ROW).first()
        return Upload.objects.filter(sender_id=known.sender_id if known else None)

    sight = Sight[Upload](of_first)
    assert not as_django_says(sight, person(ONE))
    upload(pk=OTHER, sender_id=ONE)
    assert as_django_says(sight, person(ONE))


def test_one_statement_each_time(django_assert_num_queries: Any) -> None:
    upload(sender_id=ONE)
    sight = Sight[Upload](seen)
    for _time in range(3):
        with django_assert_num_queries(1):
            assert sight.first(person(ONE), ROW)
