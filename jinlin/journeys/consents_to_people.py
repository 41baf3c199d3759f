"""How does somebody learn that staff wrote down a consent of theirs?

Whoever wrote it down may be mistaken, or worse. The person is told by what they can be reached at;
where nothing is known, the consent stands in the list that lead and audit administrator see.
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinlin.core.time import clock
from jinlin.ground.people.models import Consent
from jinlin.services.notices.actions import Recipient, tell

LATEST = timedelta(days=7)  # an older consent is no news
MANY = 500


def tell_of_consents() -> int:
    """Everybody with a number or an account has been told once of each consent that staff wrote
    down for them in the last week. Safe to run twice.
    """
    reachable = ~Q(person__phone_key="") | Q(person__user__isnull=False)
    waiting = Consent.objects.on_word_alone().filter(
        reachable, told_at=None, given_at__gt=clock.now() - LATEST
    )
    return sum(_tell_once(consent) for consent in waiting.select_related("person")[:MANY])


@transaction.atomic
def _tell_once(consent: Consent) -> bool:
    if not Consent.objects.filter(pk=consent.pk, told_at=None).update(told_at=clock.now()):
        return False
    with override(settings.LANGUAGE_CODE):
        words = _(
            "Staff wrote down that you agreed to this: {purpose}. If you did not, please tell your "
            "community office; it ends at once."
        )
        tell(
            county=consent.county,
            event="people.consent",
            title=_("A consent was written down for you"),
            body=words.format(purpose=consent.get_purpose_display()),
            about=consent.person,
            url="",
            to=[Recipient(person_id=consent.person_id)],
        )
    return True
