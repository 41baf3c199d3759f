"""Who is told of a move, and in which words? Written in the move's own transaction, sent later.

The person wished for reads their own words; whoever took it on reads only what the wall shows; the
unit reads what was said.
"""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinlin.core.timeline import Entry
from jinlin.domains.wishes.events import payload
from jinlin.domains.wishes.lifecycle import LIFECYCLE
from jinlin.domains.wishes.models import Wish
from jinlin.domains.wishes.queries.story import sentence
from jinlin.services.notices import actions as notices
from jinlin.services.notices.actions import Ear, Recipient, Voice

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


def tell_carers(wish: Wish, entry: Entry) -> None:
    """Whoever looks after the wisher's household hears that there is something."""
    with override(settings.LANGUAGE_CODE):
        what = f"{wish.place.name} · {_('a wish')} · {wish.get_kind_display()}"
    notices.tell_carers(wish.for_person, event="wishes.care", what=what, but=entry.user_id)


def _words(wish: Wish, entry: Entry) -> str:
    return sentence(entry.verb, dict(entry.data))


def _whole(wish: Wish, entry: Entry) -> str:
    return "\n".join(part for part in (_words(wish, entry), entry.note) if part)


def _own_title(wish: Wish) -> str:
    return _("Wish {title}").format(title=f"{wish.number} {wish.title}")


def _released_title(wish: Wish) -> str:
    return _("Wish {title}").format(title=f"{wish.number} {wish.public_title}")


def _page(wish: Wish) -> str:
    return reverse("wishes:wish", args=[wish.pk])


def _wisher(wish: Wish, entry: Entry) -> list[Recipient]:
    persons = [
        person
        for person in (wish.for_person, wish.posted_by)
        if person and (not person.user_id or person.user_id != entry.user_id)
    ]
    return [Recipient(person_id=person.pk) for person in persons]


def _claimers(wish: Wish, entry: Entry) -> list[Recipient]:
    """Whoever has a part in it, or had one until this verb."""
    claims = wish.concerned or wish.standing_claims()
    concerned = {claim.user_id for claim in claims} - {entry.user_id}
    return [Recipient(user_id=user) for user in sorted(concerned, key=str)]


def _unit(wish: Wish, entry: Entry) -> list[Recipient]:
    return [] if entry.face == wish.unit.name else [Recipient(organisation_id=wish.unit_id)]


VOICE = Voice[Wish](
    LIFECYCLE,
    "wishes.{verb}",
    payload,
    (
        Ear(verbs=TELLS_WISHER, to=_wisher, title=_own_title, body=_whole, url=_page),
        Ear(
            verbs=TELLS_CLAIMERS,
            to=_claimers,
            title=_released_title,
            body=lambda wish, entry: (_whole if entry.verb == "thank" else _words)(wish, entry),
            url=_page,
        ),
        Ear(
            verbs=TELLS_UNIT,
            to=_unit,
            title=_own_title,
            body=_whole,
            url=lambda wish: reverse("wishes:desk_wish", args=[wish.pk]),
        ),
    ),
)
