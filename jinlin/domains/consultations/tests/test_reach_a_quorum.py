"""How many are enough? Worked cases from the law, as a table, and properties.

Organic Law of urban residents' committees, art. 10: the meeting needs over half of all who may vote
(or of the households' or groups' delegates), and decides by over half of those present.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinlin.domains.consultations.deadlines import Quorum, is_revealing, is_shared
from jinlin.domains.consultations.models import QuorumRule
from jinlin.domains.consultations.models.reference import USUAL

pytestmark = pytest.mark.one_engine

HALF_PRESENT = Quorum(1, 2, 1, 2)
HALF_OF_ALL = Quorum(1, 2, 1, 2, of_all=True)
ADVICE = Quorum(0, 1, 1, 2)
TWO_THIRDS = Quorum(2, 3, 1, 2)

# rule, who may vote, who took part, in favour -> is the quorum met, is it carried
TABLE = [
    (HALF_PRESENT, 100, 50, 50, False, False),  # half is not over half
    (HALF_PRESENT, 100, 51, 26, True, True),
    (HALF_PRESENT, 100, 51, 25, True, False),
    (HALF_PRESENT, 101, 51, 26, True, True),
    (HALF_PRESENT, 101, 50, 50, False, False),
    (HALF_PRESENT, 100, 60, 30, True, False),  # half of those present is not over half
    (HALF_PRESENT, 100, 60, 31, True, True),
    (HALF_PRESENT, 100, 100, 51, True, True),
    (HALF_PRESENT, 1, 1, 1, True, True),
    (HALF_PRESENT, 2, 1, 1, False, False),
    (HALF_PRESENT, 3, 2, 1, True, False),
    (HALF_PRESENT, 0, 0, 0, False, False),
    (HALF_OF_ALL, 100, 60, 50, True, False),  # half of all is not over half of all
    (HALF_OF_ALL, 100, 60, 51, True, True),
    (HALF_OF_ALL, 100, 51, 51, True, True),
    (HALF_OF_ALL, 100, 99, 50, True, False),
    (ADVICE, 100, 3, 2, True, True),  # nobody has to take part
    (ADVICE, 100, 4, 2, True, False),
    (ADVICE, 100, 0, 0, True, False),
    (TWO_THIRDS, 90, 60, 60, False, False),
    (TWO_THIRDS, 90, 61, 31, True, True),
]


@pytest.mark.parametrize(("rule", "eligible", "took_part", "in_favour", "met", "carried"), TABLE)
def test_worked_cases(rule, eligible, took_part, in_favour, met, carried):
    told = {"eligible": eligible, "took_part": took_part}
    assert rule.is_met(**told) is met
    assert rule.is_carried(**told, in_favour=in_favour) is carried


def test_the_usual_rules_are_those_of_the_table():
    told = {row["code"]: QuorumRule(**row).quorum for row in USUAL}
    assert told == {
        "half-present": HALF_PRESENT,
        "half-of-all": HALF_OF_ALL,
        "advice": ADVICE,
        "owners": Quorum(2, 3, 1, 2, part_reached=True, by_area=True),
        "owners-major": Quorum(2, 3, 3, 4, part_reached=True, agree_reached=True, by_area=True),
    }


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500))
def test_one_more_in_favour_never_loses_a_vote(eligible, took_part, in_favour):
    took_part = min(took_part, eligible)
    in_favour = min(in_favour, took_part)
    for rule in (HALF_PRESENT, HALF_OF_ALL, ADVICE):
        told = {"eligible": eligible, "took_part": took_part}
        if rule.is_carried(**told, in_favour=in_favour):
            assert rule.is_carried(**told, in_favour=in_favour + 1)


@pytest.mark.parametrize(
    ("counts", "revealing"),
    [
        ({"for": 5, "against": 0}, True),
        ({"for": 4, "against": 1}, False),
        ({"for": 2, "against": 2}, True),
        ({"for": 0, "against": 0}, True),
        ({"for": 3, "against": 1, "invalid": 1}, False),
    ],
)
def test_a_count_that_names_everybody(counts, revealing):
    assert is_revealing(counts) is revealing


@pytest.mark.parametrize(
    ("agreed", "disagreed", "shared"),
    [(4, 0, False), (5, 0, True), (4, 1, True), (7, 2, False), (8, 2, True), (0, 9, False)],
)
def test_what_almost_all_agree_on(agreed, disagreed, shared):
    assert is_shared(agreed, disagreed) is shared


def test_a_county_sets_its_own_rules_from_a_day_on(db):
    from datetime import date, timedelta

    day = date(2026, 1, 1)
    QuorumRule.objects.create(county="350526", code="own", name="三分之二参加", valid_from=day)
    before = [rule.code for rule in QuorumRule.on("350526", day - timedelta(days=1))]
    after = [rule.code for rule in QuorumRule.on("350526", day)]
    assert (before, after) == ([row["code"] for row in USUAL], ["own"])
