"""Is this installation fit to serve?"""

import shutil
import stat
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from jinlin.core.models import PublishedYear
from jinlin.core.secrets import keyring
from jinlin.core.time import clock
from jinlin.web import database
from jinlin.web.finders import FrontEndPackages
from jinlin.web.models import Turn

Level = Literal["ok", "warn", "fail"]
GB = 1024**3
OWNER_ONLY = 0o077


@dataclass(frozen=True)
class Finding:
    """What one question found."""

    name: str
    level: Level
    words: str


def findings() -> Iterator[Finding]:
    """The answer to each question, as it comes.

    A question that cannot be answered is a failure, and the rest are still asked.
    """
    for name, ask in QUESTIONS.items():
        try:
            level, words = ask()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what the person needs to see
            level, words = "fail", f"{type(error).__name__}: {error}".strip()
        yield Finding(name, level, words)


def settings_fit() -> tuple[Level, str]:
    if settings.DEBUG:
        return "warn", _("JINLIN_DEBUG is on: pages show the inside of the house to strangers.")
    if settings.DEMO:
        return "warn", _("JINLIN_DEMO is on: sign-in codes are shown on the page.")
    if not settings.IS_SECURE:
        return "warn", _("JINLIN_SITE_URL is not https: cookies travel in the open.")
    if not settings.TRUSTED_PROXIES:
        return "fail", _(
            "JINLIN_SITE_URL is https, but no proxy is named in JINLIN_TRUSTED_PROXIES: browsers "
            "are refused every form."
        )
    return "ok", str(settings.SITE_URL)


def database_answers() -> tuple[Level, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok", f"{connection.vendor} {connection.settings_dict['NAME']}"


def migrations_applied() -> tuple[Level, str]:
    if missing := database.pending():
        return "fail", _(
            "%(count)d migrations are not applied. Please run `jinlin migrate` first."
        ) % {"count": len(missing)}
    return "ok", _("all applied")


def static_files() -> tuple[Level, str]:
    if absent := FrontEndPackages().absent():
        return "fail", _("%(names)s: not installed. Please run `make setup`.") % {
            "names": ", ".join(absent)
        }
    if not database.are_static_files_current():
        return "fail", _(
            "The collected files are not those of this version. Please run `jinlin migrate`."
        )
    return "ok", _("collected")


def key_ring() -> tuple[Level, str]:
    path = Path(settings.KEY_RING)
    if not path.exists():
        return "warn", _(
            "%(path)s is made at first use. Keep a copy of it apart from the backups."
        ) % {"path": path}
    keyring.key_ring()
    if stat.S_IMODE(path.stat().st_mode) & OWNER_ONLY:
        return "fail", _("%(path)s can be read by others. Please run `chmod 600 %(path)s`.") % {
            "path": path
        }
    return "ok", str(path)


def chinese_fonts() -> tuple[Level, str]:
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
        return "fail", _(
            "No Chinese font: printed documents would lack their text. Please install "
            "fonts-noto-cjk."
        )
    return "ok", fonts[0]


def calendar() -> tuple[Level, str]:
    this_year = clock.today().year
    published = set(PublishedYear.objects.values_list("year", flat=True))
    if this_year not in published:
        return "fail", _(
            "The working days of %(year)d are not known: every deadline is provisional."
        ) % {"year": this_year}
    if this_year + 1 not in published:
        return "warn", _(
            "The working days of %(year)d are not published yet: deadlines that reach it are "
            "provisional."
        ) % {"year": this_year + 1}
    return "ok", f"{this_year}, {this_year + 1}"


def periodic_jobs() -> tuple[Level, str]:
    failed = list(Turn.objects.exclude(failure="").values_list("name", flat=True))
    if failed:
        return "fail", _("failed last time: %(names)s") % {"names": ", ".join(failed)}
    late = Turn.objects.filter(due_at__lt=clock.now() - timedelta(hours=1)).count()
    if late or not Turn.objects.exists():
        return "warn", _("No worker has looked for an hour. Is `jinlin work` running?")
    return "ok", _("all in time")


def disk_space() -> tuple[Level, str]:
    free = shutil.disk_usage(settings.VAR).free
    words = _("%(free)s GB free in %(path)s") % {"free": f"{free / GB:.1f}", "path": settings.VAR}
    return ("fail" if free < GB else "warn" if free < 5 * GB else "ok"), words


QUESTIONS: dict[str, Callable[[], tuple[Level, str]]] = {
    "settings": settings_fit,
    "database": database_answers,
    "migrations": migrations_applied,
    "static files": static_files,
    "key ring": key_ring,
    "Chinese fonts": chinese_fonts,
    "working days": calendar,
    "periodic jobs": periodic_jobs,
    "disk": disk_space,
}
