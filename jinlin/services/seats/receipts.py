"""What does a phone get back, so that it may forget what it kept?"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from jinlin.core import spoken
from jinlin.services.seats.models import Outcome, Scan

GOOD = {Outcome.COUNTED, Outcome.LEFT, Outcome.REPEATED}


@dataclass(frozen=True)
class Receipt:
    """The server's word for one entry: its key, the hash of what was kept, and what came of it."""

    id: str
    digest: str
    outcome: str
    words: str
    is_counted: bool


def receipt(scan: Scan) -> Receipt:
    """'Counted. It was sent later; the phone's clock was 3 hours slow and was put right.'"""
    words = [str(Outcome(scan.outcome).label) + _(".")]
    if scan.is_late:
        words.append(
            _("Noted for {moment}, received later.").format(moment=spoken.moment(scan.counted_at))
        )
    if scan.clock_off:
        words.append(
            _("The phone's clock is wrong by {minutes} minutes and was put right.").format(
                minutes=abs(scan.clock_off) // 60
            )
        )
    return Receipt(
        str(scan.pk), scan.digest, scan.outcome, " ".join(words), Outcome(scan.outcome) in GOOD
    )
