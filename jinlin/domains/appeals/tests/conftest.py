"""Which fixtures do the tests of appeals share?"""

from jinlin.core.tests.standing import once_a_file
from jinlin.domains.appeals.tests.cast import cast_of_dehua

standing_cast, cast = once_a_file(cast_of_dehua)
