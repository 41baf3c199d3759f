"""How does the demo come to stand in an empty house: first the county, then the story behind it?"""

from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction

from jinlin.core import timeline
from jinlin.core.figures.rollup.watching import unwatched
from jinlin.core.progress import gauge
from jinlin.core.time import calendar, clock
from jinlin.demo import (
    agreeing,
    answering,
    caseworking,
    consulting,
    earning,
    everyday,
    finding,
    granting,
    hosting,
    knocking,
    ledgering,
    projecting,
    registers,
    serving,
    tasking,
    teaching,
    telling,
    volunteering,
)
from jinlin.demo import county as demo_county
from jinlin.demo.caring import Caring
from jinlin.demo.chronicle import Story, Teller, moments, tell
from jinlin.demo.county import County
from jinlin.demo.cursor import Cursor, Overtaken
from jinlin.demo.models import Telling
from jinlin.demo.neighbours import Neighbours
from jinlin.demo.shares import Company, Frame, Share
from jinlin.domains.appeals.actions import offer_usual_classes
from jinlin.domains.appeals.models import Appeal
from jinlin.ground.places.init import build_county
from jinlin.ground.places.models import Place
from jinlin.metrics.jobs import roll_up

# What is told in which county. Stories are known by their number: a new share comes last. A teller
# who asks another names it in `asks`, and meets it ready.
COUNTIES: dict[str, dict[str, Share]] = {
    demo_county.COUNTY: {
        "appeals": telling.SHARE,
        "wishes": granting.SHARE,
        "receptions": hosting.SHARE,
        "servicedays": serving.SHARE,
        "pacts": agreeing.SHARE,
        "projects": projecting.SHARE,
        "talents": finding.SHARE,
        "points": earning.SHARE,
        "visits": knocking.SHARE,
        "consultations": consulting.SHARE,
        "training": teaching.SHARE,
        "forms": answering.SHARE,
        "ledgers": ledgering.SHARE,
    },
    demo_county.OF_VOLUNTEERS: {
        "volunteers": volunteering.SHARE,
        "projects": projecting.PILOTS,
        "tasks": tasking.SHARE,
        "training": teaching.FOR_SOCIAL_WORKERS,
    },
}


def is_empty() -> bool:
    return not Appeal.objects.exists() and not get_user_model().objects.exists()


def build() -> None:
    """The county of Dehua stands with everything that was told until now: until the report day as
    published, then on to its end, and some matters of the last days.
    """
    begin()
    go_on()


@transaction.atomic
def begin() -> None:
    """The counties stand: places, units, people and rules. Their stories can be told."""
    calendar.seed()
    offer_usual_classes()
    now = clock.now()
    for code in COUNTIES:
        county = demo_county.build(build_county(code).county)
        if code == demo_county.COUNTY:
            everyday.furnish(county)
            Caring(county).tell()
        total = steps(plan(code, len(county.homes), now), now)
        Telling.objects.create(county=code, until=now, steps=total, resumed_at=now)


def go_on(*, pause: float = 0) -> None:
    """The stories are told to their end, from wherever they stopped; unless somebody else tells
    them.
    """
    rows = list(Telling.objects.filter(is_over=False).order_by("county"))
    if not rows:
        return
    with unwatched():
        registers.stand()
        caseworking.stand()
        teaching.stand()
        try:
            for row in rows:
                tell_on(row, pause=pause)
        except Overtaken:
            return
    roll_up()


def tell_on(row: Telling, *, pause: float = 0) -> None:
    county = demo_county.found(Place.objects.present().get(code=row.county))
    company = Company(county, Neighbours(county))
    shares, tellers = COUNTIES[row.county], tellers_of(company)
    by_kind = {kind: tellers[name] for name, share in shares.items() for kind in share.kinds}
    stories = plan(row.county, len(county.homes), row.until.astimezone(clock.CHINA))
    with gauge(total=row.steps, label=f"{county.place.name} {county.code}") as advance:
        cursor = Cursor(row, {**tellers, "neighbours": company.neighbours}, advance, pause)
        cursor.take_up()
        tell(stories, by_kind, until=row.until, after=row.day, day=cursor.day)
    _end(row, county)


@transaction.atomic
def _end(row: Telling, county: County) -> None:
    """The story is told. With the last of them all days are sealed: not before, since a county
    whose story is still to come would have days added to it that are sealed already.
    """
    for share in COUNTIES[row.county].values():
        share.at_last()
    if row.county == demo_county.COUNTY:
        everyday.put_on_duty(county)
    row.is_over, row.memory = True, {}
    row.save(update_fields=["is_over", "memory"])
    row.remembered.all().delete()
    if not Telling.objects.filter(is_over=False).exists():
        timeline.seal_due(clock.now())


def tellers_of(company: Company) -> dict[str, Teller]:
    """Each by its share; whoever asks another comes after it."""
    shares = COUNTIES[company.county.code]
    for name in sorted(shares, key=lambda name: len(shares[name].asks)):
        company.tellers[name] = shares[name].teller(company)
    return company.tellers


def plan(county: str, homes: int, now: datetime) -> list[Story]:
    """Everything that will be told, the same with each start."""
    stories: list[Story] = []
    for share in COUNTIES[county].values():
        stories += share.plan(Frame(calendar.calendar(), homes, now, stories))
    return stories


def steps(stories: list[Story], now: datetime) -> int:
    """How many steps have been taken by now."""
    return sum(moment <= now for story in stories for moment in moments(story))
