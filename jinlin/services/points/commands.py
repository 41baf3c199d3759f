"""What can an operator ask of points on the console?"""

from itertools import islice

import click
from django.utils.translation import gettext as _

from jinlin.core.append_only import unguarded_tables
from jinlin.core.progress import gauge
from jinlin.services.points.models import Head, StockChange, Transfer
from jinlin.services.points.queries.verifying import verify

SHOWN = 20
TABLES = tuple(model._meta.db_table for model in (Transfer, Head, StockChange))


@click.group("points")
def points() -> None:
    """The ledger of points."""


@points.command("verify")
@click.option("--county", default=None, help="Six digits; all counties when left out.")
def verify_points(county: str | None) -> None:
    """Prove that every transfer stands as it was written, that balances are their sum, and that
    published heads stand. Exit status 1 when something is wrong.
    """
    rows = Transfer.objects.filter(county=county) if county else Transfer.objects.all()
    total = rows.count()
    with gauge(total=total, label=_("Transfers proved")) as advance:
        broken = list(islice(verify(county, progress=advance), SHOWN))
    bare = unguarded_tables(TABLES)
    for table in bare:
        click.echo(
            _("The table {table} has lost its protection against changes.").format(table=table)
        )
    for one in broken:
        where = one.account or (one.day.isoformat() if one.day else f"#{one.seq}")
        click.echo(f"{one.county} {where}: {one.wrong.label}")
    if broken or bare:
        raise SystemExit(1)
    for head in Head.objects.order_by("county", "-day").distinct()[:SHOWN]:
        click.echo(f"{head.county} {head.day} #{head.seq} {head.hash}")
    click.echo(_("{count} transfers, all as they were written.").format(count=total))


COMMANDS: list[click.Command] = [points]
