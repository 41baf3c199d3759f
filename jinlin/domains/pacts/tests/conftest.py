"""Which fixtures do the tests of pacts share?"""

from jinlin.core.tests.standing import once_a_file
from jinlin.domains.pacts.tests.cast import cast_of_pacts

standing_cast, cast = once_a_file(cast_of_pacts)
