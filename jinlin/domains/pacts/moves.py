"""How does a posted form move a pact?"""

from uuid import UUID

from jinlin.core.actor import Actor
from jinlin.domains.pacts.forms.moves import FORMS
from jinlin.domains.pacts.models import Pact
from jinlin.domains.pacts.permissions import RULES
from jinlin.domains.pacts.queries.story import story
from jinlin.shell.moves import Moves


def fetch(actor: Actor, pk: UUID) -> Pact | None:
    return (
        Pact.objects.for_desk(actor).select_related("unit", "place__parent").filter(pk=pk).first()
    )


MOVES = Moves(rules=RULES, forms=FORMS, fetch=fetch, story=story)
