"""What does the security administrator learn of the matters that somebody leaves behind, and what
the system administrator of those of a unit that is to be closed?
"""

import pytest
from django.urls import reverse

from jinlin.core.errors import NotNow
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.queries.keeping import still_kept
from jinlin.domains.appeals.tests.cast import Cast, at_desk, in_hand
from jinlin.domains.appeals.tests.conftest import cast, standing_cast
from jinlin.ground.people import actions as people
from jinlin.ground.people.models import GroupInNeed
from jinlin.ground.places.actions import close_organisation
from jinlin.web.leaving import left_behind, left_behind_by

__all__ = ["cast", "standing_cast"]


def test_the_security_administrator_is_told_the_number_and_nothing_else(cast: Cast) -> None:
    appeal = actions.take_on(in_hand(cast), actor=cast.actors.handler)
    browser = at_desk(cast.users.security_admin)
    page = reverse("accounts:staff-one", args=[cast.users.handler.pk])
    assert (left_behind_by(cast.users.handler), left_behind(cast.actors.security_admin)) == (0, [])
    browser.post(reverse("accounts:lock", args=[cast.users.handler.pk]), {"reason": "调走"})
    told = [browser.get(address).content.decode() for address in (page, reverse("leavers"))]
    assert ["还有 1 件未办结" in told[0], "1 件未办结" in told[1]] == [True, True]
    assert [word for word in (appeal.title, appeal.number) for text in told if word in text] == []
    assert [(each.user, each.number) for each in left_behind(cast.actors.security_admin)] == [
        (cast.users.handler, 1)
    ]
    assert still_kept([cast.users.clerk.pk]) == {}


def test_households_in_care_are_left_behind_too_and_are_numbers_as_well(cast: Cast) -> None:
    group, _made = GroupInNeed.objects.get_or_create(
        code="elderly_alone", defaults={"name": "独居老人"}
    )
    member = people.NewMember(name="苏阿公", groups=[group])
    home = people.register_household(
        cast.places.neighbourhood, member, address="3幢201室", actor=cast.actors.clerk
    )
    people.link(
        home, role="worker", carer=people.Carer(cast.users.handler), actor=cast.actors.clerk
    )
    assert left_behind(cast.actors.security_admin) == []
    browser = at_desk(cast.users.security_admin)
    browser.post(reverse("accounts:lock", args=[cast.users.handler.pk]), {"reason": "调走"})
    assert [
        (each.user, each.number, each.households)
        for each in left_behind(cast.actors.security_admin)
    ] == [(cast.users.handler, 0, 1)]
    page = browser.get(reverse("leavers")).content.decode()
    assert ["1 户结对" in page, "件未办结</span>" in page, "苏" in page.partition("<main")[2]] == [
        True,
        False,
        False,
    ]


def test_a_unit_with_open_matters_is_closed_only_once_they_were_passed_on(cast: Cast) -> None:
    appeal, bureau = in_hand(cast), cast.units.bureau
    keeper = cast.actors.system_admin
    with pytest.raises(NotNow, match=r"诉求 1\b") as refused:
        close_organisation(bureau, actor=keeper)
    assert [word for word in (appeal.number, appeal.title) if word in str(refused.value)] == []
    told = {"action": "close", "_selected_action": [str(bureau.pk)]}
    page = at_desk(cast.users.system_admin).post("/desk/admin/places/organisation/", told)
    closing = reverse("places:close-unit", args=[bureau.pk])
    assert (page.status_code, page.headers["Location"]) == (302, closing)  # where it is asked for
    actions.reassign(appeal, actor=cast.actors.clerk, unit=cast.units.property, reason="机构撤并")
    assert not close_organisation(bureau, actor=keeper).is_open
