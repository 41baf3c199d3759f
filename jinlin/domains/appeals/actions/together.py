"""How do several units handle one appeal, and how do two problems in one become two appeals?"""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.files import uploads
from jinlin.core.files.uploads import Upload
from jinlin.core.text import needed, tidy
from jinlin.core.time import clock
from jinlin.domains.appeals.actions.intake import Report, report
from jinlin.domains.appeals.actions.steps import give, keep, share
from jinlin.domains.appeals.actions.tickets import ticket_of_joint_handling
from jinlin.domains.appeals.conditions import IS_SETTLED, STILL_TIME
from jinlin.domains.appeals.lifecycle import LIFECYCLE, State
from jinlin.domains.appeals.models import Appeal, Channel, Identity, Part, PartState
from jinlin.domains.appeals.permissions import (
    RULES,
    can_answer_part,
)
from jinlin.ground.places.models import Organisation


@transaction.atomic
def convene(
    appeal: Appeal,
    *,
    actor: Actor,
    helper: Organisation,
    task: str,
    due_on: date,
    lead: Organisation | None = None,
) -> Appeal:
    """One unit leads, one more helps with a task of its own and a day of its own.

    Called again for each further helper; the lead does not change silently.
    """
    handing_over = appeal.state == State.ACCEPTED
    appeal = RULES.begin(appeal, "convene", actor)
    before = appeal.unit
    if handing_over:
        _give_lead(appeal, lead)
    elif lead is not None and lead.pk != appeal.unit_id:
        raise Unusable(_("The unit that leads does not change here."), field="lead")
    _require_helper(appeal, helper, task, due_on)
    task, due = tidy(task), clock.end_of(due_on)
    Part.objects.create(
        county=appeal.county,
        appeal=appeal,
        unit=helper,
        task=task,
        asked_at=clock.now(),
        due_at=due,
        due_on=due_on,
    )
    appeal.parts_open += 1
    named = {"unit": appeal.unit.name, "helper": helper.name, "due": due.isoformat()}
    keep(appeal, "convene", actor=actor, note=task, **named)
    ticket_of_joint_handling(appeal, actor=actor, before=before)
    return appeal


@transaction.atomic
def answer_part(
    appeal: Appeal, *, actor: Actor, part: Part, reply: str, photos: Sequence[Upload] = ()
) -> Appeal:
    """The helper has answered, also after its silence was noted; the lead reads it and finishes."""
    appeal = Appeal.objects.locked(appeal)
    require(can_answer_part(actor, appeal, part))  # asked of this part, not of any
    LIFECYCLE.target("answer_part", appeal.state)
    part = _open_part(appeal, part, late=True)
    reply = needed(reply, field="reply", words=_("Please write what your unit did."))
    appeal.parts_open -= part.state == PartState.ASKED
    now = clock.now()
    part.state, part.reply, part.answered_at, part.answered_on = (
        PartState.ANSWERED,
        tidy(reply),
        now,
        clock.local_day(now),
    )
    part.save(update_fields=["state", "reply", "answered_at", "answered_on"])
    uploads.attach(photos, appeal)
    shown = [str(photo.pk) for photo in photos]
    keep(
        appeal, "answer_part", actor=actor, internal=part.reply, helper=part.unit.name, photos=shown
    )
    return appeal


@transaction.atomic
def note_silence(appeal: Appeal, *, actor: Actor, part: Part) -> Appeal:
    """That a helper has not answered by its day is on record; the lead need not wait for it any
    longer.
    """
    appeal = RULES.begin(appeal, "note_silence", actor)
    part = _open_part(appeal, part)
    if part.due_at >= clock.now():
        raise NotNow(STILL_TIME)
    part.state = PartState.SILENT
    part.save(update_fields=["state"])
    appeal.parts_open -= 1
    keep(appeal, "note_silence", actor=actor, helper=part.unit.name)
    return appeal


@transaction.atomic
def release(appeal: Appeal, *, actor: Actor, part: Part, reason: str) -> Appeal:
    """The helper is not needed any more, with the reason."""
    appeal = RULES.begin(appeal, "release", actor)
    part = _open_part(appeal, part)
    reason = needed(
        reason, field="reason", words=_("Please say why this unit is not needed any more.")
    )
    part.state = PartState.RELEASED
    part.save(update_fields=["state"])
    appeal.parts_open -= 1
    keep(appeal, "release", actor=actor, helper=part.unit.name, reason=tidy(reason))
    return appeal


@transaction.atomic
def split(appeal: Appeal, *, actor: Actor, text: str, reason: str) -> Appeal:
    """A second matter of the same resident stands by itself, waiting to be accepted; both trails
    name the other. Returns the second one.
    """
    appeal = RULES.begin(appeal, "split", actor)
    second_report = Report(
        place=appeal.place,
        text=text,
        channel=Channel(appeal.channel),
        spot=appeal.spot,
        reporter=appeal.reporter,
        identity=Identity(appeal.identity),
        split_from=appeal,
    )
    second = report(second_report, actor=actor)
    keep(appeal, "split", actor=actor, note=tidy(reason), number=second.number)
    return second


def _give_lead(appeal: Appeal, lead: Organisation | None) -> None:
    if lead is None or lead.county != appeal.county or not lead.is_open:
        raise Unusable(_("Please choose the unit that leads."), field="lead")
    give(appeal, lead)
    share(appeal)


def _require_helper(appeal: Appeal, helper: Organisation, task: str, due_on: date) -> None:
    if helper.county != appeal.county or not helper.is_open or helper.pk == appeal.unit_id:
        raise Unusable(
            _("Please choose a unit of this county other than the lead."), field="helper"
        )
    if appeal.parts.filter(unit=helper, state=PartState.ASKED).exists():
        raise Unusable(_("This unit helps already."), field="helper")
    task = needed(task, field="task", words=_("Please say what this unit is asked to do."))
    if due_on < clock.today():
        raise Unusable(_("This day is over. Please choose a later one."), field="due_on")


def _open_part(appeal: Appeal, part: Part, *, late: bool = False) -> Part:
    """The part as it is now. `late`: one that was noted silent may still be answered."""
    row = appeal.parts.select_related("unit").filter(pk=part.pk).first()
    if row is None or row.state not in {PartState.ASKED, *([PartState.SILENT] if late else [])}:
        raise NotNow(IS_SETTLED)
    return row
