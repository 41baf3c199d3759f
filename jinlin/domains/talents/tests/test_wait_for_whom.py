"""Among one's own matters: does what waits for the reader stand first, and for nobody else?"""

from jinlin.domains.talents.queries import lists
from jinlin.domains.talents.tests.cast import asked, finished, help_asked, proposed


def ranks(source):
    return [line.rank for part in source.parts for line in source.lines(list(part))]


def test_a_help_that_is_asked_waits_for_the_craftsman(cast):
    help_asked(cast)
    assert [ranks(lists.own(actor)) for actor in two(cast)] == [[2], [0]]


def test_one_that_is_done_waits_for_whoever_asked(cast):
    finished(cast)
    assert [ranks(lists.own(actor)) for actor in two(cast)] == [[0], [2]]


def test_a_question_back_waits_for_the_applicant(cast):
    asked(cast)
    assert ranks(lists.own_applications(cast.actors.craftsman)) == [0]
    assert ranks(lists.own_applications(cast.actors.resident)) == []


def test_a_learner_waits_for_the_mentors_yes(cast):
    proposed(cast)
    assert ranks(lists.own_pairs(cast.actors.craftsman)) == [0]


def two(cast):
    """Whoever asked, and the craftsman."""
    return cast.actors.resident, cast.actors.craftsman
