"""Which words does the console know about accounts?

`jinlin appoint`: whoever runs the machine makes the first one.
"""

import click
from django.db import transaction

from jinlin.core.actor import SYSTEM
from jinlin.core.errors import Refusal
from jinlin.ground.accounts import actions
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Place


@click.command()
@click.option(
    "--county", required=True, help="The county's code, such as 350526; its places must stand."
)
@click.option("--username", required=True, help="What they will sign in with.")
@click.option("--name", required=True, help="Their name.")
@click.option(
    "--role",
    default=Role.SECURITY_ADMIN.value,
    show_default=True,
    type=click.Choice([role.value for role in Role]),
    help="What they are entrusted with.",
)
def appoint(county: str, username: str, name: str, role: str) -> None:
    """Make a first member of staff and print their first password, once.

    Everybody else is added at the desk by the security administrator.
    """
    place = Place.objects.county_of(county).first()
    if place is None:
        raise click.ClickException(
            f"no county {county} here yet; build it first: jinlin init --county {county}"
        )
    try:
        with transaction.atomic():
            user, password = actions.add_staff(
                place.code, username=username, name=name, actor=SYSTEM
            )
            actions.grant_role(user, role=role, at=place, actor=SYSTEM)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"{user.username}  {password}")


COMMANDS = [appoint]
