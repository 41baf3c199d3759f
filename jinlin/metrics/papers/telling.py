"""Who hears of a paper of figures?"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from jinlin.core.actor import Actor
from jinlin.services.notices import actions as notices
from jinlin.services.notices.actions import Recipient


def announce(row: Any, verb: str, **days: str) -> None:
    """Programs hear of it: which paper, where, of which days; no word of what stands in it."""
    notices.announce(
        county=row.county,
        event=f"{row._meta.app_label}.{verb}",
        subject_id=row.pk,
        payload={"place": row.place_code, **days},
    )


def tell(row: Any, event: str, body: str, page: str, users: Iterable[UUID | None]) -> None:
    """These people know it, with the way to the paper."""
    with override(settings.LANGUAGE_CODE):
        notices.tell(
            county=row.county,
            event=f"{row._meta.app_label}.{event}",
            title=str(row),
            body=str(body),
            about=row,
            url=reverse(page, args=[row.pk]),
            to=[Recipient(user_id=key) for key in users],
        )


def tell_signed(row: Any, maker: UUID | None, body: str, page: str, actor: Actor) -> None:
    """Whoever made it knows that it is signed; not who signed it."""
    if maker is not None and maker != actor.user_id:
        tell(row, "signed", body, page, [maker])
