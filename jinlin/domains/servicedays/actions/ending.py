"""How does the day of a neighbourhood come back no more?"""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import Unusable, require
from jinlin.core.text import needed
from jinlin.core.time import clock
from jinlin.domains.servicedays.actions.moving import cancel
from jinlin.domains.servicedays.actions.series import keep_series
from jinlin.domains.servicedays.lifecycle import State
from jinlin.domains.servicedays.models import Series
from jinlin.domains.servicedays.permissions import can_set_up


@transaction.atomic
def end_series(series: Series, *, on: date, reason: str, actor: Actor) -> Series:
    """No day of the series is laid out after `on`; those that were are cancelled, and everybody who
    signed up was told why.
    """
    series = Series.objects.held(series.pk)
    require(can_set_up(actor, series.place))
    reason = needed(reason, field="reason", limit=300)
    if on < max(series.valid_from, clock.today()):
        raise Unusable(_("A series cannot end before today or before it began."), field="on")
    series.valid_until = on
    series.save(update_fields=["valid_until"])
    for session in series.sessions.filter(state=State.PLANNED, on__gt=on).order_by("on", "pk"):
        cancel(session, reason=reason, actor=actor)
    keep_series(series, "end", actor, on=on.isoformat())
    return series
