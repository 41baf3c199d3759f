"""Does a member of staff find the filters they kept, and nobody more matters through them?"""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.core.time import clock
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.models import SavedView
from jinlin.domains.appeals.tests.cast import Cast, accepted, at_desk, reported

BOARD, VIEWS = "/desk/appeals/", "/desk/appeals/views/"


def keep(
    cast: Cast, who: str = "lead", name: str = "逾期件", sharing: str = "own", **filters: str
) -> SavedView:
    return actions.save_view(
        actor=getattr(cast.actors, who),
        name=name,
        filters=filters or {"state": "late"},
        sharing=sharing,
    )


def change(browser, view: SavedView, verb: str, **told: str):
    return browser.post(f"{VIEWS}{view.pk}/{verb}/", told)


def names(browser) -> list[str]:
    return [kept.view.name for kept in browser.get(VIEWS).context["views"]]


def test_the_filters_of_the_board_are_kept_in_the_boards_own_words(cast: Cast) -> None:
    browser = at_desk(cast.users.clerk)
    query = browser.get(
        BOARD,
        {"grade": "urgent", "state": "late", "order": "due", "channel": "", "since": "2025-04-01"},
    ).context["query"]
    answer = browser.post(VIEWS, {"name": "急件", "query": query})
    view = SavedView.objects.get()
    assert (view.name, view.query, view.sharing, view.owner) == (
        "急件",
        "state=late&grade=urgent&since=2025-04-01",
        "own",
        cast.users.clerk.pk,
    )
    assert answer["Location"] == f"{BOARD}?{view.query}"
    shown = browser.get(answer["Location"]).context["views"]
    assert [(kept.view.name, kept.is_here) for kept in shown] == [("急件", True)]
    assert [kept.is_here for kept in browser.get(BOARD, {"state": "open"}).context["views"]] == [
        False
    ]


@pytest.mark.one_engine
def test_what_no_filter_understands_is_not_kept(cast: Cast) -> None:
    at_desk(cast.users.clerk).post(
        VIEWS, {"name": "怪", "query": "state=nonsense&grade=urgent&next=//elsewhere&unit=1"}
    )
    assert SavedView.objects.get().query == "state=open&grade=urgent"


def test_a_name_stands_once_for_one_keeper_and_is_asked_for_again(cast: Cast) -> None:
    keep(cast, "clerk")
    keep(cast, "lead")
    page = at_desk(cast.users.clerk).post(VIEWS, {"name": "逾期件", "query": "state=open"})
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["name"])
    assert 'value="state=open"' in page.content.decode()
    for bad in ("", "长" * 21):
        assert (
            at_desk(cast.users.clerk).post(VIEWS, {"name": bad, "query": "state=open"}).status_code
            == 422
        )
    assert SavedView.objects.count() == 2


def test_own_views_are_seen_by_their_keeper_only(cast: Cast) -> None:
    view = keep(cast, "clerk")
    assert names(at_desk(cast.users.clerk)) == ["逾期件"]
    other = at_desk(cast.users.lead)
    assert names(other) == []
    assert [change(other, view, verb).status_code for verb in ("rename", "remove", "first")] == [
        404,
        404,
        404,
    ]


@pytest.mark.one_engine
def test_a_lead_shares_with_the_unit_or_with_the_place(cast: Cast) -> None:
    keep(cast, "lead", name="本单位", sharing="unit")
    keep(cast, "lead", name="本镇", sharing="place")
    found = {
        who: names(at_desk(getattr(cast.users, who)))
        for who in ("second_clerk", "clerk", "handler", "town_outsider", "county_outsider")
    }
    assert found == {
        "second_clerk": ["本单位", "本镇"],
        "clerk": ["本镇"],
        "handler": [],
        "town_outsider": [],
        "county_outsider": [],
    }


