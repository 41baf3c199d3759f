"""Which words does the console know about the register? `jinlin workforce import`."""

import json
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

import click
from django.utils.translation import gettext as _

from jinlin.core.actor import SYSTEM
from jinlin.core.books.stream import letter_of
from jinlin.core.errors import Refusal
from jinlin.core.progress import gauge
from jinlin.domains.workforce.actions.rosters import Intake, look_at, take_in
from jinlin.domains.workforce.roster.clinic import Reading
from jinlin.domains.workforce.roster.facts import Row
from jinlin.domains.workforce.roster.returning import Returning

COUNTED = ("rows", "landed", "changed", "unchanged", "refused")


@click.group()
def workforce() -> None:
    """The register of social workers."""


def _scratch() -> IO[str]:
    return TemporaryFile("w+", encoding="utf-8")


@dataclass
class Report:
    """Problems as they come, one line of JSON each in a file; refused rows in another."""

    problems: IO[str] = field(default_factory=_scratch)
    refused: Returning | None = None
    first: Reading | None = None
    findings: int = 0

    def hear(self, reading: Reading, row: Row, outcome: str) -> None:
        self.first = self.first or (reading if reading.columns else None)
        for problem in row.problems:
            column = "" if problem.column is None else letter_of(problem.column)
            line = {
                "sheet": row.sheet,
                "row": row.number,
                "column": column,
                "kind": str(problem.kind),
                "was": problem.was,
                "proposed": problem.proposed,
            }
            self.problems.write(json.dumps(line, ensure_ascii=False) + "\n")
            self.findings += 1
        if outcome == "refused" and self.refused is not None:
            self.refused.add(reading, row)

    def lines(self) -> "IO[str]":
        self.problems.seek(0)
        return self.problems


@workforce.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--county", required=True, help="The county's code, such as 350526.")
@click.option(
    "--errors",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where refused rows go, in the layout that came in (.xlsx or .csv).",
)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
def import_roster(
    file: Path, county: str, errors: Path | None, as_json: bool, dry_run: bool
) -> None:
    """Take a roster of social workers in, as Excel or CSV.

    Rows whose person is sure land; the others go to a file with their reason. Every problem is
    named by sheet, row and column. The same file again changes nothing.
    """
    report = Report()
    try:
        with ExitStack() as stack:
            if errors is not None:
                report.refused = stack.enter_context(Returning(errors))
            intake = Intake(file, county, hand=report.hear)
            _measure(intake, stack)
            counts = look_at(intake, actor=SYSTEM) if dry_run else take_in(intake, actor=SYSTEM)
            if report.refused and report.first and not counts.refused:
                report.refused.begin(report.first)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    _print(report, counts, as_json=as_json)


def _measure(intake: Intake, stack: ExitStack) -> None:
    """A progress bar on standard error, once it is known how many lines there are."""

    def begin(lines: int) -> None:
        intake.advance = stack.enter_context(gauge(total=lines, label=_("Lines read")))

    intake.measured = begin


def _print(report: Report, counts: Any, *, as_json: bool) -> None:
    """JSON is written as it is read, so that many problems need no memory."""
    if as_json:
        numbers = json.dumps({name: getattr(counts, name) for name in COUNTED})
        click.echo(f'{numbers[:-1]}, "problems": [', nl=False)
        for place, line in enumerate(report.lines()):
            click.echo((",\n" if place else "\n") + line.rstrip("\n"), nl=False)
        click.echo("\n]}")
        return
    for line in report.lines():
        finding = json.loads(line)
        where = f"{finding['sheet']}!{finding['column']}{finding['row']}"
        proposed = f" -> {finding['proposed']}" if finding["proposed"] else ""
        click.echo(f"{where}  {finding['kind']}  {finding['was']}{proposed}")
    click.echo(
        _(
            "{rows} rows: {landed} new, {changed} added to, {unchanged} unchanged, "
            "{refused} refused."
        ).format(**{name: getattr(counts, name) for name in COUNTED})
    )


COMMANDS: list[click.Command] = [workforce]
