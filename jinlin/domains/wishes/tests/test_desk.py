"""Does staff find, read, write for the wall and register wishes, at a fixed cost, and only where
they work?
"""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jinlin.core.timeline import Access
from jinlin.domains.wishes import actions
from jinlin.domains.wishes.models import Wish
from jinlin.domains.wishes.queries.before import alike_before
from jinlin.domains.wishes.queries.lists import waiting
from jinlin.domains.wishes.tests.cast import (
    TEXT,
    TITLE,
    WORDS,
    asked,
    at_desk,
    claimed,
    confirmed,
    fulfilled,
    now_of,
    posted,
    published,
)
from jinlin.domains.wishes.tests.test_walk_the_table import STAGES
from jinlin.services.documents import printing
from jinlin.services.documents.models import Document

BOARD = "/desk/wishes/"


@pytest.fixture
def desk(cast):
    return at_desk(cast.users.clerk)


def statements(browser, page: str) -> int:
    browser.get(page)
    with CaptureQueriesContext(connection) as said:
        assert browser.get(page).status_code == 200
    return len(said)


@pytest.mark.one_engine
@pytest.mark.parametrize("page", [BOARD, "/desk/"])
def test_a_list_costs_the_same_for_one_row_and_for_three(cast, desk, page):
    posted(cast)
    one = statements(desk, page)
    posted(cast)
    posted(cast)
    assert statements(desk, page) == one


@pytest.mark.one_engine
def test_the_matter_costs_the_same_however_long_its_trail(cast, desk):
    wish = claimed(cast)
    page = f"{BOARD}{wish.pk}/"
    short = statements(desk, page)
    for number in range(3):
        wish = actions.remark(wish, actor=cast.actors.clerk, text=f"第{number}次联系")
    assert statements(desk, page) == short


@pytest.mark.one_engine
@pytest.mark.parametrize("state", list(STAGES))
def test_the_matter_stands_in_every_state(cast, desk, state):
    wish = STAGES[state](cast)
    page = desk.get(f"{BOARD}{wish.pk}/")
    assert (page.status_code, TEXT in page.content.decode()) == (200, True)


def test_the_board_filters_by_what_its_address_says(cast, desk):
    new, on_wall = posted(cast), published(cast)
    found = lambda **asked: [row.wish.pk for row in desk.get(BOARD, asked).context["rows"]]  # noqa: E731 - one line says it
    assert sorted(found()) == sorted([new.pk, on_wall.pk])
    assert found(state="posted") == [new.pk]
    assert found(q=TITLE) == [on_wall.pk]
    assert found(q="没有这个词") == []
    assert found(kind="lesson") == []
    assert sorted(found(place="350526100001")) == sorted([new.pk, on_wall.pk])
    assert desk.get(BOARD, {"kind": "nonsense"}).status_code == 422


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("clerk", 200),
        ("lead", 200),
        ("town_lead", 200),
        ("supervisor", 200),
        ("other_clerk", 404),
        ("abroad_clerk", 404),
        ("enterprise", 403),
        ("system_admin", 403),
    ],
)
def test_only_where_they_work(cast, who, status):
    wish = posted(cast)
    assert at_desk(getattr(cast.users, who)).get(f"{BOARD}{wish.pk}/").status_code == status


@pytest.mark.one_engine
def test_the_screening_page_shows_what_was_said_and_what_was_said_before(cast, desk):
    before = published(cast)
    wish = posted(cast)
    page = desk.get(f"{BOARD}{wish.pk}/publish/").content.decode()
    assert all(words in page for words in (TEXT, before.number, "原话：留在内部", "同一个人"))
    [found] = alike_before(wish, actor=cast.actors.clerk)
    assert (found.wish.pk, found.is_same_person, found.percent) == (before.pk, True, 100)


def test_a_like_wish_of_somebody_else_in_the_community_is_shown_too(cast, desk):
    from jinlin.domains.wishes.tests.cast import COUNTY
    from jinlin.ground.people import actions as people

    other = people.know(COUNTY, name="许阿婆", actor=cast.actors.clerk)
    posted(
        cast,
        text="一个人住，冬天晚上冷，想要一床厚一点的被子。",
        for_person=other,
        place=cast.places.second_neighbourhood,
    )
    posted(
        cast,
        text="想学会用手机视频",
        for_person=people.know(COUNTY, name="赖伯", actor=cast.actors.clerk),
    )
    wish = posted(cast)
    assert [
        (each.wish.for_person.name, each.is_same_person)
        for each in alike_before(wish, actor=cast.actors.clerk)
    ] == [("许阿婆", False)]


@pytest.mark.one_engine
def test_publishing_by_the_form_keeps_what_was_typed_when_it_is_refused(cast, desk):
    wish = posted(cast)
    told = {
        "version": wish.version,
        "key": str(uuid4()),
        "public_title": "林奶奶的被子",
        "public_text": WORDS,
        "band": "80s",
        "meeting": "station",
    }
    refused = desk.post(f"{BOARD}{wish.pk}/publish/", told)
    assert (refused.status_code, "林奶奶的被子" in refused.content.decode()) == (422, True)
    assert "会让人认出是谁" in refused.content.decode()
    done = desk.post(
        f"{BOARD}{wish.pk}/publish/", {**told, "public_title": TITLE, "key": str(uuid4())}
    )
    assert (done.status_code, now_of(wish).public_title) == (302, TITLE)


