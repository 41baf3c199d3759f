"""Which words does the console know about casework? `jinlin casework minors --year 2025`."""

import json
from datetime import datetime
from uuid import UUID

import click
from django.utils.translation import gettext as _

from jinlin.core.actor import SYSTEM
from jinlin.core.errors import Refusal
from jinlin.core.time import clock
from jinlin.domains.casework.actions import adopt, freeze
from jinlin.domains.casework.models import STANDARDS
from jinlin.domains.casework.queries.counts import counties_served
from jinlin.ground.places.models import Organisation
from jinlin.ground.places.queries import a_county_here

NAMES = {
    "minors_under_14": "under 14",
    "minors_14_to_17": "14 to 17",
    "consents_given": "consents given",
    "consents_withdrawn": "consents withdrawn",
    "looks": "looks at their files",
    "sealed": "files sealed",
}

YEAR = click.IntRange(clock.FIRST_DAY.year, clock.LAST_DAY.year)


@click.group()
def casework() -> None:
    """Casework and services."""


@casework.command("minors")
@click.option("--county", default="", help="The county's code; without it, every county.")
@click.option("--year", type=YEAR, required=True, help="A year that is over.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
def minors(county: str, year: int, as_json: bool) -> None:
    """The yearly figures for the audit of minors' data, due by 31 January: under 14 and 14 to 17
    apart. Fewer than 5 are not said; the first asking freezes them.
    """
    counties = [a_county_here(county)] if county else counties_served()
    every = {each: _frozen(each, year) for each in counties}
    counts = {each: {name: found.get(name) for name in NAMES} for each, found in every.items()}
    if as_json:
        click.echo(json.dumps(counts if len(counts) != 1 else next(iter(counts.values()))))
        return
    for each, found in counts.items():
        click.echo(f"{each} {year}")
        _print(found, NAMES, as_json=False)


@casework.command("people")
@click.option("--county", required=True, help="The county's code, such as 621121.")
@click.option("--year", type=YEAR, required=True, help="A year that is over.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
def people(county: str, year: int, as_json: bool) -> None:
    """People (each once) and person-times of a whole year, sealed work with them."""
    found = _frozen(a_county_here(county), year)
    names = {"people": "people, each once", "person_times": "person-times"}
    _print({name: found.get(name) for name in names}, names, as_json=as_json)


@casework.command("adopt")
@click.option("--county", required=True, help="The county's code, such as 621121.")
@click.option("--standard", type=click.Choice(list(STANDARDS)), required=True)
@click.option(
    "--agency", type=click.UUID, help="The key of one agency; without it all of the county."
)
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="From this day on.")
def adopt_standard(county: str, standard: str, agency: UUID | None, since: datetime | None) -> None:
    """Cases opened from then on go by the phases of a written standard."""
    unit = Organisation.objects.filter(pk=agency).first() if agency else None
    if agency and unit is None:
        raise click.ClickException(_("No unit has this key."))
    day = since.date() if since else None
    try:
        row = adopt(a_county_here(county), standard, agency=unit, since=day, actor=SYSTEM)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"{row.name}: {', '.join(each.name for each in STANDARDS[standard].phases)}")
    if STANDARDS[standard].is_assumed:
        click.echo(_("The order of these phases is assumed: please check it against the standard."))


def _frozen(county: str, year: int) -> dict[str, int | None]:
    try:
        return freeze(county, year)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal


def _print(counts: dict[str, int | None], names: dict[str, str], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(counts))
        return
    for name, number in counts.items():
        click.echo(f"{names[name]}: {_('fewer than 5') if number is None else number}")


COMMANDS: list[click.Command] = [casework]
