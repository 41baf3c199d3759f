"""Which steps do several verbs share?

None of them decides anything; each leaves the row for its verb to record.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.files import uploads
from jinlin.core.files.uploads import Upload
from jinlin.core.time import clock
from jinlin.core.timeline import Entry
from jinlin.domains.wishes.actions.telling import TELLS_CARERS, VOICE, tell_carers
from jinlin.domains.wishes.lifecycle import State
from jinlin.domains.wishes.models import Claim, Ending, Photo, Wish, WishRule

TERMS = {
    State.POSTED: "screen_days",
    State.ASKED: "answer_days",
    State.PUBLISHED: "claim_days",
    State.CLAIMED: "fulfil_days",
    State.FULFILLED: "confirm_days",
}

LONGEST_REASON = 500


def rule_of(county: str) -> WishRule:
    """The county's numbers as they are today."""
    return WishRule.of(county, clock.today())


def start_term(wish: Wish) -> None:
    """The wish is due by the county's days for the state that it is in now."""
    wish.due_at = clock.by_end_of(
        clock.today(), getattr(rule_of(wish.county), TERMS[State(wish.state)])
    )


def mark_ended(wish: Wish, now: datetime) -> None:
    """The wish ended at this moment."""
    wish.ended_at, wish.ended_on = now, clock.local_day(now)


def end_claims(wish: Wish, ending: Ending) -> list[Claim]:
    """Nobody has a standing part in the wish any more; those who had one."""
    ended = wish.standing_claims()
    now = clock.now()
    Claim.objects.filter(pk__in=[claim.pk for claim in ended]).update(
        ended_at=now, ended_on=clock.local_day(now), ending=ending
    )
    return ended


def add_photos(wish: Wish, photos: Sequence[Upload], *, claim: Claim | None = None) -> None:
    """Each photo is a row of its own, so that it can be released by itself; until then it stays
    inside.
    """
    start = wish.photos.count() if photos else 0
    for position, upload in enumerate(photos, start):
        row = Photo.objects.create(county=wish.county, wish=wish, claim=claim, position=position)
        uploads.attach([upload], row)


def keep(
    wish: Wish,
    verb: str,
    *,
    actor: Actor,
    note: str = "",
    internal: str = "",
    to: Sequence[Claim] = (),
    **data: Any,
) -> Entry:
    """Save the changed row as its next version, record the verb (one entry, one version), and tell
    those whom it concerns; of the claimers also `to`.
    """
    entry = timeline.keep(wish, verb, actor=actor, note=note, internal=internal, **data)
    wish.concerned = to
    VOICE.speak(wish, entry)
    if verb in TELLS_CARERS:
        tell_carers(wish, entry)
    return entry
