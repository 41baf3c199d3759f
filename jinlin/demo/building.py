"""How does the demo come to stand in an empty house?"""

from django.contrib.auth import get_user_model

from jinlin.appeals.actions import offer_usual_classes
from jinlin.appeals.models import Appeal
from jinlin.core import calendar, clock, timeline
from jinlin.core.progress import gauge
from jinlin.demo import county as demo_county
from jinlin.demo import everyday
from jinlin.demo.caring import Caring
from jinlin.demo.plan import Plan, Planner
from jinlin.demo.situations import story
from jinlin.demo.telling import Teller
from jinlin.places.init import build_county

LATELY_DAYS, LATELY_COUNT = 16, 96


def is_empty() -> bool:
    return not Appeal.objects.exists() and not get_user_model().objects.exists()


def build() -> None:
    """The county of Dehua stands with everything that was told until now: until the report day as published, then on to its end, and some matters of the last days."""
    calendar.seed()
    offer_usual_classes()
    built = build_county(demo_county.COUNTY)
    county = demo_county.build(built.county)
    everyday.furnish(county)
    Caring(county).tell()
    planner = Planner(story(), calendar.calendar(), len(county.homes))
    plans = planner.until_report_day() + planner.lately(clock.now(), LATELY_DAYS, LATELY_COUNT)
    with gauge(total=steps(plans), label="德化县 350526") as advance:
        Teller(county).tell(plans, until=clock.now(), done=advance)
    everyday.put_on_duty(county)
    timeline.seal_due(clock.now())


def steps(plans: list[Plan]) -> int:
    """How many steps have been taken by now."""
    now = clock.now()
    return sum(1 + sum(step.at <= now for step in plan.steps) for plan in plans)
