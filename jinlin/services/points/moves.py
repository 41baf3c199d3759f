"""How does a posted form move an order or a reversal?"""

from uuid import UUID

from jinlin.core.actor import Actor
from jinlin.services.points.forms.moves import ORDER_FORMS, REVERSAL_FORMS
from jinlin.services.points.models import Order, Reversal
from jinlin.services.points.permissions import ORDER_RULES, REVERSAL_RULES
from jinlin.services.points.queries.story import story_of_order, story_of_reversal
from jinlin.shell.moves import Moves


def _order(actor: Actor, pk: UUID) -> Order | None:
    rows = Order.objects.visible_to(actor).select_related("item__store", "account__person")
    return rows.filter(pk=pk).first()


def _reversal(actor: Actor, pk: UUID) -> Reversal | None:
    rows = Reversal.objects.visible_to(actor).select_related(
        "transfer__debit__person", "transfer__credit__person"
    )
    return rows.filter(pk=pk).first()


ORDERS = Moves(rules=ORDER_RULES, forms=ORDER_FORMS, fetch=_order, story=story_of_order)
REVERSALS = Moves(
    rules=REVERSAL_RULES, forms=REVERSAL_FORMS, fetch=_reversal, story=story_of_reversal
)
