"""How does somebody who wants no more than one message a day hear of the day?"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from jinlin.core import site
from jinlin.core.time import clock
from jinlin.services.notices.models import (
    Channel,
    Delivery,
    Mailbox,
    Message,
    Preference,
    now_and_today,
)
from jinlin.services.notices.queries.preferences import DIGEST, wants
from jinlin.services.notices.queries.ways import open_kinds

EVENING = 18  # o'clock; before the quiet hours of any county
NAMED = 5  # matters by their titles; the rest by their number
SMS_LENGTH = 280


def send_digests() -> int:
    """In the evening everybody who chose so has one message of what was said to them since the
    last one. Returns how many. Run twice, it sends once.
    """
    if clock.now().astimezone(clock.CHINA).hour < EVENING:
        return 0
    chosen = Preference.objects.filter(prefix=DIGEST, is_wanted=True, user__is_active=True)
    return sum(_digest(pk) for pk in chosen.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _digest(pk: int) -> bool:
    """One delivery waits, when something was said to this user that did not go out by itself."""
    choice = Preference.objects.select_for_update().filter(pk=pk, is_wanted=True).first()
    since = _since(choice) if choice else None
    if choice is None or since is None:
        return False
    own = list(choice.user.preferences.all())
    messages = [
        message
        for message in Message.objects.filter(
            user=choice.user_id, is_urgent=False, is_read=False, created_at__gt=since
        ).order_by("-created_at", "-id")
        if wants(choice.user, message.event, choice.channel, own)
    ]
    address = _address(choice)
    if not messages or not address or choice.channel not in open_kinds([messages[0].county]):
        return False
    body = _words(messages)
    Delivery.objects.create(
        county=messages[0].county,
        message=messages[0],
        event=DIGEST,
        channel=choice.channel,
        address=address,
        title=_("%(n)d messages today") % {"n": len(messages)},
        body=body[:SMS_LENGTH] if choice.channel == Channel.SMS else body,
        next_at=clock.now(),
        **now_and_today(),
    )
    return True


def _since(choice: Preference) -> datetime | None:
    """Since when nothing was said in one message; None when that was done today."""
    last = (
        Delivery.objects.filter(event=DIGEST, channel=choice.channel, message__user=choice.user_id)
        .order_by("-created_at")
        .values_list("created_at", "created_on")
        .first()
    )
    if last and last[1] >= clock.today():
        return None
    yesterday: datetime = clock.now() - timedelta(days=1)
    return max(last[0], yesterday) if last else yesterday


def _address(choice: Preference) -> str:
    if choice.channel == Channel.SMS:
        return str(choice.user.phone or "")
    mailbox = Mailbox.objects.filter(user=choice.user_id, confirmed_at__isnull=False).first()
    return mailbox.address if mailbox else ""


def _words(messages: list[Message]) -> str:
    titles: dict[UUID, str] = {}
    for message in messages:
        titles.setdefault(message.about_id, message.title)
    named = list(titles.values())[:NAMED]
    further = len(titles) - len(named)
    lines = [*named, *([_("and %(n)d more matters") % {"n": further}] if further else [])]
    return "\n".join([*lines, site.whole(reverse("notices:mine"))])
