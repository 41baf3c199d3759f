"""Which words does whoever runs the house say? serve, work, migrate, restore, check."""

from pathlib import Path

import click
from django.conf import settings
from django.utils.translation import gettext as _

from jinlin.core import presence
from jinlin.core.time import calendar
from jinlin.demo import commands as demo
from jinlin.web import backup as backups
from jinlin.web import database, health, serving, telling
from jinlin.web import work as worker
from jinlin.web.running import doctor


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    default=8000,
    show_default=True,
    envvar="PORT",
    help="The port to listen on; also the variable PORT.",
)
@click.option(
    "--workers",
    type=click.IntRange(1),
    help="Server processes. Default: 1 on SQLite, the number of cores on PostgreSQL.",
)
@click.option(
    "--threads",
    type=click.IntRange(1),
    help="Threads in each process. Default: 4 on SQLite, 3 on PostgreSQL.",
)
def serve(host: str, port: int, workers: int | None, threads: int | None) -> None:
    """Answer requests until stopped."""
    if missing := database.unprepared():
        raise click.ClickException(
            _("%(what)s Please run `jinlin migrate` first.") % {"what": " ".join(missing)}
        )
    if settings.DEMO:
        click.get_current_context().invoke(demo.cast)
    click.echo(
        _("Serving on http://%(host)s:%(port)d (stop with Ctrl+C)") % {"host": host, "port": port}
    )
    try:
        with presence.at_work(), telling.telling_beside():
            serving.serve(host, port=port, workers=workers, threads=threads)
    except serving.PortTaken as problem:
        raise click.ClickException(
            _("Port %(port)d is in use already: another house may be running.") % {"port": port}
        ) from problem
    except presence.NotAlone as problem:
        raise _just_moving() from problem


@click.command()
@click.option("--once", is_flag=True, help="Do what is due now, and stop.")
def work(once: bool) -> None:
    """Do what waits in the background, and each app's periodic jobs, until stopped."""
    if missing := database.pending():
        raise click.ClickException(database.to_migrate(missing))
    if database.is_half_moved() or database.is_half_hashed():
        raise click.ClickException(" ".join(database.unprepared()))
    try:
        with presence.at_work():
            worker.work(once=once)
    except presence.NotAlone as problem:
        raise _just_moving() from problem


@click.command()
@click.option("--quiet", is_flag=True, help="Say nothing when there is nothing to do.")
def migrate(quiet: bool) -> None:
    """Bring the database and the collected static files to this version. Safe to run again."""
    done = database.prepare()
    for line in done or ([] if quiet else [_("Everything is up to date.")]):
        click.echo(line)


@click.command()
@click.option(
    "--county", required=True, help="The county's six-digit division code, such as 350526."
)
@click.option(
    "--divisions",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A CSV file (plain or .gz) with the columns code and name, for a county that the house "
    "does not know.",
)
def init(county: str, divisions: Path | None) -> None:
    """Build a county from its real division codes: county, towns, communities and villages; with
    the calendar and the usual classes. Safe to run again.
    """
    from jinlin.domains.appeals.actions import offer_usual_classes  # noqa: PLC0415 - of this word
    from jinlin.ground.places import commands as places  # noqa: PLC0415 - the same

    database.prepare()
    click.get_current_context().invoke(places.init, county=county, divisions=divisions)
    calendar.seed()
    offer_usual_classes()


@click.command()
@click.argument("archive", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Overwrite what is there now.")
def restore(archive: Path, force: bool) -> None:
    """Put a backup in the place of what is there now.

    The file is verified before anything changes.
    """
    try:
        manifest = backups.restore(archive, force=force)
    except backups.Unrestorable as reason:
        raise click.ClickException(str(reason)) from reason
    click.echo(
        _("Restored: the state of %(made_at)s, %(files)d files.")
        % {"made_at": manifest.made_at, "files": len(manifest.files)}
    )
    if not manifest.with_keys:
        click.echo(
            _("The keys were not in the backup. Put the key ring that was kept apart at %(path)s.")
            % {"path": backups.key_ring()}
        )
    click.echo(_("Now run `jinlin migrate` and `jinlin check`."))


@click.command()
def check() -> None:
    """Tell whether this installation is fit to serve: settings, database, keys, fonts, calendar,
    disk. `jinlin doctor` finds the same and says what to do.
    """
    if not doctor.show(list(health.findings())):
        raise click.exceptions.Exit(1)


def _just_moving() -> click.ClickException:
    return click.ClickException(
        _("This house is just being moved. Please wait until `jinlin move-house` is done.")
    )


COMMANDS = [init, serve, work, migrate, restore, check]
