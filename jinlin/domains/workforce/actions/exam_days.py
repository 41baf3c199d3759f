"""How does a day of the exam come to stand, and who compared it with the notice?"""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, NotNow, Unusable, require
from jinlin.core.text import needed
from jinlin.core.time import clock
from jinlin.domains.workforce.models import ExamDay
from jinlin.domains.workforce.permissions import can_keep_exam_days

LONGEST_SOURCE = 120


@transaction.atomic
def name_day(what: str, on: date, *, source: str, actor: Actor) -> ExamDay:
    """The day stands with the notice that names it; whoever named it has compared it."""
    require(can_keep_exam_days(actor))
    reference = needed(source, field="source", limit=LONGEST_SOURCE)
    if what not in ExamDay.What.values:
        raise Unusable(_("Please choose what happens on the day."), field="what")
    try:
        with transaction.atomic():
            return ExamDay.objects.create(
                what=what,
                on=on,
                source=reference,
                confirmed_on=clock.today(),
                confirmed_by=actor.user_id,
            )
    except IntegrityError as problem:
        raise Unusable(_("This day is named already."), field="on") from problem


@transaction.atomic
def confirm_day(pk: UUID, *, actor: Actor) -> ExamDay:
    """The day was compared with its notice, today and by this registrar."""
    require(can_keep_exam_days(actor))
    day = ExamDay.objects.select_for_update().filter(pk=pk).first()
    if day is None:
        raise NotHere
    if day.confirmed_on:
        raise NotNow(_("This day is confirmed already."))
    day.confirmed_on, day.confirmed_by = clock.today(), actor.user_id
    day.save(update_fields=["confirmed_on", "confirmed_by"])
    return day


@transaction.atomic
def strike_day(pk: UUID, *, actor: Actor) -> None:
    """A day that nobody confirmed, and that the notice does not name, is gone."""
    require(can_keep_exam_days(actor))
    gone, _each = ExamDay.objects.filter(pk=pk, confirmed_on=None).delete()
    if not gone:
        raise NotHere
