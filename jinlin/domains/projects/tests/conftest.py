"""Which fixtures do the tests of projects share?"""

from jinlin.core.tests.standing import once_a_file
from jinlin.domains.projects.tests.cast import cast_of_projects

standing_cast, cast = once_a_file(cast_of_projects)
