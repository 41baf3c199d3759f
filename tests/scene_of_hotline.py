"""What stands of the hotline in the scene: the appeal is a work order of it, and one differs."""

from jinlin.core.time import clock
from jinlin.domains.appeals.models import Appeal, Difference, DifferenceKind, Hotline, WorkOrder
from jinlin.domains.appeals.tests.cast import COUNTY, SINCE, Cast


def handed_in(cast: Cast, appeal: Appeal) -> None:
    now = clock.now()
    hotline = Hotline.objects.create(
        county=COUNTY, slug="12345", name="泉州12345", place=cast.places.county, valid_from=SINCE
    )
    WorkOrder.objects.create(
        county=COUNTY,
        hotline=hotline,
        number="QZ-1",
        appeal=appeal,
        theirs="已派单",
        theirs_at=now,
        digest="digest",
        said="digest",
        taken_at=now,
        taken_on=clock.local_day(now),
        given="待签收",
    )
    Difference.objects.create(
        county=COUNTY,
        hotline=hotline,
        number="QZ-1",
        appeal=appeal,
        kind=DifferenceKind.REFUSED,
        theirs="已派单",
        ours="待签收",
        reason="这件工单没有诉求内容。",
        found_on=clock.today(),
    )
