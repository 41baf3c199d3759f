"""Which fixtures do the tests of volunteers share?"""

from jinlin.core.tests.standing import once_a_file
from jinlin.services.volunteers.tests.cast import cast_of_volunteers

standing_cast, cast = once_a_file(cast_of_volunteers)
