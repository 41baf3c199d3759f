"""Are many appeals handed over or accepted at once, each by itself, with nothing lost?"""

import re

import pytest
from django.urls import reverse

from jinlin.domains.appeals import actions
from jinlin.domains.appeals.lifecycle import State
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.tests.cast import Cast, accepted, at_desk, in_hand, now_of, reported

HAND_OVER, ACCEPT = "/desk/appeals/many/hand_over/", "/desk/appeals/many/accept/"
STATEMENTS = 6  # session, user, grants, the bell, the chosen, the units


def rows_in(page) -> list[str]:
    return re.findall(r'name="row" value="([^"]*)"', page.content.decode())


def preview(browser, path: str, appeals: list[Appeal]):
    return browser.get(path, {"pick": [str(appeal.pk) for appeal in appeals]})


def keys(rows) -> set:
    return {row.appeal.pk for row in rows}


@pytest.mark.parametrize("rows", [1, 3])
def test_the_preview_costs_the_same_for_one_row_and_for_three(
    cast: Cast, django_assert_num_queries, rows: int
) -> None:
    chosen = [accepted(cast) for _ in range(rows)]
    browser = at_desk(cast.users.clerk)
    preview(browser, HAND_OVER, chosen)
    with django_assert_num_queries(STATEMENTS):
        page = preview(browser, HAND_OVER, chosen)
    assert len(rows_in(page)) == rows


def test_the_preview_says_which_can_go_and_why_others_cannot(cast: Cast) -> None:
    can, early, gone = accepted(cast), reported(cast), in_hand(cast)
    returned = accepted(cast)
    Appeal.objects.filter(pk=returned.pk).update(returns=3, is_contested=True)
    page = preview(at_desk(cast.users.clerk), HAND_OVER, [can, early, gone, returned])
    sheet = page.context["sheet"]
    assert keys(sheet.can) == {can.pk}
    assert {row.appeal.pk: str(row.obstacle) for row in sheet.cannot} == {
        early.pk: "当前状态不能这样办。",
        gone.pk: "当前状态不能这样办。",
        returned.pk: "退回次数太多，由督办员决定转给谁。",
    }


def test_what_lies_outside_one_s_scope_is_only_counted(cast: Cast) -> None:
    page = preview(at_desk(cast.users.town_outsider), HAND_OVER, [accepted(cast)])
    assert (page.status_code, page.context["sheet"].rows, page.context["sheet"].gone) == (
        200,
        [],
        1,
    )
    assert at_desk(cast.users.handler).get(HAND_OVER).status_code == 403
    assert at_desk(cast.users.clerk).get("/desk/appeals/many/finish/").status_code == 404


def test_each_goes_by_itself_and_sent_twice_it_goes_once(cast: Cast) -> None:
    chosen = [accepted(cast) for _ in range(3)]
    browser = at_desk(cast.users.clerk)
    words = {
        "row": rows_in(preview(browser, HAND_OVER, chosen)),
        "unit": str(cast.units.bureau.pk),
        "note": "已转城管局。",
    }
    answers = [browser.post(HAND_OVER, words) for _twice in range(2)]
    assert [
        (answer.status_code, len(answer.context["sheet"].done), answer.context["sheet"].rows)
        for answer in answers
    ] == [(200, 3, [])] * 2
    assert {
        (now_of(each).state, now_of(each).unit_id, now_of(each).version) for each in chosen
    } == {(State.IN_HAND, cast.units.bureau.pk, chosen[0].version + 1)}


def test_one_that_moved_on_stops_no_other_and_nothing_typed_is_lost(cast: Cast) -> None:
    one, changed, taken = accepted(cast), accepted(cast), accepted(cast)
    browser = at_desk(cast.users.clerk)
    words = {
        "row": rows_in(preview(browser, HAND_OVER, [one, changed, taken])),
        "unit": str(cast.units.bureau.pk),
        "note": "已转城管局。",
    }
    actions.add_information(now_of(changed), actor=cast.actors.lead, text="又坏了一盏。")
    actions.hand_over(now_of(taken), actor=cast.actors.lead, unit=cast.units.property)
    page = browser.post(HAND_OVER, words)
    sheet = page.context["sheet"]
    assert (keys(sheet.done), keys(sheet.can), keys(sheet.cannot)) == (
        {one.pk},
        {changed.pk},
        {taken.pk},
    )
    assert all(row.failed for row in sheet.rows)
    assert "已转城管局。" in page.content.decode()
    again = browser.post(HAND_OVER, {**words, "row": rows_in(page)})
    assert (keys(again.context["sheet"].done), now_of(changed).state) == (
        {changed.pk},
        State.IN_HAND,
    )
    assert now_of(taken).unit_id == cast.units.property.pk


def test_without_a_unit_the_form_comes_back_with_its_rows_and_words(cast: Cast) -> None:
    appeal = accepted(cast)
    browser = at_desk(cast.users.clerk)
    rows = rows_in(preview(browser, HAND_OVER, [appeal]))
    page = browser.post(HAND_OVER, {"row": rows, "unit": "", "note": "已转。"})
    assert (page.status_code, rows_in(page), "已转。" in page.content.decode()) == (422, rows, True)
    assert browser.post(HAND_OVER, {}).status_code == 422
    assert (
        browser.post(
            HAND_OVER,
            {"row": ["x", "1 2 3", str(appeal.pk) + " a b"], "unit": str(cast.units.bureau.pk)},
        ).status_code
        == 422
    )


def test_many_are_accepted_with_the_class_they_have(cast: Cast) -> None:
    classed = [
        reported(cast, category=cast.categories.cleaning),
        reported(cast, category=cast.categories.repair),
    ]
    bare = reported(cast)
    browser = at_desk(cast.users.clerk)
    page = preview(browser, ACCEPT, [*classed, bare])
    assert [(row.appeal.pk, str(row.obstacle)) for row in page.context["sheet"].cannot] == [
        (bare.pk, "它还没有分类，请单独受理。")
    ]
    done = browser.post(ACCEPT, {"row": rows_in(page)})
    assert keys(done.context["sheet"].done) == {each.pk for each in classed}
    assert [(now_of(each).state, now_of(each).category_id) for each in classed] == [
        (State.ACCEPTED, "0205"),
        (State.ACCEPTED, "0202"),
    ]
    forged = browser.post(ACCEPT, {"row": [f"{bare.pk} {bare.version} {bare.pk}"]})
    assert (keys(forged.context["sheet"].cannot), now_of(bare).state) == ({bare.pk}, State.REPORTED)


def test_the_board_lets_choose_and_choose_all_of_a_page(cast: Cast) -> None:
    appeal = accepted(cast)
    browser = at_desk(cast.users.clerk)
    box = rf'<input type="checkbox" name="pick" value="{appeal.pk}" form="many"( checked)?>'
    plain = browser.get(reverse("appeals:board"), {"state": "open"}).content.decode()
    every = browser.get(
        reverse("appeals:board"), {"state": "open", "picked": "all"}
    ).content.decode()
    assert [re.search(box, page)[1] for page in (plain, every)] == [None, " checked"]
    assert "picked" not in browser.get(reverse("appeals:board"))["Location"]
    assert (
        'name="pick"'
        not in at_desk(cast.users.supervisor)
        .get(reverse("appeals:board"), {"state": "open"})
        .content.decode()
    )
