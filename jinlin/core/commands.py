"""What can an operator ask of core on the console?"""

import csv
from datetime import date
from itertools import islice
from pathlib import Path

import click
from django.utils.translation import gettext as _

from jinlin.core.actor import SYSTEM
from jinlin.core.append_only import unguarded_tables
from jinlin.core.errors import Refusal
from jinlin.core.progress import gauge, track
from jinlin.core.secrets.ciphers import CIPHERS, DEFAULT_CIPHER
from jinlin.core.secrets.rotation import begin_rotation, left_to_rotate, rotate
from jinlin.core.time import calendar, clock
from jinlin.core.timeline import Break, Entry, Seal, seal_due, unsealed_days, verify

SHOWN_BREAKS = 20


@click.command("verify-timeline")
@click.option("--county", default=None, help="Six digits; all counties when left out.")
def verify_timeline(county: str | None) -> None:
    """Prove that histories stand as they were written; name the first broken link of each.

    Exit status 1 when one is broken.
    """
    entries = Entry.objects.filter(county=county) if county else Entry.objects.all()
    total = entries.count()
    with gauge(total=total, label=_("Links proved")) as advance:
        broken = list(islice(verify(county, progress=advance), SHOWN_BREAKS))
    unguarded = unguarded_tables()
    _say_what_is_open()
    for table in unguarded:
        click.echo(
            _("The table {table} has lost its protection against changes.").format(table=table)
        )
    for number, one in enumerate(broken, start=1):
        click.echo(f"{number}. {_said(one)}")
    if broken or unguarded:
        raise SystemExit(1)
    click.echo(_("{count} entries, all as they were written.").format(count=total))


@click.command("seal")
def seal() -> None:
    """Seal all past days of all counties, and print each county's last seal: keep it elsewhere, it
    proves everything before it.
    """
    days = seal_due(clock.now())
    click.echo(_("{days} days sealed.").format(days=days))
    for last in _last_seals():
        click.echo(f"{last.county} {last.day} #{last.seq} {last.algorithm}:{last.hash}")


@click.command("rotate-keys")
@click.option(
    "--algorithm", type=click.Choice(sorted(CIPHERS)), default=DEFAULT_CIPHER, show_default=True
)
def rotate_keys(algorithm: str) -> None:
    """Make a new key and bring every sensitive value under it.

    Interrupted, it goes on where it stopped; old keys stay in the ring for backups.
    """
    if not begin_rotation(algorithm):
        click.echo(_("Going on with the rotation that was interrupted."))
    total = left_to_rotate()
    for _step in track(rotate(), total=total, label=_("Values locked anew")):
        pass
    click.echo(_("{count} values are under the new key.").format(count=total))


@click.command("publish-year")
@click.argument("year", type=click.IntRange(2004, 2100))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def publish_year(year: int, file: Path) -> None:
    """Enter the State Council's notice for a YEAR from a CSV FILE with the columns date, kind (off
    or makeup) and name. A later edition takes an earlier one's place.
    """
    with file.open(encoding="utf-8-sig", newline="") as table:
        rows = list(csv.DictReader(table))
    try:
        named = {date.fromisoformat(row["date"]): row.get("name") or "" for row in rows}
        off, makeup = (
            [date.fromisoformat(row["date"]) for row in rows if row["kind"] == kind]
            for kind in ("off", "makeup")
        )
        calendar.publish_year(year, off, makeup, actor=SYSTEM, names=named)
    except (KeyError, ValueError, Refusal) as problem:
        raise click.ClickException(
            _("{file}: {problem}").format(file=file, problem=problem)
        ) from problem
    click.echo(
        _(
            "{year}: {off} days off, {makeup} make-up working days. Provisional deadlines become "
            "exact within the hour."
        ).format(year=year, off=len(off), makeup=len(makeup))
    )


COMMANDS: list[click.Command] = [verify_timeline, seal, rotate_keys, publish_year]


def _said(broken: Break) -> str:
    chain, seal_ = (
        _("{county}: {kind} {subject}, link {seq}: {wrong}"),
        _("{county}: seal {seq} of {day}: {wrong}"),
    )
    return (chain if broken.subject_id else seal_).format(
        county=broken.county,
        kind=broken.subject_type,
        subject=broken.subject_id,
        seq=broken.seq,
        day=broken.day,
        wrong=broken.wrong.label,
    )


def _say_what_is_open() -> None:
    if open_days := unsealed_days(clock.now()):
        click.echo(
            _("{count} past days are not sealed yet; `jinlin seal` seals them.").format(
                count=len(open_days)
            )
        )


def _last_seals() -> list[Seal]:
    counties = Seal.objects.order_by("county").values_list("county", flat=True).distinct()
    return [Seal.objects.filter(county=county).latest("seq") for county in counties]
