"""Does the matter's page show what this person may see, offer exactly the open moves, and keep
every typed word?
"""

import io
import re
from uuid import uuid4

import pytest
from django.urls import reverse
from PIL import Image

from jinlin.core.files import uploads
from jinlin.core.timeline import Access
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.lifecycle import State
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.queries.buttons import moves_open_to
from jinlin.domains.appeals.tests.cast import (
    COUNTY,
    Cast,
    accepted,
    at_desk,
    finished,
    in_hand,
    now_of,
    reported,
)
from jinlin.ground.people import actions as people

pytestmark = pytest.mark.one_engine

NAME, PHONE = "王小梅", "13800000001"
STATEMENTS = (
    # session, user, grants, the bell, the appeal, rounds, trail (and its photos, if it has any),
    # path of the place, mandates, asked once, and the note;
    16
    # askings, call-backs, parts, pauses, supervision, joined appeals, neighbours who say the same
)
TYPED = "已派人去看，明天换灯。居民说晚上七点后在家。"


def matter_of(appeal: Appeal) -> str:
    return reverse("appeals:desk_appeal", args=[appeal.pk])


def move_of(appeal: Appeal, name: str) -> str:
    return reverse("appeals:desk_move", args=[appeal.pk, name])


def typed(appeal: Appeal, **words) -> dict:
    return {"version": appeal.version, "key": str(uuid4()), **words}


@pytest.mark.parametrize("name", ["clerk", "lead", "handler", "supervisor"])
def test_the_buttons_are_exactly_the_open_moves(cast: Cast, name: str) -> None:
    appeal = now_of(in_hand(cast))
    page = at_desk(getattr(cast.users, name)).get(matter_of(appeal)).content.decode()
    offered = set(re.findall(rf'href="{matter_of(appeal)}(\w+)/"', page))
    assert offered == {move.name for move in moves_open_to(getattr(cast.actors, name), appeal)}


def test_the_likely_move_comes_first_and_filled(cast: Cast) -> None:
    page = at_desk(cast.users.clerk).get(matter_of(reported(cast)))
    assert page.context["moves"][0].name == page.context["likely"].name == "accept"
    assert page.context["moves"][-1].name == "reject"


def test_a_hidden_identity_never_reaches_the_handler_s_page(cast: Cast) -> None:
    appeal = in_hand(cast, identity="hidden")
    browser = at_desk(cast.users.handler)
    pages = [
        browser.get(path).content.decode()
        for path in (
            matter_of(appeal),
            move_of(appeal, "finish"),
            reverse("desk"),
            "/desk/appeals/?state=open",
        )
    ]
    told = (NAME, "王**", PHONE, "138****0001", str(appeal.reporter_id))
    assert [text for page in pages for text in told if text in page] == []
    assert "居民要求对承办单位保密" in pages[0]
    assert (
        browser.post(
            reverse("appeals:see_reporter", args=[appeal.pk]), {"why": "想打电话"}
        ).status_code
        == 403
    )
    assert Access.objects.count() == 0


def test_the_reporter_is_masked_first_and_clear_once_with_a_reason_that_is_kept(cast: Cast) -> None:
    appeal = reported(cast)
    browser = at_desk(cast.users.clerk)
    masked = browser.get(matter_of(appeal)).content.decode()
    assert NAME not in masked
    assert PHONE not in masked
    clear = browser.post(reverse("appeals:see_reporter", args=[appeal.pk]), {"why": "约上门时间"})
    assert NAME in clear.content.decode()
    assert PHONE in clear.content.decode()
    kept = Access.objects.get()
    assert (kept.subject_id, kept.user_id, kept.what, kept.why) == (
        appeal.pk,
        cast.users.clerk.pk,
        "reporter",
        "约上门时间",
    )
    assert NAME not in browser.get(matter_of(appeal)).content.decode()


def test_without_a_reason_nothing_is_shown_and_nothing_is_kept(cast: Cast) -> None:
    appeal = reported(cast)
    page = at_desk(cast.users.clerk).post(
        reverse("appeals:see_reporter", args=[appeal.pk]), {"why": "  "}
    )
    assert (page.status_code, NAME in page.content.decode(), Access.objects.count()) == (
        422,
        False,
        0,
    )


def test_an_anonymous_reporter_is_nobody(cast: Cast) -> None:
    appeal = reported(cast, reporter=None, track_code="ABCDEFGH")
    assert "匿名反映" in at_desk(cast.users.clerk).get(matter_of(appeal)).content.decode()
    assert (
        at_desk(cast.users.clerk)
        .post(reverse("appeals:see_reporter", args=[appeal.pk]), {"why": "x"})
        .status_code
        == 404
    )


def test_outsiders_find_nothing_and_administrators_no_door(cast: Cast) -> None:
    appeal = reported(cast)
    paths = [matter_of(appeal), move_of(appeal, "accept")]
    assert {
        at_desk(user).get(path).status_code
        for user in (cast.users.town_outsider, cast.users.county_outsider, cast.users.handler)
        for path in paths
    } == {404}
    assert {at_desk(cast.users.audit_admin).get(path).status_code for path in paths} == {403}
    assert at_desk(cast.users.clerk).get(move_of(appeal, "fly")).status_code == 404
    assert at_desk(cast.users.clerk).get(move_of(appeal, "judge")).status_code == 403


