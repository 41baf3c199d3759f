"""In what house do tests run?

In a fresh one under a temporary folder, one for each worker; the developer's own var/ is never
touched.

SQLite in memory unless JINLIN_DATABASE_URL names a PostgreSQL (tools/postgres start). The
environment is set before the settings are read.
"""

import atexit
import gc
import os
import shutil
import tempfile
from pathlib import Path

gc.disable()  # to look through what is only being read takes as long as the reading
VAR = Path(tempfile.mkdtemp(prefix="jinlin-tests-"))
atexit.register(shutil.rmtree, VAR, ignore_errors=True)
os.environ["DJANGO_SETTINGS_MODULE"] = "jinlin.web.settings"
os.environ["JINLIN_VAR"] = str(VAR)
for name in (
    "JINLIN_DEMO",
    "JINLIN_DEBUG",
    "JINLIN_SMS_GATEWAY_URL",
    "JINLIN_SITE_URL",
    "JINLIN_KEY_RING",
    "JINLIN_SECRET_KEY",
):
    os.environ.pop(name, None)

import django  # noqa: E402 - the environment comes first
import pytest  # noqa: E402
from django.conf import settings  # noqa: E402
from hypothesis import HealthCheck  # noqa: E402
from hypothesis import settings as properties  # noqa: E402

from tools.translations import compile_stale  # noqa: E402

compile_stale()
# How fast a busy machine draws or answers says nothing about a property.
properties.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
properties.load_profile("house")
settings.INSTALLED_APPS = [
    *settings.INSTALLED_APPS,
    "jinlin.core.tests",
]  # a thing that has a place and a day, as domains have them
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
settings.STORAGES = settings.STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
settings.WHITENOISE_AUTOREFRESH = True  # no collected files to look through
settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
if not settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = (
        ":memory:"  # with several workers, pytest-django knows only Django's own engine for SQLite
    )
django.setup()

from django.core.cache import cache  # noqa: E402 - Django is set up first
from django.db import connection  # noqa: E402
from django.test import TransactionTestCase  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402

from jinlin.core import later  # noqa: E402
from jinlin.core.search.frequency import forget_frequencies  # noqa: E402
from tests import emptied, given_to_templates, longest_first, migrated, stages  # noqa: E402

later.all_read()  # as a server has: threads of a test begin with all of it
spent = longest_first.stopwatch()


def pytest_addoption(parser):
    parser.addoption("--stage", choices=stages.LEAVES_OUT, help="what belongs to it, and no more")
    parser.addoption("--record-seconds", action="store_true", help="write tests/seconds.csv anew")


def pytest_ignore_collect(collection_path, config):
    stage, name = config.option.stage, collection_path.name
    if stage and name.startswith("test_") and name.endswith(".py"):
        return stages.passes_over(stage, collection_path) or None
    return None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    if config.option.stage:
        items[:], left = stages.choose(config.option.stage, items)
        config.hook.pytest_deselected(items=left)
    if hasattr(config, "workerinput"):
        longest_first.order(items, connection.vendor)


def pytest_collection_finish():
    """What was read stays until the end: nobody need ever look through it again."""
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)  # each request leaves some circles: no need to look so often
    gc.enable()
    spent()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    """Each report says what was spent since the one before it; a worker's comes over with that."""
    report = yield
    report.processor_seconds = spent()
    return report


def pytest_terminal_summary(terminalreporter, config):
    if config.option.record_seconds:
        stats = terminalreporter.stats
        kinds = ("", "passed", "skipped", "failed", "error")
        reports = [each for kind in kinds for each in stats.get(kind, [])]
        longest_first.record(reports, connection.vendor)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """The test database begins as a copy of a migrated one."""
    database = settings.DATABASES["default"]
    if connection.vendor == "postgresql":
        template = migrated.postgresql_template(os.environ["JINLIN_DATABASE_URL"])
        connection.settings_dict["TEST"]["TEMPLATE"] = database["TEST"]["TEMPLATE"] = template
        yield
    else:
        with migrated.in_memory(connection.creation._get_test_db_name()):
            yield


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, django_db_modify_db_settings):
    """The test database stands for whoever asks, also where no test of a run has a mark that says
    so (a house of a file's own); what migrations wrote is put back after each test that commits.
    """
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, serialized_aliases=())
        emptied.remember()
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="module", autouse=True)
def _noted_what_templates_are_given(request, django_test_environment):
    with given_to_templates.noted_for(request.path):
        yield


@pytest.fixture(autouse=True)
def _no_roots_outside(settings):
    """A database that is rolled back would lack what a file still has. Tests of roots have a folder
    of their own.
    """
    settings.ROOTS = ""


@pytest.fixture(autouse=True)
def _fresh_cache():
    """No test sees the counters or answers that another one left in the cache, nor knows how often
    a word stands that another one searched.
    """
    cache.clear()
    forget_frequencies()


def pytest_configure(config):
    """Several workers each have a house of their own, so the first process keeps its to itself.

    After a transactional test only those tables are emptied that hold rows.
    """
    if getattr(config.option, "numprocesses", None):
        for name in ("DJANGO_SETTINGS_MODULE", "JINLIN_VAR"):
            os.environ.pop(name)
    TransactionTestCase._fixture_teardown = lambda _case: emptied.empty()
