"""What happened to an application, in sentences?"""

from typing import Any

from django.utils.translation import gettext as _

from jinlin.core import spoken
from jinlin.core import story as core
from jinlin.core.actor import Actor
from jinlin.core.story import Line
from jinlin.domains.workforce.lifecycle import LIFECYCLE
from jinlin.domains.workforce.models import Application, Attempt
from jinlin.domains.workforce.permissions import is_first_reviewer, is_second_reviewer


def story(application: Application, *, actor: Actor, after: int = 0) -> list[Line]:
    """The trail from the entry `after` on, oldest first; objections only for who examines them."""
    internal = is_first_reviewer(actor, application) or is_second_reviewer(actor, application)
    return core.story(application, say=sentence, internal=internal, after=after)


def sentence_of_candidacy(verb: str, data: dict[str, Any]) -> str:
    """'took them off the list of candidates'"""
    if verb == "note_result":
        result = dict(Attempt.Result.choices).get(data.get("result", ""), "")
        return _("noted a result of subject {number}: {result}").format(
            number=data.get("subject", ""), result=result
        )
    return {"strike": _("took them off the list"), "list_again": _("put them back on the list")}[
        verb
    ]


def sentence(verb: str, data: dict[str, Any]) -> str:
    """'The social work department reviewed it: 1000 yuan.'"""
    if verb == "apply":
        return _("The application came in.")
    words = {
        "by": "",
        "question": "",
        "amount": "",
        **data,
        "reason": spoken.clause(data.get("reason", "")),
        "due": spoken.when(data.get("due")),
    }
    return str(LIFECYCLE.moves[verb].sentence).format_map(words)
