"""What is on record, can it be changed, and how do data lie on the disk?"""

import stat
from collections import Counter
from datetime import datetime, timedelta
from importlib.metadata import version as version_of
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils.translation import gettext as _

from jinlin.core.append_only import guarded_tables, unguarded_tables
from jinlin.core.files.uploads import Upload
from jinlin.core.secrets.keyring import key_ring
from jinlin.core.secrets.rotation import columns, left_to_rotate
from jinlin.core.time import clock
from jinlin.core.timeline import Entry, Seal, roots, unsealed_days
from jinlin.core.timeline.entries import Access
from jinlin.ground.accounts.desk.audit import looked_at
from jinlin.ground.people.models import Consent
from jinlin.web.inspecting.found import Ask, Found, Verdict, met

MONTH = timedelta(days=30)
BACKUP = "jinlin-*.tar.gz"
OTHERS = 0o077


def audited(level: int) -> Found:
    since = clock.today() - MONTH
    words = _(
        "%(entries)d acts and %(looks)d looks at sensitive records are on record, since "
        "%(first)s; in the last 30 days %(new)d acts and %(seen)d looks."
    ) % {
        "entries": Entry.objects.count(),
        "looks": Access.objects.count(),
        "first": _day(Entry.objects.order_by("on").values_list("on", flat=True).first()),
        "new": Entry.objects.filter(on__gte=since).count(),
        "seen": Access.objects.filter(on__gte=since).count(),
    }
    return met(words, when=Entry.objects.exists())


def fields(level: int) -> Found:
    words = _(
        "Each record has its moment, account, kind of subject, key, act and the state afterwards; "
        "of sign-ins those that were shut out are recorded, and refused acts stand in the log only."
    )
    return Found(Verdict.PARTLY, words)


def kept(level: int) -> Found:
    open_doors, open_days = unguarded_tables(), unsealed_days(clock.now())
    words = _(
        "%(guarded)d tables refuse changes and deletion in the database itself (%(open)d have "
        "lost that); each day is sealed: %(seals)d seals, the last of %(last)s, %(days)d past days "
        "unsealed; roots are kept in %(roots)s. Nothing on record is ever thrown away."
    ) % {
        "guarded": len(guarded_tables()),
        "open": len(open_doors),
        "seals": Seal.objects.count(),
        "last": _day(Seal.objects.order_by("-day").values_list("day", flat=True).first()),
        "days": len(open_days),
        "roots": settings.ROOTS if roots.is_kept() else _("no place outside the database"),
    }
    outside = bool(settings.ROOTS) and Path(settings.VAR) not in Path(settings.ROOTS).parents
    if open_doors:
        return Found(Verdict.UNMET, words)
    return met(words, when=outside and not open_days, other=Verdict.PARTLY)


def guarded(level: int) -> Found:
    return met(
        _(
            "What is done and its record are written in one transaction: without the record "
            "nothing is done, and no setting switches it off."
        )
    )


def checked(level: int) -> Found:
    return met(
        _(
            "Every form and interface checks what it takes by type, length and choice; files are "
            "known by their content; pages run no script from elsewhere (CSP)."
        )
    )


def version(level: int) -> Found:
    words = _("Jinlin %(jinlin)s, Django %(django)s, %(engine)s; packages are locked by hash.") % {
        "jinlin": version_of("jinlin"),
        "django": version_of("django"),
        "engine": _engine(),
    }
    return Found(Verdict.PARTLY, words)


def uploads(level: int) -> Found:
    words = _(
        "%(count)d files were taken in: by a short list of kinds, checked by content, photos "
        "written anew without metadata. No virus scanner is built in."
    ) % {"count": Upload.objects.count()}
    return Found(Verdict.PARTLY, words)


def whole(level: int) -> Found:
    kinds = sorted(set(Seal.objects.values_list("algorithm", flat=True).distinct()))
    words = _(
        "Acts are chained by hash and sealed daily (%(kinds)s); sensitive values are locked with "
        "an authenticated cipher (%(cipher)s), so that a changed one does not open."
    ) % {"kinds": ", ".join(kinds) or "sha256-tree", "cipher": key_ring().current_key.algorithm}
    return met(words, when=not unguarded_tables())


