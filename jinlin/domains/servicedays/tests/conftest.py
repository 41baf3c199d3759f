"""Which fixtures do the tests of service days share?"""

from jinlin.core.tests.standing import once_a_file
from jinlin.domains.servicedays.tests.cast import cast_of_dehua

standing_cast, cast = once_a_file(cast_of_dehua)
