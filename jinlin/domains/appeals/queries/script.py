"""What is asked when a resident is called back, besides the three answers that count?"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinlin.domains.appeals.models import CallBack

SCRIPT = {
    "contacted": gettext_lazy("Did the unit get in touch before it replied?"),
    "on_site": gettext_lazy("Did somebody come and look?"),
    "wish": gettext_lazy("What should be done better next time?"),
}


@dataclass(frozen=True)
class ScriptLine:
    """A question of the script as it was answered."""

    question: Any
    answer: str


def answers_of(call: CallBack) -> list[ScriptLine]:
    """In the script's order; a question that is no longer in it stands under its own name."""
    spoken = {"yes": _("Yes"), "no": _("No")}
    order = {name: place for place, name in enumerate(SCRIPT)}
    given = sorted(call.answers.items(), key=lambda pair: order.get(pair[0], len(order)))
    return [
        ScriptLine(SCRIPT.get(name, name), spoken.get(answer, answer)) for name, answer in given
    ]
