"""Is nothing looked at for a page that its filters leave nobody's?"""

from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.queries import Filters
from jinlin.domains.appeals.queries.reading import parts_of
from jinlin.domains.appeals.tests.cast import Cast


def test_of_ones_own_nothing_is_looked_at_for_what_is_anothers(cast: Cast) -> None:
    far, bureau = cast.places.far_neighbourhood.code, str(cast.units.bureau.pk)
    for who, filters in (("clerk", Filters(place=far)), ("second_clerk", Filters(unit=bureau))):
        actor = getattr(cast.actors, who)
        every = list(parts_of(Appeal.objects.all(), actor, Filters()))
        parts = list(parts_of(Appeal.objects.all(), actor, filters))
        assert len(parts) < len(every), who
        assert not [part for part in parts if part.exists()], who