@pytest.mark.one_engine
def test_only_a_lead_shares(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        keep(cast, "clerk", sharing="unit")
    at_desk(cast.users.clerk).post(
        VIEWS, {"name": "急件", "query": "state=late", "sharing": "place"}
    )
    assert SavedView.objects.get().sharing == "own"


@pytest.mark.one_engine
def test_a_shared_view_is_changed_by_those_who_lead_and_by_nobody_else(cast: Cast) -> None:
    view = keep(cast, "lead", sharing="place")
    reader = at_desk(cast.users.clerk)
    assert [
        change(reader, view, verb, name="我的").status_code
        for verb in ("rename", "remove", "earlier")
    ] == [403, 403, 403]
    assert reader.get(VIEWS).context["views"][0].may_change is False


@pytest.mark.one_engine
def test_a_shared_view_shows_each_reader_their_own_matters(cast: Cast) -> None:
    here, there = reported(cast), reported(cast, place=cast.places.other_neighbourhood)
    view = keep(cast, "lead", sharing="place", state="reported")
    asked = {name: values[0] for name, values in parse_qs(view.query).items()}
    seen = {
        who: {
            row.appeal.pk
            for row in at_desk(getattr(cast.users, who)).get(BOARD, asked).context["rows"]
        }
        for who in ("lead", "clerk")
    }
    assert seen == {"lead": {here.pk, there.pk}, "clerk": {here.pk}}


def test_views_change_places(cast: Cast) -> None:
    first, second, third = (keep(cast, "clerk", name=name) for name in ("一", "二", "三"))
    browser = at_desk(cast.users.clerk)
    assert names(browser) == ["一", "二", "三"]
    change(browser, third, "earlier")
    change(browser, first, "earlier")
    assert names(browser) == ["一", "三", "二"]
    change(browser, first, "later")
    change(browser, second, "later")
    assert names(browser) == ["三", "一", "二"]


@pytest.mark.one_engine
def test_a_view_is_renamed(cast: Cast) -> None:
    view = keep(cast, "clerk")
    browser = at_desk(cast.users.clerk)
    change(browser, view, "rename", name="  新 \n名字 ")
    assert names(browser) == ["新 名字"]
    assert change(browser, view, "rename", name="").status_code == 422


def test_a_removed_view_can_be_brought_back_in_the_same_session(cast: Cast) -> None:
    view = keep(cast, "clerk")
    browser = at_desk(cast.users.clerk)
    page = browser.post(f"{VIEWS}{view.pk}/remove/", follow=True)
    assert page.context["views"] == []
    assert [each.pk for each in page.context["removed"]] == [view.pk]
    assert f'href="{VIEWS}#removed"' in page.content.decode()
    assert change(browser, view, "rename", name="x").status_code == 409
    change(browser, view, "restore")
    change(browser, view, "restore")
    page = browser.get(VIEWS)
    assert [kept.view.name for kept in page.context["views"]] == ["逾期件"]
    assert page.context["removed"] == []


def test_what_came_in_its_place_keeps_the_name(cast: Cast) -> None:
    view = actions.remove_view(keep(cast, "clerk"), actor=cast.actors.clerk)
    keep(cast, "clerk")
    with pytest.raises(Unusable):
        actions.restore_view(view, actor=cast.actors.clerk)


def test_views_removed_long_ago_are_deleted(cast: Cast) -> None:
    old, new = keep(cast, "clerk"), keep(cast, "clerk", name="二")
    with clock.set_to(clock.now() - timedelta(days=8)):
        actions.remove_view(old, actor=cast.actors.clerk)
    actions.remove_view(new, actor=cast.actors.clerk)
    assert list(SavedView.objects.values_list("pk", flat=True)) == [new.pk]


def test_a_keeper_has_at_most_twenty_views(cast: Cast) -> None:
    for number in range(20):
        keep(cast, "clerk", name=f"第{number}个")
    with pytest.raises(Unusable):
        keep(cast, "clerk", name="再一个")
    removed = actions.remove_view(SavedView.objects.first(), actor=cast.actors.clerk)
    keep(cast, "clerk", name="再一个")
    with pytest.raises(NotNow):
        actions.restore_view(removed, actor=cast.actors.clerk)


@pytest.mark.one_engine
def test_the_board_opens_with_the_chosen_view_for_somebody_who_just_came_in(cast: Cast) -> None:
    view = keep(cast, "clerk")
    change(at_desk(cast.users.clerk), view, "first")
    fresh = at_desk(cast.users.clerk)
    assert fresh.get(BOARD)["Location"] == f"{BOARD}?state=late"
    fresh.get(BOARD, {"state": "accepted"})
    assert urlsplit(fresh.get(BOARD)["Location"]).query == "state=accepted"
    change(fresh, view, "not-first")
    assert at_desk(cast.users.clerk).get(BOARD).status_code == 200


@pytest.mark.one_engine
def test_a_chosen_view_that_is_gone_opens_the_plain_board(cast: Cast) -> None:
    view = keep(cast, "lead", sharing="place")
    change(at_desk(cast.users.clerk), view, "first")
    assert at_desk(cast.users.clerk).get(BOARD).status_code == 302
    actions.remove_view(view, actor=cast.actors.lead)
    assert at_desk(cast.users.clerk).get(BOARD).status_code == 200


@pytest.mark.one_engine
def test_what_is_done_to_a_view_is_one_of_the_known_things(cast: Cast) -> None:
    view = keep(cast, "clerk")
    browser = at_desk(cast.users.clerk)
    assert change(browser, view, "nonsense").status_code == 404
    assert browser.get(f"{VIEWS}{view.pk}/remove/").status_code == 405
    assert at_desk(cast.users.audit_admin).get(VIEWS).status_code == 403


@pytest.mark.one_engine
@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_views_costs_the_same_for_one_and_for_three(
    cast: Cast, django_assert_num_queries, rows: int
) -> None:
    for number in range(rows):
        keep(cast, "lead", name=f"第{number}个", sharing="unit")
    accepted(cast)
    browser = at_desk(cast.users.lead)
    browser.get(VIEWS)
    with django_assert_num_queries(6):  # session, user, grants, the bell, the first view, the views
        browser.get(VIEWS)
