"""Which words does the console know about talents? `jinlin talents verify certificate.json`."""

from datetime import datetime
from pathlib import Path

import click

from jinlin.core.time import clock
from jinlin.domains.talents import verifier
from jinlin.domains.talents.badges import signing
from jinlin.domains.talents.seeding import offer_usual_skills
from jinlin.ground.places.queries import a_county_here

DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def talents() -> None:
    """Talents."""


@talents.command("verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--on", "day", type=DAY, help="The day asked about; today when left out.")
@click.option(
    "--keys",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The county's published keys; only those are believed then.",
)
def verify(file: Path, day: datetime | None, keys: Path | None) -> None:
    """Check a certificate without a network: status 0 valid on that day, 1 not valid, 2 not
    genuine.
    """
    on = day.date() if day else clock.today()
    given = [str(file), "--on", on.isoformat(), *(["--keys", str(keys)] if keys else [])]
    raise SystemExit(verifier.main(given))


@talents.command("new-key")
@click.argument("county")
def new_key(county: str) -> None:
    """From today on the county signs with a new key; the old ones stay published."""
    click.echo(signing.new_key(a_county_here(county)).name)


@talents.command("offer-skills")
@click.argument("county")
def offer_skills(county: str) -> None:
    """The usual skills and words stand in a county's tree, where they did not."""
    click.echo(str(offer_usual_skills(a_county_here(county))))


COMMANDS: list[click.Command] = [talents]
