"""Do the database and the static files fit this version, and how are they brought to it?"""

import hashlib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from jinlin.core.secrets.rehashing import is_half_hashed

HALF_MOVED = "moving_house"  # a table that stands until a move is proved


def pending() -> list[str]:
    """The migrations that are not applied yet, as app.name. Where all are, as at nearly every
    start, none of the hundreds is read.
    """
    if set(_on_disk()) <= set(MigrationRecorder(connection).applied_migrations()):
        return []
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def _on_disk() -> Iterator[tuple[str, str]]:
    """Those that lie beside the apps, as they are noted down when they were applied."""
    for app in apps.get_app_configs():
        module, _is_named = MigrationLoader.migrations_module(app.label)
        if module and (spec := find_spec(module)):
            for found in iter_modules(spec.submodule_search_locations):
                if not found.ispkg and found.name[0] not in "_~":
                    yield app.label, found.name


def to_migrate(missing: list[str]) -> str:
    """What somebody reads who says a word before this."""
    return _("%(count)d migrations are not applied. Please run `jinlin migrate` first.") % {
        "count": len(missing)
    }


def is_half_moved() -> bool:
    """Whether rows are still to come from another database."""
    return HALF_MOVED in connection.introspection.table_names()


def has_cache_table() -> bool:
    return settings.CACHES["default"].get("LOCATION", "") in {
        "",
        *connection.introspection.table_names(),
    }


def are_static_files_current() -> bool:
    """Whether the collected files are the ones that the finders find now."""
    mark = _static_mark()
    return mark.exists() and mark.read_text() == static_fingerprint()


def unprepared() -> list[str]:
    """Why this version cannot serve yet, in sentences; empty when it can."""
    reasons = []
    if is_half_moved():
        reasons.append(_("The house was not wholly moved in: run `jinlin move-house` again."))
    if is_half_hashed():
        reasons.append(_("Keyed hashes are half changed: run `jinlin rotate-keys --hashes-only`."))
    if missing := pending():
        reasons.append(_("%(count)d migrations are not applied.") % {"count": len(missing)})
    elif not has_cache_table():
        reasons.append(_("The cache has no table."))
    if not _static_mark().exists():
        reasons.append(_("The static files are not collected."))
    return reasons


def prepare() -> list[str]:
    """Everything fits this version. Returns what was done, in sentences."""
    done = []
    if missing := pending():
        call_command("migrate", interactive=False, verbosity=0)
        done.append(_("%(count)d migrations applied.") % {"count": len(missing)})
    if not has_cache_table():
        call_command("createcachetable", verbosity=0)
        done.append(_("Cache table made."))
    if not are_static_files_current():
        call_command("collectstatic", interactive=False, verbosity=0)
        _static_mark().write_text(static_fingerprint())
        done.append(_("Static files collected."))
    return done


def _static_mark() -> Path:
    return Path(settings.STATIC_ROOT) / ".collected"


def static_fingerprint() -> str:
    """A hash over the names, sizes and times of all static files: compressing them anew takes
    seconds, looking takes none.
    """
    digest = hashlib.sha256()
    for finder in finders.get_finders():
        for path, storage in finder.list([]):
            digest.update(
                f"{path} {storage.size(path)} "
                f"{storage.get_modified_time(path).timestamp()}\n".encode()
            )
    return digest.hexdigest()
