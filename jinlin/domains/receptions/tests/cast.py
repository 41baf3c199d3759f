"""Who plays on a reception day?

Everybody of the small county (jinlin/ground/accounts/tests/county.py), and a series with its
'1+5+N' roster in 凤池新村.

def test_something(cast): ...
cast.places.neighbourhood   cast.units.committee   cast.users.clerk   cast.actors.clerk
cast.series     FRIDAY is the day of its first session, and `at(FRIDAY, 15)` tells that time
planned(cast)  opened(cast)  held(cast)
    a session, through the real actions
booked(cast)  arrived(cast)  called(cast)  walked_in(cast)
    a booking
begun(cast)  answered(cast)  passed_on(cast)  disputed(cast)  settled(cast)
    a conversation
now_of(row)     the row as it is in the database now
"""

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

from jinlin.core.actor import SYSTEM
from jinlin.core.time import calendar, clock
from jinlin.domains.receptions import actions
from jinlin.domains.receptions.actions import Chair, Terms
from jinlin.domains.receptions.models import Booking, Conversation, Part, Series, Session
from jinlin.ground.accounts.roles import Role
from jinlin.ground.accounts.tests.county import (
    ABROAD,
    COUNTY,
    SINCE,
    STAFF,
    UNITS,
    at_desk,
    at_phone,
    county,
)
from jinlin.ground.people.tests.known import person
from jinlin.ground.places.models import OrganisationKind, Place

# what tests ask the cast for, and the county brings
__all__ = ["ABROAD", "COUNTY", "SINCE", "at_desk", "at_phone", "person"]
FRIDAY = date(2025, 4, 18)
MONDAY = date(2025, 4, 14)
SAID = "凤池新村3幢门口的充电桩坏了两个月，物业一直没有修。"
ANSWER = "物业周一上午换充电桩，当天恢复使用。"

_UNITS = {
    **UNITS,
    "far": ("far_community", "南门社区居委会", OrganisationKind.COMMUNITY_COMMITTEE),
    "owners": ("neighbourhood", "凤池新村业主委员会", OrganisationKind.OWNERS_COMMITTEE),
    "social": ("county", "德化县同心社工服务中心", OrganisationKind.SOCIAL_ORGANISATION),
}
_NEEDED = ("clerk", "lead", "supervisor", "county_outsider", "system_admin")
_STAFF = {
    **{name: STAFF[name] for name in _NEEDED},
    "sitter": ("林志强", Role.HANDLER, "county", "bureau"),
    "manager_of_property": ("吴物业", Role.HANDLER, "neighbourhood", "property"),
    "town_outsider": ("赖文彬", Role.CLERK, "other_town", ""),
}
Cast = SimpleNamespace


def cast_of_dehua() -> Cast:
    """The whole cast stands in the database, on Monday of the first session's week, with that
    session and its roster laid out.
    """
    cast = SimpleNamespace(**vars(county(units=_UNITS, staff=_STAFF)))
    cast.units.committee = cast.units.community
    calendar.seed()
    cast.series = series_of(cast, cast.places.neighbourhood)
    return cast


def series_of(cast: Cast, place: Place) -> Series:
    with at(MONDAY):
        series = actions.set_up(
            place,
            terms=Terms(name="红色会客厅接待日", room="红色会客厅", address="凤池路1号"),
            actor=cast.actors.lead,
        )
        for chair in roster_of(cast):
            actions.seat(series, chair=chair, actor=cast.actors.lead)
    return series


def roster_of(cast: Cast) -> list[Chair]:
    units = cast.units
    return [
        Chair(Part.LEADER, units.committee, title="党委书记"),
        Chair(Part.DEPARTMENT, units.bureau, cast.users.sitter, title="包片干部"),
        Chair(Part.BRANCH, units.committee, title="小区党支部书记"),
        Chair(Part.OWNERS, units.owners),
        Chair(Part.PROPERTY, units.property),
        Chair(Part.SOCIAL, units.social),
        Chair(Part.EXPERT, title="律师"),
    ]


def at(day: date, hour: int = 9, minute: int = 0) -> Any:
    return clock.set_to(clock.at(day, hour, minute))


