"""Which word writes what an inspector asks for? `jinlin inspection`."""

from pathlib import Path

import click
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinlin.web.inspecting import paper
from jinlin.web.inspecting.found import VERDICTS, Verdict
from jinlin.web.inspecting.report import LEVELS, inspected


@click.command("inspection")
@click.option(
    "--level",
    type=click.Choice([str(level) for level in LEVELS]),
    default="2",
    show_default=True,
    help="Of the graded protection (GB/T 22239-2019).",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The Word file to write (.docx).",
)
def inspection(level: str, out: Path) -> None:
    """Write the self-inspection for the graded protection: what was found in this house, and what
    is the county's own to do.
    """
    with override(settings.LANGUAGE_CODE):
        report = inspected(int(level))
        paper.write(report, out)
        counts = ", ".join(f"{VERDICTS[each]} {report.counts[each]}" for each in Verdict)
        click.echo(_("Written: %(path)s (%(counts)s)") % {"path": out, "counts": counts})


COMMANDS = [inspection]
