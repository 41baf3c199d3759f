"""Who hears of a form: that its day comes, and that it was signed?"""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinlin.core import spoken
from jinlin.core.actor import Actor
from jinlin.core.time import clock
from jinlin.ground.accounts.models import Grant
from jinlin.ground.accounts.queries.staff import holders
from jinlin.metrics.papers import telling as papers
from jinlin.metrics.papers.rows import WRITERS
from jinlin.metrics.returns.models import Return

PAGE = "returns:return"


def announce(filled: Return, verb: str) -> None:
    """Programs hear of it: which form, where, of which month; no word of what stands in it."""
    papers.announce(filled, verb, month=filled.month)


def tell_signed(filled: Return, actor: Actor) -> None:
    """Whoever filled it knows that it is handed in."""
    with override(settings.LANGUAGE_CODE):
        words = _("It is signed and handed in, and stays as it is.")
    papers.tell_signed(filled, filled.filled_by, words, PAGE, actor)


@transaction.atomic
def remind(filled: Return) -> bool:
    """Those who fill in forms at the place were told, once, by when this one is to be signed."""
    rows = Return.objects.filter(pk=filled.pk, signed_at=None, reminded_on=None)
    if not rows.update(reminded_on=clock.today()):
        return False
    everybody = holders(*WRITERS, at=filled.place_code)
    own = everybody.filter(pk__in=Grant.objects.current().filter(place=filled.place).values("user"))
    users = [user.pk for user in own or everybody]
    with override(settings.LANGUAGE_CODE):
        day = spoken.day(clock.local_day(filled.due_at))
        words = _("To be handed in by {day}; it is not signed yet.").format(day=day)
        papers.tell(filled, "remind", words, PAGE, users)
    return True
