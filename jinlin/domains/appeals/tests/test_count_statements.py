"""What does one report cost the database, by every door?"""

import pytest

from jinlin.domains.appeals.models import Identity
from jinlin.domains.appeals.tests.cast import Cast, person, reported
from jinlin.domains.appeals.tests.test_speak_to_programs import Program, told

# Places and terms, the row, the signs by which it is found, its entry on the timeline with its
# words beside it, and what the unit is told; savepoints included. With the name, also who looks
# after the household.
OF_A_REPORT = 9
# One asks whether whoever wrote the number down may open the person, one who worked on it.
OF_A_PROGRAM = 13
# Of somebody new three are of their own row, and nobody is asked for who looks after them.
OF_A_STRANGER = 13
OF_ACCEPTING = 13


@pytest.mark.parametrize("words", [1, 3_000])
def test_a_report_costs_the_same_however_long_it_is(
    cast: Cast, django_assert_num_queries, words: int
) -> None:
    resident = person(cast)
    reported(cast, reporter=resident)
    with django_assert_num_queries(OF_A_REPORT):
        reported(cast, reporter=resident, text="路灯坏了。" * words, identity=Identity.HIDDEN)


def test_a_program_s_report_costs_a_fixed_number_too(cast: Cast, django_assert_num_queries) -> None:
    clerk = Program(cast.users.clerk)
    clerk.post(key="first", **told(cast))
    with django_assert_num_queries(OF_A_PROGRAM):
        assert clerk.post(key="second", **told(cast)).status_code == 201


def test_so_does_that_of_somebody_new(cast: Cast, django_assert_num_queries) -> None:
    clerk = Program(cast.users.clerk)
    clerk.post(key="first", **told(cast))
    with django_assert_num_queries(OF_A_STRANGER):
        answer = clerk.post(key="second", **told(cast, reporter_phone="13800000002"))
    assert answer.status_code == 201


def test_accepting_reads_nothing_twice(cast: Cast, django_assert_num_queries) -> None:
    clerk = Program(cast.users.clerk)
    made = [clerk.post(key=key, **told(cast)).json() for key in ("first", "second")]
    clerk.post(f"/{made[0]['id']}/accept", key="third", version=1)
    with django_assert_num_queries(OF_ACCEPTING):
        answer = clerk.post(f"/{made[1]['id']}/accept", key="fourth", version=1)
    assert answer.status_code == 200
