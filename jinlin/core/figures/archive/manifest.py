"""What does an archive say about itself: what is in it, since when, and is it whole?"""

import json
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

SCHEMA = 1
COUNTIES = "manifest-{county}.json"


@dataclass
class Manifest:
    """One county's part of an archive. `finished_at` "": it was broken off, and can go on.

    `tables`: name -> column -> kind. `parts`: path -> rows and the SHA-256 of the file. `asks`: the
    hash of each measure's question, by its key, so that an engine is never asked what was not taken
    out.
    """

    county: str
    purpose: str
    begun_at: str
    tables: dict[str, dict[str, str]]
    asks: dict[str, str]
    parts: dict[str, dict[str, Any]] = field(default_factory=dict)
    finished_at: str = ""
    resumed_at: list[str] = field(default_factory=list)  # its files are of that many more moments
    schema: int = SCHEMA

    @property
    def rows(self) -> int:
        return sum(part["rows"] for part in self.parts.values())

    @property
    def day(self) -> str:
        """The day as of which its figures stand."""
        return self.begun_at[:10]

    def save(self, folder: Path) -> None:
        """The file is the old one or the new one, never half of it."""
        path = folder / COUNTIES.format(county=self.county)
        fresh = path.with_suffix(".part")
        fresh.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True))
        fresh.replace(path)

    def damaged(self, folder: Path) -> list[str]:
        """The parts that are missing or not as they were written."""
        return [
            path
            for path, part in sorted(self.parts.items())
            if digest(folder / path) != part["sha256"]
        ]


def load(folder: Path, county: str) -> Manifest | None:
    path = folder / COUNTIES.format(county=county)
    if not path.exists():
        return None
    held = json.loads(path.read_text())
    return Manifest(**held) if held.get("schema") == SCHEMA else None


def manifests(folder: Path) -> list[Manifest]:
    """Those of all counties in the folder."""
    names = sorted(folder.glob(COUNTIES.format(county="*")))
    found = (load(folder, path.stem.removeprefix("manifest-")) for path in names)
    return [each for each in found if each]


def digest(path: Path) -> str:
    """The SHA-256 of a file; "" of none."""
    if not path.exists():
        return ""
    found = sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            found.update(block)
    return found.hexdigest()
