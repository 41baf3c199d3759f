"""Who may sit for which exam, counted to 31 December: worked cases, and what must hold of all?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinlin.core.time.months import months_later
from jinlin.domains.workforce.deadlines import RegistrationState, Terms, expires, status_on
from jinlin.domains.workforce.eligibility import (
    ASSISTANT,
    BACHELOR,
    COLLEGE,
    DOCTOR,
    LAW,
    LOWER,
    MASTER,
    SECONDARY,
    SENIOR,
    SOCIAL_WORKER,
    SUBJECTS,
    WITHIN,
    Life,
    Schooling,
    Sitting,
    find,
    months_of,
    next_open,
    passed_in,
    standing,
)

pytestmark = pytest.mark.one_engine

YEAR = 2025


def life(degree, *, social_work=False, since=None, held=()):
    spans = ((since, None),) if since else ()
    return Life((Schooling(degree, social_work),), spans, tuple(held))


def practised(years, months=0):
    """Since when, to have so many years and months on 31 December of the year."""
    return months_later(date(YEAR + 1, 1, 1), -(years * 12 + months))


# level, schooling, in social work, years and months of practice, held: may they, months short
CASES = [
    (ASSISTANT, SECONDARY, False, (4, 0), (), True, 0),
    (ASSISTANT, SECONDARY, False, (3, 11), (), False, 1),
    (ASSISTANT, COLLEGE, True, (2, 0), (), True, 0),
    (ASSISTANT, COLLEGE, True, (0, 8), (), False, 16),
    (ASSISTANT, COLLEGE, False, (4, 0), (), True, 0),
    (ASSISTANT, COLLEGE, False, (2, 8), (), False, 16),
    (ASSISTANT, BACHELOR, True, (0, 0), (), True, 0),
    (ASSISTANT, BACHELOR, False, (2, 0), (), True, 0),
    (ASSISTANT, BACHELOR, False, (1, 11), (), False, 1),
    (ASSISTANT, MASTER, False, (2, 0), (), True, 0),
    (SOCIAL_WORKER, COLLEGE, True, (4, 0), (), True, 0),
    (SOCIAL_WORKER, COLLEGE, False, (5, 11), (), False, 1),
    (SOCIAL_WORKER, BACHELOR, True, (3, 0), (), True, 0),
    (SOCIAL_WORKER, BACHELOR, False, (5, 0), (), True, 0),
    (SOCIAL_WORKER, MASTER, True, (1, 0), (), True, 0),
    (SOCIAL_WORKER, MASTER, False, (3, 0), (), True, 0),
    (SOCIAL_WORKER, DOCTOR, True, (0, 0), (), True, 0),
    (SOCIAL_WORKER, DOCTOR, False, (2, 0), (), True, 0),
    (SOCIAL_WORKER, SECONDARY, False, (20, 0), ((ASSISTANT, date(2019, 12, 31)),), True, 0),
    (SOCIAL_WORKER, SECONDARY, False, (20, 0), ((ASSISTANT, date(2020, 2, 1)),), False, 1),
    (SENIOR, BACHELOR, False, (20, 0), ((SOCIAL_WORKER, date(2020, 12, 20)),), True, 0),
    (SENIOR, BACHELOR, False, (20, 0), ((SOCIAL_WORKER, date(2021, 5, 1)),), False, 4),
]


@pytest.mark.parametrize("case", CASES)
def test_worked_cases(case):
    level, degree, social_work, practice, held, may, short = case
    since = practised(*practice) if any(practice) else None
    found = find(life(degree, social_work=social_work, since=since, held=held), level, YEAR)
    assert (found.is_open, found.best.short) == (may, short)


def test_nobody_without_schooling_sits_for_anything():
    assert not any(find(life(LOWER, since=date(1990, 1, 1)), n, YEAR).is_open for n in (1, 2, 3))


def test_who_holds_the_level_needs_no_exam():
    held = ((SOCIAL_WORKER, date(2020, 1, 1)),)
    found = find(life(BACHELOR, social_work=True, since=date(2010, 1, 1), held=held), 1, YEAR)
    assert (found.is_open, found.is_held) == (False, True)


def test_without_the_assistants_certificate_the_trace_names_it():
    best = find(life(SECONDARY, since=date(2000, 1, 1)), SOCIAL_WORKER, YEAR).best
    assert (best.is_met, best.lacks_level) == (False, ASSISTANT)


def test_without_any_day_nothing_is_claimed():
    best = find(life(BACHELOR), ASSISTANT, YEAR).best
    assert (best.is_met, best.has_months) == (False, None)


def test_the_next_year_in_which_it_opens_is_told():
    one = life(COLLEGE, social_work=True, since=practised(0, 8))
    assert next_open(one, ASSISTANT, YEAR) == 2027


days = st.dates(date(1980, 1, 1), date(2025, 12, 31))
schooling = st.sampled_from([SECONDARY, COLLEGE, BACHELOR, MASTER, DOCTOR])


@given(degree=schooling, since=days, level=st.sampled_from([1, 2]))
def test_a_subject_in_social_work_never_closes_a_door(degree, since, level):
    other = find(life(degree, since=since), level, YEAR).is_open
    assert find(life(degree, social_work=True, since=since), level, YEAR).is_open >= other


@given(degree=schooling, since=days, level=st.sampled_from([1, 2]), social_work=st.booleans())
def test_a_higher_degree_never_closes_a_door(degree, since, level, social_work):
    lower = find(life(degree, social_work=social_work, since=since), level, YEAR).is_open
    higher = min(degree + 1, DOCTOR)
    assert find(life(higher, social_work=social_work, since=since), level, YEAR).is_open >= lower


@given(degree=schooling, since=days, level=st.sampled_from([1, 2]))
def test_another_year_never_closes_a_door(degree, since, level):
    one = life(degree, since=since)
    assert find(one, level, YEAR + 1).is_open >= find(one, level, YEAR).is_open


def test_no_days_are_lost_between_two_posts_that_follow_each_other():
    """Five years in two posts are five years, on whatever day the unit changed."""
    begun, changed = date(2021, 1, 1), date(2022, 6, 10)
    spans = ((begun, changed - timedelta(days=1)), (changed, None))
    assert months_of(spans, date(2025, 12, 31)) == 60
    one = Life((Schooling(BACHELOR, False),), spans, ())
    assert find(one, SOCIAL_WORKER, YEAR).is_open


def test_practice_that_ended_before_the_certificate_is_none_after_it():
    ended = ((date(2005, 1, 1), date(2015, 6, 30)),)
    one = Life((Schooling(SECONDARY, False),), ended, ((ASSISTANT, date(2018, 9, 1)),))
    best = find(one, SOCIAL_WORKER, YEAR).best
    assert (best.is_met, best.has_months, best.short) == (False, 0, 72)
    assert next_open(one, SOCIAL_WORKER, YEAR) is None
    no_post = Life((Schooling(SECONDARY, False),), (), ((ASSISTANT, date(2018, 9, 1)),))
    assert find(no_post, SOCIAL_WORKER, YEAR).is_open  # nobody knows of a post


@given(start=days, change=st.integers(0, 4000), rest=st.integers(0, 4000))
def test_a_change_of_unit_changes_nothing(start, change, rest):
    first, last = start + timedelta(days=change), start + timedelta(days=change + 1 + rest)
    parts = [(start, first), (first + timedelta(days=1), last)]
    assert months_of(parts, last) == months_of([(start, last)], last)


@given(st.lists(st.tuples(days, days).map(sorted), max_size=5))
def test_spans_that_overlap_count_once(spans):
    total = months_of([tuple(each) for each in spans], date(2025, 12, 31))
    if spans:
        whole = (min(a for a, _b in spans), max(b for _a, b in spans))
        assert total <= months_of([whole], date(2025, 12, 31)) + 1
    doubled = [tuple(each) for each in spans for _twice in range(2)]
    assert months_of(doubled, date(2025, 12, 31)) == total


def sittings(*years):
    """(2024, "1+ 2-") -> subject 1 passed, 2 failed."""
    return [
        Sitting(year, int(one[0]), one[1] == "+") for year, told in years for one in told.split()
    ]


@pytest.mark.parametrize(
    ("level", "years", "passed"),
    [
        (ASSISTANT, [(2024, "1+ 2+")], 2024),
        (ASSISTANT, [(2023, "1+ 2-"), (2024, "1- 2+")], None),
        (SOCIAL_WORKER, [(2023, "1+ 2-"), (2024, "2+ 3+")], 2024),
        (SOCIAL_WORKER, [(2022, "1+"), (2023, "2+"), (2024, "3+")], None),
        (SOCIAL_WORKER, [(2022, "1+"), (2023, "2+"), (2024, "1+ 3+")], 2024),
        (SOCIAL_WORKER, [(2022, "1+ 2+"), (2024, "3+")], None),
        (SOCIAL_WORKER, [], None),
    ],
)
def test_subjects_roll_over(level, years, passed):
    assert passed_in(level, sittings(*years)) == passed


@given(
    level=st.sampled_from([1, 2, 3]),
    told=st.lists(
        st.builds(Sitting, st.integers(2018, 2026), st.integers(1, 3), st.booleans()), max_size=12
    ),
)
def test_a_passed_exam_has_all_its_subjects_in_its_years(level, told):
    told = [s for s in told if s.subject <= SUBJECTS[level]]
    year = passed_in(level, told)
    window = range(year - WITHIN[level] + 1, year + 1) if year else ()
    held = {s.subject for s in told if s.passed and s.year in window}
    assert (len(held) == SUBJECTS[level]) == (year is not None) or year is None
    assert standing(level, told, 2018) == frozenset()


TERMS = Terms()


@pytest.mark.parametrize(
    ("day", "issued", "registered", "expected"),
    [
        (date(2025, 6, 1), date(2025, 1, 10), None, RegistrationState.FRESH),
        (date(2026, 1, 10), date(2025, 1, 10), None, RegistrationState.FRESH),
        (date(2026, 1, 11), date(2025, 1, 10), None, RegistrationState.MISSED),
        (date(2025, 6, 1), date(2022, 1, 1), date(2023, 3, 1), RegistrationState.VALID),
        (date(2025, 11, 28), date(2022, 1, 1), date(2023, 3, 1), RegistrationState.VALID),
        (date(2025, 11, 29), date(2022, 1, 1), date(2023, 3, 1), RegistrationState.RENEWABLE),
        (date(2026, 2, 28), date(2022, 1, 1), date(2023, 3, 1), RegistrationState.RENEWABLE),
        (date(2026, 3, 1), date(2022, 1, 1), date(2023, 3, 1), RegistrationState.EXPIRED),
        (date(2025, 6, 1), None, None, RegistrationState.UNKNOWN),
    ],
)
def test_how_a_certificate_stands(day, issued, registered, expected):
    assert status_on(day, issued=issued, registered=registered, terms=TERMS).standing == expected


@pytest.mark.parametrize(
    ("registered", "last"),
    [
        (date(2024, 2, 29), date(2027, 2, 28)),
        (date(2024, 2, 28), date(2027, 2, 27)),
        (date(2024, 3, 1), date(2027, 2, 28)),
        (date(2025, 3, 1), date(2028, 2, 29)),
        (date(2024, 12, 31), date(2027, 12, 30)),
    ],
)
def test_the_last_day_of_three_years(registered, last):
    assert expires(registered, TERMS) == last


@given(registered=days, later=st.integers(0, 2000))
def test_a_registration_holds_exactly_its_three_years(registered, later):
    day = registered + timedelta(days=later)
    found = status_on(day, issued=registered, registered=registered, terms=TERMS)
    assert (found.standing == RegistrationState.EXPIRED) == (day > expires(registered, TERMS))


def test_the_seed_of_the_house_is_the_law():
    from importlib import import_module

    module = import_module("jinlin.domains.workforce.migrations.0002_fields_and_exam_rules")
    assert set(module.RULES) == {
        (n.level, n.degree, n.is_social_work, n.after, n.years) for n in LAW
    }
