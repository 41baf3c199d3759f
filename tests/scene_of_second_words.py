"""What stands in the scene that waits for a second word: another phone of somebody known, and
addresses that another administrator is to confirm.
"""

from typing import Any

from jinlin.core.time import clock
from jinlin.domains.appeals.tests.cast import COUNTY, Cast
from jinlin.ground.people.models import OtherPhone
from jinlin.services.notices.models import CountyChannel, GroupRobot


def second_words(cast: Cast, names: dict[str, Any]) -> None:
    """Stand in the scene, and what has an address among its names."""
    other = OtherPhone.objects.create(
        county=COUNTY,
        person_id=names["person"],
        phone="13900000077",
        phone_key="key",
        said_on=clock.today(),
    )
    names["other_phone"] = other.pk
    for row in (
        GroupRobot.objects.get(pk=names["robot"]),
        CountyChannel.objects.get(pk=names["channel"]),
    ):
        row.next_address, row.next_secret = "https://elsewhere.example/next", "s"
        row.proposed_by, row.proposed_at = cast.users.system_admin.pk, clock.now()
        row.save()
