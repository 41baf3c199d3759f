"""How does a posted form move an order or a reversal?"""

from jinlin.core.sight import Sight
from jinlin.services.points.forms.moves import ORDER_FORMS, REVERSAL_FORMS
from jinlin.services.points.models import Order, Reversal
from jinlin.services.points.permissions import ORDER_RULES, REVERSAL_RULES
from jinlin.services.points.queries.story import story_of_order, story_of_reversal
from jinlin.shell.moves import Moves

_ORDERS = Sight[Order](Order.objects.visible_to, joins=("item__store", "account__person"))
_REVERSALS = Sight[Reversal](
    Reversal.objects.visible_to, joins=("transfer__debit__person", "transfer__credit__person")
)


ORDERS = Moves(rules=ORDER_RULES, forms=ORDER_FORMS, fetch=_ORDERS.first, story=story_of_order)
REVERSALS = Moves(
    rules=REVERSAL_RULES, forms=REVERSAL_FORMS, fetch=_REVERSALS.first, story=story_of_reversal
)
