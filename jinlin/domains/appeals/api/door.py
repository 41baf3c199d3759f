"""What do all calls about appeals share: who calls, one move, and what is answered?"""

from copy import copy
from typing import Any
from uuid import UUID

from django.db.models import CharField
from ninja import Router

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.editions import KeptEach
from jinlin.core.errors import NotHere, Unusable
from jinlin.core.prepared import Prepared
from jinlin.core.rows import as_read
from jinlin.domains.appeals import queries
from jinlin.domains.appeals import schemas as s
from jinlin.domains.appeals.models import Appeal, Category, Part
from jinlin.domains.appeals.moves import IN_SIGHT, MOVES, WITH_ROW
from jinlin.domains.appeals.permissions import can_see_reporter
from jinlin.domains.appeals.queries import around
from jinlin.domains.appeals.queries.buttons import moves_open_to
from jinlin.domains.appeals.queries.keeping import keeper_of
from jinlin.domains.appeals.queries.veiling import veiled
from jinlin.ground.accounts.api import caller
from jinlin.ground.places.models import Organisation
from jinlin.shell.programs import Door

router = Router(tags=["appeals"])


def shown(appeal: Appeal, actor: Actor) -> dict[str, Any]:
    """The appeal with what belongs to it, masked."""
    person = appeal.reporter if can_see_reporter(actor, appeal) else None
    own = {
        name: getattr(appeal, field.alias or name)
        for name, field in s.AppealOut.model_fields.items()
    }
    return {
        **own,
        "category_id": appeal.category_id,
        "second_category_id": appeal.second_category_id,
        "text": appeal.text,
        "reporter_name": person.shown_name() if person else "",
        "reporter_phone": person.shown_phone() if person else "",
        "keeper": keeper_of(appeal, actor=actor),
        "moves": [move.name for move in moves_open_to(actor, appeal)],
        "parts": [
            {**vars(helper.part), "unit": helper.part.unit, "reply": helper.reply}
            for helper in around.helpers_of(appeal, actor=actor)
        ],
        "trail": queries.story(appeal, actor=actor),
    }


def _to_be_moved(actor: Actor, pk: UUID) -> Appeal:
    """The verb reads it once more, locked."""
    found = IN_SIGHT.first(actor, pk)
    if found is None:
        raise NotHere
    return found


def as_left(appeal: Appeal, actor: Actor) -> Appeal:
    """The appeal as its move left it, for whoever made that."""
    found = veiled(as_read(appeal), actor=actor)
    timeline.know_trail(found, appeal)
    return found


def _moved(actor: Actor, pk: UUID) -> Appeal:
    """The appeal after a move; whoever gave it away by that move sees it this once more."""
    try:
        return MOVES.in_scope(actor, pk)
    except NotHere:
        return veiled(Appeal.objects.select_related(*WITH_ROW).get(pk=pk), actor=actor)


def unit_of(appeal: Appeal, unit: UUID, *, field: str = "unit") -> Organisation:
    """An open unit of the appeal's county. Raises Unusable when there is none."""
    found = Organisation.objects.open().filter(county=appeal.county, pk=unit).first()
    if found is None:
        raise Unusable(field=field)
    return found


def part_of(appeal: Appeal, part: UUID) -> Part:
    """A part of this appeal. Raises Unusable when it is none of its."""
    found = appeal.parts.filter(pk=part).first()
    if found is None:
        raise Unusable(field="part")
    return found


def category_of(code: str, *, field: str = "category") -> Category | None:
    """The class with this code. Raises Unusable when there is none."""
    if not code:
        return None
    category = _OFFERED_ONES.now(code)
    if category is None:
        raise Unusable(field=field)
    return copy(category)


_OFFERED = Prepared[Category](
    lambda code: Category.objects.filter(pk=code, is_offered=True), code=CharField()
)
_OFFERED_ONES = KeptEach[str, Category | None]("appeals", lambda code: _OFFERED.first(code=code))
DOOR = Door[Appeal](
    caller=lambda request: caller(request, "appeals:write"),
    fetch=_to_be_moved,
    after=_moved,
    show=shown,
    response=s.AppealDetail,
)
