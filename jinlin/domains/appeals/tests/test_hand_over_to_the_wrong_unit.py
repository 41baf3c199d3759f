"""What if it was handed to the wrong unit? It is undone for a few minutes, and given to another one
afterwards.
"""

from datetime import timedelta

import pytest
from django.db import transaction

from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.core.time import clock
from jinlin.domains.appeals import actions, queries
from jinlin.domains.appeals.actions.tickets import HANDOVER
from jinlin.domains.appeals.tests.cast import Cast, at_desk, in_hand, now_of
from jinlin.services.documents.models import Document
from jinlin.services.notices.actions import read_about
from jinlin.services.notices.models import Message


def told(cast: Cast, event: str) -> set[str]:
    rows = Message.objects.filter(event=f"appeals.{event}")
    return set(rows.values_list("user__username", flat=True))


def test_within_ten_minutes_it_is_as_if_it_had_not_been_handed_over(cast):
    appeal = in_hand(cast)
    promised = appeal.due_at
    appeal = actions.take_back(appeal, actor=cast.actors.clerk)
    assert (appeal.state, appeal.unit, appeal.due_at) == (
        "accepted",
        cast.units.community,
        promised,
    )
    assert Document.objects.get(kind=HANDOVER).is_revoked
    assert told(cast, "take_back") >= {cast.users.handler.username}
    assert appeal.returns == 0
    again = actions.hand_over(appeal, actor=cast.actors.clerk, unit=cast.units.property)
    assert Document.objects.filter(kind=HANDOVER, revoked_at=None).get().about_id == again.pk


def test_after_ten_minutes_or_once_opened_it_stays(cast):
    late, opened = in_hand(cast), in_hand(cast)
    with clock.set_to(clock.now() + timedelta(minutes=11)), pytest.raises(NotNow):
        actions.take_back(late, actor=cast.actors.clerk)
    with transaction.atomic():
        read_about(opened, actor=cast.actors.handler)
    with pytest.raises(NotNow, match="打开"):
        actions.take_back(now_of(opened), actor=cast.actors.clerk)


def test_afterwards_another_unit_gets_it_with_a_reason(cast):
    appeal = in_hand(cast)
    promised = appeal.due_at
    with pytest.raises(Unusable):
        actions.reassign(appeal, actor=cast.actors.clerk, unit=appeal.unit, reason="不归它管")
    with pytest.raises(Unusable):
        actions.reassign(appeal, actor=cast.actors.clerk, unit=cast.units.property, reason=" ")
    with pytest.raises(NotAllowed):
        actions.reassign(
            appeal, actor=cast.actors.handler, unit=cast.units.property, reason="不归我们"
        )
    appeal = actions.reassign(
        appeal, actor=cast.actors.clerk, unit=cast.units.property, reason="属物业维修范围"
    )
    assert (appeal.state, appeal.unit, appeal.due_at) == (
        "in_hand",
        cast.units.property,
        promised,
    )
    assert told(cast, "reassign") >= {cast.users.handler.username}
    tickets = Document.objects.filter(kind=HANDOVER)
    assert sorted(each.is_revoked for each in tickets) == [False, True]
    line = queries.story(appeal, actor=cast.actors.clerk)[-1]
    assert "改派" in line.sentence
    resident = queries.story(appeal, actor=cast.actors.resident)[-1]
    assert "属物业维修范围" not in f"{resident.sentence}{resident.note}{resident.internal}"


def test_the_page_offers_the_one_or_the_other(cast):
    appeal, desk = in_hand(cast), at_desk(cast.users.clerk)
    take_back, reassign = (
        f'href="/desk/appeals/{appeal.pk}/{move}/"' for move in ("take_back", "reassign")
    )
    page = desk.get(f"/desk/appeals/{appeal.pk}/").content.decode()
    assert (take_back in page, reassign in page) == (True, True)
    with transaction.atomic():
        read_about(appeal, actor=cast.actors.handler)
    page = desk.get(f"/desk/appeals/{appeal.pk}/").content.decode()
    assert (take_back in page, reassign in page) == (False, True)
    assert "撤回转办" in page  # why not any more, in words
    answer = desk.get(f"/desk/appeals/{appeal.pk}/take_back/")
    assert (answer.status_code, "打开" in answer.content.decode()) == (409, True)
