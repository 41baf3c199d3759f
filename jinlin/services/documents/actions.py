"""How does a document come to be, for how long does it hold, and how does it cease to?"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.rows import CountyRow
from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.core.timeline.chain import plain
from jinlin.services.documents import numbering
from jinlin.services.documents.kinds import Kind, kind_of
from jinlin.services.documents.models import LONGEST_REASON, Document, Standing
from jinlin.services.documents.permissions import can_print, can_revoke


@transaction.atomic
def issue(
    *, county: str, kind: str, title: str, about: CountyRow, data: Mapping[str, Any], actor: Actor
) -> Document:
    """The document stands under the next number of its kind and year, with a snapshot of `data`; if
    the caller's transaction fails, neither ever was.

    The calling verb has decided that the actor may. `data` is what is printed (text, whole numbers,
    lists and mappings of them), masked by the caller; its "issuer" is the unit that issues it, else
    the actor's face, else the county. Days under "valid_from" and "valid_until" are its term.
    """
    _check_subject(kind_of(kind), county, about)
    now = clock.now()
    year = clock.local_day(now).year
    taken = numbering.number(county, kind=kind, year=year)
    document = Document(
        county=county,
        kind=kind,
        year=year,
        sequence=taken.sequence,
        number=taken.text,
        title=tidy(title)[:120],
        about_label=about._meta.label_lower,
        about_id=about.pk,
        place_code=getattr(about, "place_code", county),
        issued_at=now,
        issued_on=clock.local_day(now),
        valid_from=data.get("valid_from"),
        valid_until=data.get("valid_until"),
        issued_by=str(data.get("issuer") or actor.face or numbering.county_name(county))[:120],
        data=plain(data),
    )
    document.data_hash = document.digest()
    document.save(force_insert=True)
    timeline.record(
        document, "issue", actor=actor, data={"number": document.number, "hash": document.data_hash}
    )
    return document


@transaction.atomic
def revoke(document: Document, *, actor: Actor, reason: str) -> Document:
    """The document no longer holds: whoever verifies it is told so, and a copy printed from now on
    says it. The number stays used.
    """
    document = Document.objects.locked(document)
    require(can_revoke(actor, document))
    if document.is_revoked:
        raise NotNow(_("This document was revoked already."))
    reason = _why(reason)
    document.revoked_at = clock.now()
    document.revoked_on = clock.local_day(document.revoked_at)
    document.revoked_reason = reason
    document.save(update_fields=["revoked_at", "revoked_on", "revoked_reason"])
    timeline.record(document, "revoke", actor=actor, note=reason)
    return document


@transaction.atomic
def suspend(document: Document, *, actor: Actor, reason: str) -> Document:
    """From today on the document does not hold, until it is reinstated."""
    return _stand(document, "suspend", actor=actor, reason=reason)


@transaction.atomic
def reinstate(document: Document, *, actor: Actor, reason: str) -> Document:
    """From today on the document holds again; the days between stay as they were."""
    return _stand(document, "reinstate", actor=actor, reason=reason)


def _stand(document: Document, verb: str, *, actor: Actor, reason: str) -> Document:
    document = Document.objects.locked(document)
    require(can_revoke(actor, document))
    last = document.standings.order_by("-number").first()
    holds = verb == "reinstate"
    if document.is_revoked or (last.holds if last else True) == holds:
        raise NotNow(_("This document stands like that already, or was revoked."))
    reason = _why(reason)
    Standing(
        county=document.county,
        document=document,
        number=last.number + 1 if last else 1,
        since=clock.today(),
        holds=holds,
        reason=reason,
    ).save()
    timeline.record(document, verb, actor=actor, note=reason)
    return document


def _why(reason: str) -> str:
    reason = tidy(reason)
    if not reason or len(reason) > LONGEST_REASON:
        words = _("Please say in at most %(limit)d characters why this document no longer holds.")
        raise Unusable(words % {"limit": LONGEST_REASON}, field="reason")
    return reason


@transaction.atomic
def count_copy(document: Document, *, actor: Actor) -> None:
    """One more copy was given out; it is on record to whom."""
    require(can_print(actor, document))
    Document.objects.filter(pk=document.pk).update(copies=F("copies") + 1)
    timeline.look(document, actor=actor, what="copy", why="")


def _check_subject(kind: Kind, county: str, about: CountyRow) -> None:
    """Raises ValueError:

    a document of one county about a row of another, or about what its kind does not tell of, is a
    mistake in the calling verb.
    """
    if about.county != county:
        raise ValueError(f"{about} belongs to {about.county}, not to {county}")
    if about._meta.label_lower != kind.about.lower():
        raise ValueError(f"{kind.key} tells of {kind.about}, not of {about._meta.label_lower}")
