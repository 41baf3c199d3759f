"""Who is told of a move, and in which words? Written in the move's own transaction, sent later.

The person wished for reads their own words; whoever took it on reads only what the wall shows; the
unit reads what was said.
"""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinlin.core.timeline import Entry
from jinlin.domains.wishes.models import Claim, Wish
from jinlin.domains.wishes.queries.story import sentence
from jinlin.services.notices import actions as notices
from jinlin.services.notices.actions import Recipient

TELLS_WISHER = frozenset(
    {
        "publish",
        "ask_back",
        "decline",
        "transfer",
        "claim",
        "fulfil",
        "lapse",
        "release",
        "run_out",
        "give_back",
    }
)
TELLS_CLAIMERS = frozenset(
    {
        "share",
        "step_out",
        "give_back",
        "release",
        "run_out",
        "confirm",
        "dispute",
        "thank",
        "withdraw",
        "reword",
    }
)
TELLS_UNIT = frozenset(
    {
        "post",
        "answer_back",
        "claim",
        "give_back",
        "run_out",
        "fulfil",
        "dispute",
        "raise_",
        "withdraw",
        "remark",
    }
)
TELLS_CARERS = frozenset({"post", "claim", "dispute"})


def tell(wish: Wish, entry: Entry, *, to: Sequence[Claim] = ()) -> None:
    """The wisher, the claimers and the unit are told of the move as far as it concerns them, each
    with the words that are theirs to read; not who made it.
    """
    with override(settings.LANGUAGE_CODE):
        said = sentence(entry.verb, dict(entry.data))
        whole = "\n".join(part for part in (said, entry.note) if part)
        own, released = f"{wish.number} {wish.title}", f"{wish.number} {wish.public_title}"
        _say(wish, entry, title=own, body=whole, url="wishes:wish", to=_wisher(wish, entry))
        thanks = whole if entry.verb == "thank" else said
        _say(
            wish,
            entry,
            title=released,
            body=thanks,
            url="wishes:wish",
            to=_claimers(wish, entry, to),
        )
        _say(wish, entry, title=own, body=whole, url="wishes:desk_wish", to=_unit(wish, entry))
        if entry.verb in TELLS_CARERS:
            what = f"{wish.place.name} · {_('a wish')} · {wish.get_kind_display()}"
            notices.tell_carers(wish.for_person, event="wishes.care", what=what, but=entry.user_id)


def _say(wish: Wish, entry: Entry, *, title: str, body: str, url: str, to: list[Recipient]) -> None:
    if not to:
        return
    notices.tell(
        county=wish.county,
        event=f"wishes.{entry.verb}",
        title=_("Wish {title}").format(title=title),
        body=body,
        about=wish,
        url=reverse(url, args=[wish.pk]),
        to=to,
    )


def _wisher(wish: Wish, entry: Entry) -> list[Recipient]:
    if entry.verb not in TELLS_WISHER:
        return []
    persons = [
        person
        for person in (wish.for_person, wish.posted_by)
        if person and (not person.user_id or person.user_id != entry.user_id)
    ]
    return [Recipient(person_id=person.pk) for person in persons]


def _claimers(wish: Wish, entry: Entry, to: Sequence[Claim]) -> list[Recipient]:
    if entry.verb not in TELLS_CLAIMERS:
        return []
    concerned = {claim.user_id for claim in (to or wish.standing_claims())} - {entry.user_id}
    return [Recipient(user_id=user) for user in sorted(concerned, key=str)]


def _unit(wish: Wish, entry: Entry) -> list[Recipient]:
    if entry.verb not in TELLS_UNIT or entry.face == wish.unit.name:
        return []
    return [Recipient(organisation_id=wish.unit_id)]
