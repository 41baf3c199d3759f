"""Which scales are filled in, with which items, and what does a sum mean?

Plain scales of ordinary social work, each item from 0 (no trouble) to its most. No test that only
physicians may use.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Scale:
    """Items are (key, question, most)."""

    key: str
    name: Any
    items: tuple[tuple[str, Any, int], ...]

    @property
    def most(self) -> int:
        return sum(most for _key, _question, most in self.items)

    def total(self, answers: dict[str, int]) -> int:
        """Raises ValueError when an item is missing or beyond its most."""
        if set(answers) != {key for key, _question, _most in self.items}:
            raise ValueError(self.key)
        if any(not 0 <= answers[key] <= most for key, _question, most in self.items):
            raise ValueError(self.key)
        return sum(answers.values())


SCALES = {
    each.key: each
    for each in (
        Scale(
            "daily",
            _("Daily life"),
            (
                ("care", _("Looking after oneself"), 4),
                ("home", _("Keeping house"), 4),
                ("money", _("Getting by with the money"), 4),
                ("out", _("Going out and meeting people"), 4),
            ),
        ),
        Scale(
            "mood",
            _("Mood and sleep"),
            (
                ("low", _("Low spirits"), 4),
                ("sleep", _("Trouble sleeping"), 4),
                ("worry", _("Worries"), 4),
                ("anger", _("Anger"), 4),
                ("harm", _("Thoughts of harming oneself or others"), 4),
            ),
        ),
        Scale(
            "support",
            _("Family, school and friends"),
            (
                ("family", _("Trouble in the family"), 4),
                ("school", _("Trouble at school or work"), 4),
                ("friends", _("Without friends"), 4),
                ("law", _("Trouble with the law"), 4),
            ),
        ),
    )
}
