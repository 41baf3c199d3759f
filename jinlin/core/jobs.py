"""What does core do by itself, again and again?"""

from datetime import datetime, timedelta

from django.conf import settings
from django.core import mail
from django.utils.translation import gettext as _

from jinlin.core import idempotency, limits, sessions
from jinlin.core.files import uploads
from jinlin.core.time import clock
from jinlin.core.timeline import Seal, seal_due


def seal_past_days() -> int:
    """Every past day of every county is sealed; whoever is named in ROOTS_TO has the new roots."""
    now = clock.now()
    if sealed := seal_due(now):
        post_roots(now)
    return sealed


def post_roots(now: datetime) -> None:
    """The seals made from `now` on are on their way by e-mail, where the house can send any."""
    made = Seal.objects.filter(at__gte=now).order_by("county", "seq")
    lines = [f"{one.county} {one.day} #{one.seq} {one.algorithm}:{one.hash}" for one in made]
    if lines and settings.EMAIL_HOST and settings.ROOTS_TO:
        subject = _("Roots sealed on {day}").format(day=clock.local_day(now))
        mail.send_mail(subject, "\n".join(lines), None, settings.ROOTS_TO, fail_silently=True)


def drop_unattached_uploads() -> int:
    """Photos that nobody attached to anything for days are gone."""
    return uploads.drop_unattached(clock.now())


def forget_old_answers() -> int:
    """Answers to keys of more than a week ago are gone."""
    return idempotency.forget_answers(clock.now())


def forget_old_tallies() -> int:
    """What was counted for limits that are over is gone."""
    return limits.forget(clock.now())


def forget_old_sessions() -> int:
    """Sessions that are over are gone."""
    return sessions.clear_expired()


PERIODIC = [
    ("forget_old_tallies", timedelta(hours=1), forget_old_tallies),
    ("forget_old_sessions", timedelta(hours=1), forget_old_sessions),
    ("seal_past_days", timedelta(hours=1), seal_past_days),
    ("drop_unattached_uploads", timedelta(hours=6), drop_unattached_uploads),
    ("forget_old_answers", timedelta(days=1), forget_old_answers),
]
