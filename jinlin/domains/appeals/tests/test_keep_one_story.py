"""Is the trail whole whatever happens to an appeal?"""

import pytest

from jinlin.core import timeline
from jinlin.core.errors import Stale, Unusable
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.actions import Verdict
from jinlin.domains.appeals.lifecycle import State
from jinlin.domains.appeals.models import Round
from jinlin.domains.appeals.tests.cast import closed, finished, in_hand, now_of, reported

UNSOLVED = Verdict(answered=True, solved=False, satisfied=False)


def verbs(appeal):
    return [entry.verb for entry in timeline.trail(appeal)]


def test_version_is_the_number_of_entries(cast):
    appeal = closed(cast)
    assert verbs(appeal) == ["report", "accept", "hand_over", "finish", "judge", "close"]
    assert now_of(appeal).version == 6


def test_not_solved_begins_a_new_round_and_the_second_time_escalates(cast):
    appeal = finished(cast)
    appeal = actions.judge(appeal, actor=cast.actors.resident, verdict=UNSOLVED, comment="还是不亮")
    assert (appeal.state, appeal.reopened, appeal.is_escalated) == (State.IN_HAND, 1, False)
    appeal = actions.finish(appeal, actor=cast.actors.handler, reply="重新换了镇流器。")
    appeal = actions.judge(appeal, actor=cast.actors.resident, verdict=UNSOLVED)
    assert (appeal.state, appeal.reopened, appeal.is_escalated) == (State.IN_HAND, 2, True)
    rounds = list(Round.objects.filter(appeal=appeal))
    assert [(each.sequence, each.is_solved, each.reopened_on is not None) for each in rounds] == [
        (1, False, True),
        (2, False, True),
        (3, None, False),
    ]
    assert appeal.due_at == rounds[2].due_at


def test_what_ended_and_was_reopened_ends_again_in_its_last_round(cast):
    appeal = closed(cast)
    assert appeal.ended_on is not None
    appeal = actions.reopen(appeal, actor=cast.actors.resident, reason="下雨又不亮了")
    assert (appeal.state, appeal.ended_on) == (State.IN_HAND, None)
    appeal = actions.finish(appeal, actor=cast.actors.handler, reply="更换了防水接头。")
    appeal = actions.close(appeal, actor=cast.actors.lead, reason="电话回访，居民说好了")
    assert [each.ended_on is not None for each in Round.objects.filter(appeal=appeal)] == [
        True,
        True,
    ]


def test_a_copy_that_is_behind_is_refused_and_nothing_changes(cast):
    appeal = reported(cast)
    behind = now_of(appeal)
    actions.add_information(appeal, actor=cast.actors.resident, text="是三号楼")
    with pytest.raises(Stale) as refused:
        actions.accept(behind, actor=cast.actors.clerk)
    assert refused.value.detail == {"version": 2, "yours": 1, "state": State.REPORTED}
    assert verbs(appeal) == ["report", "add_information"]


@pytest.mark.parametrize("reply", ["", "  \n ", "\u202e\x00\x07"])
def test_a_reply_without_words_is_refused(cast, reply):
    appeal = in_hand(cast)
    with pytest.raises(Unusable) as refused:
        actions.finish(appeal, actor=cast.actors.handler, reply=reply)
    assert refused.value.field == "reply"
    assert now_of(appeal).state == State.IN_HAND


def test_silence_is_closed_by_hand_only_with_a_reason(cast):
    appeal = finished(cast)
    with pytest.raises(Unusable):
        actions.close(appeal, actor=cast.actors.lead, reason=" ")
    closed_by_hand = actions.close(appeal, actor=cast.actors.lead, reason="三次回访未接通")
    assert closed_by_hand.state == State.CLOSED
    assert Round.objects.get(appeal=appeal).is_solved is None
