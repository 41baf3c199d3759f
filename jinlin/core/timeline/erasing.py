"""How are the words of one entry destroyed, so that the chain still proves what happened?"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, NotNow, Unusable
from jinlin.core.rows import CountyRow
from jinlin.core.text import tidy
from jinlin.core.timeline.chain import ALGORITHM, digest
from jinlin.core.timeline.entries import WORDED, Audience, Entry, Words
from jinlin.core.timeline.keeping import keep_on

ERASED = "words_erased"
OWN_ERASED = "own_texts_erased"  # what the row itself said
LONGEST_REASON = 200


@transaction.atomic
def erase(subject: CountyRow, seq: int, *, actor: Actor, reason: str) -> Entry:
    """The words of the subject's entry `seq` are gone for good, with the reason; an entry of its
    own says so. Raises NotHere when nothing was said there, NotNow when they are gone already.

    The caller has asked whether the actor may, and holds the subject's row locked.
    """
    reason = reasoned(reason)
    row = (
        Entry.objects.filter(subject_id=subject.pk, seq=seq).values(*Entry.HASHED, *WORDED).first()
    )
    if row is None or row["words__data"] is None:
        raise NotHere
    if not Words.objects.filter(pk=row["id"], erased_at=None).erase(because=reason):
        raise NotNow(_("These words were erased already."))
    data = {"seq": seq, "rest": proof_of_rest(row)}
    return keep_on(
        subject, ERASED, actor=actor, internal=reason, data=data, audience=Audience.STAFF
    )


def proof_of_rest(row: Mapping[str, Any]) -> UUID:
    """Half a hash over what stays of an entry. Of entries of before, whose own hash was over the
    words too, it proves the rest once those are gone.
    """
    return UUID(digest({name: row[name] for name in Entry.HASHED}, ALGORITHM)[:32])


def reasoned(reason: str) -> str:
    reason = tidy(reason)
    if not reason or len(reason) > LONGEST_REASON:
        raise Unusable(
            _("Please say in at most 200 characters why this must be destroyed."), field="reason"
        )
    return reason


def erased(county: str | None = None) -> int:
    """How many entries' words were destroyed."""
    rows = Words.objects.filter(erased_at__isnull=False)
    return (rows.filter(county=county) if county else rows).count()
