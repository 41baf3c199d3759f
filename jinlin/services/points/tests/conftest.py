"""Which fixtures do the tests of points share?"""

from jinlin.core.tests.standing import once_a_file
from jinlin.services.points.tests.cast import cast_of_points

standing_cast, cast = once_a_file(cast_of_points)
