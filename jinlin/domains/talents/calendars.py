"""Which days of their craft does somebody's calendar program read?

When they meet mentor or learner next, and until when their certificates hold. An entry keeps its
UID for ever; what is moved has a higher SEQUENCE.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Event

from jinlin.core.actor import Actor, Kind
from jinlin.core.feeds import BEHIND, written
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
    event = _event(pair, pair.calendar_sequence, reverse("talents:own_pair", args=[pair.pk]))
    begins = pair.next_at.astimezone(clock.CHINA)
    event.add("dtstamp", pair.proposed_at)
    event.add("dtstart", begins)
    event.add("dtend", begins + LONG)
    event.add("summary", _("Mentor and learner: {skill}").format(skill=pair.skill.name))
    return event


def _of_certificate(certificate: Certificate) -> Event:
    event = _event(certificate, certificate.version, reverse("talents:me"))
    event.add("dtstamp", clock.at(certificate.issued_on))
    event.add("dtstart", certificate.valid_until)
    words = _("Last day of your certificate: {skill}")
    event.add("summary", words.format(skill=certificate.skill.name))
    return event


def _event(row: Any, sequence: int, address: str) -> Event:
    event = Event()
    event.add("uid", f"{row.pk}@talents.jinlin")
    event.add("sequence", sequence)
    event.add("url", f"{settings.SITE_URL.rstrip('/')}{address}")
    return event
