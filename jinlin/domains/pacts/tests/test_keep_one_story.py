"""Is the trail of a pact whole whatever happens to it?"""

from datetime import timedelta

import pytest

from jinlin.core import timeline
from jinlin.core.errors import NotNow, Stale, Unusable
from jinlin.core.time import clock
from jinlin.domains.pacts import actions
from jinlin.domains.pacts.tests.cast import (
    CARRIED,
    CLAUSES,
    LOST,
    changed,
    drafted,
    in_force,
    now_of,
    said,
    texts_of,
    voting,
)


def verbs(pact):
    return [entry.verb for entry in timeline.trail(pact)]


def test_version_is_the_number_of_entries_on_the_whole_way(cast):
    clerk, lead = cast.actors.clerk, cast.actors.community_lead
    pact = actions.turn_down(voting(cast), tally=LOST, actor=lead)
    pact = actions.ask_again(pact, until=clock.today() + timedelta(days=7), actor=clerk)
    comment = said(cast, pact)
    pact = actions.consolidate(now_of(pact), actor=clerk)
    actions.answer(comment, answer="taken", actor=clerk)
    actions.write(
        pact, title="公约", changes=changed(pact, ["楼道不放东西。", *CLAUSES[1:]]), actor=clerk
    )
    vote = {"meets_on": clock.today(), "where": "活动室", "actor": clerk}
    pact = actions.put_to_vote(now_of(pact), **vote)
    pact = actions.adopt(pact, tally=CARRIED, since=clock.today(), actor=lead)
    pact = actions.review(pact, note="都还合适", actor=clerk)
    pact = actions.amend(pact, actor=clerk)
    pact = actions.keep_old(pact, reason="先不改", actor=clerk)
    day = clock.today() + timedelta(days=1)
    pact = actions.repeal(pact, tally=CARRIED, since=day, actor=lead)
    assert verbs(pact) == [
        *("draft", "publish", "consolidate", "put_to_vote", "turn_down", "ask_again"),
        *("consolidate", "write", "put_to_vote", "adopt", "review", "amend", "keep_old", "repeal"),
    ]
    assert now_of(pact).version == len(verbs(pact)) == 14
    assert list(timeline.verify()) == []


def test_a_copy_that_is_behind_is_refused_and_nothing_changes(cast):
    pact = drafted(cast)
    behind = now_of(pact)
    actions.write(
        pact, title="公约", changes=changed(pact, ["甲。", *CLAUSES[1:]]), actor=cast.actors.clerk
    )
    with pytest.raises(Stale) as refused:
        actions.drop(behind, reason="不定了", actor=cast.actors.clerk)
    assert refused.value.detail == {"version": 2, "yours": 1, "state": "drafting"}
    assert (verbs(pact), now_of(pact).state) == (["draft", "write"], "drafting")


@pytest.mark.parametrize("reason", ["", "  \n ", "\u202e\x00\x07"])
def test_a_reason_without_words_is_refused(cast, reason):
    pact = drafted(cast)
    with pytest.raises(Unusable) as refused:
        actions.drop(pact, reason=reason, actor=cast.actors.clerk)
    assert (refused.value.field, verbs(pact)) == ("reason", ["draft"])


def test_a_refused_vote_leaves_the_text_as_it_was(cast):
    pact = in_force(cast)
    with pytest.raises(NotNow):
        actions.adopt(pact, tally=CARRIED, since=clock.today(), actor=cast.actors.community_lead)
    assert (texts_of(pact), now_of(pact).version) == (list(CLAUSES), pact.version)
