"""Which days of their craft does somebody's calendar program read?

When they meet mentor or learner next, and until when their certificates hold. An entry keeps its
UID for ever; what is moved has a higher SEQUENCE.
"""

from datetime import timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Event

from jinlin.core.actor import Actor, Kind
from jinlin.core.feeds import BEHIND, Span, entry, written
from jinlin.core.time import clock
from jinlin.domains.talents.lifecycle import CertificateState
from jinlin.domains.talents.lifecycle_of_help import PairState
from jinlin.domains.talents.models import Certificate, Pair

PRODUCT = "Talents"
LONG = timedelta(hours=2)  # of a session, as long as nobody said otherwise


def own_feed(user_id: UUID) -> bytes:
    """The days of this person's craft: nobody's name and no phone."""
    events = [*map(_of_pair, planned(user_id)), *map(_of_certificate, held(user_id))]
    return written(_("My craft"), events, product=PRODUCT)


def planned(user_id: UUID) -> list[Pair]:
    """The next session of each pair in which this person teaches or learns."""
    rows = Pair.objects.own(Actor(Kind.PERSON, user_id=user_id))
    rows = rows.filter(state=PairState.RUNNING, next_at__gte=clock.now() - BEHIND)
    return list(rows.select_related("skill").order_by("next_at", "pk"))


def held(user_id: UUID) -> list[Certificate]:
    rows = Certificate.objects.filter(talent__person__user_id=user_id, state=CertificateState.HELD)
    return list(rows.select_related("skill").order_by("valid_until", "pk"))


def _of_pair(pair: Pair) -> Event:
    assert pair.next_at is not None
    return entry(
        f"{pair.pk}@talents.jinlin",
        _("Mentor and learner: {skill}").format(skill=pair.skill.name),
        Span(pair.next_at, pair.next_at + LONG),
        page=reverse("talents:own_pair", args=[pair.pk]),
        stamp=pair.proposed_at,
        sequence=pair.calendar_sequence,
    )


def _of_certificate(certificate: Certificate) -> Event:
    words = _("Last day of your certificate: {skill}")
    return entry(
        f"{certificate.pk}@talents.jinlin",
        words.format(skill=certificate.skill.name),
        Span(certificate.valid_until),
        page=reverse("talents:me"),
        stamp=clock.at(certificate.issued_on),
        sequence=certificate.version,
    )
