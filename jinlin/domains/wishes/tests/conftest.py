"""Who is there in every test of wishes?"""

from jinlin.core.tests.standing import once_a_file
from jinlin.domains.wishes.tests.cast import cast_of_dehua

standing_cast, cast = once_a_file(cast_of_dehua)
