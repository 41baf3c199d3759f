"""How does a posted form move an application, for the portal and the desk alike?"""

from uuid import UUID

from jinlin.core.actor import Actor
from jinlin.domains.workforce.forms.moves import FORMS
from jinlin.domains.workforce.models import Application
from jinlin.domains.workforce.permissions import RULES
from jinlin.domains.workforce.queries.story import story
from jinlin.shell.moves import Moves

WITH = ("professional__person", "qualification", "policy")


def fetch(actor: Actor, pk: UUID) -> Application | None:
    return Application.objects.visible_to(actor).select_related(*WITH).filter(pk=pk).first()


MOVES = Moves(rules=RULES, forms=FORMS, fetch=fetch, story=story)
