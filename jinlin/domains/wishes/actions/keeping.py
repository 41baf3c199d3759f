"""How does a wish come true: handed over, arrived (or not), thanked for?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import NotNow, Unusable
from jinlin.core.files.uploads import Upload
from jinlin.core.hearing import be_read
from jinlin.core.text import needed, tidy
from jinlin.core.time import clock
from jinlin.domains.wishes.actions.papers import paper_of_handover, revoke_paper
from jinlin.domains.wishes.actions.steps import (
    LONGEST_REASON,
    add_photos,
    end_claims,
    keep,
    mark_ended,
    start_term,
)
from jinlin.domains.wishes.models import Ending, Handover, Receiver, Wish
from jinlin.domains.wishes.permissions import (
    RULES,
    is_claimer,
    is_keeper,
    is_sharer,
    is_wisher,
)


@dataclass(frozen=True)
class Record:
    """What was handed over or done, on which day, and who received it."""

    handed_on: date
    what: str
    received_by: Receiver = Receiver.PERSON
    cost: int | None = None


@transaction.atomic
def fulfil(wish: Wish, *, actor: Actor, record: Record, photos: Sequence[Upload] = ()) -> Wish:
    """The hand-over is on record with its number, and the person is asked whether it arrived.

    Without a photo it is worth as much.
    """
    wish = RULES.begin(wish, "fulfil", actor)
    claim = wish.main_claim()
    if claim is None:
        raise NotNow
    if not claim.claimed_on <= record.handed_on <= clock.today():
        raise Unusable(
            _("The day lies between the day on which it was taken on and today."), field="handed_on"
        )
    if record.received_by not in Receiver.values:
        raise Unusable(_("Please choose who received it."), field="received_by")
    now = clock.now()
    handover = Handover.objects.create(
        county=wish.county,
        wish=wish,
        claim=claim,
        handed_on=record.handed_on,
        what=needed(
            record.what,
            field="what",
            words=_("Please write what was handed over or done."),
            limit=300,
        ),
        received_by=record.received_by,
        meeting=wish.meeting,
        cost=record.cost,
        recorded_at=now,
    )
    add_photos(wish, photos, claim=claim)
    wish.fulfilled_at, wish.fulfilled_on = now, clock.local_day(now)
    start_term(wish)
    keep(wish, "fulfil", actor=actor, day=record.handed_on.isoformat(), due=wish.due_at.isoformat())
    paper_of_handover(wish, handover, actor=actor)
    return wish


@transaction.atomic
def confirm(wish: Wish, *, actor: Actor, words: str = "") -> Wish:
    """It has arrived, as the person wished for (or who speaks for them) says.

    Ended; what they said of it stands on the trail.
    """
    wish = RULES.begin(wish, "confirm", actor)
    kept = end_claims(wish, Ending.KEPT)
    mark_ended(wish, clock.now())
    keep(wish, "confirm", actor=actor, note=tidy(words)[:500], to=kept)
    be_read(wish, tidy(words))
    return wish


@transaction.atomic
def dispute(wish: Wish, *, actor: Actor, reason: str) -> Wish:
    """It has not arrived:

    whoever took it on has the county's days again, the paper of the hand-over no longer holds, and
    staff know.
    """
    wish = RULES.begin(wish, "dispute", actor)
    reason = needed(
        reason, field="reason", words=_("Please say what is missing."), limit=LONGEST_REASON
    )
    last = wish.handovers.order_by("recorded_at", "id").last()
    if last:
        wish.handovers.filter(pk=last.pk).update(disputed_on=clock.today())
    wish.fulfilled_at = wish.fulfilled_on = None
    start_term(wish)
    keep(wish, "dispute", actor=actor, note=reason, due=wish.due_at.isoformat())
    revoke_paper(wish)
    be_read(wish, reason)
    return wish


@transaction.atomic
def lapse(wish: Wish) -> Wish:
    """Ended: the person said nothing in the county's days, and the silence is on record as silence.

    NotNow before that.
    """
    wish = RULES.begin(wish, "lapse", SYSTEM)
    if wish.due_at >= clock.now():
        raise NotNow
    kept = end_claims(wish, Ending.KEPT)
    mark_ended(wish, clock.now())
    keep(wish, "lapse", actor=SYSTEM, to=kept)
    return wish


@transaction.atomic
def thank(wish: Wish, *, actor: Actor, words: str) -> Wish:
    """Whoever fulfilled it reads the thanks; the wall says only that there were some."""
    wish = RULES.begin(wish, "thank", actor)
    wish.thanks, wish.thanked_on = (
        needed(words, field="words", words=_("Please write a few words."), limit=300),
        clock.today(),
    )
    fulfillers = list(wish.claims.filter(ending=Ending.KEPT)) or wish.standing_claims()
    keep(wish, "thank", actor=actor, note=wish.thanks, to=fulfillers)
    return wish


@transaction.atomic
def remark(wish: Wish, *, actor: Actor, text: str, photos: Sequence[Upload] = ()) -> Wish:
    """What somebody of those concerned adds stands on the trail; of whoever took it on only staff
    read it, so that nobody's name slips through.
    """
    wish = RULES.begin(wish, "remark", actor)
    if not tidy(text) and not photos:
        raise Unusable(_("Please write what you want to add, or choose a photo."), field="text")
    text = tidy(text)[:1000]
    add_photos(wish, photos, claim=wish.main_claim() if is_claimer(actor, wish) else None)
    inside = (is_claimer(actor, wish) or is_sharer(actor, wish)) and not (
        is_keeper(actor, wish) or is_wisher(actor, wish)
    )
    keep(wish, "remark", actor=actor, note="" if inside else text, internal=text if inside else "")
    if not is_keeper(actor, wish):
        be_read(wish, text)
    return wish
