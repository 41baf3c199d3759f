"""What is asked when a resident is called back, besides the three answers that count?"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinlin.domains.appeals.models import Appeal, CallBack, ScriptQuestion

SCRIPT = {
    "contacted": gettext_lazy("Did the unit get in touch before it replied?"),
    "on_site": gettext_lazy("Did somebody come and look?"),
    "wish": gettext_lazy("What should be done better next time?"),
}


FREE = frozenset({"wish"})  # of SCRIPT: answered in words


@dataclass(frozen=True)
class Question:
    """One question as it is asked: `name` in the form, its answer is kept under `key`."""

    name: str
    key: str
    words: Any
    is_yes_or_no: bool


def script_of(appeal: Appeal) -> list[Question]:
    """What the county asks about a matter of this class; without questions of its own, the usual
    ones.
    """
    rows = ScriptQuestion.objects.script_in(appeal.county, appeal.category_id or "")
    own = [
        Question(f"script-{place}", row.text, row.text, row.is_yes_or_no)
        for place, row in enumerate(rows)
    ]
    return own or [Question(name, name, words, name not in FREE) for name, words in SCRIPT.items()]


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
