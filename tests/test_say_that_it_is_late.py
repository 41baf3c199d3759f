"""Does whoever waits read that it is late, once the day is over, and no promise before somebody
made one?
"""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import translation

from jinlin.core.time import clock
from jinlin.domains.appeals.lifecycle import PROMISED
from jinlin.domains.appeals.lifecycle import State as AppealState
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.open311.shapes import service_requests
from jinlin.domains.appeals.queries.mine import next_sentence as of_appeal
from jinlin.domains.consultations.lifecycle import OPEN as OPEN_TOPICS
from jinlin.domains.consultations.models import Topic
from jinlin.domains.consultations.queries.own import OwnTopic
from jinlin.domains.receptions.lifecycle import ConversationState
from jinlin.domains.receptions.models import Conversation
from jinlin.domains.receptions.queries.mine import _of_talk
from jinlin.domains.servicedays.lifecycle import HelpState
from jinlin.domains.servicedays.models import HelpAsk
from jinlin.domains.servicedays.queries.lists import HelpLine
from jinlin.domains.wishes.lifecycle import State as WishState
from jinlin.domains.wishes.models import Wish
from jinlin.domains.wishes.queries.mine import next_sentence as of_wish
from jinlin.ground.places.models import Organisation, Place

pytestmark = pytest.mark.one_engine

UNIT = Organisation(name="凤池社区居委会")
WAITED_FOR: list[tuple[type[Any], Any, Any, dict[str, Any]]] = [
    *((Appeal, of_appeal, state, {"unit": UNIT}) for state in sorted(PROMISED)),
    *(
        (Wish, of_wish, state, {"unit": UNIT})
        for state in (WishState.POSTED, WishState.PUBLISHED, WishState.CLAIMED)
    ),
    *(
        (Conversation, _of_talk, state, {"appeal_number": "DH-1"})
        for state in (ConversationState.PASSED_ON, ConversationState.DISPUTED)
    ),
    *((Topic, lambda row: OwnTopic(row).sentence, state, {}) for state in sorted(OPEN_TOPICS)),
    (HelpAsk, lambda row: HelpLine(row).sentence, HelpState.ASKED, {}),
]


def said(case: tuple[type[Any], Any, Any, dict[str, Any]], days: int) -> str:
    model, says, state, fields = case
    row = model(state=state, due_at=clock.now() + timedelta(days=days), **fields)
    with translation.override("zh-hans"):
        return str(says(row))


@pytest.mark.parametrize("case", WAITED_FOR, ids=lambda case: f"{case[0].__name__}-{case[2]}")
def test_a_day_that_is_over_is_said_to_be_late_and_is_promised_no_more(case):
    before, after = said(case, 3), said(case, -3)
    late = ("逾期", "现在还没有")
    assert [any(word in each for word in late) for each in (before, after)] == [False, True]
    assert "将在" not in after


@pytest.mark.parametrize(
    "case", [each for each in WAITED_FOR if each[2] in {"reported", "posted", "raised", "asked"}]
)
def test_before_somebody_took_it_up_no_answer_is_promised(case):
    assert [word for day in (3, -3) for word in ("承诺", "答复") if word in said(case, day)] == []


@pytest.mark.parametrize("state", list(AppealState))
def test_other_programs_read_a_day_for_the_answer_only_where_one_was_promised(state, monkeypatch):
    from jinlin.domains.appeals.open311 import shapes

    monkeypatch.setattr(shapes, "last_words", lambda appeals: {})
    monkeypatch.setattr(shapes, "last_moves", lambda appeals: {})
    monkeypatch.setattr(shapes, "full_name", lambda place: "德化县")
    now = clock.now()
    row = Appeal(state=state, unit=UNIT, due_at=now, reported_at=now, place=Place())
    [told] = service_requests([row])
    assert (told["expected_datetime"] is not None) == (state in {"accepted", "in_hand", "merged"})
