"""What does the county's desk find ready, and who is on duty these days?"""

import tomllib
from datetime import timedelta

from jinlin.core.time import clock
from jinlin.demo.county import BEGUN, County
from jinlin.demo.situations import DATA
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.actions import Route, Wording
from jinlin.ground.accounts import actions as accounts
from jinlin.ground.accounts.models import ShiftKind, User
from jinlin.ground.accounts.queries.duty import people_for

NIGHTS, DAYS_OFF = 10, 60  # planned ahead


def furnish(county: County) -> None:
    """Standard replies and routing rules stand since the county began."""
    settings = tomllib.loads((DATA / "everyday.toml").read_text(encoding="utf-8"))
    with clock.set_to(clock.at(BEGUN, 10)):
        for each in settings["replies"]:
            wording = Wording(
                name=each["name"], text=each["text"], category_code=each.get("category", "")
            )
            actions.write_reply(wording, county=county.code, actor=county.lead)
        for each in settings["rules"]:
            route = Route(
                place_code=county.code,
                unit=county.units[each["unit"]],
                valid_from=BEGUN,
                category_code=each["category"],
                reason=each["reason"],
            )
            actions.set_rule(route, actor=county.lead)


def put_on_duty(county: County) -> None:
    """The nights to come and every day off of the next weeks have somebody of the county on duty,
    in turn.
    """
    people = _watch(county)
    today = clock.today()
    for number in range(NIGHTS):
        on_duty = people[number % len(people)]
        accounts.put_on_duty(
            on_duty,
            at=county.place,
            kind=ShiftKind.NIGHT,
            day=today + timedelta(days=number),
            actor=county.lead,
        )
    last = today + timedelta(days=DAYS_OFF)
    accounts.plan_days_off(
        county.place,
        people=people,
        first=today + timedelta(days=NIGHTS),
        last=last,
        actor=county.lead,
    )


def _watch(county: County) -> list[User]:
    """Those of the cast who watch over the whole county."""
    named = ("shouli", "fuze", "duban")
    return list(people_for(county.place).filter(username__in=named).order_by("username"))
