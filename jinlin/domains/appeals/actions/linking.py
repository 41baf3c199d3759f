"""How does a unit without an account get to answer?"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, require
from jinlin.domains.appeals.models import Appeal, Part, PartState
from jinlin.domains.appeals.permissions import can_send_link
from jinlin.services.documents import links

PURPOSE = "reply"


@transaction.atomic
def send_link(appeal: Appeal, *, actor: Actor, part: Part | None = None) -> str:
    """A fresh link lets the helping unit (without a part: the leading one) answer once; earlier
    ones that nobody used are over. Its secret is kept nowhere.
    """
    appeal = Appeal.objects.locked(appeal)
    require(can_send_link(actor, appeal))
    if part is None:
        links.cancel(appeal, purpose=PURPOSE)
        return links.make(about=appeal, purpose=PURPOSE, organisation=appeal.unit, actor=actor)
    row = (
        appeal.parts.select_related("unit")
        .filter(pk=part.pk, state__in=(PartState.ASKED, PartState.SILENT))
        .first()
    )
    if row is None:
        raise NotNow(_("This part is settled already."))
    links.cancel(row, purpose=PURPOSE)
    return links.make(about=row, purpose=PURPOSE, organisation=row.unit, actor=actor)
