"""Which words does the console know about the demo? `jinlin demo`."""

import click
from django.utils.translation import override

from jinlin.core import site
from jinlin.demo import building
from jinlin.demo.county import CAST, PASSWORD, RESIDENT_PHONE
from jinlin.ground.accounts.roles import LABELS, Role

SECONDS_BETWEEN_DAYS = 0.02  # for those who sign in meanwhile: SQLite has one writer at a time


@click.group()
def demo() -> None:
    """The demo county: Dehua, told through the real actions."""


@demo.command()
@click.option("--if-empty", is_flag=True, help="Do nothing when something stands already.")
def build(if_empty: bool) -> None:
    """Build the demo county. Refuses in a house that is not empty."""
    if building.is_empty():
        with override("zh-hans"):
            building.build()
    elif not if_empty:
        raise click.ClickException("there is something here already; `make demo-reset` starts over")


@demo.command()
def begin() -> None:
    """Build the county, if nothing stands; its story is still to be told."""
    if building.is_empty():
        with override("zh-hans"):
            building.begin()


@demo.command()
def tell() -> None:
    """Tell the story behind the county, from wherever it stopped."""
    with override("zh-hans"):
        building.go_on(pause=SECONDS_BETWEEN_DAYS)


@demo.command()
def cast() -> None:
    """Print who can sign in, by role."""
    with override("zh-hans"):
        click.echo(
            f"居民       {site.whole('/sign-in/')}        手机号 {RESIDENT_PHONE}（验证码显示在页面上）"
        )
        for who in CAST:
            click.echo(
                f"{LABELS[Role(who.role)]}  {site.whole('/desk/sign-in/')}   "
                f"{who.username:<11} {PASSWORD}   {who.name}"
            )


COMMANDS = [demo]
