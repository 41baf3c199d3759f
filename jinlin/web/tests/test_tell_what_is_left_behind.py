"""What does the security administrator learn of the matters that somebody leaves behind?"""

from django.urls import reverse

from jinlin.domains.appeals import actions
from jinlin.domains.appeals.queries.keeping import still_kept
from jinlin.domains.appeals.tests.cast import Cast, at_desk, in_hand
from jinlin.domains.appeals.tests.conftest import cast
from jinlin.ground.people import actions as people
from jinlin.ground.people.models import GroupInNeed
from jinlin.web.leaving import left_behind, left_behind_by

__all__ = ["cast"]


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
    member = people.MemberTold(name="苏阿公", groups=[group])
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