def planned(cast: Cast, *, until: date = FRIDAY) -> Session:
    """The first session, laid out on Monday; called again, the same."""
    with at(MONDAY):
        actions.lay_out(cast.series, until=until, actor=SYSTEM)
    return Session.objects.get(series=cast.series, laid_on=FRIDAY)


def opened(cast: Cast) -> Session:
    session = planned(cast)
    if session.state == "planned":
        with at(FRIDAY, 15):
            session = actions.open_(session, actor=cast.actors.clerk)
    return session


def held(cast: Cast) -> Session:
    with at(FRIDAY, 17, 30):
        return actions.close(now_of(opened(cast)), actor=cast.actors.clerk)


def slot(number: int = 0) -> datetime:
    return clock.at(FRIDAY, 15 + number // 4, 15 * (number % 4))


def booked(cast: Cast, name: str = "resident", number: int = 0, **told: Any) -> Booking:
    """An appointment of the first session, made on Monday; called again for the same person, the
    same.
    """
    session, who = planned(cast), person(cast, name)
    if known := session.bookings.filter(person=who, slot_at=slot(number), state="booked").first():
        return known
    with at(MONDAY):
        given = {"topic": "repair", "slot_at": slot(number), **told}
        return actions.book(session, person=who, actor=getattr(cast.actors, name), **given)


def arrived(cast: Cast, name: str = "resident", number: int = 0) -> Booking:
    booking = booked(cast, name, number)
    opened(cast)
    with at(FRIDAY, 15, 1):
        return actions.arrive(booking, actor=cast.actors.clerk)


def called(cast: Cast, name: str = "resident", number: int = 0) -> Booking:
    booking = arrived(cast, name, number)
    with at(FRIDAY, 15, 2):
        return actions.call(booking, actor=cast.actors.clerk)


def walked_in(cast: Cast, minute: int = 5, **told: Any) -> Booking:
    session = opened(cast)
    with at(FRIDAY, 15, minute):
        return actions.walk_in(session, actor=cast.actors.clerk, **{"topic": "parking", **told})


def begun(cast: Cast, name: str = "resident", number: int = 0) -> Conversation:
    booking = called(cast, name, number)
    with at(FRIDAY, 15, 10):
        return actions.begin(booking, text=SAID, actor=cast.actors.clerk)


def answered(cast: Cast, name: str = "resident", number: int = 0) -> Conversation:
    conversation = begun(cast, name, number)
    with at(FRIDAY, 15, 20):
        return actions.answer(conversation, answer=ANSWER, actor=cast.actors.clerk)


def confirmed(cast: Cast) -> Conversation:
    conversation = answered(cast)
    with at(FRIDAY, 15, 30):
        return actions.confirm(conversation, how="portal", actor=cast.actors.resident)


def disputed(cast: Cast) -> Conversation:
    conversation = answered(cast)
    with at(FRIDAY, 15, 30):
        return actions.dispute(conversation, how="portal", actor=cast.actors.resident)


def referred(cast: Cast) -> Conversation:
    conversation = begun(cast)
    with at(FRIDAY, 15, 20):
        return actions.refer(
            conversation, instead="请到县人民法院立案庭。", actor=cast.actors.clerk
        )


def passed_on(
    cast: Cast, *, due_on: date = date(2025, 4, 25), appeal_id: UUID | None = None
) -> Conversation:
    conversation = begun(cast)
    with at(FRIDAY, 15, 20):
        told = {
            "appeal_id": appeal_id or uuid4(),
            "appeal_number": "250418-ABCDE",
            "due_on": due_on,
        }
        return actions.pass_on(conversation, actor=cast.actors.clerk, **told)


def settled(cast: Cast) -> Conversation:
    conversation = passed_on(cast)
    with at(date(2025, 4, 23)):
        return actions.settle(conversation, is_solved=True, actor=SYSTEM)


def withdrawn(cast: Cast) -> Conversation:
    conversation = begun(cast)
    with at(FRIDAY, 16):
        return actions.withdraw(conversation, reason="已经修好了", actor=cast.actors.resident)


def lapsed(cast: Cast) -> Conversation:
    conversation = answered(cast)
    with at(date(2025, 4, 26)):
        return actions.lapse_conversation(conversation)


def now_of(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)
