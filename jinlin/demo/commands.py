"""Which words does the console know about the demo? `jinlin demo`."""

from itertools import groupby
from types import ModuleType

import click
from django.utils.translation import override

from jinlin.core import site
from jinlin.demo.county import COUNTIES, PASSWORD, RESIDENT_PHONE
from jinlin.ground.accounts.models import Grant
from jinlin.ground.accounts.roles import LABELS, Role
from jinlin.ground.places.models import Place

SECONDS_BETWEEN_DAYS = 0.02  # for those who sign in meanwhile: SQLite has one writer at a time


@click.group()
def demo() -> None:
    """The demo county: Dehua, told through the real actions."""


@demo.command()
@click.option("--if-empty", is_flag=True, help="Do nothing when something stands already.")
def build(if_empty: bool) -> None:
    """Build the demo county. Refuses in a house that is not empty."""
    building = _building()
    if building.is_empty():
        with override("zh-hans"):
            building.build()
    elif not if_empty:
        raise click.ClickException("there is something here already; `make demo-reset` starts over")


@demo.command()
def begin() -> None:
    """Build the county, if nothing stands; its story is still to be told."""
    building = _building()
    if building.is_empty():
        with override("zh-hans"):
            building.begin()


@demo.command()
def tell() -> None:
    """Tell the story behind the county, from wherever it stopped."""
    with override("zh-hans"):
        _building().go_on(pause=SECONDS_BETWEEN_DAYS)


@demo.command()
def cast() -> None:
    """Print who can sign in, by county and role."""
    with override("zh-hans"):
        click.echo(
            f"居民  {site.whole('/sign-in/')}  手机号 {RESIDENT_PHONE}（验证码显示在页面上）"
        )
        click.echo(f"工作人员  {site.whole('/desk/sign-in/')}  密码都是 {PASSWORD}")
        for county, there in groupby(_cast_by_county(), key=lambda grant: grant.county):
            click.echo(f"\n{Place.objects.present().get(code=county).name}")
            for grant in there:
                user = grant.user
                click.echo(f"  {user.username:<16} {LABELS[Role(grant.role)]}  {user.name}")


def _building() -> ModuleType:
    """All who tell the story: loaded by its own words, not by whoever serves or works."""
    from jinlin.demo import building  # noqa: PLC0415 - that is why

    return building


def _cast_by_county() -> list[Grant]:
    """Those whom the demo itself appointed and who can sign in, its own counties first. Whoever the
    registers and cases need is there once their story has begun.
    """
    made = Grant.objects.current().filter(granted_by=None).select_related("user")
    order = {code: place for place, code in enumerate(COUNTIES)}
    rows = [grant for grant in made.order_by("pk") if grant.user.has_usable_password()]
    return sorted(rows, key=lambda grant: (order.get(grant.county, len(order)), grant.county))


COMMANDS = [demo]
