"""Does each figure of reception days open to exactly its rows, and each row to its page?"""

import pytest
from django.urls import reverse

from jinlin.domains.receptions import actions
from jinlin.domains.receptions.measures import MEASURES
from jinlin.domains.receptions.tests.cast import (
    COUNTY,
    FRIDAY,
    answered,
    at,
    at_desk,
    booked,
    held,
    settled,
    walked_in,
)

KEYS = [measure.key for measure in MEASURES]
IN_TIME = {"place": COUNTY, "as_of": "2025-12-31"}


@pytest.mark.parametrize("key", KEYS)
def test_the_figure_is_the_number_of_its_rows_and_each_opens(cast, key):
    booked(cast, "neighbour", 1)
    settled(cast)
    answered(cast, "neighbour", 1)
    with at(FRIDAY, 16):
        talk = actions.begin(walked_in(cast), text="邻居吵", actor=cast.actors.clerk)
        actions.refer(talk, instead="请找派出所", actor=cast.actors.clerk)
    held(cast)
    browser = at_desk(cast.users.supervisor)
    counted = browser.get(reverse("metrics:figure", args=[key]), IN_TIME).context["reading"].figure
    listed = {
        met: browser.get(reverse("metrics:rows", args=[key]), {**IN_TIME, "met": met})
        for met in ("", "1")
    }
    assert {met: len(page.context["lines"]) for met, page in listed.items()} == {
        "": counted.denominator,
        "1": counted.numerator,
    }
    address = reverse(
        "receptions:session" if key == "receptions.sessions" else "receptions:talk",
        args=[listed["1"].context["lines"][0][0].pk],
    )
    assert f'href="{address}"' in listed["1"].content.decode()


@pytest.mark.parametrize("key", KEYS)
def test_opening_costs_the_same_for_one_row_and_for_two(cast, django_assert_num_queries, key):
    booked(cast, "neighbour", 1)
    settled(cast)
    with at(FRIDAY, 16):
        talk = actions.begin(walked_in(cast), text="邻居吵", actor=cast.actors.clerk)
        actions.refer(talk, instead="请找派出所", actor=cast.actors.clerk)
    browser, path = at_desk(cast.users.supervisor), reverse("metrics:rows", args=[key])
    browser.get(path, IN_TIME)
    asked = 11  # what an earlier day says may stand in cells: marks and sums are asked first
    with django_assert_num_queries(asked):
        browser.get(path, IN_TIME)
    answered(cast, "neighbour", 1)
    with django_assert_num_queries(asked):
        browser.get(path, IN_TIME)
