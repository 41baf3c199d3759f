"""Does the site publish from node_modules what it lists, and nothing else?"""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.test import override_settings

from jinlin.web.finders import SERVED, FrontEndPackages

pytestmark = pytest.mark.one_engine


@pytest.fixture
def house(settings, tmp_path):
    """A house with one package in node_modules."""
    settings.ROOT = tmp_path
    script = tmp_path / "node_modules" / SERVED["vendor/htmx.min.js"]
    script.parent.mkdir(parents=True)
    script.write_bytes(b"go()\n//# sourceMappingURL=htmx.min.js.map\n")
    return FrontEndPackages()


def test_a_listed_file_is_found_under_its_own_name(house):
    assert Path(house.find("vendor/htmx.min.js")).read_bytes().startswith(b"go()")
    assert [name for name, _ in house.list([])] == list(SERVED)


@pytest.mark.parametrize(
    "path", ["htmx.org/dist/htmx.min.js", "vendor/../package.json", "vendor/other.js", ""]
)
def test_nothing_else_is_found(house, path):
    assert house.find(path) == ""
    assert house.find(path, find_all=True) == []


def test_the_source_map_line_is_left_out(house):
    assert house.storage.open("vendor/htmx.min.js").read() == b"go()\n\n"


def test_what_is_not_installed_is_named(house, tmp_path):
    assert house.check() == []
    (tmp_path / "node_modules" / SERVED["vendor/htmx.min.js"]).unlink()
    assert house.absent() == ["vendor/htmx.min.js"]
    assert [warning.id for warning in house.check()] == ["jinlin.W001"]


def test_the_files_are_collected_for_serving(tmp_path):
    """With the manifest storage of a real house: it fails on any file that names another one which
    is not there.
    """
    whitenoise = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    with override_settings(STATIC_ROOT=tmp_path, STORAGES={"staticfiles": whitenoise}):
        finders.get_finder.cache_clear()
        call_command("collectstatic", interactive=False, verbosity=0)
        assert staticfiles_storage.url("vendor/htmx.min.js").startswith("/static/vendor/htmx.min.")
