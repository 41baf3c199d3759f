"""Which fixtures do the tests of consultations share?"""

from jinlin.core.tests.standing import once_a_file
from jinlin.domains.consultations.tests.cast import cast_of_consultations

standing_cast, cast = once_a_file(cast_of_consultations)
