"""Is every open matter kept by somebody who is there, and does nothing get lost when a clerk
leaves?
"""

from collections import Counter

import pytest
from django.urls import reverse

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.domains.appeals import actions, jobs
from jinlin.domains.appeals.actions import keeping
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.queries import Filters, board, story
from jinlin.domains.appeals.queries.keeping import desks_of, keeper_of
from jinlin.domains.appeals.tests.cast import (
    COUNTY,
    Cast,
    accepted,
    at_desk,
    days_on,
    in_hand,
    merged,
    now_of,
    person,
)
from jinlin.ground.accounts.actions import add_staff, grant_role, lock
from jinlin.ground.accounts.actors import actor_for
from jinlin.services.notices.models import Message


@pytest.fixture
def colleagues(cast: Cast):
    """Three more who work for the bureau: two handlers and its lead."""
    found = []
    for name, role in (("anna", "handler"), ("bei", "handler"), ("chief", "lead")):
        user, _password = add_staff(
            COUNTY, username=name, name=name.title(), actor=SYSTEM, password=None
        )
        grant_role(user, role=role, at=cast.units.bureau, actor=SYSTEM)
        found.append(user)
    return found


def kept(cast: Cast, **told) -> Appeal:
    return actions.take_on(in_hand(cast, **told), actor=cast.actors.handler)


def fifty(cast: Cast) -> list[Appeal]:
    return [kept(cast, text=f"第{number}盏灯坏了") for number in range(50)]


def test_a_member_keeps_it_and_only_colleagues_are_told_by_whom(cast: Cast) -> None:
    appeal = kept(cast)
    assert (appeal.keeper, appeal.version, len(timeline.trail(appeal))) == (
        cast.users.handler.pk,
        4,
        4,
    )
    assert keeper_of(appeal, actor=cast.actors.handler) == cast.users.handler
    assert [
        keeper_of(appeal, actor=actor)
        for actor in (cast.actors.clerk, cast.actors.lead, cast.actors.resident)
    ] == [None] * 3
    assert "take_on" not in [line.verb for line in story(appeal, actor=cast.actors.resident)]
    assert cast.users.handler.name not in str(
        [line.sentence for line in story(appeal, actor=cast.actors.clerk)]
    )
    with pytest.raises(NotAllowed):
        actions.take_on(now_of(appeal), actor=cast.actors.handler)


def test_nobody_outside_the_unit_keeps_it(cast: Cast) -> None:
    for name in ("clerk", "lead", "supervisor", "resident", "town_outsider", "security_admin"):
        with pytest.raises(NotAllowed):
            actions.take_on(in_hand(cast), actor=getattr(cast.actors, name))


def test_it_is_passed_on_within_the_unit_only(cast: Cast, colleagues) -> None:
    anna, bei, chief = colleagues
    appeal = kept(cast)
    with pytest.raises(Unusable):
        actions.pass_on(now_of(appeal), actor=cast.actors.handler, to=cast.users.clerk)
    with pytest.raises(NotAllowed):
        actions.pass_on(now_of(appeal), actor=actor_for(bei), to=anna)
    assert (
        actions.pass_on(
            now_of(appeal), actor=cast.actors.handler, to=anna, note="钥匙在值班室"
        ).keeper
        == anna.pk
    )
    assert actions.pass_on(now_of(appeal), actor=actor_for(chief), to=bei).keeper == bei.pk
    assert [entry.audience for entry in timeline.trail(appeal)][-3:] == ["staff"] * 3


def test_a_resident_s_stale_form_shows_what_they_may_see(cast: Cast) -> None:
    appeal = kept(cast)
    actions.add_information(now_of(appeal), actor=cast.actors.handler, text="明天来修")
    assert [line.verb for line in story(now_of(appeal), actor=cast.actors.resident, after=3)] == [
        "add_information"
    ]
    assert [line.verb for line in story(now_of(appeal), actor=cast.actors.handler, after=3)] == [
        "take_on",
        "add_information",
    ]


def test_another_unit_begins_without_a_keeper(cast: Cast) -> None:
    mine = actions.take_on(accepted(cast), actor=cast.actors.clerk)
    assert actions.hand_over(mine, actor=cast.actors.clerk, unit=cast.units.bureau).keeper is None


