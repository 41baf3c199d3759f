"""What does whoever runs the house ask, switch and rehearse?"""

import time

import click
from django.utils import timezone
from django.utils.translation import gettext as _

from jinlin.web import health
from jinlin.web.models import CLOSED, Note
from jinlin.web.running import doctor as doctors
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
            doctors.said(found, with_steps=True)
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


COMMANDS = [doctor, read_only]
