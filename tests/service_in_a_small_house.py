"""Which service days and volunteers stand in a house that a test runs as a process?"""

from datetime import time, timedelta
from typing import Any

from jinlin.core.actor import SYSTEM
from jinlin.core.time import clock
from jinlin.domains.appeals.tests.cast import person
from jinlin.domains.servicedays import actions
from jinlin.domains.servicedays.deadlines import Rhythm, Rule
from jinlin.domains.servicedays.models import Session
from jinlin.services.volunteers import actions as volunteers
from jinlin.services.volunteers.actions import Helper, Plan, TeamTerms
from jinlin.services.volunteers.models import TeamKind


def service_in_it(cast: Any) -> dict[str, str]:
    """A day of the neighbourhood that goes on now, with a stall, a small help that somebody asked
    for, and the resident as a volunteer, with hours of yesterday that wait for their word.
    """
    place, clerk = cast.places.neighbourhood, cast.actors.clerk
    one = volunteers.register(person(cast), place, actor=SYSTEM)
    team = volunteers.found(place, TeamTerms("凤池服务队", TeamKind.COMMUNITY), actor=clerk)
    volunteers.take_in(team, one, actor=clerk)
    line = volunteers.Line("qualification", "理发师证", clock.today(), "人社局", "Z1")
    volunteers.enter(one, line, actor=clerk)
    session = _going_on(cast, one)
    offer = actions.Offer("craftsman", "修伞师傅", "修伞", need="桌子")
    actions.add_stall(session, offer, actor=clerk)
    told = {"kind": "repair", "text": "灯管坏了", "wanted_on": clock.today() + timedelta(days=1)}
    actions.ask(one.person, place, actor=cast.actors.resident, **told)
    return {
        "service_day": str(session.pk),
        "volunteer": str(one.pk),
        "service_record": str(_served(cast, place, team, one)),
    }


def _going_on(cast: Any, volunteer: Any) -> Session:
    """From the first minute of today on, so that it has begun whenever the house is set up; who
    serves signs up then, since in the last minutes of a day its shift is over.
    """
    today = clock.today()
    rhythm = Rhythm(Rule.MONTH_DAY, day=today.day)
    terms = actions.Terms("邻里圩", time(0, 0), time(23, 55), rhythm=rhythm)
    with clock.set_to(clock.at(today - timedelta(days=1), 12)):
        series = actions.set_up(
            cast.places.neighbourhood, cast.units.community, terms, actor=cast.actors.lead
        )
        actions.lay_out(series, until=today)
    session, clerk = Session.objects.get(series=series), cast.actors.clerk
    with clock.set_to(clock.at(today)):
        shift = actions.add_shift(session, actions.Duty("义剪", 2), actor=clerk)
        actions.sign_up(shift, volunteer, actor=SYSTEM)
        return actions.open_(Session.objects.get(pk=session.pk), actor=clerk)


def _served(cast: Any, place: Any, team: Any, one: Any) -> Any:
    starts_at = clock.at(clock.today() - timedelta(days=1), 9)
    ends_at = starts_at + timedelta(hours=2)
    plan = Plan("爱心剪发", "为老人剪发", starts_at, ends_at, "凤池社区", team=team)
    with clock.set_to(starts_at - timedelta(days=1)):
        activity = volunteers.plan(place, plan, actor=cast.actors.clerk)
    return volunteers.confirm_sheet(activity, [Helper(one)], actor=cast.actors.lead)[0].pk
