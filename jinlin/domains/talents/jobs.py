"""Which work on talents is due without anybody asking?

Safe to run twice: what is done already is not open any more.
"""

from datetime import timedelta

from jinlin.core.sweeping import sweep
from jinlin.core.time import clock
from jinlin.domains.talents import actions
from jinlin.domains.talents.lifecycle import CertificateState, State
from jinlin.domains.talents.lifecycle_of_help import HelpState
from jinlin.domains.talents.models import Application, Certificate, Help


def certify_after_notice() -> int:
    """Whose notice is over, with every objection answered, has the certificate."""
    rows = Application.objects.filter(state=State.ON_NOTICE, due_at__lt=clock.now())
    return sweep(rows, actions.certify)


def expire_certificates() -> int:
    """Certificates whose term is over stand in no list of valid ones."""
    open_ = (CertificateState.HELD, CertificateState.SUSPENDED)
    rows = Certificate.objects.filter(state__in=open_, valid_until__lt=clock.today())
    return sweep(rows, actions.expire)


def lapse_helps() -> int:
    """What a craftsman did not answer in time is over, and whoever asked hears it."""
    rows = Help.objects.filter(state=HelpState.ASKED, due_at__lt=clock.now())
    return sweep(rows, actions.lapse)


PERIODIC = [
    ("certify-after-notice", timedelta(hours=1), certify_after_notice),
    ("expire-certificates", timedelta(hours=6), expire_certificates),
    ("lapse-helps-of-talents", timedelta(hours=1), lapse_helps),
]
