"""How does something stand before everybody for some days, and what becomes of an objection?

For every domain that decides after a public notice: it gives the notice, looks whether it is over
without an open objection, and ends it. What is decided, and who answers, is the domain's to say.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, NotNow, require
from jinlin.core.rows import CountyRow
from jinlin.core.text import needed
from jinlin.core.time import clock
from jinlin.ground.people.models import Person
from jinlin.services.documents.models import (
    KEEPERS,
    LONGEST_REASON,
    Found,
    Objection,
    PublicNotice,
)

LONGEST_OBJECTION = 1000


@dataclass(frozen=True)
class Shown:
    """What everybody reads of it: masked by whoever gives the notice."""

    title: str
    lines: Sequence[tuple[str, str]]
    by: str


@transaction.atomic
def give(about: CountyRow, shown: Shown, *, until: date, actor: Actor) -> PublicNotice:
    """It stands on public notice until the end of that day.

    The calling verb has decided that the actor may.
    """
    today = clock.today()
    made = PublicNotice.objects.create(
        county=about.county,
        about_label=about._meta.label_lower,
        about_id=about.pk,
        place_code=getattr(about, "place_code", about.county),
        title=shown.title[:120],
        lines=[[str(label), str(words)] for label, words in shown.lines],
        given_by=shown.by[:80],
        given_at=clock.now(),
        since=today,
        until=max(until, today),
    )
    timeline.record(made, "give_notice", actor=actor, data={"until": made.until.isoformat()})
    return made


@transaction.atomic
def object_to(
    notice: PublicNotice, text: str, *, person: Person, actor: Actor, key: UUID | None = None
) -> Objection:
    """The objection waits for an answer, and nothing is decided before; said twice by one person,
    it is one.

    Raises NotNow when the notice is over.
    """
    notice = held(notice)
    is_staffs = actor.holds(*KEEPERS, at=notice.place_code)
    require(is_staffs or (actor.user_id is not None and person.user_id == actor.user_id))
    text = needed(
        text, field="text", words=_("Please say what speaks against it."), limit=LONGEST_OBJECTION
    )
    if before := Objection.objects.filter(notice=notice, person=person).first():
        return before
    if notice.ended_on or notice.is_over:
        raise NotNow(_("The public notice is over. Please turn to the unit that gave it."))
    now = clock.now()
    made = Objection(
        county=notice.county,
        notice=notice,
        place_code=notice.place_code,
        person=person,
        text=text,
        written_at=now,
        written_on=clock.local_day(now),
        written_by=actor.user_id if person.user_id != actor.user_id else None,
        **({"id": key} if key else {}),
    )
    made.save(force_insert=True)
    timeline.record(made, "object", actor=actor, audience="staff")
    return made


@transaction.atomic
def answer(objection: Objection, found: Found, *, reason: str, actor: Actor) -> Objection:
    """The objection was examined; whoever made it reads what came of it, and why.

    The calling verb has decided that the actor may. Raises NotNow when it has its answer.
    """
    objection = (
        Objection.objects.select_for_update(of=("self",)).select_related("notice", "person")
    ).get(pk=objection.pk)
    if objection.found != Found.OPEN:
        raise NotNow(_("This objection has its answer already."))
    words = _("Please say why, so that whoever objected understands it.")
    objection.reason = needed(reason, field="reason", words=words, limit=LONGEST_REASON)
    objection.found, objection.answered_at = found, clock.now()
    objection.answered_on = clock.local_day(objection.answered_at)
    objection.answered_by = actor.user_id
    objection.save()
    timeline.record(objection, "answer", actor=actor, note=objection.reason)
    return objection


@transaction.atomic
def end(notice: PublicNotice, *, actor: Actor) -> PublicNotice:
    """It stands before nobody any more; ended twice, the same."""
    notice = held(notice)
    if notice.ended_on is None:
        notice.ended_on = clock.today()
        notice.save(update_fields=["ended_on"])
        timeline.record(notice, "end_notice", actor=actor)
    return notice


def held(notice: PublicNotice) -> PublicNotice:
    """The row as it is now, locked: an objection and the end of the notice wait for each other."""
    row = PublicNotice.objects.select_for_update().filter(pk=notice.pk).first()
    if row is None:
        raise NotHere
    return row


def is_cleared(subject: CountyRow) -> bool:
    """Its notice is over, and every objection has its answer."""
    notice = PublicNotice.objects.of(subject)
    return notice is not None and notice.is_over and not unanswered(subject)


def unanswered(subject: CountyRow) -> bool:
    """Whether an objection to it waits for an answer."""
    rows = Objection.objects.unanswered().filter(notice__about_id=subject.pk)
    return rows.exists()
