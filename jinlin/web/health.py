"""Is this installation fit to serve?"""

import shutil
import stat
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinlin.core.models import PublishedYear
from jinlin.core.outages import trouble_of
from jinlin.core.secrets import keyring
from jinlin.core.time import clock
from jinlin.web import database
from jinlin.web.finders import FrontEndPackages
from jinlin.web.running import questions
from jinlin.web.running.answers import Answer, Level, fail, ok, warn

OWNER_ONLY = 0o077


@dataclass(frozen=True)
class Finding:
    """What one question found, and what is to be done next."""

    name: str
    level: Level
    words: str
    todo: str = ""

    @property
    def title(self) -> str:
        return str(TITLES[self.name])


def findings() -> Iterator[Finding]:
    """The answer to each question, as it comes.

    A question that cannot be answered is a failure, and the rest are still asked: those that need
    the database only while it answers, for each would wait for it.
    """
    is_gone = False
    for name, ask in QUESTIONS.items():
        if is_gone and name not in NEEDS_NO_DATABASE:
            answer = warn(
                _("not asked: the database does not answer"), _("Mend the database first.")
            )
        else:
            answer, failure = _answer_to(ask)
            is_gone = is_gone or (name == "database" and failure is not None)
        yield Finding(name, *answer)


def _answer_to(ask: Callable[[], Answer]) -> tuple[Answer, Exception | None]:
    try:
        return ask(), None
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what the person needs to see
        words = f"{type(error).__name__}: {error}".strip()
        todo = _("Please send this line to whoever looks after the house.")
        if trouble_of(error):
            todo = _(
                "Is PostgreSQL running (`systemctl status postgresql`), and is JINLIN_DATABASE_URL "
                "right?"
            )
        return fail(words, todo), error


def settings_fit() -> Answer:
    if settings.DEBUG:
        return warn(
            _("JINLIN_DEBUG is on: pages show the inside of the house to strangers."),
            _("Take JINLIN_DEBUG out of the environment and start anew."),
        )
    if settings.DEMO:
        return warn(
            _("JINLIN_DEMO is on: sign-in codes are shown on the page."),
            _("Take JINLIN_DEMO out of the environment before anybody real signs in."),
        )
    if not settings.IS_SECURE:
        return warn(
            _("JINLIN_SITE_URL is not https: cookies travel in the open."),
            _("Put the TLS proxy of docs/nginx.conf in front, and set JINLIN_SITE_URL=https://…"),
        )
    if not settings.TRUSTED_PROXIES:
        return fail(
            _(
                "JINLIN_SITE_URL is https, but no proxy is named in JINLIN_TRUSTED_PROXIES: "
                "browsers are refused every form."
            ),
            _("Set JINLIN_TRUSTED_PROXIES to the address of your proxy, such as 127.0.0.1."),
        )
    return ok(str(settings.SITE_URL))


def database_answers() -> Answer:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ok(f"{connection.vendor} {connection.settings_dict['NAME']}")


def migrations_applied() -> Answer:
    if missing := database.pending():
        return fail(
            _("%(count)d migrations are not applied.") % {"count": len(missing)},
            _("Please run `jinlin migrate`."),
        )
    return ok(_("all applied"))


def static_files() -> Answer:
    if absent := FrontEndPackages().absent():
        return fail(
            _("%(names)s: not installed.") % {"names": ", ".join(absent)},
            _("Please run `make setup`."),
        )
    if not database.are_static_files_current():
        return fail(
            _("The collected files are not those of this version."),
            _("Please run `jinlin migrate`."),
        )
    return ok(_("collected"))


def key_ring() -> Answer:
    path = Path(settings.KEY_RING)
    if not path.exists():
        return warn(
            _("%(path)s is made at first use.") % {"path": path},
            _("Then keep a copy of it apart from the backups."),
        )
    ring, wanted = keyring.key_ring(), keyring.suite()
    if stat.S_IMODE(path.stat().st_mode) & OWNER_ONLY:
        return fail(
            _("%(path)s can be read by others.") % {"path": path},
            _("Please run `chmod 600 %(path)s`.") % {"path": path},
        )
    if (ring.current_key.algorithm, ring.outermost.algorithm) != (wanted.cipher, wanted.keyed_hash):
        return warn(
            _("JINLIN_CIPHER asks for other algorithms than the key ring has."),
            _("Please run `jinlin rotate-keys`."),
        )
    return ok(str(path))


def chinese_fonts() -> Answer:
    """Without one, a printed document does not fail: it silently lacks its Chinese text."""
    lister = shutil.which("fc-list")
    found = (
        subprocess.run(  # noqa: S603 - a fixed command
            [lister, ":lang=zh", "family"], capture_output=True, text=True, check=False
        ).stdout
        if lister
        else ""
    )
    fonts = sorted({line.split(",")[0].strip() for line in found.splitlines() if line.strip()})
    if not fonts:
        return fail(
            _("No Chinese font: printed documents would lack their text."),
            _("Please install fonts-noto-cjk."),
        )
    return ok(fonts[0])


def calendar() -> Answer:
    this_year = clock.today().year
    published = set(PublishedYear.objects.values_list("year", flat=True))
    if this_year not in published:
        return fail(
            _("The working days of %(year)d are not known: every deadline is provisional.")
            % {"year": this_year},
            _("Enter the State Council's notice: `jinlin publish-year %(year)d FILE`.")
            % {"year": this_year},
        )
    if this_year + 1 not in published:
        return warn(
            _(
                "The working days of %(year)d are not published yet: deadlines that reach it are "
                "provisional."
            )
            % {"year": this_year + 1},
            _("When the notice is out: `jinlin publish-year %(year)d FILE`.")
            % {"year": this_year + 1},
        )
    return ok(f"{this_year}, {this_year + 1}")


QUESTIONS: dict[str, Callable[[], Answer]] = {
    "settings": settings_fit,
    "database": database_answers,
    "migrations": migrations_applied,
    "static files": static_files,
    "key ring": key_ring,
    "Chinese fonts": chinese_fonts,
    "working days": calendar,
    **questions.QUESTIONS,
}
TITLES = {
    "settings": gettext_lazy("Settings"),
    "database": gettext_lazy("Database"),
    "migrations": gettext_lazy("Migrations"),
    "static files": gettext_lazy("Static files"),
    "key ring": gettext_lazy("Key ring"),
    "Chinese fonts": gettext_lazy("Chinese fonts"),
    "working days": gettext_lazy("Working days"),
    "periodic jobs": gettext_lazy("Periodic jobs"),
    "worker": gettext_lazy("Worker"),
    "outbox": gettext_lazy("Messages to be sent"),
    "seals": gettext_lazy("Daily seals"),
    "backups": gettext_lazy("Backups"),
    "rehearsed restore": gettext_lazy("Rehearsed restore"),
    "disk": gettext_lazy("Disk"),
    "open for writing": gettext_lazy("Open for writing"),
    "text messages": gettext_lazy("Text messages"),
    "mail": gettext_lazy("Mail"),
    "first passwords": gettext_lazy("First passwords"),
    "clock": gettext_lazy("Clock of the machine"),
}
NEEDS_NO_DATABASE = frozenset(
    {"settings", "database", "static files", "key ring", "Chinese fonts"}
) | (questions.WITHOUT_DATABASE)
