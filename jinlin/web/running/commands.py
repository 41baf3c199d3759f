"""What does whoever runs the house ask, switch and rehearse?"""

import time
from pathlib import Path

import click
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from jinlin.web import backup as backups
from jinlin.web import health
from jinlin.web.models import CLOSED, Note
from jinlin.web.running import doctor as doctors
from jinlin.web.running import keeping, rehearsing
from jinlin.web.running.watching import SECONDS_BETWEEN_LOOKS


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.option("--language", type=click.Choice(["zh", "en"]), help="Default: that of the console.")
def doctor(as_json: bool, language: str | None) -> None:
    """Say how the house is, and for each finding what to do next. Exit status 1 when something is
    to be mended now.
    """
    with doctors.speak(language):
        found = list(health.findings())
        if as_json:
            click.echo(doctors.as_json(found))
        else:
            doctors.show(found, with_steps=True)
            click.echo(doctors.summary(found))
    if any(each.level == "fail" for each in found):
        raise click.exceptions.Exit(1)


@click.command("read-only")
@click.argument("switch", type=click.Choice(["on", "off", "status"]))
def read_only(switch: str) -> None:
    """Close the house for writing (on), open it again (off), or say how it stands (status).

    Everything can still be read. Forms and programs get 503, and what was typed comes back.
    """
    if switch == "on" and Note.of(CLOSED) is None:
        Note.put(CLOSED)
    elif switch == "off":
        Note.objects.filter(name=CLOSED).delete()
    if switch != "status":
        time.sleep(2 * SECONDS_BETWEEN_LOOKS)  # until every process has looked
    since = Note.moment(CLOSED)
    if since is None:
        click.echo(_("The house is open for writing."))
    else:
        at = f"{timezone.localtime(since):%Y-%m-%d %H:%M}"
        click.echo(_("The house is closed for writing since %(at)s.") % {"at": at})


class Backups(click.Group):
    """`jinlin backup FILE` writes one, as ever; what else can be said of backups are its words."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in {"-h", "--help"}):
            args = ["write", *args]
        return super().parse_args(ctx, args)


@click.group("backup", cls=Backups)
def backup() -> None:
    """Write everything into one .tar.gz (backup [FILE]), as each night (nightly), or prove that one
    can be put back (rehearse).
    """


@backup.command()
@click.argument("archive", type=click.Path(dir_okay=False, path_type=Path), required=False)
@click.option(
    "--with-keys",
    is_flag=True,
    help="Put the keys in too. Whoever has the file can then read every sensitive field.",
)
def write(archive: Path | None, with_keys: bool) -> None:
    """Write the database and all uploads into one .tar.gz, while the house goes on working."""
    _say_written(backups.backup(archive or backups.fresh_name(), with_keys=with_keys))
    click.echo(_words_of_keys(with_keys=with_keys))


@backup.command()
def nightly() -> None:
    """Write one into JINLIN_BACKUPS, read it back, and drop those past their time
    (JINLIN_BACKUP_KEEP). For the worker, or a timer of your own.
    """
    if not settings.BACKUPS:
        raise click.ClickException(_("Please set JINLIN_BACKUPS to a folder first."))
    try:
        archive = keeping.make()
    except backups.Unrestorable as reason:
        raise click.ClickException(str(reason)) from reason
    if archive is None:
        click.echo(_("Another process is making a backup just now."))
        return
    _say_written(archive)


@backup.command()
@click.argument(
    "archive", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False
)
def rehearse(archive: Path | None) -> None:
    """Put a backup (the newest, when none is named) back beside the house, prove files, rows and
    histories, note the day, and remove what was made.
    """
    found = archive or (keeping.newest(Path(settings.BACKUPS)) if settings.BACKUPS else None)
    if found is None:
        raise click.ClickException(_("There is no backup in JINLIN_BACKUPS; please name one."))
    try:
        proved = rehearsing.rehearse(found)
    except backups.Unrestorable as reason:
        raise click.ClickException(str(reason)) from reason
    click.echo(
        _("Proved: %(path)s, the state of %(made_at)s, %(rows)d rows, %(files)d files.")
        % {
            "path": proved.archive,
            "made_at": proved.made_at,
            "rows": proved.rows,
            "files": proved.files,
        }
    )
    click.echo(proved.proof)


def _words_of_keys(*, with_keys: bool) -> str:
    if with_keys:
        return _("The keys are in the file: keep it as safe as the keys themselves.")
    return _(
        "The keys are NOT in the file. Without %(path)s no sensitive field can be read again: "
        "keep a copy of it somewhere else, "
        "or write a backup --with-keys."
    ) % {"path": backups.key_ring()}


def _say_written(archive: Path) -> None:
    click.echo(
        _("Written: %(path)s, %(size)s MB")
        % {"path": archive, "size": f"{archive.stat().st_size / 1e6:.1f}"}
    )


COMMANDS = [doctor, read_only, backup]
