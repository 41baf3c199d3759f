"""What do the figures of consultations say, on the day itself, before and after?"""

from datetime import timedelta

import pytest

from jinlin.core.figures.answers import answer
from jinlin.core.figures.measures import Window
from jinlin.core.time import clock
from jinlin.domains.consultations import actions
from jinlin.domains.consultations.measures import MEASURES
from jinlin.domains.consultations.tests.cast import (
    after,
    decided,
    item,
    neighbours,
    now_of,
    opened,
    raised,
)

BY_KEY = {measure.key: measure for measure in MEASURES}


def told(cast, key, as_of=None, since=None):
    window = Window(cast.places.town.code, as_of or clock.today(), since)
    found = answer(BY_KEY[f"consultations.{key}"], window)
    return found.numerator, found.denominator


def test_topics_and_meetings_count_on_their_day(cast):
    raised(cast)
    topic = decided(cast)
    yesterday, later = clock.today() - timedelta(days=1), clock.today() + timedelta(days=9)
    assert told(cast, "topics")[1] == 2
    assert told(cast, "topics", yesterday)[1] == 0
    assert (told(cast, "meetings")[1], told(cast, "meetings", later)[1]) == (0, 1)
    assert topic.decided_on == clock.today() + timedelta(days=5)


def test_a_vote_counts_once_its_result_is_published(cast):
    voters = neighbours(5)
    vote = opened(cast, voters, secret=False)
    for actor, _person in voters[:3]:
        actions.vote_by_name(vote, choice="for", actor=actor)
    with after(vote):
        vote = actions.close(now_of(vote), actor=cast.actors.community_lead)
        assert told(cast, "turnout") == (0, 0)
        actions.publish(vote, actor=cast.actors.community_lead)
        assert told(cast, "turnout") == (1, 1)
        assert told(cast, "voters")[0] == 3


@pytest.mark.parametrize(("late", "kept"), [(0, 1), (30, 0)])
def test_what_was_agreed_is_kept_when_it_is_done_by_its_day(cast, late, kept):
    one = item(cast)
    day = one.due_on + timedelta(days=late)
    with clock.set_to(clock.at(day, 10)):
        actions.finish(now_of(one), outcome="装好了", actor=cast.actors.clerk)
        assert told(cast, "kept_rate") == (kept, 1)
        assert told(cast, "kept_rate", one.due_on - timedelta(days=1)) == (0, 0)


def test_a_resolution_has_an_end_when_its_topic_has(cast):
    topic = decided(cast)
    with clock.set_to(clock.now() + timedelta(days=40)):
        assert told(cast, "ended_rate") == (0, 1)
        topic = actions.tell_what_came(now_of(topic))
        actions.settle(now_of(topic))
        assert told(cast, "ended_rate") == (1, 1)
