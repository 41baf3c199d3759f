"""Which words does the console know about appeals? `jinlin appeals import`."""

import csv
from pathlib import Path

import click

from jinlin.core import delimited
from jinlin.core.errors import Unusable
from jinlin.core.progress import track
from jinlin.core.sheets import tame
from jinlin.domains.appeals import importing
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
            f"--county {code[:6]}"
        )
    try:
        table = delimited.table(file)
        mapping = importing.columns_of(table, _chosen(columns))
    except Unusable as refusal:
        raise click.ClickException(str(refusal)) from refusal
    name = file.name.split(".")[0]
    told = importing.Source(table, place, mapping, source or name)
    counts, refused = _run(told)
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


COMMANDS = [appeals]
