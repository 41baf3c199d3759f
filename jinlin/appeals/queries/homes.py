"""For which places may this member of staff register, and which one did they mean by a few words?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from jinlin.accounts.roles import Role
from jinlin.core.actor import Actor, within
from jinlin.core.errors import Unusable
from jinlin.places.models import Place
from jinlin.places.queries import HOMES, LONGEST_SEARCH

FEW = 12  # so many can be shown at once, without a search
MANY = 2000


def registrable(actor: Actor) -> QuerySet[Place]:
    """The present places at or below which this actor may register, from the county down."""
    return Place.objects.present().filter(within(actor.codes(Role.CLERK, Role.LEAD), "code")).select_related("parent__parent")


def homes(actor: Actor, words: str = "", *, limit: int = FEW) -> list[Place]:
    """Neighbourhoods first, then communities; every word stands in the name of the place, its community or its town."""
    rows = registrable(actor).filter(level__in=HOMES)
    for word in words[:LONGEST_SEARCH].split():
        rows = rows.filter(Q(name__icontains=word) | Q(parent__name__icontains=word) | Q(parent__parent__name__icontains=word))
    return list(rows.order_by(Length("code").desc(), "code")[:limit])


@dataclass(frozen=True)
class Gazetteer:
    """All homes of one actor, read once, to find many by name."""

    places: Sequence[Place]

    @classmethod
    def of(cls, actor: Actor) -> "Gazetteer":
        return cls(homes(actor, limit=MANY))

    def find(self, said: str) -> Place:
        """The one place meant by a code, by a whole name, or by words of which each stands in its name or above. Raises Unusable otherwise."""
        said = said.strip()
        if not said:
            raise Unusable(_("Please say where."), field="place")
        for found in (self._exactly(said), self._by_words(said)):
            if len(found) == 1:
                return found[0]
            if found:
                raise Unusable(
                    _("Several places are meant by this: %(names)s. Please add the community.") % {"names": _named(found)}, field="place"
                )
        raise Unusable(_("There is no such place where you work. Please write the neighbourhood's or community's name."), field="place")

    def _exactly(self, said: str) -> list[Place]:
        return [place for place in self.places if said in {place.code, place.name}]

    def _by_words(self, said: str) -> list[Place]:
        return [place for place in self.places if all(word in full_name(place) for word in said.split())]


def full_name(place: Place) -> str:
    """'浔中镇 凤池社区 凤池新村'."""
    above = [place.parent.parent, place.parent] if place.parent else []
    return " ".join(each.name for each in [*above, place] if each and len(each.code) > 6)


def _named(places: Iterable[Place]) -> str:
    return _(", ").join(full_name(place) for place in list(places)[:3])
