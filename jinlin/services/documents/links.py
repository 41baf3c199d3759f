"""How does somebody without an account do one thing, once?

A domain makes a link for one row and one purpose and has it sent; the page that it opens belongs to
the domain. Opening does not use it up, because chat programs look at every address before a person
does; sending the form does.
"""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, NotNow
from jinlin.core.rows import CountyRow
from jinlin.core.salted import salted
from jinlin.core.time import clock
from jinlin.ground.places.models import Organisation
from jinlin.services.documents import limits
from jinlin.services.documents.models import OneTimeLink
from jinlin.shell.requests import Request

DAYS = 7
TOKEN_BYTES = 32
LONGEST_TOKEN = 100


@transaction.atomic
def make(
    *,
    about: CountyRow,
    purpose: str,
    organisation: Organisation | None,
    actor: Actor,
    days: int = DAYS,
) -> str:
    """A link for this row and purpose holds for `days`; its secret is returned here and kept
    nowhere. The calling verb has decided that the actor may.
    """
    raw, now = secrets.token_urlsafe(TOKEN_BYTES), clock.now()
    link = OneTimeLink.objects.create(
        county=about.county,
        token_key=_key(raw),
        about_label=about._meta.label_lower,
        about_id=about.pk,
        purpose=purpose,
        organisation=organisation,
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    timeline.record(
        link,
        "make",
        actor=actor,
        data={"about": about.pk, "purpose": purpose, "organisation": str(organisation or "")},
    )
    return raw


def open(raw: str, *, request: Request, purpose: str) -> OneTimeLink:  # noqa: A001 - what one does with a link
    """The link, which is noted as opened.

    Raises NotHere for an unknown one (TooOften after several), NotNow for one that was used or is
    over.
    """
    with limits.one_look(request, "link"):
        link = (
            OneTimeLink.objects.select_related("organisation")
            .filter(token_key=_key(raw), purpose=purpose)
            .first()
        )
        if link is None:
            words = _("This link is not known here. Please ask whoever sent it for a new one.")
            raise NotHere(words)
    _require_open(link)
    if link.opened_at is None:
        OneTimeLink.objects.filter(pk=link.pk, opened_at=None).update(opened_at=clock.now())
        link.refresh_from_db(fields=["opened_at"])
    return link


def use(link: OneTimeLink, *, actor: Actor) -> OneTimeLink:
    """The link is used up, in the caller's transaction, together with what was done.

    Of several at once one goes on, the others get NotNow.
    """
    with transaction.atomic():
        link = (
            OneTimeLink.objects.select_for_update(of=("self",))
            .select_related("organisation")
            .get(pk=link.pk)
        )
        _require_open(link)
        link.used_at = clock.now()
        link.opened_at = link.opened_at or link.used_at
        link.save(update_fields=["used_at", "opened_at"])
        timeline.record(link, "use", actor=actor)
    return link


def cancel(about: CountyRow, *, purpose: str) -> int:
    """Unused links of this row and purpose are over from now on. Returns how many."""
    now = clock.now()
    mine = OneTimeLink.objects.filter(
        about_id=about.pk, about_label=about._meta.label_lower, purpose=purpose
    )
    return mine.filter(used_at=None, expires_at__gt=now, made_at__lt=now).update(expires_at=now)


def _require_open(link: OneTimeLink) -> None:
    if link.is_used:
        raise NotNow(_("This link was used already. Please ask whoever sent it for a new one."))
    if link.is_over():
        raise NotNow(_("This link is over. Please ask whoever sent it for a new one."))


def _key(raw: str) -> str:
    return salted("jinlin.services.documents.links", raw[:LONGEST_TOKEN]).hex()
