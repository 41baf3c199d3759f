"""What stands of identities from elsewhere in the scene: a way in that is closed, so that no page
shows a trace of it, and what was bound there.
"""

from jinlin.core.time import clock
from jinlin.domains.appeals.tests.cast import COUNTY, SINCE, Cast
from jinlin.ground.identities.models import Audience, Identity, Kind, Pass, Provider
from jinlin.services.notices.models import AppTemplate


def known_elsewhere(cast: Cast) -> None:
    provider = Provider.objects.create(
        county=COUNTY,
        kind=Kind.WECHAT,
        audience=Audience.RESIDENTS,
        slug="wechat",
        name="微信",
        client_id="wx0000000000000000",
        secret="secret-of-the-app",
        valid_from=SINCE,
        is_open=False,
    )
    Identity.objects.create(
        county=COUNTY,
        user=cast.users.resident,
        provider=provider,
        subject="openid-of-the-resident",
        subject_key="key",
        name="小梅",
        bound_at=clock.now(),
    )
    AppTemplate.objects.create(
        county=COUNTY, template="1", fields={"thing1": "title"}, is_open=False
    )
    Pass.objects.create(provider=provider, what="token", value="of-the-app", until=clock.now())
