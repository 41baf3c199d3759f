"""What does somebody see before they accept: the resident's other matters, and what is like it
nearby?
"""

from datetime import timedelta

import pytest
from django.urls import reverse

from jinlin.core.time import clock
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.queries.before import nearby, recurring
from jinlin.domains.appeals.tests.cast import (
    Cast,
    accepted,
    at_desk,
    closed,
    in_hand,
    now_of,
    person,
    reported,
)

AGAIN = "3幢楼下的路灯坏了，老人看不见台阶，请派人修。"
OTHER = "5号楼电梯总停，门也关不上。"


@pytest.mark.parametrize("rows", [1, 3])
def test_both_questions_cost_the_same_for_one_row_and_for_three(
    cast: Cast, django_assert_num_queries, rows: int
) -> None:
    for _ in range(rows):
        accepted(cast)
    appeal = now_of(reported(cast, text=AGAIN))
    with django_assert_num_queries(2):
        found = recurring(appeal, actor=cast.actors.clerk)
    assert found is not None
    assert (found.count, len(found.last)) == (rows, rows)
    with django_assert_num_queries(1):
        assert len(nearby(appeal, actor=cast.actors.clerk)) == rows


def test_the_last_three_of_twelve_months_are_named_and_all_are_counted(cast: Cast) -> None:
    old, *rest = [reported(cast, text=f"第{number}件事情") for number in range(5)]
    Appeal.objects.filter(pk=old.pk).update(reported_on=clock.today() - timedelta(days=366))
    found = recurring(now_of(reported(cast, text="又一件事情")), actor=cast.actors.clerk)
    assert found is not None
    assert (found.count, [each.pk for each in found.last]) == (4, [each.pk for each in rest[:0:-1]])


def test_a_handler_learns_nothing_that_tells_who_a_hidden_reporter_is(cast: Cast) -> None:
    hidden, named = in_hand(cast, identity="hidden"), in_hand(cast)
    third = in_hand(cast, text=OTHER)
    assert recurring(hidden, actor=cast.actors.handler) is None
    found = recurring(named, actor=cast.actors.handler)
    assert found is not None
    assert [each.pk for each in found.last] == [third.pk]
    page = at_desk(cast.users.handler).get(reverse("appeals:desk_appeal", args=[hidden.pk]))
    assert "recurring" not in page.context


def test_an_anonymous_reporter_recurs_nowhere(cast: Cast) -> None:
    assert (
        recurring(reported(cast, reporter=None, track_code="ABCDEFGH"), actor=cast.actors.clerk)
        is None
    )


def test_open_ones_come_first_then_the_most_alike(cast: Cast) -> None:
    done, near, other = closed(cast), accepted(cast, text=AGAIN), accepted(cast, text=OTHER)
    far = reported(cast, place=cast.places.other_neighbourhood)
    old = reported(cast)
    Appeal.objects.filter(pk=old.pk).update(reported_on=clock.today() - timedelta(days=91))
    appeal = now_of(reported(cast))
    found = nearby(appeal, actor=cast.actors.lead)
    assert [each.appeal.pk for each in found] == [near.pk, done.pk]
    assert [each.percent for each in found] == [64, 100]
    assert [each.can_lead for each in found] == [True, False]
    assert {other.pk, far.pk, old.pk, appeal.pk} & {each.appeal.pk for each in found} == set()


def test_nobody_is_shown_what_lies_outside_their_scope(cast: Cast) -> None:
    accepted(cast)
    appeal = now_of(reported(cast))
    assert (
        nearby(appeal, actor=cast.actors.town_outsider)
        == nearby(appeal, actor=cast.actors.handler)
        == []
    )


def test_the_page_and_the_form_lead_to_the_merge_with_the_number_filled_in(cast: Cast) -> None:
    main, appeal = accepted(cast), now_of(reported(cast, reporter=person(cast, "neighbour")))
    browser, merge = (
        at_desk(cast.users.clerk),
        reverse("appeals:desk_move", args=[appeal.pk, "merge"]),
    )
    for path in (
        reverse("appeals:desk_appeal", args=[appeal.pk]),
        reverse("appeals:desk_move", args=[appeal.pk, "accept"]),
    ):
        assert f'href="{merge}?main={main.number}"' in browser.get(path).content.decode()
    assert f'value="{main.number}"' in browser.get(merge, {"main": main.number}).content.decode()


def test_after_it_is_accepted_nothing_of_this_is_shown(cast: Cast) -> None:
    accepted(cast)
    appeal = actions.accept(
        reported(cast), actor=cast.actors.clerk, category=cast.categories.repair
    )
    page = at_desk(cast.users.clerk).get(reverse("appeals:desk_appeal", args=[appeal.pk]))
    assert ("recurring" in page.context, "nearby" in page.context) == (False, False)
