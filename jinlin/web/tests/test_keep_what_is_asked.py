"""Does a statement that is kept for a reader ask at any moment of the day what would be asked
anew?
"""

from collections.abc import Callable
from datetime import time
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jinlin.core.actor import Actor, Grant, Kind
from jinlin.core.tests.standing import once_a_file
from jinlin.core.time import clock
from jinlin.domains.appeals.tests.cast import Cast, at_desk, cast_of_dehua, reported
from jinlin.ground.accounts.roles import Role
from jinlin.shell.one_list import Brought, Sources, lists_beyond, with_tally
from jinlin.shell.together import PLACE, Lists, kept, written
from jinlin.web import lists

Whose = Callable[[Actor], Sources]
LIMIT = 51
MOMENTS = (time(0, 0, 1), time(9, 30, 0, 5), time(23, 59, 59, 999_999))

standing_cast, cast = once_a_file(cast_of_dehua)


def readers(cast: Cast) -> list[Actor]:
    """The cast, and somebody of each role at a community and at a unit of it."""
    units = [cast.units.community, cast.units.bureau]
    grants = [
        Grant(role, (cast.places.community.code,), unit.pk, governs=unit is units[0])
        for role in Role
        for unit in units
    ]
    own = [Actor(Kind.PERSON, UUID(int=at), grants=(each,)) for at, each in enumerate(grants)]
    tracked = frozenset({UUID(int=1), UUID(int=2)})
    return [*vars(cast.actors).values(), *own, Actor(Kind.ANONYMOUS, tracks=tracked)]


def asked_of(sources: Brought) -> Lists:
    return lists_beyond(sources, limit=LIMIT)


@pytest.mark.parametrize("whose", [lists.waiting, lists.own])
def test_what_is_kept_is_what_would_be_written_anew(cast: Cast, whose: Whose) -> None:
    today = clock.today()
    for reader in readers(cast):
        with clock.set_to(clock.at(today, 12)), CaptureQueriesContext(connection) as sent:
            statement = kept(lambda: asked_of(whose(reader)))  # noqa: B023
        assert not sent.captured_queries, "a source asked something while it was made"
        for moment in MOMENTS:
            with clock.set_to(clock.at(today).replace(**parts(moment))):
                anew = written(asked_of(whose(reader)))
                assert statement.text == anew.text
                assert list(statement.sent(connection)) == list(anew.params)


@pytest.mark.parametrize("whose", [lists.waiting, lists.own])
def test_what_is_kept_is_prepared_once(cast: Cast, whose: Whose) -> None:
    if connection.vendor != "sqlite":
        return  # PostgreSQL plans in its own way
    statements = [kept(lambda: asked_of(whose(each))) for each in readers(cast)]  # noqa: B023
    for statement in {each.text: each for each in statements if each.text}.values():
        for _time in range(3):
            statement.rows()
        with connection.cursor() as cursor:
            text = statement.text.replace("%s", "?")
            cursor.execute("SELECT reprep FROM sqlite_stmt WHERE sql = %s", [text])
            assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("whose", [lists.waiting, lists.own])
def test_what_is_kept_is_read_on_from_any_place(cast: Cast, whose: Whose) -> None:
    """Whichever way: at one moment the sources of one reader are made once for both."""
    places = [(clock.now(), UUID(int=7)), (clock.at(clock.today()), UUID(int=8))]
    for reader in readers(cast):
        with clock.set_to(clock.at(clock.today(), 12)):
            sources = whose(reader)
            statements = {
                back: kept(lambda: lists_beyond(sources, PLACE, back=back, limit=LIMIT))  # noqa: B023
                for back in (False, True)
            }
        with clock.set_to(clock.at(clock.today(), 15)):
            sources = whose(reader)
            for back, statement in statements.items():
                for place in places:
                    anew = written(lists_beyond(sources, place, back=back, limit=LIMIT))
                    assert statement.text == anew.text
                    assert list(statement.sent(connection, place)) == list(anew.params)


def parts(moment: time) -> dict[str, int]:
    return {name: getattr(moment, name) for name in ("hour", "minute", "second", "microsecond")}


def test_a_kept_statement_shows_what_has_come_meanwhile_and_nothing_of_others(cast: Cast) -> None:
    def shown(reader: Actor) -> list[Any]:
        return [line.row.appeal.pk for line in with_tally(lists.waiting(reader))[0].rows]

    clerk, outsider = cast.actors.clerk, cast.actors.town_outsider
    assert (shown(clerk), shown(outsider)) == ([], [])
    appeal = reported(cast)
    assert (shown(clerk), shown(outsider)) == ([appeal.pk], [])


def test_whoever_loses_a_grant_sees_nothing_more(cast: Cast) -> None:
    reported(cast)
    browser = at_desk(cast.users.clerk)
    assert 'class="line-title"' in browser.get("/desk/").text
    cast.users.clerk.grants.all().delete()
    assert 'class="line-title"' not in browser.get("/desk/").text
