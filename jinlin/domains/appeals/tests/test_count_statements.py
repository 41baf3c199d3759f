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
OF_A_PROGRAM = 16


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
