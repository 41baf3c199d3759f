"""How is a message mailed?

Through Django's mail backend, with a Message-ID made from the gateway key: mail systems know a
repetition by it.
"""

import smtplib

from django.core.mail import EmailMessage

from jinlin.core.gateways import NotTaken, Wrong
from jinlin.services.notices.models import Delivery
from jinlin.services.notices.queries.ways import Way


def send(delivery: Delivery, way: Way) -> None:
    house = way.address.rpartition("@")[2].strip("> ") or "localhost"
    mail = EmailMessage(
        subject=" ".join(delivery.title.split()),
        body=delivery.body,
        from_email=way.address,
        to=[delivery.address],
        headers={"Message-ID": f"<{delivery.gateway_key}@{house}>"},
    )
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as problem:
        raise _answered(min(code for code, _words in problem.recipients.values())) from problem
    except smtplib.SMTPResponseException as problem:
        raise _answered(problem.smtp_code) from problem
    except TimeoutError as problem:
        raise NotTaken(Wrong.SLOW) from problem
    except (smtplib.SMTPException, OSError) as problem:
        raise NotTaken(Wrong.UNREACHABLE) from problem


def _answered(code: int) -> NotTaken:
    """5xx is a no for good, everything else a not now."""
    return NotTaken(Wrong.REFUSED if code >= 500 else Wrong.BUSY, code)
