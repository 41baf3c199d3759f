"""Which words does the console know about places? `jinlin init`."""

from pathlib import Path

import click
from django.utils.translation import gettext as _

from jinlin.core.errors import Unusable
from jinlin.core.progress import track
from jinlin.ground.places.init import Names, build_county


@click.command()
@click.option(
    "--county", required=True, help="The county's six-digit division code, such as 350526."
)
@click.option(
    "--divisions",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A CSV file (plain or .gz) with the columns code and name.",
)
def init(county: str, divisions: Path | None) -> None:
    """Build a county's places from its division codes: county, towns, communities and villages.

    Safe to run again.
    """
    try:
        built = build_county(county, divisions, follow=_watched)
    except Unusable as refusal:
        raise click.ClickException(str(refusal)) from refusal
    words = _("%(county)s: %(added)s places added, %(kept)s stood already.")
    click.echo(words % {"county": built.county.name, "added": built.added, "kept": built.kept})


def _watched(names: Names) -> Names:
    rows = list(names)
    return track(rows, total=len(rows), label=_("Building the places"))


COMMANDS: list[click.Command] = []  # `jinlin init` does more than places: it stands in web
