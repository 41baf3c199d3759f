"""Do the words on the wall tell nobody who it is?"""

from types import SimpleNamespace

import pytest

from jinlin.core.errors import NotNow, Unusable
from jinlin.core.time import clock
from jinlin.domains.wishes import actions
from jinlin.domains.wishes.actions import Agreed, Shown
from jinlin.domains.wishes.actions.released import given_away
from jinlin.domains.wishes.deadlines import band_of
from jinlin.domains.wishes.models import Band
from jinlin.domains.wishes.tests.cast import (
    TITLE,
    grandmother,
    now_of,
    person,
    posted,
    published,
    shown,
)

pytestmark = pytest.mark.one_engine

LIN = SimpleNamespace(name="林秀英")
DOOR = "德化县浔中镇凤池新村3栋502"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("林秀英想要一床被子", "林秀英"),
        ("林 秀 英想要一床被子", "林秀英"),
        ("林\u200b秀英想要一床被子", "林秀英"),
        ("秀英阿姨想要一床被子", "秀英"),
        ("林奶奶想要一床被子", "林奶奶"),
        ("老林师傅想要一床被子", "老林师傅"),
        ("请打 13805950001", "13805950001"),
        ("请打 138 0595 0001", "13805950001"),
        ("请打 138-0595-0001", "13805950001"),
        ("请打 １３８０５９５０００１", "13805950001"),
        ("请打一三八零五九五〇〇〇一", "13805950001"),
        ("座机 0595-23512345", "059523512345"),
        ("身份证 350526194101010012", "350526194101010012"),
        ("住在凤池新村3栋", "3栋"),
        ("住在三栋", "3栋"),
        ("家在 502", "502"),
        ("7单元有人需要", "7单元"),
    ],
)
def test_what_gives_somebody_away_is_found(text, found):
    assert given_away(text, [LIN], [DOOR]) == found


@pytest.mark.parametrize(
    "text",
    [
        "一位八十多岁的老人想要一床厚被子。",
        "想要一双 42 码的棉鞋，大约 60 元。",
        "12月1日前有人陪着去一趟医院就好。",
        "树林边的小路想装一盏灯",
        "英语课本一套",
    ],
)
def test_what_tells_nobody_passes(text):
    assert given_away(text, [LIN], [DOOR]) == ""


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"title": "林奶奶的棉被"}, "public_title"),
        ({"text": "请送到3栋502。"}, "public_text"),
        ({"text": "联系王小明"}, "public_text"),
    ],
)
def test_publishing_and_rewording_refuse_it_and_nothing_changes(cast, words, field):
    wish = posted(cast)
    with pytest.raises(Unusable) as refused:
        actions.publish(wish, actor=cast.actors.clerk, shown=shown(**words))
    assert (refused.value.status, refused.value.field) == (422, field)
    assert (now_of(wish).public_title, now_of(wish).state) == ("", "posted")
    on_wall = published(cast)
    with pytest.raises(Unusable):
        actions.reword(on_wall, actor=cast.actors.clerk, shown=shown(**words))
    assert now_of(on_wall).public_title == TITLE


@pytest.mark.parametrize("field", ["title", "text"])
def test_without_a_title_nothing_is_published_and_long_words_are_refused(cast, field):
    with pytest.raises(Unusable):
        actions.publish(
            posted(cast),
            actor=cast.actors.clerk,
            shown=shown(**{field: "暖" * 301 if field == "text" else " "}),
        )


def test_a_child_is_a_family_of_the_community_to_everybody(cast):
    wish = published(
        cast, band="child", for_person=grandmother(cast, born=2016), shows=shown(band="80s")
    )
    assert (wish.band, str(wish.shown_band)) == (Band.CHILD, str(Band.FAMILY.label))
    assert (wish.public_code, wish.public_place) == (
        cast.places.community.code,
        cast.places.community.name,
    )


@pytest.mark.parametrize(
    "text",
    [
        "上三年级，想要一套书。",
        "孩子想要一个书包",
        "想学画画的小朋友",
        "九岁，想要一双球鞋",
        "9岁了",
    ],
)
def test_words_that_tell_that_it_is_a_child_are_refused(cast, text):
    wish = posted(cast, band="child", for_person=grandmother(cast, born=None))
    with pytest.raises(Unusable):
        actions.publish(wish, actor=cast.actors.clerk, shown=shown(text=text))


def test_for_a_child_only_the_guardian_agrees(cast):
    wish = posted(cast, agree=False, band="child", for_person=grandmother(cast, born=None))
    with pytest.raises(Unusable):
        actions.agree(wish, actor=cast.actors.clerk, agreed=Agreed("family", "姑姑"))
    agreed = actions.agree(wish, actor=cast.actors.clerk, agreed=Agreed("guardian", "妈妈"))
    assert agreed.consent.relation == "guardian"


def test_a_child_does_not_agree_itself_where_nothing_is_known_but_what_it_says(cast):
    """The form asks whom the wish is for: who says 'a child' of themselves waits for a guardian."""
    told = {"band": "child", "for_person": person(cast), "agreed": Agreed()}
    assert posted(cast, agree=False, **told).consent is None
    at_station = {**told, "channel": "station", "for_person": grandmother(cast, born=None)}
    with pytest.raises(Unusable):
        posted(cast, agree=False, actor="clerk", **at_station)


def test_what_turns_out_to_be_a_childs_is_not_published_on_anybody_elses_word(cast):
    wish = posted(cast, band="adult", for_person=grandmother(cast, born=None))
    with pytest.raises(Unusable) as no:
        actions.publish(wish, actor=cast.actors.clerk, shown=shown(band="child"))
    assert no.value.field == "band"


def test_without_a_consent_nothing_is_published(cast):
    with pytest.raises(NotNow):
        actions.publish(posted(cast, agree=False), actor=cast.actors.clerk, shown=shown())


@pytest.mark.parametrize(
    ("born", "band"),
    [
        (2000, "adult"),
        (1966, "60s"),
        (1956, "70s"),
        (1946, "80s"),
        (1930, "80s"),
        (2008, "child"),
        (2007, "adult"),
        (None, ""),
    ],
)
def test_the_band_of_a_year_of_birth(born, band):
    from datetime import date

    assert band_of(born, date(2026, 11, 24)) == band


def test_the_deadline_counts_whole_days(cast):
    wish = posted(cast)
    assert wish.due_at == clock.end_of(clock.local_day(wish.due_at))
    assert (clock.local_day(wish.due_at) - wish.posted_on).days == 3


def test_only_ticked_photos_are_released(cast):
    wish = posted(cast)
    from jinlin.domains.wishes.models import Photo

    first, second = (
        Photo.objects.create(county=wish.county, wish=wish, position=number) for number in range(2)
    )
    actions.publish(wish, actor=cast.actors.clerk, shown=Shown(TITLE, "", photos=[second.pk]))
    assert [(photo.pk, photo.is_released) for photo in Photo.objects.order_by("position")] == [
        (first.pk, False),
        (second.pk, True),
    ]
    assert list(Photo.objects.visible_to(cast.actors.stranger)) == [second]
    assert list(Photo.objects.visible_to(cast.actors.clerk)) == [first, second]
