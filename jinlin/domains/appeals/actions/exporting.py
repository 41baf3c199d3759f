"""How does staff take the board's rows out of the house, and who knows of it?"""

from collections.abc import Callable
from typing import IO

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import require
from jinlin.core.sheets import as_csv, as_xlsx
from jinlin.domains.appeals.models import AppealQuerySet
from jinlin.domains.appeals.permissions import can_save_view
from jinlin.domains.appeals.queries.exported import COLUMNS, exported
from jinlin.ground.accounts.roles import WORKERS
from jinlin.ground.places.models import Place

KINDS: dict[str, Callable[..., tuple[IO[bytes], int]]] = {
    "xlsx": lambda columns, rows: as_xlsx(columns, rows, name=_("Appeals")),
    "csv": as_csv,
}
LOOKED = "appeals.export"


def export_board(
    rows: AppealQuerySet, *, order: tuple[str, ...], actor: Actor, kind: str, filters: str
) -> IO[bytes]:
    """A file of these rows of the actor's board, names masked; who took out how many, and what was
    `said` of which, is on record at the county. Raises Unusable when there are too many.
    """
    require(can_save_view(actor))
    file, count = KINDS[kind](COLUMNS, exported(rows, order=order, actor=actor))
    try:
        record_export(actor=actor, why=f"{kind}, {count}: {filters}")
    except BaseException:
        file.close()
        raise
    return file


@transaction.atomic
def record_export(*, actor: Actor, why: str) -> None:
    """It is on record at each county in which the actor works that rows were taken out of the
    board.
    """
    for county in Place.objects.present().filter(code__in=actor.counties(*WORKERS)):
        timeline.look(county, actor=actor, what=LOOKED, why=why)
