"""Which words move a house from one database to another? `jinlin move-house`."""

from pathlib import Path

import click
from django.conf import settings
from django.utils.translation import gettext as _

from jinlin.core import presence
from jinlin.web.moving import carrying, ends, files


@click.command("move-house")
@click.argument("source")
@click.argument("target")
@click.option(
    "--to-var",
    type=click.Path(file_okay=False, path_type=Path),
    help="The new folder of uploads and keys, where it changes too.",
)
def move_house(source: str, target: str, to_var: Path | None) -> None:
    """Move everything from one database to another: SOURCE and TARGET are `sqlite`, `postgresql` or
    an address.

    The source stays as it is. Interrupted or killed, the same words go on where it stopped.
    """
    var = to_var or Path(settings.VAR)
    try:
        here = ends.named(source, ends.SOURCE, var=Path(settings.VAR))
        there = ends.named(target, ends.TARGET, var=var)
        if here.known_as() == there.known_as():
            raise ends.Unmovable(_("Source and target are the same database."))
        moved = carrying.move(here, there, to_var=var)
    except ends.Unmovable as reason:
        raise click.ClickException(str(reason)) from reason
    except presence.NotAlone as reason:
        raise click.ClickException(
            _("A house is at work in %(folder)s. Stop it first: systemctl stop jinlin jinlin-work.")
            % {"folder": reason}
        ) from reason
    click.echo(
        _("%(rows)d rows in %(tables)d tables and %(files)d files, all the same on both sides.")
        % {"rows": moved.rows, "tables": moved.tables, "files": moved.files}
    )
    click.echo(moved.proof)
    if to_var and files.keys_lie_apart():
        click.echo(_("The key ring stays at %(path)s.") % {"path": settings.KEY_RING})
    click.echo(
        _(
            "Now set JINLIN_DATABASE_URL (and JINLIN_VAR, if the folder changed), run "
            "`jinlin migrate` and `jinlin check`, and start the house. The old database stays "
            "as it is."
        )
    )


COMMANDS = [move_house]
