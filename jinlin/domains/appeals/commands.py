"""Which words does the console know about appeals? `jinlin appeals import`, `jinlin hotline …`."""

import csv
from collections import Counter
from pathlib import Path

import click

from jinlin.core import delimited
from jinlin.core.actor import SYSTEM, county_of
from jinlin.core.errors import Unusable
from jinlin.core.progress import track
from jinlin.core.sheets import tame
from jinlin.domains.appeals import importing
from jinlin.domains.appeals.hotline import exchange
from jinlin.domains.appeals.hotline import files as tables
from jinlin.domains.appeals.models import Difference, Hotline
from jinlin.ground.places.models import Place


@click.group()
def appeals() -> None:
    """Appeals."""


@appeals.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--place",
    "code",
    required=True,
    help="Code of the place of rows that name none: a county (350526) or any place in it.",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=COLUMN",
    help=f"Which column holds what; fields: {', '.join(importing.FIELDS)}.",
)
@click.option(
    "--source",
    help="Name of the source, part of each row's reference; the file's name when left out.",
)
@click.option(
    "--errors",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where refused rows go; FILE.errors.csv in this folder when left out.",
)
def import_appeals(
    file: Path, code: str, columns: tuple[str, ...], source: str | None, errors: Path | None
) -> None:
    """Take a CSV file of messages in as appeals.

    Good rows land, bad ones go to a file with their reason; running it again adds nothing twice.
    """
    place = Place.objects.present().filter(code=code).first()
    if place is None:
        raise click.ClickException(
            f"there is no place with the code {code}; build its county first: jinlin init "
            f"--county {county_of(code)}"
        )
    try:
        table = delimited.table(file)
        mapping = importing.columns_of(table, _chosen(columns))
    except Unusable as refusal:
        raise click.ClickException(str(refusal)) from refusal
    name = file.name.split(".")[0]
    origin = importing.Source(table, place, mapping, source or name)
    counts, refused = _run(origin)
    click.echo(
        f"{counts['landed']} landed, {counts['known']} were here already, {counts['refused']} "
        f"refused"
    )
    if refused:
        target = errors or Path(f"{name}.errors.csv")
        _write(target, refused)
        click.echo(f"refused rows with their reasons: {target}")


def _chosen(columns: tuple[str, ...]) -> dict[str, str]:
    chosen = dict(column.partition("=")[::2] for column in columns)
    if strange := set(chosen) - set(importing.FIELDS):
        raise click.UsageError(
            f"--column: {', '.join(sorted(strange))} is no field; fields are "
            f"{', '.join(importing.FIELDS)}"
        )
    return chosen


def _run(source: importing.Source) -> tuple[dict[str, int], list[importing.Outcome]]:
    counts = {"landed": 0, "known": 0, "refused": 0}
    refused = []
    for outcome in track(
        importing.import_rows(source), total=source.table.count, label=source.table.path.name
    ):
        counts[outcome.status] += 1
        if outcome.status == "refused":
            refused.append(outcome)
    return counts, refused


def _write(target: Path, refused: list[importing.Outcome]) -> None:
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        columns = [column for column in refused[0].row if column]
        writer.writerow(["line", "reason", *map(tame, columns)])
        writer.writerows(
            [
                each.line,
                tame(str(each.reason)),
                *(tame((each.row.get(column) or "")[:2000]) for column in columns),
            ]
            for each in refused
        )


@click.group()
def hotline() -> None:
    """Work orders exchanged with hotline platforms (12345)."""


@hotline.command("reconcile")
@click.option("--hotline", "slug", help="Only this one; all when left out.")
def reconcile(slug: str | None) -> None:
    """Find what differs between each hotline and this house, and list it."""
    rows = Hotline.objects.usable()
    for each in rows.filter(slug=slug) if slug else rows:
        count = exchange.reconcile(each)
        click.echo(f"{each.slug}: {count} differ")
        for one in Difference.objects.filter(hotline=each).open():
            click.echo(f"  {one.number}  {one.kind}  {one.theirs} | {one.ours}  {one.reason}")


@hotline.command("take-in")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--hotline", "slug", required=True, help="Which platform the table comes from.")
@click.option("--whole", is_flag=True, help="These are all orders open over there today.")
def take_in(file: Path, slug: str, whole: bool) -> None:
    """Take a table of work orders in (CSV, Excel, or a ZIP with its files). Twice is once."""
    one = Hotline.objects.usable().filter(slug=slug).first()
    if one is None:
        raise click.ClickException(f"there is no hotline {slug} in use")
    try:
        rows, held = tables.read(file.name, file.read_bytes())
        outcomes = exchange.take_in_all(one, rows, actor=SYSTEM, files=held, is_whole=whole)
    except Unusable as refusal:
        raise click.ClickException(str(refusal)) from refusal
    counts = Counter(each.status for each in outcomes)
    click.echo(
        ", ".join(f"{counts[each]} {each}" for each in ("new", "changed", "known", "refused"))
    )
    for refused in (each for each in outcomes if each.status == "refused"):
        click.echo(f"  {refused.number}  {refused.reason}")


COMMANDS = [appeals, hotline]