def test_fifty_matters_go_in_turn_exactly_once_and_running_again_changes_nothing(
    cast: Cast, colleagues
) -> None:
    anna, bei, chief = colleagues
    matters = fifty(cast)
    others = actions.take_on(in_hand(cast), actor=actor_for(anna))
    give = {"unit": cast.units.bureau, "to": [anna, bei, chief], "actor": actor_for(chief)}
    done = actions.hand_over_desk(cast.users.handler, **give)
    assert (len(done.gone), done.left) == (50, 0)
    assert Counter(now_of(appeal).keeper for appeal in matters) == {
        anna.pk: 17,
        bei.pk: 17,
        chief.pk: 16,
    }
    assert {
        (now_of(appeal).version, len(timeline.trail(appeal)), timeline.trail(appeal)[-1].verb)
        for appeal in matters
    } == {(5, 5, "pass_on")}
    heard = Message.objects.filter(event="appeals.pass_on").values_list("user", "title")
    assert sorted(title for _user, title in heard) == sorted(
        f"有{count}件诉求转给您经办" for count in (17, 17, 16)
    )
    assert {user for user, _title in heard} == {anna.pk, bei.pk, chief.pk}
    again = actions.hand_over_desk(cast.users.handler, **give)
    assert (len(again.gone), again.left, now_of(others).keeper, now_of(others).version) == (
        0,
        0,
        anna.pk,
        4,
    )
    assert list(timeline.verify()) == []


def test_cut_off_in_the_middle_nothing_is_half_done_and_the_next_run_does_the_rest(
    cast: Cast, colleagues, monkeypatch
) -> None:
    anna, bei, chief = colleagues
    matters = fifty(cast)
    give = {"unit": cast.units.bureau, "to": [anna, bei], "actor": actor_for(chief)}
    monkeypatch.setattr(keeping, "MOST_AT_ONCE", 21)
    assert [
        (len(done.gone), done.left)
        for done in (actions.hand_over_desk(cast.users.handler, **give) for _run in range(3))
    ] == [
        (20, 30),
        (20, 10),
        (10, 0),
    ]
    assert Counter(now_of(appeal).keeper for appeal in matters) == {anna.pk: 25, bei.pk: 25}


def test_who_leaves_is_refused_as_the_one_who_takes_over_and_so_are_strangers(
    cast: Cast, colleagues
) -> None:
    chief = actor_for(colleagues[2])
    kept(cast)
    for wrong in ([], [cast.users.handler], [cast.users.clerk]):
        with pytest.raises(Unusable):
            actions.hand_over_desk(
                cast.users.handler, unit=cast.units.bureau, to=wrong, actor=chief
            )
    for name in ("handler", "lead", "clerk", "supervisor", "security_admin"):
        with pytest.raises(NotAllowed):
            actions.hand_over_desk(
                cast.users.handler,
                unit=cast.units.bureau,
                to=colleagues,
                actor=getattr(cast.actors, name),
            )


def test_what_a_locked_account_keeps_falls_back_to_the_unit_once(cast: Cast, colleagues) -> None:
    gone, staying = kept(cast), actions.take_on(in_hand(cast), actor=actor_for(colleagues[0]))
    lock(cast.users.handler, actor=SYSTEM)
    assert [jobs.give_back_what_nobody_keeps() for _time in range(2)] == [1, 0]
    assert (now_of(gone).keeper, now_of(gone).version, now_of(staying).keeper) == (
        None,
        5,
        colleagues[0].pk,
    )
    assert timeline.trail(gone)[-1].verb == "fall_back"
    with pytest.raises(NotNow):
        actions.fall_back(now_of(staying))


def test_kept_by_me_filters_the_board_and_marks_what_waits(cast: Cast) -> None:
    mine, _other = kept(cast), in_hand(cast)
    assert list(board(cast.actors.handler, Filters(mine=True))) == [mine]
    browser = at_desk(cast.users.handler)
    lists = [
        browser.get(address).content.decode().partition("data-row")[2]
        for address in ("/desk/", "/desk/appeals/?state=open")
    ]
    assert [text.count("我经办的") for text in lists] == [1, 1]
    assert len(browser.get("/desk/appeals/?mine=on").context["rows"]) == 1


