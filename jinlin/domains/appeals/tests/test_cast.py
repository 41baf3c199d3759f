"""Does the cast stand as its page says?"""

from jinlin.domains.appeals.lifecycle import State
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.tests.cast import (
    Cast,
    accepted,
    closed,
    finished,
    in_hand,
    now_of,
    reported,
)


def test_each_stage_is_reached_through_the_real_actions(cast: Cast) -> None:
    stages = {stage(cast).state for stage in (reported, accepted, in_hand, finished, closed)}
    assert stages == {State.REPORTED, State.ACCEPTED, State.IN_HAND, State.FINISHED, State.CLOSED}


def test_outsiders_and_administrators_see_nothing(cast: Cast) -> None:
    appeal = now_of(in_hand(cast))
    actors = cast.actors
    seeing = [
        actors.resident,
        actors.clerk,
        actors.second_clerk,
        actors.lead,
        actors.handler,
        actors.supervisor,
    ]
    blind = [
        actors.neighbour,
        actors.town_outsider,
        actors.county_outsider,
        actors.system_admin,
        actors.security_admin,
        actors.audit_admin,
    ]
    assert [list(Appeal.objects.visible_to(actor)) for actor in seeing] == [[appeal]] * len(seeing)
    assert [list(Appeal.objects.visible_to(actor)) for actor in blind] == [[]] * len(blind)
