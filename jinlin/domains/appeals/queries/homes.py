"""Which place is meant by what stands in a table, or in an address?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import Unusable
from jinlin.ground.accounts.queries.homes import homes
from jinlin.ground.places.models import Place

MANY = 2000


@dataclass(frozen=True)
class Gazetteer:
    """All homes of one actor, read once, to find many by name."""

    places: Sequence[Place]
    actor: Actor

    @classmethod
    def of(cls, actor: Actor) -> "Gazetteer":
        return cls(homes(actor, limit=MANY), actor)

    def find(self, words: str) -> Place:
        """The one place meant by a code, by a whole name, by words of which each stands in its name
        or above, or by the name that it had. Raises Unusable otherwise.
        """
        words = words.strip()
        if not words:
            raise Unusable(_("Please say where."), field="place")
        for look in (self._exactly, self._by_words, self._as_residents_do):
            found = look(words)
            if len(found) == 1:
                return found[0]
            if found:
                raise Unusable(
                    _("Several places are meant by this: %(names)s. Please add the community.")
                    % {"names": _named(found)},
                    field="place",
                )
        raise Unusable(
            _(
                "There is no such place where you work. Please write the neighbourhood's or "
                "community's name."
            ),
            field="place",
        )

    def _exactly(self, words: str) -> list[Place]:
        return [place for place in self.places if words in {place.name, *place.codes}]

    def _by_words(self, words: str) -> list[Place]:
        return [
            place
            for place in self.places
            if all(word in full_name(place) for word in words.split())
        ]

    def _as_residents_do(self, words: str) -> list[Place]:
        return homes(self.actor, words)


def full_name(place: Place) -> str:
    """'浔中镇 凤池社区 凤池新村'."""
    above = [place.parent.parent, place.parent] if place.parent else []
    return " ".join(each.name for each in [*above, place] if each and len(each.code) > 6)


def _named(places: Iterable[Place]) -> str:
    return _(", ").join(full_name(place) for place in list(places)[:3])