def encrypted(level: int) -> Found:
    ring, path = key_ring(), Path(settings.KEY_RING)
    left, is_private = left_to_rotate(), not stat.S_IMODE(path.stat().st_mode) & OTHERS
    words = _(
        "%(columns)d columns are encrypted with %(cipher)s and found by keyed hash (%(hash)s); "
        "%(left)d values are still under an older key; the key ring lies apart in %(path)s, "
        "readable by %(who)s. In transit: see the public address."
    ) % {
        "columns": len(columns()),
        "cipher": ring.current_key.algorithm,
        "hash": ring.outermost.algorithm,
        "left": left,
        "path": path,
        "who": _("its owner only") if is_private else _("others too"),
    }
    return met(words, when=is_private and settings.IS_SECURE and not left, other=Verdict.PARTLY)


def backups(level: int) -> Found:
    folder = str(getattr(settings, "BACKUPS", ""))
    found = (
        sorted(Path(folder).glob(BACKUP), key=lambda path: path.stat().st_mtime) if folder else []
    )
    if not found:
        return Found(
            Verdict.UNMET,
            _("No backup is known: the folder is %(folder)s.")
            % {"folder": folder or _("not named (JINLIN_BACKUPS)")},
        )
    last = datetime.fromtimestamp(found[-1].stat().st_mtime, clock.CHINA)
    words = _("%(count)d backups in %(folder)s, the last of %(last)s, %(size)s MB.") % {
        "count": len(found),
        "folder": folder,
        "last": f"{last:%Y-%m-%d %H:%M}",
        "size": f"{found[-1].stat().st_size / 1e6:.1f}",
    }
    return met(words, when=clock.now() - last < timedelta(days=2), other=Verdict.PARTLY)


def engine(level: int) -> Found:
    words = _("%(engine)s; several web processes and workers may serve one database.") % {
        "engine": _engine()
    }
    return Found(Verdict.PARTLY if connection.vendor == "postgresql" else Verdict.UNMET, words)


def residue(level: int) -> Found:
    over = Session.objects.filter(expire_date__lt=clock.now()).count()
    words = _(
        "Sessions are locked with a key that only the browser's cookie has, and cleared hourly "
        "(%(over)d are over just now); of destroyed files and erased words only the fact remains."
    ) % {"over": over}
    return met(words)


def personal(level: int) -> Found:
    words = _(
        "Reporting needs no name; %(columns)d columns with personal data are encrypted and masked "
        "on pages; %(consents)d consents are on record with who, for what and until when."
    ) % {"columns": len(columns()), "consents": Consent.objects.count()}
    return met(words)


def looks(level: int) -> Found:
    since = clock.today() - MONTH
    rows = Access.objects.filter(on__gte=since).values_list("what", flat=True)
    most = Counter(rows.iterator()).most_common(3)
    if not most:
        return met(
            _(
                "Each look at clear names, numbers and sealed records is on record with its "
                "reason: none in 30 days."
            )
        )
    words = _(
        "Each look at clear names, numbers and sealed records is on record with its reason: "
        "%(count)d in 30 days. Most: %(most)s."
    ) % {
        "count": rows.count(),
        "most": "、".join(f"{looked_at(what)} {many}" for what, many in most),
    }
    return met(words)


def _day(day: object) -> str:
    return str(day) if day else _("never")


def _engine() -> str:
    return "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"


QUESTIONS: dict[str, Ask] = {
    "audited": audited,
    "fields": fields,
    "kept": kept,
    "guarded": guarded,
    "checked": checked,
    "version": version,
    "uploads": uploads,
    "whole": whole,
    "encrypted": encrypted,
    "backups": backups,
    "engine": engine,
    "residue": residue,
    "personal": personal,
    "looks": looks,
}
