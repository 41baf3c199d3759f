"""Which fixtures do the tests of visits share?"""

from jinlin.core.tests.standing import once_a_file
from jinlin.domains.visits.tests.cast import cast_of_visits

standing_cast, cast = once_a_file(cast_of_visits)