def test_a_move_is_made_once_and_leads_back_to_the_matter(cast: Cast) -> None:
    appeal = now_of(reported(cast))
    browser, words = (
        at_desk(cast.users.clerk),
        typed(appeal, category=cast.categories.repair.pk, grade="ordinary"),
    )
    answers = [browser.post(move_of(appeal, "accept"), words) for _twice in range(2)]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [
        (302, f"{matter_of(appeal)}?done=1")
    ] * 2
    assert (now_of(appeal).state, now_of(appeal).version) == (State.ACCEPTED, appeal.version + 1)


def test_with_htmx_the_form_is_a_part_of_the_page(cast: Cast) -> None:
    appeal = now_of(reported(cast))
    browser = at_desk(cast.users.clerk)
    part = browser.get(move_of(appeal, "accept"), headers={"hx-request": "true"}).content.decode()
    assert "<form" in part
    assert "<html" not in part
    done = browser.post(
        move_of(appeal, "accept"),
        typed(appeal, category=cast.categories.repair.pk, grade="ordinary"),
        headers={"hx-request": "true"},
    )
    assert (done.status_code, done["HX-Redirect"]) == (204, f"{matter_of(appeal)}?done=1")


@pytest.mark.parametrize("headers", [{}, {"hx-request": "true"}])
def test_a_stale_form_shows_what_changed_keeps_the_words_and_goes_through_on_the_new_version(
    cast: Cast, headers
) -> None:
    appeal = now_of(in_hand(cast))
    browser, words = at_desk(cast.users.handler), typed(appeal, reply=TYPED, internal="灯杆 A12")
    actions.add_information(now_of(appeal), actor=cast.actors.clerk, text="居民说又坏了一盏。")
    refused = browser.post(move_of(appeal, "finish"), words, headers=headers)
    html = refused.content.decode()
    assert refused.status_code == 409
    assert [text for text in (TYPED, "灯杆 A12", "居民说又坏了一盏。") if text not in html] == []
    assert now_of(appeal).state == State.IN_HAND
    again = {
        name: re.search(rf'name="{name}" value="([^"]*)"', html)[1] for name in ("version", "key")
    }
    assert again["version"] == str(now_of(appeal).version)
    assert browser.post(move_of(appeal, "finish"), {**words, **again}).status_code == 302
    assert now_of(appeal).state == State.FINISHED


def test_when_another_one_was_faster_the_words_can_be_copied(cast: Cast) -> None:
    appeal = now_of(reported(cast))
    words = typed(appeal, category=cast.categories.repair.pk, grade="ordinary", note=TYPED)
    actions.accept(now_of(appeal), actor=cast.actors.lead, category=cast.categories.repair)
    refused = at_desk(cast.users.clerk).post(move_of(appeal, "accept"), words)
    assert refused.status_code == 409
    assert f'<p class="kept" tabindex="0">{TYPED}</p>' in refused.content.decode()


def test_an_unfinished_form_comes_back_as_it_was_typed(cast: Cast) -> None:
    appeal = now_of(in_hand(cast))
    page = at_desk(cast.users.handler).post(
        move_of(appeal, "finish"), typed(appeal, reply="", internal=TYPED)
    )
    assert page.status_code == 422
    assert TYPED in page.content.decode()


def test_photos_of_the_work_stand_on_the_trail(cast: Cast) -> None:
    appeal = now_of(in_hand(cast))
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(picture, "JPEG")
    picture.seek(0)
    picture.name = "灯.jpg"
    browser = at_desk(cast.users.handler)
    assert (
        browser.post(
            move_of(appeal, "finish"), {**typed(appeal, reply=TYPED), "photos": picture}
        ).status_code
        == 302
    )
    photo = uploads.of(appeal).get()
    assert photo.thumbnail_url in browser.get(matter_of(appeal)).content.decode()


def test_a_long_text_is_folded_and_internal_notes_are_marked(cast: Cast) -> None:
    long = reported(cast, text="水管漏水，" * 2400)
    assert "words-long" in at_desk(cast.users.clerk).get(matter_of(long)).content.decode()
    done = finished(cast)
    assert "灯杆编号 A12。" in at_desk(cast.users.clerk).get(matter_of(done)).content.decode()


def test_for_a_resident_without_an_account_staff_with_a_mandate_can_judge(cast: Cast) -> None:
    old = people.know(COUNTY, name="李阿婆", actor=cast.actors.clerk)
    appeal = now_of(finished(cast, reporter=old))
    browser = at_desk(cast.users.clerk)
    assert (
        reverse("people:person", args=[old.pk]) in browser.get(matter_of(appeal)).content.decode()
    )
    consent = people.consent(
        old, given_by="", relation="self", purpose="acting", version="1", actor=cast.actors.clerk
    )
    people.act_for(old, reason="没有手机", consent=consent, actor=cast.actors.clerk)
    assert "judge" in {move.name for move in browser.get(matter_of(appeal)).context["moves"]}
    answer = browser.post(
        move_of(appeal, "judge"), typed(appeal, answered="yes", solved="yes", satisfied="no")
    )
    assert (answer.status_code, now_of(appeal).state) == (302, State.CLOSED)


@pytest.mark.parametrize("further", [0, 2])
def test_the_page_costs_the_same_however_long_the_trail(
    cast: Cast, django_assert_num_queries, further: int
) -> None:
    appeal = accepted(cast)
    for number in range(further):
        appeal = actions.add_information(appeal, actor=cast.actors.clerk, text=f"补充 {number}")
    browser = at_desk(cast.users.clerk)
    browser.get(matter_of(appeal))
    with django_assert_num_queries(STATEMENTS):
        browser.get(matter_of(appeal))
