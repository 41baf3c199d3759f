"""Which files of npm packages does the site serve?

Only the ones named here. Pointing STATICFILES_DIRS at node_modules would publish everything that
happens to lie there.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage
from django.core.checks import Warning as Remark
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage

SERVED = {
    "vendor/htmx.min.js": "htmx.org/dist/htmx.min.js",
}

SOURCE_MAP = re.compile(rb"^\s*(//|/\*)# sourceMappingURL=.*$", re.MULTILINE)


class PackageFiles(FileSystemStorage):
    """node_modules, seen under the names of SERVED and without anything else in it."""

    def path(self, name: str) -> str:
        return super().path(SERVED[Path(name).as_posix()])

    def _open(self, name: str, mode: str = "rb") -> File:
        """The file without its source map line: the map is not served, and a manifest would look
        for it.
        """
        return ContentFile(SOURCE_MAP.sub(b"", Path(self.path(name)).read_bytes()), name=name)


class FrontEndPackages(BaseFinder):
    """Finds the SERVED files in node_modules."""

    def __init__(self, app_names: Sequence[str] | None = None, *args: Any, **kwargs: Any) -> None:
        self.storage = PackageFiles(location=settings.ROOT / "node_modules")
        super().__init__(*args, **kwargs)

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        return [
            Remark(
                f"node_modules/{SERVED[name]} is not there.",
                hint="Run `make setup`.",
                id="jinlin.W001",
            )
            for name in self.absent()
        ]

    def absent(self) -> list[str]:
        """The served names whose file is not installed."""
        return [name for name in SERVED if not self.storage.exists(name)]

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        found = [self.storage.path(path)] if path in SERVED and self.storage.exists(path) else []
        return found if find_all else "".join(found)

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        for name in SERVED:
            if self.storage.exists(name):
                yield name, self.storage
