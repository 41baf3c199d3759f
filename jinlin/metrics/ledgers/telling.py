"""Who hears that a ledger was signed, and that a long list is ready?"""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinlin.core.actor import Actor
from jinlin.metrics.ledgers.models import Ledger, Step, Takeaway
from jinlin.metrics.papers import telling as papers
from jinlin.services.notices import actions as notices
from jinlin.services.notices.actions import Recipient

PAGE = "ledgers:ledger"


def announce(ledger: Ledger, verb: str) -> None:
    """Programs hear of it: which ledger, where, of which month or year."""
    papers.announce(ledger, verb, period=ledger.period)


def tell_signed(ledger: Ledger, actor: Actor) -> None:
    """Whoever drew it up knows that it is signed."""
    with override(settings.LANGUAGE_CODE):
        words = _("This ledger is signed and stays as it is.")
    papers.tell_signed(ledger, ledger.drawn_up_by, words, PAGE, actor)


def tell_made(row: Takeaway) -> None:
    """Whoever asked for the list knows that it can be fetched, or that it failed."""
    with override(settings.LANGUAGE_CODE):
        notices.tell(
            county=row.county,
            event="ledgers.list",
            title=row.name,
            body=_("The list that you asked for is ready. It can be fetched for three days.")
            if row.step == Step.DONE
            else _("The list that you asked for could not be made. Please ask for it once more."),
            about=row,
            url=reverse("ledgers:takeaways"),
            to=[Recipient(user_id=row.asked_by)],
        )
