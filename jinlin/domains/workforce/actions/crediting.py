"""How do hours that were counted elsewhere in the house come to stand as education?"""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM
from jinlin.domains.workforce.models import Education, Professional


@dataclass(frozen=True)
class Learned:
    """What somebody learned, known by the row where it was counted."""

    origin_id: UUID
    on: date
    minutes: int
    subject: str
    organiser: str = ""


@transaction.atomic
def credit(one: Professional, learned: Learned) -> bool:
    """The hours stand in the register once, as they were last counted; counted down to none they
    are gone from it. Whether anything changed: told twice, nothing does.
    """
    one = Professional.objects.locked(one.pk)
    held = Education.objects.filter(county=one.county, origin_id=learned.origin_id).first()
    facts = {
        **asdict(learned),
        "subject": learned.subject[:120],
        "organiser": learned.organiser[:80],
    }
    if held is None and not learned.minutes:
        return False
    if held and all(getattr(held, name) == value for name, value in facts.items()):
        return False
    if not learned.minutes:
        assert held is not None
        held.delete()
    elif held:
        Education.objects.filter(pk=held.pk).update(**facts)
    else:
        Education.objects.create(county=one.county, professional=one, **facts)
    data = {"minutes": learned.minutes, "subject": facts["subject"]}
    timeline.record(one, "credited", actor=SYSTEM, audience="staff", data=data)
    return True
