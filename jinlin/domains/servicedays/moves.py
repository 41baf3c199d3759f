"""How does a posted form move a service day or a small help?"""

from uuid import UUID

from jinlin.core.actor import Actor
from jinlin.domains.servicedays.forms.typed import FORMS, HELP_FORMS
from jinlin.domains.servicedays.models import HelpAsk, Session
from jinlin.domains.servicedays.permissions import HELP_RULES, RULES
from jinlin.domains.servicedays.queries.near import WITH
from jinlin.domains.servicedays.queries.story import story, story_of_help
from jinlin.shell.moves import Moves


def _session(actor: Actor, pk: UUID) -> Session | None:
    return Session.objects.visible_to(actor).select_related(*WITH).filter(pk=pk).first()


def _help(actor: Actor, pk: UUID) -> HelpAsk | None:
    rows = HelpAsk.objects.visible_to(actor).select_related("place", "person", "volunteer__person")
    return rows.filter(pk=pk).first()


SESSIONS = Moves(rules=RULES, forms=FORMS, fetch=_session, story=story)
HELPS = Moves(rules=HELP_RULES, forms=HELP_FORMS, fetch=_help, story=story_of_help)
