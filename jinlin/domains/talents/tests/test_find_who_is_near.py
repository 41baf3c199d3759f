"""Is the nearest craftsman found first, page by page, also where places were merged?"""

import pytest

from jinlin.core.actor import SYSTEM
from jinlin.domains.talents import actions
from jinlin.domains.talents.actions import By, Find
from jinlin.domains.talents.models import Source, Talent
from jinlin.domains.talents.queries import directory
from jinlin.ground.accounts.tests.county import COUNTY
from jinlin.ground.places.actions import merge


def _talents_at(cast, *names):
    """One plumber at each of these places, who comes to the whole county; by name of the place."""
    made = {}
    for number, name in enumerate(names):
        find = Find(
            "会修", name="人", phone=f"1370000{number:04d}", skills=[cast.skills["管道疏通"]]
        )
        place = getattr(cast.places, name)
        talent = actions.nominate(place, find, by=By(Source.STAFF), actor=SYSTEM)
        actions.take_in(talent, called=name[:12], actor=SYSTEM)
        Talent.objects.filter(pk=talent.pk).update(reach="county")
        made[name] = talent
    return made


@pytest.mark.one_engine
def test_whoever_browses_reads_the_nearest_first_page_by_page(cast, client, monkeypatch):
    _talents_at(cast, "neighbourhood", "other_neighbourhood", "far_neighbourhood")
    monkeypatch.setattr("jinlin.domains.talents.portal.directory.SIZE", 2)
    client.cookies["place"] = cast.places.far_neighbourhood.code
    page = client.get("/talents/").context
    called = [card.called for card in page["cards"]]
    assert called == ["far_neighbou", "neighbourhoo"]
    (last,) = client.get(f"/talents/?after={page['page'].next}").context["cards"]
    assert last.called == "other_neighb"


def test_who_lived_in_a_place_that_was_merged_is_near_in_the_one_that_goes_on(cast):
    made = _talents_at(cast, "neighbourhood", "other_neighbourhood", "far_neighbourhood")
    Talent.objects.update(reach="community")
    both = [cast.places.community, cast.places.other_community]
    code = f"{cast.places.town.code}900"
    merge(both, code=code, name="凤东社区居委会", actor=SYSTEM)
    found = directory.found("马桶堵了", cast.places.neighbourhood.code, COUNTY)
    near = [made["neighbourhood"].pk, made["other_neighbourhood"].pk]
    assert sorted(card.pk for card in found.cards) == sorted(near)
    assert all(card.is_near for card in found.cards)
