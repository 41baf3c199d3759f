"""How does the demo come to stand in an empty house?"""

from datetime import datetime
from random import Random

from django.contrib.auth import get_user_model

from jinlin.core import timeline
from jinlin.core.figures.rollup.watching import unwatched
from jinlin.core.progress import gauge
from jinlin.core.time import calendar, clock
from jinlin.demo import county as demo_county
from jinlin.demo import everyday, receiving, registers
from jinlin.demo.caring import Caring
from jinlin.demo.chronicle import Story, Teller, tell
from jinlin.demo.granting import Granting
from jinlin.demo.hosting import Hosts
from jinlin.demo.neighbours import Neighbours
from jinlin.demo.plan import RESIDENTS, SEED, Plan, Planner
from jinlin.demo.receiving import Held
from jinlin.demo.situations import story
from jinlin.demo.telling import Matters
from jinlin.demo.wishing import Wished, WishPlanner
from jinlin.domains.appeals.actions import offer_usual_classes
from jinlin.domains.appeals.models import Appeal, Channel
from jinlin.ground.places.init import build_county
from jinlin.metrics.jobs import roll_up

LATELY_DAYS, LATELY_COUNT = 16, 96


def is_empty() -> bool:
    return not Appeal.objects.exists() and not get_user_model().objects.exists()


def build() -> None:
    """The county of Dehua stands with everything that was told until now: until the report day as
    published, then on to its end, and some matters of the last days.
    """
    with unwatched():
        _tell_everything()
    roll_up()


def _tell_everything() -> None:
    calendar.seed()
    offer_usual_classes()
    built = build_county(demo_county.COUNTY)
    county = demo_county.build(built.county)
    everyday.furnish(county)
    Caring(county).tell()
    neighbours = Neighbours(county)
    hosts = Hosts(county, neighbours)
    tellers: dict[type, Teller] = {
        Plan: Matters(county, neighbours, hosts),
        Held: hosts,
        Wished: Granting(county, neighbours),
    }
    now = clock.now()
    stories, held = plan(len(county.homes), now)
    hosts.set_up(held)
    with gauge(total=steps(stories, now), label="德化县 350526") as advance:
        tell(stories, tellers, until=now, done=advance)
    hosts.lay_out_ahead()
    registers.stand()
    everyday.put_on_duty(county)
    timeline.seal_due(clock.now())


def plan(homes: int, now: datetime) -> tuple[list[Story], list[Held]]:
    """Everything that will be told, appeals first; and the sessions among it."""
    planner = Planner(story(), calendar.calendar(), homes)
    chance = Random(SEED + 2)
    held = planner.held = receiving.sessions(calendar.calendar(), homes, chance)
    plans = planner.until_report_day()
    receiving.fill(
        held, sum(each.channel == Channel.RECEPTION for each in plans), RESIDENTS, chance
    )
    planner.held = recent = receiving.recent_sessions(
        calendar.calendar(), homes, clock.local_day(now), chance
    )
    plans += planner.lately(now, LATELY_DAYS, LATELY_COUNT)
    receiving.fill_recent(recent, RESIDENTS, chance)
    wishes = WishPlanner(calendar.calendar(), homes, Random(SEED + 4))
    return [*plans, *held, *recent, *wishes.until_report_day(), *wishes.lately(now)], [
        *held,
        *recent,
    ]


def steps(stories: list[Story], now: datetime) -> int:
    """How many steps have been taken by now."""
    return sum(
        1 + sum(step.at <= now for step in each.steps)
        for each in stories
        if each.reported_at <= now
    )
