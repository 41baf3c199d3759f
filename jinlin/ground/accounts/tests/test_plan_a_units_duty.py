"""Does a department's lead plan the duty of that department, and see no other?"""

from datetime import date

import pytest

from jinlin.core.errors import NotAllowed
from jinlin.core.time import clock
from jinlin.ground.accounts.actions import put_on_duty
from jinlin.ground.accounts.models import Shift
from jinlin.ground.accounts.permissions import can_see_duty_phone
from jinlin.ground.accounts.queries import duty_homes

DAY = date(2026, 9, 25)


@pytest.fixture
def september():
    with clock.set_to(clock.at(date(2026, 9, 1), 10)):
        yield


def test_a_units_lead_plans_its_own_duty_and_sees_no_other(september, hire, town, unit):
    lead, of_place = hire("unit-lead", "lead", unit), hire("lead", "lead", town)
    squad, clerk = hire("squad", "handler", unit), hire("clerk", "clerk", town)
    own = put_on_duty(squad.user, at=unit, kind="night", day=DAY, actor=lead.actor)
    other = put_on_duty(clerk.user, at=town, kind="night", day=DAY, actor=of_place.actor)
    with pytest.raises(NotAllowed):
        put_on_duty(clerk.user, at=town, kind="night", day=DAY, actor=lead.actor)
    assert list(duty_homes(lead.actor).values()) == [unit]
    assert list(Shift.objects.visible_to(lead.actor)) == [own]
    assert set(Shift.objects.visible_to(of_place.actor)) == {own, other}
    assert [can_see_duty_phone(squad.actor, each) for each in (own, other)] == [True, False]
    assert [can_see_duty_phone(clerk.actor, each) for each in (own, other)] == [True, True]