def test_the_lead_sees_who_keeps_what_and_hands_it_over_on_the_page(cast: Cast, colleagues) -> None:
    anna, bei, chief = colleagues
    matters = [kept(cast) for _each in range(3)]
    browser, unit = at_desk(chief), cast.units.bureau
    assert [(desk.user, desk.count) for desk in desks_of(unit) if desk.count] == [
        (cast.users.handler, 3)
    ]
    address = f"{reverse('appeals:leaving')}?unit={unit.pk}&leaver={cast.users.handler.pk}"
    page = browser.get(address)
    assert [appeal.pk for appeal in page.context["kept"]] == [appeal.pk for appeal in matters]
    assert browser.post(address, {"key": page.context["form"]["key"].value()}).status_code == 422
    sent = {
        "key": page.context["form"]["key"].value(),
        "to": [str(anna.pk), str(bei.pk)],
        "note": "交接",
    }
    assert [browser.post(address, sent).status_code for _time in range(2)] == [302, 302]
    assert [now_of(appeal).keeper for appeal in matters] == [anna.pk, bei.pk, anna.pk]
    assert [now_of(appeal).version for appeal in matters] == [5, 5, 5]


def test_a_unit_that_is_not_theirs_does_not_exist_there(cast: Cast) -> None:
    assert (
        at_desk(cast.users.lead)
        .get(f"{reverse('appeals:leaving')}?unit={cast.units.bureau.pk}")
        .status_code
        == 404
    )


def to_the_town(cast: Cast, appeal: Appeal) -> Appeal:
    return actions.hand_over(appeal, actor=cast.actors.clerk, unit=cast.units.town)


def returned(cast: Cast, appeal: Appeal) -> Appeal:
    return actions.return_(appeal, actor=cast.actors.handler, reason="归供电公司管。")


def kept_at_intake(cast: Cast) -> Appeal:
    return actions.take_on(accepted(cast), actor=cast.actors.clerk)


def contested_and_kept(cast: Cast) -> Appeal:
    appeal = accepted(cast)
    for _time in range(3):
        appeal = returned(
            cast, actions.hand_over(appeal, actor=cast.actors.clerk, unit=cast.units.bureau)
        )
    return actions.take_on(appeal, actor=cast.actors.clerk)


def assigned(cast: Cast, appeal: Appeal) -> Appeal:
    return actions.assign(
        appeal, actor=cast.actors.supervisor, unit=cast.units.bureau, reason="归城管局。"
    )


def jointly(cast: Cast, appeal: Appeal) -> Appeal:
    words = {
        "lead": cast.units.bureau,
        "helper": cast.units.town,
        "task": "请配合。",
        "due_on": days_on(2),
    }
    return actions.convene(appeal, actor=cast.actors.clerk, **words)


def merged_away(cast: Cast, appeal: Appeal) -> Appeal:
    return actions.merge(
        appeal, actor=cast.actors.clerk, main=in_hand(cast, reporter=person(cast, "neighbour"))
    )


def taken_apart(cast: Cast, appeal: Appeal) -> Appeal:
    return actions.unmerge(merged_away(cast, appeal), actor=cast.actors.clerk)


@pytest.mark.parametrize(
    ("begin", "move"),
    [
        (kept, returned),
        (kept, merged_away),
        (kept, taken_apart),
        (kept_at_intake, to_the_town),
        (kept_at_intake, jointly),
        (kept_at_intake, merged_away),
        (contested_and_kept, assigned),
    ],
)
def test_whoever_kept_it_keeps_it_no_more_once_it_is_another_unit_s_or_merged(
    cast: Cast, begin, move
) -> None:
    appeal = begin(cast)
    assert appeal.keeper is not None
    assert (move(cast, appeal).keeper, now_of(appeal).keeper) == (None, None)


def test_a_repeat_that_goes_where_its_main_one_goes_is_kept_by_nobody(cast: Cast) -> None:
    main = in_hand(cast)
    repeat = merged(cast, main)
    returned(cast, actions.take_on(now_of(main), actor=cast.actors.handler))
    assert (now_of(repeat).unit, now_of(repeat).keeper) == (now_of(main).unit, None)


def test_it_is_still_kept_while_it_stays_with_its_unit(cast: Cast) -> None:
    appeal = actions.pause(
        kept(cast),
        actor=cast.actors.handler,
        whom="outside",
        reason="等停电。",
        review_on=days_on(2),
    )
    appeal = actions.finish(
        actions.resume(appeal, actor=cast.actors.handler),
        actor=cast.actors.handler,
        reply="修好了。",
    )
    assert (
        actions.reopen(appeal, actor=cast.actors.supervisor, reason="没修好").keeper
        == cast.users.handler.pk
    )
