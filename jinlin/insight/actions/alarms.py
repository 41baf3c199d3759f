"""What is done about a danger that was heard?"""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.time import clock
from jinlin.domains.appeals.models import Appeal
from jinlin.ground.accounts.queries import holders
from jinlin.ground.accounts.roles import Role
from jinlin.insight.danger import dangers
from jinlin.insight.models import Alarm, Answer
from jinlin.insight.models.alarms import BETWEEN
from jinlin.insight.permissions import can_answer
from jinlin.services.notices import actions as notices
from jinlin.services.notices.actions import Recipient


def listen(appeal: Appeal, words: str) -> None:
    """What is said of a danger, with the appeal or added to it, stands above all that waits, and
    the leads of its place are told at once, also in the night; one that somebody looked at before
    waits again. Costs no statement where there is none.
    """
    found = dangers(words)
    if not found:
        return
    now = clock.now()
    for each in found:
        heard = {
            "place_code": appeal.place_code,
            "words": each.words,
            "reasons": BETWEEN.join(each.reasons),
            "heard_at": now,
            "heard_on": clock.local_day(now),
            "answer": Answer.OPEN,
            "answered_at": None,
            "answered_by": None,
        }
        Alarm.objects.update_or_create(
            appeal=appeal,
            danger=each.danger,
            defaults=heard,
            create_defaults={"county": appeal.county, **heard},
        )
    _tell(appeal, "、".join(each.label for each in found))


def _tell(appeal: Appeal, dangers_heard: str) -> None:
    leads = holders(Role.LEAD, at=appeal.place_code).values_list("pk", flat=True)
    to = [Recipient(user_id=pk) for pk in leads]
    if appeal.unit_id:
        to.append(Recipient(organisation_id=appeal.unit_id))
    with override(settings.LANGUAGE_CODE):
        notices.tell(
            county=appeal.county,
            event="insight.danger",
            title=_("Please look at once: {dangers}").format(dangers=dangers_heard),
            body=_(
                "Appeal {number} speaks of it. Call 110 or 120 first where life is in danger."
            ).format(number=appeal.number),
            about=appeal,
            url=reverse("appeals:desk_appeal", args=[appeal.pk]),
            to=to,
            urgent=True,
        )


@transaction.atomic
def answer(alarm: Alarm, what: str, *, actor: Actor) -> Alarm:
    """Somebody looked, and said what it was; it no longer stands above what waits. On the appeal's
    trail stands who looked.
    """
    if what not in {Answer.ACTED, Answer.FALSE}:
        raise Unusable(_("Please say what it was."))
    alarm = Alarm.objects.held(alarm.pk)
    require(can_answer(actor, alarm))
    if alarm.answer != Answer.OPEN:
        raise NotNow(_("Somebody has looked at this already."))
    alarm.answer, alarm.answered_at, alarm.answered_by = what, clock.now(), actor.user_id
    alarm.save(update_fields=["answer", "answered_at", "answered_by"])
    timeline.record(
        alarm,
        what,
        actor=actor,
        data={"danger": alarm.danger, "appeal": str(alarm.appeal_id)},
        audience="staff",
    )
    return alarm
