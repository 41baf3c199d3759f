"""Which migrations did the house have when somebody last upgraded from it, and which version of the
code was it that stood before today's tables?

    python -m tests.upgrading      writes upgraded_from.csv anew: when a version is given out
"""

import csv
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.house import ROOT

TABLE = Path(__file__).with_name("upgraded_from.csv")
MIGRATIONS = "*/migrations/*.py"


def known() -> dict[str, int]:
    """The number of each app's last migration in the version that counties upgrade from."""
    with TABLE.open(newline="") as table:
        return {row["app"]: int(row["last"]) for row in csv.DictReader(table)}


def numbered(root: Path = ROOT) -> Iterator[tuple[str, int, str]]:
    """Every migration of the house today, or of the one in this folder: the app's folder, its
    number, its module.
    """
    for path in sorted((root / "jinlin").glob("**/migrations/[0-9]*.py")):
        if "tests" not in path.relative_to(root).parts:
            folder = path.parents[1].relative_to(root).as_posix()
            module = ".".join(path.relative_to(root).with_suffix("").parts)
            yield folder, int(path.name[:4]), module


def last_of(root: Path) -> dict[str, int]:
    """The number of each app's last migration in the house in this folder."""
    return {folder: number for folder, number, _module in numbered(root)}


def commit_before() -> str | None:
    """The last commit whose tables were others than today's; None where the history is not here."""
    shallow = _git("rev-parse", "--is-shallow-repository")
    if shallow != "false":
        return None
    changed = (_git("rev-list", "--first-parent", "HEAD", "--", MIGRATIONS) or "").split()
    return _git("rev-parse", f"{changed[0]}^1") if changed else None


def check_out(commit: str, at: Path) -> None:
    """The version of this commit lies in the folder, with the packages of this one."""
    archive = subprocess.run(
        ["git", "-c", "safe.directory=*", "archive", commit, "jinlin", "pyproject.toml"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    subprocess.run(["tar", "-x", "-C", str(at)], input=archive.stdout, check=True)
    (at / "node_modules").symlink_to(ROOT / "node_modules")


def _git(*words: str) -> str | None:
    done = subprocess.run(
        ["git", "-c", "safe.directory=*", *words],
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip() if done.returncode == 0 else None


def write() -> None:
    last: dict[str, int] = {}
    for folder, number, _module in numbered():
        last[folder] = max(last.get(folder, 0), number)
    with TABLE.open("w", newline="") as table:
        rows = csv.writer(table, lineterminator="\n")
        rows.writerow(["app", "last"])
        rows.writerows(sorted(last.items()))


if __name__ == "__main__":
    write()
