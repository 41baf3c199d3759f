"""What of a matter is read and found where nobody asks who reads, when its reporter is hidden?"""

from typing import Any

from django.utils.translation import gettext as _

from jinlin.core.secrets.spelled import without_numbers
from jinlin.domains.appeals.models.choices import Identity
from jinlin.ground.people.models import names_of


class HiddenWords:
    """Names for lists and words for searches, of a row with an identity and a reporter."""

    identity: Any
    number: Any
    title: Any
    text: Any
    spot: Any
    place: Any
    reporter: Any

    @property
    def listed_title(self) -> str:
        """In lists that do not ask who reads them: a hidden reporter's own words stay out."""
        if self.identity == Identity.HIDDEN:
            return _("Appeal %(number)s") % {"number": self.number}
        return str(self.title)

    def search_words(self) -> dict[str, tuple[str, ...]]:
        """Nobody finds a hidden reporter's matter by trying a name or a number on its words."""
        words: tuple[str, ...] = (self.title, self.text, self.spot)
        if self.identity == Identity.HIDDEN:
            names = names_in(self)
            words = tuple(without_numbers(text, names=names) for text in words)
        return {"": (self.number, *words, self.place.name)}


def names_in(appeal: Any) -> list[str]:
    """Which names a hidden reporter's words must not say."""
    return names_of(appeal.reporter)
