"""How does the house run: does it send, seal, back up, and does anybody work in the background?"""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from jinlin.core.time import clock
from jinlin.core.timeline import Entry, unsealed_days
from jinlin.ground.accounts.models import User
from jinlin.services.notices.models import Channel, CountyChannel
from jinlin.web.models import BACKUP, CLOSED, Note, Turn
from jinlin.web.running import readings
from jinlin.web.running.answers import Answer, fail, ok, warn
from jinlin.web.running.disk import MB, disk
from jinlin.web.running.reaching import reaches

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WORKER_QUIET = timedelta(minutes=5)
OUTBOX_SLOW, OUTBOX_STUCK = timedelta(minutes=15), timedelta(hours=2)
SEALS_LATE = timedelta(hours=12)  # after the end of the day
BACKUP_OLD, BACKUP_TOO_OLD = timedelta(days=2), timedelta(days=7)
REHEARSAL_OLD = timedelta(days=100)
FIRST_PASSWORD_OLD = timedelta(days=7)
CLOCK_APART = timedelta(seconds=30)


def periodic_jobs() -> Answer:
    if failed := readings.failed_jobs():
        return fail(
            _("failed last time: %(names)s") % {"names": ", ".join(failed)},
            _("The log of `jinlin work` says why. They are tried again by themselves."),
        )
    late = readings.late_jobs()
    if late or not Turn.objects.exists():
        return warn(
            _("%(count)d jobs are late.") % {"count": len(late)} if late else _("none ever ran"),
            _("Please start the worker: `systemctl start jinlin-work`, or run `jinlin work`."),
        )
    return ok(_("all in time"))


def worker_alive() -> Answer:
    seconds = readings.worker_seconds()
    if seconds is None or seconds > WORKER_QUIET.total_seconds():
        since = _("never") if seconds is None else _ago(seconds)
        return fail(
            _("No worker has begun anything: last %(since)s.") % {"since": since},
            _(
                "Without it nothing is sent, sealed or reminded. Please start it: `systemctl start "
                "jinlin-work`, or run `jinlin work`."
            ),
        )
    if failed := readings.failed_tasks():
        return warn(
            _("%(count)d tasks from the queue failed this week.") % {"count": failed},
            _("The log of `jinlin work` says which and why; whoever asked for them can ask again."),
        )
    return ok(_("last %(since)s") % {"since": _ago(seconds)})


def outbox() -> Answer:
    seconds, dead = readings.outbox_seconds(), readings.messages_given_up()
    if seconds > OUTBOX_SLOW.total_seconds():
        words = _("%(count)d messages wait, the oldest for %(age)s.") % {
            "count": readings.outbox_waiting(),
            "age": _length(seconds),
        }
        todo = _("Look at the list of messages on the desk: it says what each gateway answered.")
        is_stuck = seconds > OUTBOX_STUCK.total_seconds()
        return fail(words, todo) if is_stuck else warn(words, todo)
    if dead:
        return warn(
            _("%(count)d messages were given up.") % {"count": dead},
            _("Look at the list of messages on the desk; there they can be sent once more."),
        )
    return ok(_("nothing waits"))


def seals() -> Answer:
    now = clock.now()
    late = [day for _county, day in unsealed_days(now) if now > clock.at(day, 0) + DAY + SEALS_LATE]
    if late:
        return fail(
            _("%(count)d past days are not sealed.") % {"count": len(late)},
            _("Please run `jinlin seal`; then see that the worker runs, which does it each night."),
        )
    seconds = readings.seal_seconds()
    return ok(_("last %(since)s") % {"since": _ago(seconds)} if seconds else _("none needed yet"))


def backups() -> Answer:
    if not settings.BACKUPS and Note.moment(BACKUP) is None:
        return warn(
            _("No backup was ever made, and none is planned."),
            _(
                "Set JINLIN_BACKUPS to a folder on another disk, and the worker makes one each "
                "night; or run `jinlin backup FILE` from a timer of your own."
            ),
        )
    seconds = readings.backup_seconds()
    if seconds is None or seconds > BACKUP_OLD.total_seconds():
        words = _("The last backup: %(since)s.") % {
            "since": _("never") if seconds is None else _ago(seconds)
        }
        todo = _("Please run `jinlin backup`, and look into the log of `jinlin work` for why.")
        is_bad = seconds is None or seconds > BACKUP_TOO_OLD.total_seconds()
        return fail(words, todo) if is_bad else warn(words, todo)
    if settings.BACKUPS and _is_beside_the_house():
        return warn(
            _("Backups lie on the same disk as the house."),
            _("Let JINLIN_BACKUPS lead to another disk: what takes one must not take the other."),
        )
    return ok(_("last %(since)s") % {"since": _ago(seconds)})


def rehearsal() -> Answer:
    seconds = readings.rehearsal_seconds()
    if seconds is None or seconds > REHEARSAL_OLD.total_seconds():
        since = _("never") if seconds is None else _ago(seconds)
        return warn(
            _("That a backup can be put back was last proved: %(since)s.") % {"since": since},
            _("Please run `jinlin backup rehearse`: it puts the newest one back beside the house."),
        )
    return ok(_("last %(since)s") % {"since": _ago(seconds)})


