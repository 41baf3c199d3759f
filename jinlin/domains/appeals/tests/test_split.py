"""Are two problems in one appeal told apart without losing sight of either?"""

import pytest

from jinlin.core import timeline
from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.domains.appeals import actions, queries
from jinlin.domains.appeals.lifecycle import State
from jinlin.domains.appeals.models import Channel, Identity
from jinlin.domains.appeals.queries import tracked
from jinlin.domains.appeals.tests.cast import accepted, in_hand, now_of, person, reported

SECOND = "另外下水道也堵了。"


def split(appeal, cast, **words):
    return actions.split(
        appeal,
        actor=cast.actors.clerk,
        **{"text": SECOND, "reason": "是两件事，归两个单位。", **words},
    )


def test_the_second_matter_waits_to_be_accepted_for_the_same_resident(cast):
    first = in_hand(cast)
    second = split(first, cast)
    assert (second.state, second.text, second.split_from, second.reporter, second.place) == (
        State.REPORTED,
        SECOND,
        first,
        first.reporter,
        first.place,
    )
    assert (second.unit, now_of(first).state, now_of(first).due_at) == (
        cast.units.community,
        State.IN_HAND,
        first.due_at,
    )
    assert second.number != first.number


def test_both_trails_name_the_other(cast):
    first = accepted(cast)
    second = split(first, cast)
    assert second.number in queries.story(now_of(first), actor=cast.actors.resident)[-1].sentence
    assert first.number in queries.story(second, actor=cast.actors.resident)[0].sentence
    assert (
        [len(timeline.trail(each)) for each in (first, second)]
        == [now_of(first).version, second.version]
        == [3, 1]
    )


def test_each_goes_its_own_way(cast):
    first = in_hand(cast)
    second = split(first, cast)
    actions.finish(now_of(first), actor=cast.actors.handler, reply="灯修好了。")
    second = actions.accept(second, actor=cast.actors.clerk)
    assert (now_of(first).state, second.state) == (State.FINISHED, State.ACCEPTED)


def test_a_kept_back_identity_stays_kept_back_and_an_anonymous_reporter_follows_both_with_one_code(
    cast,
):
    hidden = split(accepted(cast, identity=Identity.HIDDEN), cast)
    assert (hidden.identity, hidden.reporter) == (Identity.HIDDEN, person(cast))
    second = split(
        actions.accept(
            reported(cast, reporter=None, track_code="ABCD2345"), actor=cast.actors.clerk
        ),
        cast,
    )
    assert (second.identity, second.reporter, tracked(second.number, "abcd2345")) == (
        Identity.ANONYMOUS,
        None,
        second.pk,
    )


def test_what_came_in_at_a_desk_is_split_at_that_desk(cast):
    told = actions.Report(
        cast.places.neighbourhood, "路灯坏了，下水道堵了。", Channel.HOTLINE, reporter=person(cast)
    )
    second = split(
        actions.accept(actions.report(told, actor=cast.actors.clerk), actor=cast.actors.clerk), cast
    )
    assert (second.channel, second.registered_by) == (Channel.HOTLINE, cast.actors.clerk.user_id)


def test_a_second_matter_without_words_or_by_others_or_too_late_leaves_nothing(
    cast,
):
    first = in_hand(cast)
    with pytest.raises(Unusable) as refused:
        split(first, cast, text=" \u202e")
    assert refused.value.field == "text"
    with pytest.raises(NotAllowed):
        actions.split(first, actor=cast.actors.handler, text=SECOND, reason="是两件事。")
    with pytest.raises(NotNow):
        split(reported(cast), cast)
    assert (now_of(first).split_off.count(), now_of(first).version) == (0, first.version)
