"""How are figures printed on a console?"""

import json
from datetime import datetime

import click

from jinlin.core.figures.answers import answer
from jinlin.core.figures.measures import Window
from jinlin.core.time import clock
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.published import comparisons

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--county", help="Code of the place, usually a county: 350526.")
@click.option("--as-of", type=DAY, help="The last day that counts; today when left out.")
@click.option("--since", type=DAY, help="The first day that counts; the beginning when left out.")
@click.option("--published", is_flag=True, help="Compare with the figures that were published.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
def figures(
    county: str | None,
    as_of: datetime | None,
    since: datetime | None,
    published: bool,
    as_json: bool,
) -> None:
    """Print every figure of a place, or compare the published ones with the records.

    Status 1 when a published figure disagrees.
    """
    if published:
        print_published(as_json)
        return
    if not county:
        raise click.UsageError("--county is needed: the code of a place, such as 350526")
    window = Window(
        county, as_of.date() if as_of else clock.today(), since.date() if since else None
    )
    rows = [
        {
            "key": figure.key,
            "value": figure.rounded(),
            "numerator": figure.numerator,
            "denominator": figure.denominator,
        }
        for figure in (answer(measure, window) for measure in MEASURES.values())
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        click.echo(
            f"{row['key']:<32} {'-' if row['value'] is None else row['value']:>10}   "
            f"{row['numerator']} / {row['denominator']}"
        )


def print_published(as_json: bool) -> None:
    found = list(comparisons())
    if as_json:
        rows = [
            {
                "key": each.key,
                "published": float(each.published),
                "computed": None if each.computed is None else float(each.computed),
                "compare": each.compare,
                "agrees": each.agrees,
            }
            for each in found
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for each in found:
            click.echo(
                f"{'ok ' if each.agrees else 'NO '} {each.key:<36} published {each.published} "
                f"computed {each.computed} ({each.compare})"
            )
    if not all(each.agrees for each in found):
        raise SystemExit(1)


COMMANDS = [figures]