def disk_space() -> Answer:
    here = disk()
    words = _("%(free)d MB free in %(path)s") % {"free": here.free // MB, "path": here.path}
    if here.is_read_only:
        return fail(
            _("%(path)s cannot be written.") % {"path": here.path},
            _("The disk may be damaged: look at `dmesg`, copy what is there, then mount it anew."),
        )
    if here.is_full:
        return fail(
            words,
            _(
                "The house takes nothing in any more. Make room or give it a larger disk; it goes "
                "on by itself."
            ),
        )
    if here.is_low:
        return warn(
            words,
            _(
                "Make room: old backups and folders named before-restore-… can go to another disk. "
                "Below %(full)d MB nothing is taken in."
            )
            % {"full": settings.DISK_FULL_MB},
        )
    return ok(words)


def open_for_writing() -> Answer:
    if since := Note.moment(CLOSED):
        return warn(
            _("Closed for writing by hand since %(at)s.") % {"at": _as_minute(since)},
            _("When you are done, run `jinlin read-only off`."),
        )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('transaction_read_only')")
            if cursor.fetchone() == ("on",):
                return fail(
                    _("The database takes no writing."),
                    _(
                        "Is it a standby, or was default_transaction_read_only set? Point "
                        "JINLIN_DATABASE_URL to the primary."
                    ),
                )
    return ok(_("open for writing"))


def text_messages() -> Answer:
    url = settings.SMS_GATEWAY_URL or _county_gateway()
    if not url:
        return warn(
            _("No gateway: residents cannot sign in by phone."),
            _("Set JINLIN_SMS_GATEWAY_URL and JINLIN_SMS_GATEWAY_SECRET; operations.md says how."),
        )
    if trouble := reaches(url):
        return fail(
            _("The gateway of text messages does not answer: %(why)s") % {"why": trouble},
            _("Ask its operator; also look whether the county's firewall lets the house out."),
        )
    return ok(_("connected"))


def mail() -> Answer:
    if not settings.EMAIL_HOST:
        return ok(_("no mail server is set; nothing is mailed"))
    if trouble := reaches(f"smtp://{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"):
        return fail(
            _("The mail server does not answer: %(why)s") % {"why": trouble},
            _("Check JINLIN_EMAIL_HOST and JINLIN_EMAIL_PORT, and the county's firewall."),
        )
    return ok(settings.EMAIL_HOST)


def first_passwords() -> Answer:
    since = clock.now() - FIRST_PASSWORD_OLD
    rows = User.objects.filter(has_first_password=True, is_active=True, created_at__lt=since)
    if count := rows.count():
        return warn(
            _("%(count)d accounts still have the password that was handed over.")
            % {"count": count},
            _("Ask these people to sign in, or lock the accounts that nobody needs."),
        )
    return ok(_("all were changed"))


def clock_right() -> Answer:
    """Against the database's machine, and against what was written down already."""
    apart = abs(_database_time() - timezone.now())
    if apart > CLOCK_APART:
        return fail(
            _("This machine and the database differ by %(seconds)d seconds.")
            % {"seconds": apart.total_seconds()},
            _("Switch on time synchronisation on both: `timedatectl set-ntp true`."),
        )
    last: datetime | None = Entry.objects.aggregate(at=Max("at"))["at"]
    if last and last > timezone.now() + CLOCK_APART and not settings.DEMO:
        return fail(
            _("The newest entry is of %(at)s: the clock went back.") % {"at": _as_minute(last)},
            _("Set the clock right before anybody goes on writing: `timedatectl set-ntp true`."),
        )
    return ok(_as_minute(timezone.now()))


def _database_time() -> datetime:
    if connection.vendor != "postgresql":
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        found: datetime = cursor.fetchone()[0]
    return found


def _county_gateway() -> str:
    row = CountyChannel.objects.filter(kind=Channel.SMS, is_open=True).first()
    return row.address if row else ""


def _is_beside_the_house() -> bool:
    folder = Path(settings.BACKUPS)
    return folder.exists() and folder.stat().st_dev == Path(settings.VAR).stat().st_dev


def _as_minute(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


def _ago(seconds: float) -> str:
    return _("%(length)s ago") % {"length": _length(seconds)}


def _length(seconds: float) -> str:
    if seconds < 2 * HOUR.total_seconds():
        return _("%(count)d minutes") % {"count": seconds // 60}
    if seconds < 2 * DAY.total_seconds():
        return _("%(count)d hours") % {"count": seconds // 3600}
    return _("%(count)d days") % {"count": seconds // DAY.total_seconds()}


QUESTIONS: dict[str, Callable[[], Answer]] = {
    "periodic jobs": periodic_jobs,
    "worker": worker_alive,
    "outbox": outbox,
    "seals": seals,
    "backups": backups,
    "rehearsed restore": rehearsal,
    "disk": disk_space,
    "open for writing": open_for_writing,
    "text messages": text_messages,
    "mail": mail,
    "first passwords": first_passwords,
    "clock": clock_right,
}
# These can be answered while the database cannot.
WITHOUT_DATABASE = frozenset({"disk", "mail"})
