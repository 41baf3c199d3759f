"""Who hears that a household in need has nobody in one of the three roles?

Such a gap makes no noise: nobody writes and nothing is late. So whoever looks after the place hears
of it once a week, for as long as it stands.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from jinlin.core.time import clock
from jinlin.ground.people.models import Household
from jinlin.ground.places.models import GOVERNING, Organisation, codes_above
from jinlin.services.notices.actions import Recipient, tell
from jinlin.services.notices.models import Message

EVENT = "people.gaps"
AGAIN = timedelta(days=7)


def tell_of_gaps() -> int:
    """Each unit that looks after a place has been told within a week how many households in need
    there lack a party member, a social worker or a volunteer: how many units were told now. Safe to
    run twice.
    """
    codes = Household.objects.lacking().order_by().values_list("place_code", flat=True)
    found = _by_unit(Counter(codes.iterator()))
    return sum(_tell_once(unit, number) for unit, number in found.items())


def _by_unit(gaps: Counter[str]) -> Counter[Organisation]:
    """The same by the nearest unit that governs the place."""
    above = {each for code in gaps for each in codes_above(code)}
    nearest = _by_place(
        Organisation.objects.open().filter(kind__in=GOVERNING, place_code__in=above)
    )
    found: Counter[Organisation] = Counter()
    for code, number in gaps.items():
        over = sorted(codes_above(code), key=len, reverse=True)
        if unit := next((nearest[each] for each in over if each in nearest), None):
            found[unit] += number
    return found


def _by_place(units: Iterable[Organisation]) -> dict[str, Organisation]:
    """Where several govern one place, the same one each time."""
    return {unit.place_code: unit for unit in sorted(units, key=lambda unit: str(unit.pk))}


@transaction.atomic
def _tell_once(unit: Organisation, number: int) -> bool:
    unit = Organisation.objects.locked(unit.pk)
    since = clock.now() - AGAIN
    if Message.objects.filter(about_id=unit.pk, event=EVENT, created_at__gt=since).exists():
        return False
    with override(settings.LANGUAGE_CODE):
        words = ngettext(
            "%(n)s household in need lacks a party member, a social worker or a volunteer. Please "
            "give it into their care.",
            "%(n)s households in need lack a party member, a social worker or a volunteer. Please "
            "give them into their care.",
            number,
        )
        tell(
            county=unit.county,
            event=EVENT,
            title=_("Households in need without somebody who looks after them"),
            body=words % {"n": number},
            about=unit,
            url=reverse("people:households"),
            to=[Recipient(organisation_id=unit.pk)],
        )
    return True