@pytest.mark.one_engine
def test_a_stale_form_is_refused_with_what_changed(cast, desk):
    wish = posted(cast)
    actions.ask_back(now_of(wish), actor=cast.actors.lead, question="多大？")
    told = {
        "version": wish.version,
        "key": str(uuid4()),
        "public_title": TITLE,
        "band": "80s",
        "meeting": "station",
    }
    page = desk.post(f"{BOARD}{wish.pk}/publish/", told)
    assert (page.status_code, "想问：多大" in page.content.decode()) == (409, True)


@pytest.mark.one_engine
def test_a_wish_is_registered_at_the_door_with_the_consent(cast, desk):
    key = desk.get(f"{BOARD}new/").context["form"]["key"].value()
    told = {
        "channel": "door",
        "place": cast.places.neighbourhood.code,
        "kind": "help",
        "text": "换一盏灯",
        "estimate": "0",
        "name": "许阿婆",
        "phone": "",
        "band": "80s",
        "meeting": "home",
        "relation": "family",
        "given_by": "女儿",
        "key": key,
    }
    answer = desk.post(f"{BOARD}new/", told)
    wish = Wish.objects.get()
    assert answer.headers["Location"] == f"{BOARD}new/?made={wish.pk}"
    assert (wish.channel, wish.registered_by, wish.consent.relation, wish.for_person.name) == (
        "door",
        cast.users.clerk.pk,
        "family",
        "许阿婆",
    )
    assert wish.number in desk.get(answer.headers["Location"]).content.decode()
    desk.post(f"{BOARD}new/", told)
    assert Wish.objects.count() == 1


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"name": ""}, "name"),
        ({"text": ""}, "text"),
        ({"place": "350526100002001"}, "place"),
        ({"estimate": "501"}, "estimate"),
        ({"band": "child", "relation": "family", "given_by": "姑姑"}, "relation"),
        ({"relation": "family", "given_by": ""}, "given_by"),
    ],
)
def test_what_cannot_be_registered_is_said_beside_its_field(cast, desk, words, field):
    told = {
        "channel": "door",
        "place": cast.places.neighbourhood.code,
        "kind": "help",
        "text": "换一盏灯",
        "name": "许阿婆",
        "band": "80s",
        "meeting": "home",
        "key": str(uuid4()),
    }
    page = desk.post(f"{BOARD}new/", {**told, **words})
    assert (page.status_code, field in page.context["form"].errors, Wish.objects.count()) == (
        422,
        True,
        0,
    )


@pytest.mark.one_engine
def test_name_and_phone_of_who_took_it_on_are_masked_until_somebody_looks(cast, desk):
    wish = claimed(cast)
    page = f"{BOARD}{wish.pk}/"
    assert "13900000002" not in desk.get(page).content.decode()
    clear = desk.post(f"{page}claims/{wish.claims.get().pk}/")
    assert "李春梅 13900000002" in clear.content.decode()
    assert [look.what for look in Access.objects.all()] == ["claimer"]


def test_the_hand_over_is_a_numbered_paper_that_is_revoked_when_nothing_arrived(cast, desk):
    wish = fulfilled(cast)
    paper = Document.objects.get(about_id=wish.pk)
    assert (paper.number[:4], paper.data["person"], paper.data["claimers"]) == (
        "德化圆愿",
        "林**",
        [{"who": "一位志愿者", "brings": ""}],
    )
    assert "林秀英" not in str(paper.data)
    assert printing.pdf(paper)[:5] == b"%PDF-"
    assert paper.number in desk.get(f"{BOARD}{wish.pk}/").content.decode()
    actions.dispute(wish, actor=cast.actors.resident, reason="没有见到")
    paper.refresh_from_db()
    assert paper.is_revoked


def test_what_waits_for_staff_is_what_they_have_to_read(cast):
    new = posted(cast)
    asked(cast)
    confirmed(cast)
    assert [row.pk for part in waiting(cast.actors.clerk).parts for row in part] == [new.pk]


@pytest.mark.one_engine
def test_the_board_leaves_as_a_file_without_a_name_and_without_what_was_said_inside(cast, desk):
    wish, other = claimed(cast), posted(cast)
    kept = f"{BOARD}export.csv?state=all"
    answer = desk.get(kept)
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    heads = lines[0].split(",")
    assert len(set(heads)) == len(heads), "no two columns have one name"
    told = "".join(lines)
    assert (wish.number in told, other.number in told) == (True, True)
    assert (wish.public_title in told, TEXT in told, wish.for_person.name in told) == (
        True,
        False,
        False,
    )
    book = b"".join(desk.get(f"{BOARD}export.xlsx?state=claimed").streaming_content)
    assert book.startswith(b"PK")
    assert "export.csv?" in desk.get(BOARD).text
    assert desk.get(f"{BOARD}export.csv?since=nonsense").status_code == 422
