"""How are figures printed, proved and taken out on a console?"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from django.utils.translation import gettext as _

from jinlin.core.figures import archive as archives
from jinlin.core.figures.answers import answer
from jinlin.core.figures.archive.columns import Unfit
from jinlin.core.figures.measures import Measure, Window
from jinlin.ground.places.models import Level, Place
from jinlin.metrics import definitions as written
from jinlin.metrics import spans
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.published import comparisons, unmeasured
from jinlin.metrics.verifying import differences

DAY = click.DateTime(["%Y-%m-%d"])
FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.option("--county", default="", help="Code of the place, usually a county: 350526.")
@click.option("--as-of", type=DAY, help="The last day that counts; today when left out.")
@click.option("--since", type=DAY, help="The first day that counts; the beginning when left out.")
@click.option("--published", is_flag=True, help="Compare with the figures that were published.")
@click.option("--verify", is_flag=True, help="Prove that every way of counting says the same.")
@click.option("--archive", "folder", type=FOLDER, help="The folder of an archive.")
@click.option(
    "--engine",
    default="",
    type=click.Choice(["", *archives.ENGINES]),
    help="What reads the archive.",
)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
def figures(**options: Any) -> None:
    """Print every figure of a place, compare the published ones, or prove them.

    With --engine and --archive an archive is asked instead of the house. Status 1 when a published
    figure disagrees, or two ways of counting differ.
    """
    chosen = Options(**options)
    if chosen.county and not chosen.folder:
        _require_known([chosen.county])
    if chosen.engine and not chosen.folder:
        raise click.UsageError("--engine reads an archive: --archive is needed")
    if chosen.published:
        print_published(chosen.as_json)
    elif chosen.verify:
        prove([chosen.county] if chosen.county else counties(), chosen.folder, chosen.engine)
    elif not chosen.county:
        raise click.UsageError("--county is needed: the code of a place, such as 350526")
    else:
        with source_of(chosen.folder, chosen.engine) as there:
            print_figures(chosen.window, there, chosen.as_json)


@dataclass(frozen=True)
class Options:
    """What stands on the command line."""

    county: str
    as_of: datetime | None
    since: datetime | None
    published: bool
    verify: bool
    folder: Path | None
    engine: str  # "": the first one
    as_json: bool

    @property
    def window(self) -> Window:
        since = self.since.date() if self.since else None
        try:
            until = spans.last_of(self.as_of.date() if self.as_of else None, since)
        except ValueError as problem:
            raise click.ClickException(str(spans.NO_SUCH_DAYS)) from problem
        return spans.over_code(self.county, until, since)


@contextmanager
def source_of(folder: Path | None, engine: str) -> Iterator[Callable[[Measure], Measure]]:
    """What turns a measure into one that the house answers, or the archive."""
    if not folder:
        yield lambda measure: measure
        return
    try:
        found = archives.whole(folder)
        if lacking := archives.missing(found, MEASURES.values()):
            raise archives.NoArchive(
                _("The archive lacks {columns}. Write it once more.").format(
                    columns=", ".join(lacking)
                )
            )
        for each in found:
            click.echo(
                _("{county}: as known at {moment}").format(
                    county=each.county, moment=each.begun_at
                ),
                err=True,
            )
        with archives.opened(folder, engine):
            yield archives.on
    except archives.NoArchive as problem:
        raise click.ClickException(str(problem)) from problem


def print_figures(window: Window, source: Callable[[Measure], Measure], as_json: bool) -> None:
    rows = [
        {
            "key": figure.key,
            "value": figure.rounded(),
            "numerator": figure.numerator,
            "denominator": figure.denominator,
        }
        for figure in (answer(source(measure), window) for measure in MEASURES.values())
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        click.echo(
            f"{row['key']:<32} {'-' if row['value'] is None else row['value']:>10}   "
            f"{row['numerator']} / {row['denominator']}"
        )


def print_published(as_json: bool) -> None:
    """Every row of the table, each on its own day; one without a measure disagrees."""
    found = list(comparisons())
    missing = unmeasured()
    if as_json:
        rows = [
            {
                "key": each.key,
                "as_of": each.as_of.isoformat(),
                "published": float(each.published),
                "computed": None if each.computed is None else float(each.computed),
                "compare": each.compare,
                "agrees": each.agrees,
            }
            for each in found
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for each in found:
            click.echo(
                f"{'ok ' if each.agrees else 'NO '} {each.key:<36} published {each.published} "
                f"computed {each.computed} ({each.compare}, {each.as_of})"
            )
    for key in missing:
        click.echo(_("No measure counts {key}.").format(key=key), err=True)
    if missing or not all(each.agrees for each in found):
        raise SystemExit(1)


def prove(places: list[str], folder: Path | None, engine: str) -> None:
    try:
        found = list(differences(places, folder, engine))
    except archives.NoArchive as problem:
        raise click.ClickException(str(problem)) from problem
    for each in found:
        click.echo(f"NO  {each.place} {each.key} {each.way}: {each.found} <> {each.counted}")
    if found:
        raise SystemExit(1)
    ways = (
        _("roll-up = full count = parts = archive") if folder else _("roll-up = full count = parts")
    )
    click.echo(f"ok  {', '.join(places)}: {len(MEASURES)} {_('figures')}, {ways}")


def _require_known(codes: Iterable[str]) -> None:
    """An archive may hold what this house does not know; the house itself counts its own places."""
    for code in codes:
        if not Place.objects.filter(code=code).exists():
            raise click.ClickException(_("This house has no place {code}.").format(code=code))


def counties() -> list[str]:
    rows = Place.objects.present().filter(level=Level.COUNTY).order_by("code")
    return list(rows.values_list("code", flat=True))


@click.command()
@click.option("--county", multiple=True, help="Code of a county: 350526; all when left out.")
@click.option("--out", "folder", type=FOLDER, required=True, help="The folder it is written to.")
@click.option("--purpose", default="figures", show_default=True, help="What the keyed hash is for.")
def archive(county: tuple[str, ...], folder: Path, purpose: str) -> None:
    """Write what figures are counted from as Parquet, by county and month, without personal data.

    Broken off, it goes on where it stopped.
    """
    _require_known(county)
    for code in county or counties():
        label = _("Rows of {county}").format(county=code)
        try:
            made = archives.write(MEASURES.values(), code, folder, purpose=purpose, label=label)
        except (archives.Overlap, Unfit) as problem:
            raise click.ClickException(str(problem)) from problem
        click.echo(
            _("{county}: {rows} rows of {tables} tables in {files} files").format(
                county=code, rows=made.rows, tables=len(made.tables), files=len(made.parts)
            )
        )


@click.command("definitions")
@click.option("--record", is_flag=True, help="Write down what is new or changed, from today on.")
@click.option("--by", default="", help="Who changed it.")
@click.option("--why", default="", help="What changed, and why.")
def definitions(*, record: bool, by: str, why: str) -> None:
    """Tell which figures are counted otherwise than was written down, or write it down.

    Status 1 while one is not written down.
    """
    if record:
        if not (by and why):
            raise click.UsageError("--record needs --by and --why")
        for key in written.record(by=by, why=why):
            click.echo(f"{key} {written.versions()[key][-1].number}")
        return
    open_ones = [*written.changed(), *written.unwritten()]
    for key in open_ones:
        click.echo(_("The definition of {key} has no version.").format(key=key))
    if open_ones:
        raise SystemExit(1)


COMMANDS = [figures, archive, definitions]
