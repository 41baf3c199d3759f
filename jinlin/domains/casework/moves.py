"""How does a posted form move a case?"""

from uuid import UUID

from jinlin.core.actor import Actor
from jinlin.domains.casework.forms.moves import FORMS
from jinlin.domains.casework.models import Case
from jinlin.domains.casework.permissions import RULES
from jinlin.domains.casework.queries.story import story
from jinlin.shell.moves import Moves


def fetch(actor: Actor, pk: UUID) -> Case | None:
    return (
        Case.objects.for_desk(actor)
        .select_related(*Case.objects.none().with_row)
        .filter(pk=pk)
        .first()
    )


MOVES = Moves(rules=RULES, forms=FORMS, fetch=fetch, story=story)
