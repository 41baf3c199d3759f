"""Which fixtures do the tests of reception days share?"""

from jinlin.core.tests.standing import once_a_file
from jinlin.domains.receptions.tests.cast import cast_of_dehua

standing_cast, cast = once_a_file(cast_of_dehua)
