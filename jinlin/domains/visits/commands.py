"""Which words does the console know about visits? `jinlin visits new-key`."""

import click
from django.utils.translation import gettext as _

from jinlin.domains.visits.actions import new_key
from jinlin.ground.places.queries import a_county_here


@click.group()
def visits() -> None:
    """Door-knocking."""


@visits.command("new-key")
@click.argument("county")
def renew(county: str) -> None:
    """Phones seal with a further key of this county from their next list on; old ones still
    open what was sealed before.
    """
    made = new_key(a_county_here(county))
    click.echo(_("Key {number} of {county}.").format(number=made.number, county=county))


COMMANDS = [visits]
