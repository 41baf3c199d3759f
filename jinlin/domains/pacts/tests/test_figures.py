"""What do the figures of pacts count?"""

from datetime import timedelta

from jinlin.core.figures.answers import answer, rows
from jinlin.core.figures.measures import Window
from jinlin.core.time import clock
from jinlin.domains.pacts import actions
from jinlin.domains.pacts.measures import MEASURES
from jinlin.domains.pacts.tests.cast import commenting, in_force, now_of, repealed, said

FIGURES = {measure.key: measure for measure in MEASURES}


def value(key, day=None, place="350526"):
    figure = answer(FIGURES[key], Window(place, day or clock.today()))
    return figure.numerator, figure.denominator


def test_a_neighbourhood_counts_from_the_day_its_text_holds(cast):
    since = clock.today() + timedelta(days=2)
    in_force(cast, since)
    assert value("pacts.in_force", since - timedelta(days=1)) == (0, 4)
    assert value("pacts.in_force", since) == (1, 4)
    assert value("pacts.in_force", since, "350526101") == (0, 1)


def test_and_no_more_from_the_day_of_a_repeal(cast):
    repealed(cast)
    assert value("pacts.in_force") == (1, 4)
    assert value("pacts.in_force", clock.today() + timedelta(days=1)) == (0, 4)


def test_comments_and_their_answers_are_counted(cast):
    pact = commenting(cast)
    first = said(cast, pact)
    said(cast, pact, "挺好", who="neighbour")
    actions.answer(first, answer="taken", actor=cast.actors.clerk)
    assert value("pacts.comments") == (2, 2)
    assert value("pacts.answered_rate") == (1, 2)
    met = rows(FIGURES["pacts.answered_rate"], Window("350526", clock.today()), met_only=True)
    assert list(met) == [first]


def test_a_review_made_by_its_day_is_kept_in_time(cast):
    pact = in_force(cast)
    due = pact.review_on
    assert value("pacts.reviewed_rate", due) == (0, 1)
    with clock.set_to(clock.at(due - timedelta(days=5), 9)):
        actions.review(now_of(pact), note="都遵守", actor=cast.actors.clerk)
    assert value("pacts.reviewed_rate", due) == (1, 1)
