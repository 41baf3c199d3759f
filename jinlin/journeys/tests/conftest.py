"""Who travels? The cast of reception days, in a county that knows the usual classes of appeals."""

from jinlin.core.tests.standing import once_a_file
from jinlin.domains.appeals.actions import offer_usual_classes
from jinlin.domains.receptions.tests.cast import Cast, cast_of_dehua


def made() -> Cast:
    offer_usual_classes()
    return cast_of_dehua()


standing_cast, cast = once_a_file(made)
