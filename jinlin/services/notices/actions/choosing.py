"""How does a user choose what to hear of, and by which ways?"""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from jinlin.core import site
from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, TooOften, Unusable, require
from jinlin.core.secrets.fields import match_key
from jinlin.core.time import clock
from jinlin.services.notices.models import Channel, Delivery, Mailbox, Preference, now_and_today
from jinlin.services.notices.permissions import can_choose
from jinlin.services.notices.queries.preferences import counties_of
from jinlin.services.notices.queries.ways import open_kinds

SALT = "jinlin.services.notices.mailbox"
LINK_HOLDS = timedelta(days=3)
BETWEEN_LINKS = timedelta(minutes=5)


def choose(chosen: Mapping[tuple[str, str], bool], *, actor: Actor) -> None:
    """For each pair of event prefix and channel the user's wish stands; what was not named stays as
    it was.
    """
    user = _user(actor)
    rows = [
        Preference(user_id=user, prefix=prefix, channel=kind, is_wanted=wanted)
        for (prefix, kind), wanted in chosen.items()
    ]
    Preference.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["user", "prefix", "channel"],
        update_fields=["is_wanted"],
    )


@transaction.atomic
def give_mailbox(address: str, *, actor: Actor) -> Mailbox:
    """The address is known, and a link to confirm it is on its way there.

    Nothing else is mailed to it before it is confirmed.
    """
    user = _user(actor)
    county = next(
        (county for county in counties_of(actor) if Channel.EMAIL in open_kinds([county])), ""
    )
    if not county:
        raise Unusable(_("Your county sends no e-mail."), field="address")
    now, known = clock.now(), Mailbox.objects.select_for_update().filter(user=user).first()
    if known and known.given_at > now - BETWEEN_LINKS:
        raise TooOften(
            _("A link was mailed a moment ago. Please look for it, or try again in five minutes.")
        )
    mailbox, _made = Mailbox.objects.update_or_create(
        user_id=user, defaults={"address": address, "given_at": now, "confirmed_at": None}
    )
    Delivery.objects.create(
        county=county,
        event="notices.mailbox",
        channel=Channel.EMAIL,
        address=address,
        title=_("Please confirm your e-mail address"),
        body=_("Open this address within three days and you will get your messages here: %(link)s")
        % {"link": _link(mailbox)},
        is_urgent=True,
        next_at=now,
        **now_and_today(),
    )
    return mailbox


@transaction.atomic
def confirm_mailbox(token: str) -> Mailbox:
    """Messages are mailed to the address from now on.

    Raises NotNow for a link that is too old, or made for an address given up since.
    """
    gone = NotNow(
        _("This link no longer holds. Please enter your address again on the page of your choices.")
    )
    try:
        user, key = signing.loads(token, salt=SALT, max_age=LINK_HOLDS)
    except signing.BadSignature:
        raise gone from None
    mailbox = Mailbox.objects.select_for_update().filter(user=UUID(user)).first()
    if mailbox is None or match_key(mailbox.address, "mailbox") != key:
        raise gone
    if mailbox.confirmed_at is None:
        mailbox.confirmed_at = clock.now()
        mailbox.save(update_fields=["confirmed_at"])
    return mailbox


def drop_mailbox(*, actor: Actor) -> None:
    """The address is forgotten; nothing more is mailed."""
    Mailbox.objects.filter(user=_user(actor)).delete()


def _user(actor: Actor) -> UUID:
    require(can_choose(actor))
    assert actor.user_id is not None
    return actor.user_id


def _link(mailbox: Mailbox) -> str:
    token = signing.dumps([str(mailbox.user_id), match_key(mailbox.address, "mailbox")], salt=SALT)
    return site.whole(reverse("notices:confirm", args=[token]))
