"""What stands in the scene of volunteers and service days?

The resident and the neighbour are volunteers and members of a team; yesterday both served, which
waits for their check; the neighbour asks to join another team. A day of tomorrow has a shift in
which the resident has a seat, a stall, and a vehicle comes; the resident asks for a small help that
volunteers may take on.
"""

from datetime import timedelta
from typing import Any

from jinlin.core.actor import SYSTEM
from jinlin.core.time import clock
from jinlin.domains.servicedays import actions as days
from jinlin.domains.servicedays.deadlines import Rhythm, Rule
from jinlin.domains.servicedays.models import Photo, Session, Theme, Vehicle
from jinlin.services.volunteers import actions as volunteers
from jinlin.services.volunteers.actions import Helper, Plan, TeamTerms
from jinlin.services.volunteers.models import (
    Pilot,
    Recheck,
    SheetLayout,
    Skill,
    TeamKind,
    Volunteer,
    VolunteerRule,
)
from tests.scene_of_training import taught

COUNTY = "350526"


def served(cast: Any, person_of: Any) -> dict[str, Any]:
    place = cast.places.neighbourhood
    one, two = (
        volunteers.register(person_of(cast, name), place, actor=SYSTEM)
        for name in ("resident", "neighbour")
    )
    team, other = (
        volunteers.found(place, TeamTerms(name, TeamKind.COMMUNITY), actor=cast.actors.clerk)
        for name in ("瓷都好厝边凤池服务队", "红石榴服务队")
    )
    for who in (one, two):
        volunteers.take_in(team, who, actor=cast.actors.clerk)
    asked = volunteers.ask_to_join(other, two, actor=cast.actors.neighbour)
    ahead = _activity(cast, place, team, 1)
    activity = _activity(cast, place, team, -1)
    record = volunteers.confirm_sheet(activity, [Helper(one), Helper(two)], actor=cast.actors.lead)[
        0
    ]
    line = volunteers.Line("qualification", "理发师证", clock.today(), "人社局", "Z1")
    volunteers.enter(one, line, actor=cast.actors.clerk)
    Recheck.objects.create(
        county=COUNTY,
        record=record,
        place_code=place.code,
        drawn_on=clock.today(),
        who="林阿婆",
        finding="confirmed",
        asked_on=clock.today(),
    )
    return {
        "volunteer": one.pk,
        "team": team.pk,
        "other_team": other.pk,
        "membership": asked.pk,
        "activity": ahead.pk,
        "record": record.pk,
        **_kept(place),
        **_day(cast, place, team, one),
        **taught(cast, person_of),
    }


def _kept(place: Any) -> dict[str, Any]:
    """What the county's administrators keep."""
    pilot = Pilot.objects.create(
        county=COUNTY,
        name="新城试点",
        theme="governance",
        place=place,
        place_code=place.code,
        since=clock.today(),
    )
    return {
        "volunteer_rule": VolunteerRule.objects.create(county=COUNTY, valid_from=clock.today()).pk,
        "skill": Skill.objects.create(county=COUNTY, name="理发").pk,
        "layout": SheetLayout.objects.create(county=COUNTY, name="本县", columns={}).pk,
        "pilot": pilot.pk,
    }


def _activity(cast: Any, place: Any, team: Any, days_ahead: int) -> Any:
    starts_at = clock.at(clock.today() + timedelta(days=days_ahead), 9)
    told = Plan(
        "爱心剪发", "为老人剪发", starts_at, starts_at + timedelta(hours=2), "凤池社区", team=team
    )
    with clock.set_to(min(clock.now(), starts_at - timedelta(days=1))):
        return volunteers.plan(place, told, actor=cast.actors.clerk)


def _day(cast: Any, place: Any, team: Any, volunteer: Volunteer) -> dict[str, Any]:
    tomorrow = clock.today() + timedelta(days=1)
    terms = days.Terms("邻里圩", rhythm=Rhythm(Rule.MONTH_DAY, day=tomorrow.day), team=team)
    series = days.set_up(place, cast.units.community, terms, actor=cast.actors.lead)
    days.lay_out(series, until=tomorrow)
    session = Session.objects.get(series=series)
    shift = days.add_shift(session, days.Duty("义剪", 2), actor=cast.actors.clerk)
    days.sign_up(shift, volunteer, actor=SYSTEM)
    offer = days.Offer("craftsman", "修伞师傅", "修伞", need="桌子")
    stall = days.add_stall(session, offer, actor=cast.actors.clerk)
    vehicle = Vehicle.objects.create(
        county=COUNTY,
        kind="hair",
        name="义剪车",
        driver="同心社工",
        organisation=cast.units.community,
    )
    times = (clock.at(tomorrow, 14), clock.at(tomorrow, 16))
    stop = days.stop(vehicle, place, times, spot="东门", seats_there=5, actor=cast.actors.lead)
    ask = days.ask(
        volunteer.person,
        place,
        kind="repair",
        text="灯管坏了",
        wanted_on=tomorrow,
        actor=cast.actors.resident,
    )
    ask = days.release(ask, text="换一支灯管", actor=cast.actors.clerk)
    return {
        "service_series": series.pk,
        "service_day": session.pk,
        "service_version": Session.objects.get(pk=session.pk).version,
        "service_photo": _photo_of(session),
        "service_shift": shift.pk,
        "stall": stall.pk,
        "stop": stop.pk,
        "vehicle": vehicle.pk,
        "help": ask.pk,
        "service_theme": Theme.objects.create(county=COUNTY, month=4, name="清明").pk,
    }


def _photo_of(session: Session) -> Any:
    return Photo.objects.create(county=COUNTY, session=session, sent_at=clock.now()).pk
