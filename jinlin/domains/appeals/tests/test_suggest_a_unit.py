"""Which units are suggested, by which rule, and who keeps the rules?"""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from jinlin.core import spoken
from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.core.time import clock
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.actions import Route
from jinlin.domains.appeals.models import RoutingRule
from jinlin.domains.appeals.queries.routing import explained, rules_for, suggested_units
from jinlin.domains.appeals.tests.cast import COUNTY, Cast, accepted, at_desk, in_hand, now_of
from jinlin.ground.places.actions import merge


def ruled(cast: Cast, unit: Any, **told: Any) -> RoutingRule:
    given = {
        "place_code": cast.places.town.code,
        "unit": unit,
        "valid_from": clock.today(),
        "category_code": "0202",
        **told,
    }
    return actions.set_rule(Route(**given), actor=cast.actors.lead)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_question_costs_the_same_for_one_rule_and_for_three(
    cast: Cast, django_assert_num_queries, rows: int
) -> None:
    in_hand(cast)
    for unit in [cast.units.property, cast.units.town, cast.units.other_community][:rows]:
        ruled(cast, unit)
    appeal = now_of(accepted(cast))
    with django_assert_num_queries(3):  # rules, who handled how many, their units
        assert len(suggested_units(appeal)) == min(rows + 1, 3)


def test_rules_come_before_habit_and_each_says_why(cast: Cast) -> None:
    in_hand(cast), in_hand(cast)
    ruled(cast, cast.units.property, reason="物业合同第3条", order=2)
    found = suggested_units(now_of(accepted(cast)))
    day = spoken.day(clock.today())
    assert [(each.unit.name, each.reason, each.words) for each in found] == [
        (
            "凤池新村物业服务中心",
            "rule",
            f"规则 2：浔中镇的公共设施维修，自{day}起（物业合同第3条）",
        ),
        ("德化县城市管理局", "habit", "此处这一类最近 2 件中有 2 件转给了它"),
    ]


def test_the_lower_order_speaks_first_then_the_more_exact_rule(cast: Cast) -> None:
    wide = ruled(cast, cast.units.town, category_code="")
    exact = ruled(cast, cast.units.property, place_code=cast.places.neighbourhood.code)
    first = ruled(cast, cast.units.bureau, order=1, category_code="02")
    ruled(cast, cast.units.community, category_code="0205")
    ruled(cast, cast.units.community, place_code=cast.places.other_community.code)
    assert [rule.pk for rule in rules_for(now_of(accepted(cast)))] == [first.pk, exact.pk, wide.pk]


def test_a_rule_speaks_only_while_it_is_in_force(cast: Cast) -> None:
    today = clock.today()
    ruled(cast, cast.units.property, valid_from=today + timedelta(days=1))
    ruled(
        cast,
        cast.units.town,
        valid_from=today - timedelta(days=9),
        valid_to=today - timedelta(days=1),
    )
    last = ruled(cast, cast.units.bureau, valid_to=today)
    assert [rule.pk for rule in rules_for(now_of(accepted(cast)))] == [last.pk]


def test_a_rule_and_a_matter_find_each_other_across_a_merger(cast: Cast) -> None:
    old, into = cast.places.neighbourhood, cast.places.second_neighbourhood
    written = now_of(accepted(cast))
    before = ruled(cast, cast.units.property, place_code=old.code, order=1)
    code = f"{into.code[:-3]}987"
    merged = merge([old, into], code=code, name="凤池花园", actor=cast.actors.system_admin)
    after = ruled(cast, cast.units.town, place_code=merged.code, order=2)
    ruled(cast, cast.units.bureau, place_code=cast.places.other_community.code, order=3)
    found = rules_for(written)
    assert [rule.pk for rule in found] == [before.pk, after.pk]
    assert old.name in explained(found[0])
    written.place, written.place_code = merged, merged.code
    assert [rule.pk for rule in rules_for(written)] == [before.pk, after.pk]


def test_the_suggested_stand_first_in_the_list_and_none_is_chosen(cast: Cast) -> None:
    ruled(cast, cast.units.property)
    appeal = now_of(accepted(cast))
    browser = at_desk(cast.users.clerk)
    for move, fields in (("hand_over", ["unit"]), ("convene", ["lead", "helper"])):
        page = browser.get(reverse("appeals:desk_move", args=[appeal.pk, move]))
        form = page.context["attempt"].form
        for field in fields:
            groups = list(form.fields[field].choices)
            assert [str(pk) for pk, _name in groups[1][1]] == [str(cast.units.property.pk)]
            assert form[field].value() is None
        assert "规则 10" in page.content.decode()
    sent = {"version": appeal.version, "key": str(uuid4()), "unit": str(cast.units.bureau.pk)}
    assert (
        browser.post(reverse("appeals:desk_move", args=[appeal.pk, "hand_over"]), sent).status_code
        == 302
    )
    assert now_of(appeal).unit_id == cast.units.bureau.pk


def test_a_lead_rules_for_their_own_places_and_the_administrator_for_the_county(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        ruled(cast, cast.units.bureau, place_code=COUNTY)
    with pytest.raises(NotAllowed):
        actions.set_rule(
            Route(cast.places.town.code, cast.units.bureau, clock.today()), actor=cast.actors.clerk
        )
    with pytest.raises(Unusable):
        ruled(cast, cast.units.abroad)
    whole = actions.set_rule(
        Route(COUNTY, cast.units.bureau, clock.today()), actor=cast.actors.system_admin
    )
    with pytest.raises(NotAllowed):
        actions.end_rule(whole, actor=cast.actors.lead)


def test_a_rule_ends_today_once_and_one_to_come_never_begins(cast: Cast) -> None:
    rule, ahead = (
        ruled(cast, cast.units.bureau),
        ruled(cast, cast.units.town, valid_from=clock.today() + timedelta(days=5)),
    )
    assert actions.end_rule(rule, actor=cast.actors.lead).valid_to == clock.today()
    with pytest.raises(NotNow):
        actions.end_rule(rule, actor=cast.actors.lead)
    actions.end_rule(ahead, actor=cast.actors.lead)
    with clock.set_to(clock.now() + timedelta(days=6)):
        assert rules_for(now_of(accepted(cast))) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_keeps_the_rules_at_the_same_cost(
    cast: Cast, django_assert_num_queries, rows: int
) -> None:
    browser, path = at_desk(cast.users.lead), reverse("appeals:routing")
    for _ in range(rows):
        new = {
            "category_code": "0202",
            "place_code": cast.places.town.code,
            "unit": str(cast.units.bureau.pk),
            "order": "5",
        }
        answer = browser.post(
            path, {**new, "valid_from": clock.today().isoformat(), "key": str(uuid4())}
        )
        assert answer.status_code == 302
    with django_assert_num_queries(
        8
    ):  # session, user, grants, the bell, classes, places, units, rules
        page = browser.get(path)
    assert len(page.context["rules"]) == rows
    assert (
        browser.post(reverse("appeals:end_rule", args=[page.context["rules"][0][0].pk])).status_code
        == 302
    )


def test_others_keep_no_rules_and_a_bad_one_comes_back_as_typed(cast: Cast) -> None:
    path = reverse("appeals:routing")
    assert {
        at_desk(user).get(path).status_code
        for user in (cast.users.clerk, cast.users.handler, cast.users.audit_admin)
    } == {403}
    page = at_desk(cast.users.lead).post(
        path, {"place_code": "1", "reason": "物业合同", "key": str(uuid4())}
    )
    assert (page.status_code, "物业合同" in page.content.decode(), RoutingRule.objects.count()) == (
        422,
        True,
        0,
    )
