"""Does service that was seen and checked earn points once, and nothing else?"""

from jinlin.core.actor import SYSTEM
from jinlin.core.tests.standing import once_a_file
from jinlin.journeys.service_to_points import (
    ask_back,
    ask_back_in_part,
    carry_service,
    earn_for,
)
from jinlin.services.points import actions as points
from jinlin.services.points.actions import Wording
from jinlin.services.points.models import Account, Reversal
from jinlin.services.points.queries.verifying import verify
from jinlin.services.volunteers import actions
from jinlin.services.volunteers.models import ServiceRecord
from jinlin.services.volunteers.queries import sums_of
from jinlin.services.volunteers.tests.cast import (
    COUNTY,
    DAY,
    LATER,
    at,
    cast_of_volunteers,
    proposed,
    recorded,
)


def made():
    found = cast_of_volunteers()
    with at(7):
        points.publish_rule(COUNTY, Wording(DAY, 10, 60), actor=SYSTEM)
    return found


standing_cast, cast = once_a_file(made)


def test_a_checked_service_earns_once_however_often_it_is_read(cast):
    record = recorded(cast)
    with at(20):
        assert carry_service() == 0
        actions.verify(record, actor=cast.actors.one)
        assert (carry_service(), carry_service()) == (1, 0)
    account = Account.objects.get(person=cast.one.person)
    assert (account.balance, sums_of(cast.one).checked) == (20, 120)
    assert list(verify(COUNTY)) == []


def test_hours_written_in_afterwards_earn_none(cast):
    record = proposed(cast)
    with at(10, day=LATER):
        record = actions.approve(record, actor=cast.actors.second)
        record = actions.verify(record, actor=cast.actors.one)
        assert (record.state, earn_for([record.pk])) == ("verified", 0)


def test_what_is_struck_out_asks_for_its_points_back_once(cast):
    record = recorded(cast)
    with at(20):
        record = actions.verify(record, actor=cast.actors.one)
        assert earn_for([record.pk]) == 1
        actions.strike(record, reason="没有来", actor=cast.actors.lead)
        assert (ask_back([record.pk]), ask_back([record.pk])) == (1, 0)
    asked = Reversal.objects.get()
    with at(21):
        points.approve(asked, actor=cast.actors.lead)
    assert Account.objects.get(person=cast.one.person).balance == 0


def test_what_was_corrected_to_fewer_minutes_asks_for_the_difference_once(cast):
    record = recorded(cast)
    with at(20):
        record = actions.verify(record, actor=cast.actors.one)
        assert earn_for([record.pk]) == 1
        ServiceRecord.objects.filter(pk=record.pk).update(minutes=90)
        assert (ask_back_in_part([record.pk]), ask_back_in_part([record.pk])) == (1, 0)
    asked = Reversal.objects.get()
    with at(21):
        points.approve(asked, actor=cast.actors.lead)
        assert (earn_for([record.pk]), ask_back_in_part([record.pk])) == (0, 0)
    assert Account.objects.get(person=cast.one.person).balance == 15
    assert list(verify(COUNTY)) == []
