"""What is done about a danger that was heard?"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.time import clock
from jinlin.ground.accounts.queries import holders
from jinlin.ground.accounts.roles import Role
from jinlin.insight.danger import dangers
from jinlin.insight.leaning import LEAN, WISHFUL_LEAN
from jinlin.insight.models import Alarm, Answer
from jinlin.insight.models.alarms import BETWEEN, kind_of, page_of
from jinlin.insight.permissions import can_answer
from jinlin.services.notices import actions as notices
from jinlin.services.notices.actions import Recipient

TO_TAKE_BACK = timedelta(minutes=10)
SPOKEN_OF = {  # none of the words: a message is read on a screen that others see
    "appeal": gettext_lazy(
        "Appeal {number} speaks of it. Call 110 or 120 first where life is in danger."
    ),
    "wish": gettext_lazy(
        "Wish {number} speaks of it. Call 110 or 120 first where life is in danger."
    ),
    "topic": gettext_lazy(
        "A topic to talk over in {place} speaks of it. Call 110 or 120 first where life is in "
        "danger."
    ),
}


def listen(matter: Any, words: str) -> None:
    """What is said of a danger, with an appeal, a wish or a topic or added to it, stands above all
    that waits, and the leads of its place are told at once, also in the night; one that somebody
    looked at before waits again. Costs no statement where there is none.
    """
    kind = kind_of(matter)
    found = dangers(words, leaning_by=LEAN if kind == "appeal" else WISHFUL_LEAN)
    if not found:
        return
    now = clock.now()
    for each in found:
        heard = {
            "place_code": matter.place_code,
            "words": each.words,
            "reasons": BETWEEN.join(each.reasons),
            "is_named": len(each.reasons) < 2,
            "heard_at": now,
            "heard_on": clock.local_day(now),
            "answer": Answer.OPEN,
            "answered_at": None,
            "answered_by": None,
        }
        Alarm.objects.update_or_create(
            danger=each.danger,
            defaults=heard,
            create_defaults={"county": matter.county, **heard},
            **{kind: matter},
        )
    _tell(matter, "、".join(each.label for each in found))


def _tell(matter: Any, dangers_heard: str) -> None:
    leads = holders(Role.LEAD, at=matter.place_code).values_list("pk", flat=True)
    to = [Recipient(user_id=pk) for pk in leads]
    if matter.unit_id:
        to.append(Recipient(organisation_id=matter.unit_id))
    with override(settings.LANGUAGE_CODE):
        notices.tell(
            county=matter.county,
            event="insight.danger",
            title=_("Please look at once: {dangers}").format(dangers=dangers_heard),
            body=SPOKEN_OF[kind_of(matter)].format(
                number=getattr(matter, "number", ""), place=matter.place.name
            ),
            about=matter,
            url=page_of(matter),
            to=to,
            urgent=True,
        )


@transaction.atomic
def answer(alarm: Alarm, what: str, *, actor: Actor) -> Alarm:
    """Somebody looked, and said what it was; it no longer stands above what waits. On record
    is who looked.
    """
    if what not in {Answer.ACTED, Answer.FALSE}:
        raise Unusable(_("Please say what it was."))
    alarm = Alarm.objects.held(alarm.pk)
    require(can_answer(actor, alarm))
    if alarm.answer != Answer.OPEN:
        raise NotNow(_("Somebody has looked at this already."))
    alarm.answer, alarm.answered_at, alarm.answered_by = what, clock.now(), actor.user_id
    alarm.save(update_fields=["answer", "answered_at", "answered_by"])
    _record(alarm, what, actor)
    return alarm


@transaction.atomic
def wait_again(alarm: Alarm, *, actor: Actor) -> Alarm:
    """The wrong button was tapped: it stands above what waits again, as nobody had looked."""
    alarm = Alarm.objects.held(alarm.pk)
    require(can_answer(actor, alarm))
    if alarm.answer == Answer.OPEN:
        return alarm
    require(alarm.answered_by == actor.user_id)
    if alarm.answered_at is None or clock.now() > alarm.answered_at + TO_TAKE_BACK:
        raise NotNow(_("This can be taken back for ten minutes only."))
    alarm.answer, alarm.answered_at, alarm.answered_by = Answer.OPEN, None, None
    alarm.save(update_fields=["answer", "answered_at", "answered_by"])
    _record(alarm, "wait_again", actor)
    return alarm


def _record(alarm: Alarm, verb: str, actor: Actor) -> None:
    data = {"danger": alarm.danger, alarm.kind: str(alarm.matter.pk)}
    timeline.record(alarm, verb, actor=actor, data=data, audience="staff")
