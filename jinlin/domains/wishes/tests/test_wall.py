"""What does everybody see on the wish wall, and what does nobody see there?"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jinlin.core.time import clock
from jinlin.domains.wishes import actions
from jinlin.domains.wishes.models import Capacity, Wish
from jinlin.domains.wishes.models.wish import Band
from jinlin.domains.wishes.queries.wall import WallFilters, cards, counts, wall
from jinlin.domains.wishes.tests.cast import (
    TITLE,
    WORDS,
    at_phone,
    claimed,
    confirmed,
    fulfilled,
    grandmother,
    now_of,
    pledge,
    posted,
    published,
    shown,
)
from jinlin.ground.people import actions as people

WALL = "/wishes/"
PRIVATE = (
    "林秀英",
    "秀英",
    "林奶奶",
    "13805950001",
    "3栋",
    "王小明",
    "13900000001",
    "李春梅",
    "13900000002",
    "138****0001",
)


def public_pages(wish: Wish) -> list[str]:
    visitor = Client()
    pages = [
        WALL,
        f"/wishes/{wish.pk}/",
        "/wishes/poster/",
        f"{WALL}?place=350526",
        "/api/v1/wishes",
    ]
    return [visitor.get(page).content.decode() for page in pages]


@pytest.mark.one_engine
@pytest.mark.parametrize("stage", [published, claimed, fulfilled, confirmed])
def test_no_public_page_says_who_it_is_or_who_took_it_on(cast, stage):
    wish = stage(cast)
    for page in public_pages(wish):
        assert [word for word in PRIVATE if word in page] == []


@pytest.mark.one_engine
def test_the_released_words_the_band_and_the_neighbourhood_are_there(cast):
    wish = published(cast)
    page = Client().get(f"/wishes/{wish.pk}/").content.decode()
    assert all(words in page for words in (TITLE, WORDS, "凤池新村", wish.number))


def test_what_was_not_published_is_not_there_for_strangers(cast):
    wish = posted(cast)
    assert Client().get(f"/wishes/{wish.pk}/").status_code == 404
    assert TITLE not in Client().get(WALL).content.decode()


@pytest.mark.one_engine
def test_a_childs_wish_is_found_under_the_community_only(cast):
    wish = published(cast, band="child", for_person=grandmother(cast, born=2016))
    [card] = cards(wall(WallFilters()))
    assert (str(card.band), card.place) == ("一个家庭", cast.places.community.name)
    assert list(wall(WallFilters(place=cast.places.neighbourhood.code))) == []
    assert [row.pk for row in wall(WallFilters(place=cast.places.community.code))] == [wish.pk]
    page = Client().get(f"/wishes/{wish.pk}/").content.decode()
    assert [
        word for word in ("孩子", "凤池新村", "child") if word in page.replace("为孩子", "")
    ] == []


@pytest.mark.one_engine
def test_a_consent_that_is_withdrawn_takes_it_down_at_once(cast):
    wish = published(cast)
    people.withdraw_consent(wish.consent, actor=cast.actors.clerk)
    assert list(wall(WallFilters())) == []
    assert Client().get(f"/wishes/{wish.pk}/").status_code == 404
    assert Client().get("/api/v1/wishes").json()["items"] == []


@pytest.mark.one_engine
def test_an_organisation_is_named_only_when_it_wants_that(cast):
    named = pledge(
        "许厂长", capacity=Capacity.ENTERPRISE, organisation=cast.units.enterprise, is_named=True
    )
    claimed(cast, by="enterprise", pledged=named)
    [card] = cards(wall(WallFilters()))
    assert card.who == ("德化白瓷陶瓷厂",)
    Wish.objects.get().claims.update(is_named=False)
    [card] = cards(wall(WallFilters()))
    assert [str(who) for who in card.who] == ["一家企业"]


@pytest.mark.one_engine
def test_a_typed_team_name_is_never_shown(cast):
    claimed(cast, pledged=pledge(capacity=Capacity.TEAM, team="林秀英的邻居", is_named=True))
    [card] = cards(wall(WallFilters()))
    assert [str(who) for who in card.who] == ["一个团队"]


def test_still_wished_comes_first_then_claimed_then_fulfilled(cast):
    done, taken, still = fulfilled(cast), claimed(cast), published(cast)
    assert [row.pk for row in wall(WallFilters()).order_by("rank")] == [still.pk, taken.pk, done.pk]
    assert counts("") == {"open": 1, "claimed": 1, "kept": 1}
    assert [row.pk for row in wall(WallFilters(stands="kept"))] == [done.pk]
    assert [row.pk for row in wall(WallFilters(kind="help"))] == []


def test_long_fulfilled_ones_leave_the_whole_wall_but_can_be_asked_for(cast):
    wish = fulfilled(cast)
    with clock.set_to(clock.now() + timedelta(days=120)):
        assert list(wall(WallFilters())) == []
        assert [row.pk for row in wall(WallFilters(stands="kept"))] == [wish.pk]


@pytest.mark.one_engine
def test_filters_that_cannot_be_used_are_left_out(cast):
    published(cast)
    page = Client().get(f"{WALL}?kind=nonsense&stands=nonsense&place=x")
    assert (page.status_code, TITLE in page.content.decode()) == (200, True)


@pytest.mark.one_engine
def test_an_empty_wall_says_what_to_do(cast):
    assert "墙上还空着" in Client().get(WALL).content.decode()
    assert "这里暂时没有这样的心愿" in Client().get(f"{WALL}?kind=help").content.decode()
    assert Client().get("/wishes/poster/").status_code == 200


@pytest.mark.parametrize("page", [WALL, "/wishes/poster/", "/api/v1/wishes"])
def test_the_wall_asks_the_database_the_same_for_one_and_for_three(cast, page):
    claimed(cast)
    published(cast)
    one = statements(page)
    claimed(cast)
    published(cast, shows=shown(title="一根拐杖"))
    assert statements(page) == one


def test_the_resident_finds_only_their_county(cast):
    published(cast)
    phone = at_phone(cast.users.stranger)
    phone.cookies["place"] = cast.places.neighbourhood.code
    assert TITLE in phone.get(WALL).content.decode()


@pytest.mark.one_engine
def test_the_poster_leads_to_the_wall_of_its_place(cast):
    published(cast)
    page = Client().get(f"/wishes/poster/?place={cast.places.neighbourhood.code}").content.decode()
    assert f"{reverse('wishes:all')}?place={cast.places.neighbourhood.code}" in page
    assert all(word in page for word in (TITLE, "凤池新村", "<svg"))


@pytest.mark.one_engine
def test_what_was_thanked_for_says_so_but_not_what_was_said(cast):
    wish = actions.thank(
        confirmed(cast), actor=cast.actors.resident, words="谢谢李春梅，林秀英奶奶盖上了。"
    )
    page = Client().get(f"/wishes/{wish.pk}/").content.decode()
    assert "已圆愿，已致谢" in page
    assert [word for word in PRIVATE if word in page] == []
    assert now_of(wish).thanks.startswith("谢谢李春梅")


def statements(page: str) -> int:
    visitor = Client()
    visitor.get(page)
    with CaptureQueriesContext(connection) as asked:
        assert visitor.get(page).status_code == 200
    return len(asked)


@pytest.mark.one_engine
def test_the_old_and_children_come_before_other_adults_and_nobody_sees_which_family_is_a_child(
    cast,
):
    bands = (Band.CHILD, Band.ADULT, Band.FAMILY, Band.EIGHTIES)
    rows = [published(cast) for _band in bands]
    for row, band in zip(rows, bands, strict=True):
        Wish.objects.filter(pk=row.pk).update(band=band)
    ranks = {row.band: row.rank for row in wall(WallFilters())}
    assert ranks == {Band.CHILD: 0, Band.FAMILY: 0, Band.EIGHTIES: 0, Band.ADULT: 1}
