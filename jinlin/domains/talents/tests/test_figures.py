"""Which figures do talents give, also on the day before and after?"""

from datetime import timedelta

from jinlin.core.figures.answers import answer
from jinlin.core.figures.measures import Window
from jinlin.core.time import clock
from jinlin.domains.talents import actions
from jinlin.domains.talents.measures import MEASURES
from jinlin.domains.talents.tests import cast as c
from jinlin.domains.talents.tests.cast import listed, nominated, now_of
from jinlin.ground.accounts.tests.county import COUNTY

BY_KEY = {measure.key: measure for measure in MEASURES}


def _value(key, day, place=COUNTY):
    figure = answer(BY_KEY[key], Window(place, day))
    return (figure.numerator, figure.denominator)


def test_a_talent_counts_from_the_day_in_the_directory_on_and_also_after_leaving(cast):
    today = clock.today()
    talent = nominated(cast)
    assert _value("talents.nurtured", today)[1] == 0
    talent = actions.take_in(talent, called="陈师傅", actor=cast.actors.clerk)
    actions.leave(now_of(talent), actor=cast.actors.craftsman)
    found = [_value("talents.nurtured", today + timedelta(days=n))[1] for n in (-1, 0, 1)]
    assert found == [0, 1, 1]
    assert _value("talents.nurtured", today, cast.places.far_community.code)[1] == 0


def test_a_certificate_counts_as_valid_on_the_days_on_which_it_was(cast):
    certificate = c.held(cast)
    lead, first = cast.actors.community_lead, certificate.issued_on
    for days, verb in ((2, actions.suspend), (5, actions.reinstate), (9, actions.withdraw)):
        with clock.set_to(clock.at(first + timedelta(days=days), 10)):
            verb(now_of(certificate), reason="查实", actor=lead)
    days = (-1, 0, 1, 2, 4, 5, 8, 9, 20)
    found = [_value("talents.certified", first + timedelta(days=n)) for n in days]
    assert found == [
        *((0, 0), (1, 1), (1, 1)),
        *((0, 1), (0, 1), (1, 1), (1, 1)),
        *((0, 1), (0, 1)),
    ]
    assert _value("talents.certified", certificate.valid_until + timedelta(days=1)) == (0, 1)


def test_helps_count_when_they_were_told_of_and_never_when_nobody_came(cast):
    talent, today = listed(cast), clock.today()
    first = actions.accept(c.help_asked(cast, talent), comes="今晚", actor=cast.actors.craftsman)
    actions.tell(first, went="nobody_came", actor=cast.actors.resident)
    assert (_value("talents.helps", today)[1], _value("talents.solved_rate", today)) == (0, (0, 1))
    second = actions.accept(
        c.help_asked(cast, now_of(talent)), comes="今晚", actor=cast.actors.craftsman
    )
    actions.tell(second, went="well", actor=cast.actors.resident)
    assert (_value("talents.helps", today)[1], _value("talents.solved_rate", today)) == (1, (1, 2))


def test_a_pair_counts_when_the_mentor_said_yes_and_a_review_when_it_was_in_time(cast):
    pair, today = c.proposed(cast), clock.today()
    assert _value("talents.pairs", today)[1] == 0
    actions.agree(pair, actor=cast.actors.craftsman)
    assert _value("talents.pairs", today)[1] == 1


def test_a_yearly_review_counts_when_it_was_made_by_its_day(cast):
    certificate = c.held(cast)
    due = certificate.reviews.get().due_on
    with clock.set_to(clock.at(due, 10)):
        actions.review(now_of(certificate), note="一直好", actor=cast.actors.clerk)
    assert _value("talents.reviewed_rate", due) == (1, 1)
    assert _value("talents.reviewed_rate", due - timedelta(days=1))[1] == 0


def test_a_review_that_was_missed_stays_missed_when_the_certificate_ends(cast):
    certificate = c.held(cast)
    due = certificate.reviews.get().due_on
    with clock.set_to(clock.at(due + timedelta(days=1), 10)):
        actions.withdraw(now_of(certificate), reason="查实", actor=cast.actors.community_lead)
    assert _value("talents.reviewed_rate", due) == (0, 1)


def test_a_review_that_lay_ahead_is_due_no_more_when_the_certificate_ends(cast):
    certificate = c.held(cast)
    due = certificate.reviews.get().due_on
    with clock.set_to(clock.at(due - timedelta(days=1), 10)):
        actions.withdraw(now_of(certificate), reason="查实", actor=cast.actors.community_lead)
    assert _value("talents.reviewed_rate", due)[1] == 0
