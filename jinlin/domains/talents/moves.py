"""How does a posted form move a talent, an application, a certificate, a pair or a help?"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from jinlin.core.actor import Actor
from jinlin.domains.talents.forms.moves import (
    APPLICATION_FORMS,
    CERTIFICATE_FORMS,
    HELP_FORMS,
    PAIR_FORMS,
    TALENT_FORMS,
)
from jinlin.domains.talents.permissions import (
    CERTIFICATE_RULES,
    HELP_RULES,
    PAIR_RULES,
    RULES,
    TALENT_RULES,
)
from jinlin.domains.talents.queries import story
from jinlin.domains.talents.queries.listed import MODELS, WITH
from jinlin.shell.moves import Moves


def _fetch(kind: str) -> Callable[[Actor, UUID], Any]:
    def fetch(actor: Actor, pk: UUID) -> Any:
        rows = MODELS[kind].objects.visible_to(actor).select_related(*WITH[kind])
        return rows.filter(pk=pk).first()

    return fetch


KINDS: Mapping[str, tuple[Any, Any, Any]] = {
    "talent": (TALENT_RULES, TALENT_FORMS, story.story_of_talent),
    "application": (RULES, APPLICATION_FORMS, story.story),
    "certificate": (CERTIFICATE_RULES, CERTIFICATE_FORMS, story.story_of_certificate),
    "pair": (PAIR_RULES, PAIR_FORMS, story.story_of_pair),
    "help": (HELP_RULES, HELP_FORMS, story.story_of_help),
}
MOVES: Mapping[str, Moves[Any]] = {
    kind: Moves(rules=rules, forms=forms, fetch=_fetch(kind), story=tell)
    for kind, (rules, forms, tell) in KINDS.items()
}
