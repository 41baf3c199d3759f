"""What stands of understanding in the scene: a danger that was heard in the appeal."""

from jinlin.core.time import clock
from jinlin.domains.appeals.models import Appeal
from jinlin.insight.danger import Danger
from jinlin.insight.models import Alarm


def heard(appeal: Appeal) -> Alarm:
    return Alarm.objects.create(
        county=appeal.county,
        appeal=appeal,
        place_code=appeal.place_code,
        danger=Danger.FIRE,
        words="冒烟",
        heard_at=clock.now(),
        heard_on=clock.today(),
    )
