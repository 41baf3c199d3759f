"""How does a posted form move a talent, an application, a certificate, a pair or a help?"""

from collections.abc import Mapping
from typing import Any

from jinlin.core.sight import Sight
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

SIGHTS: Mapping[str, Sight[Any]] = {
    kind: Sight(model.objects.visible_to, joins=WITH[kind]) for kind, model in MODELS.items()
}
KINDS: Mapping[str, tuple[Any, Any, Any]] = {
    "talent": (TALENT_RULES, TALENT_FORMS, story.story_of_talent),
    "application": (RULES, APPLICATION_FORMS, story.story),
    "certificate": (CERTIFICATE_RULES, CERTIFICATE_FORMS, story.story_of_certificate),
    "pair": (PAIR_RULES, PAIR_FORMS, story.story_of_pair),
    "help": (HELP_RULES, HELP_FORMS, story.story_of_help),
}
MOVES: Mapping[str, Moves[Any]] = {
    kind: Moves(rules=rules, forms=forms, fetch=SIGHTS[kind].first, story=tell)
    for kind, (rules, forms, tell) in KINDS.items()
}
