"""What stands of reports in the scene: one of the clerk's community, not signed."""

from jinlin.core.time import clock
from jinlin.domains.appeals.tests.cast import COUNTY, Cast
from jinlin.metrics.models import Choice, Report, Threshold

LINE = {
    "key": "appeals.received",
    "group": "诉求",
    "name": "受理件数",
    "shown": "3",
    "before": "1",
    "unit": "件",
    "numerator": 3,
    "denominator": 3,
    "is_rate": False,
    "question": "",
    "counted": "",
    "met": "",
    "excluded": "",
}


def reported_month(cast: Cast) -> Report:
    place = cast.places.community
    chosen = {"county": COUNTY, "from_on": clock.today(), "chosen_at": clock.now()}
    Choice(
        **chosen, key="wishes.published", is_public=True, reason="一直公开", face="社工部"
    ).save()
    Threshold(**chosen, fewest=6, face="社工部").save()
    return Report.objects.create(
        county=COUNTY,
        place=place,
        place_code=place.code,
        month="2026-09",
        counted_at=clock.now(),
        lines=[LINE],
        words="九月平稳。",
    )
