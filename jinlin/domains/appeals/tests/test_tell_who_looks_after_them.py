"""Do those who look after a household hear that it told the county something, and nothing more?"""

from typing import Any

import pytest
from django.urls import reverse

from jinlin.domains.appeals import actions
from jinlin.domains.appeals.actions import Report
from jinlin.domains.appeals.models import Appeal, Identity
from jinlin.domains.appeals.tests.cast import Cast, accepted, at_phone, person, reported
from jinlin.ground.people import actions as people
from jinlin.ground.people.models import Consent, GroupInNeed, Household
from jinlin.services.notices.models import Message

pytestmark = pytest.mark.one_engine


@pytest.fixture
def home(cast: Cast) -> Household:
    """The resident lives there and agrees to be cared for; the neighbour is the volunteer."""
    group, _made = GroupInNeed.objects.get_or_create(
        code="elderly_alone", defaults={"name": "独居老人"}
    )
    member = people.NewMember(
        name=cast.users.resident.name, phone=cast.users.resident.phone, groups=[group]
    )
    home = people.register_household(
        cast.places.neighbourhood, member, address="3幢201室", actor=cast.actors.clerk
    )
    people.link(
        home, role="volunteer", carer=people.Carer(cast.users.neighbour), actor=cast.actors.clerk
    )
    return home


def test_the_carer_hears_the_place_and_is_led_to_the_household(cast: Cast, home: Household) -> None:
    appeal = reported(cast, category=cast.categories.repair)
    message = _heard(cast).get()
    assert (message.event, message.url) == (
        "appeals.care",
        reverse("people:my-household", args=[home.pk]),
    )
    assert (message.title, message.body) == (
        "您结对的住户反映了一件事",
        "凤池新村 · 公共设施维修。请问问他们，看能不能帮上忙。",
    )
    assert (message.about_label, message.about_id) == ("people.household", home.pk)
    said = message.title + message.body + message.url
    assert [
        word
        for word in (appeal.title, appeal.number, str(appeal.pk), cast.users.resident.name)
        if word in said
    ] == []


def test_the_carer_sees_nothing_of_the_appeal(cast: Cast, home: Household) -> None:
    appeal = reported(cast)
    assert not Appeal.objects.visible_to(cast.actors.neighbour).exists()
    assert (
        at_phone(cast.users.neighbour).get(reverse("appeals:appeal", args=[appeal.pk])).status_code
        == 404
    )


@pytest.mark.parametrize("identity", [Identity.HIDDEN, Identity.ANONYMOUS])
def test_what_was_said_without_the_name_reaches_no_carer(
    cast: Cast, home: Household, identity: Identity
) -> None:
    who = (
        {"reporter": None, "track_code": "ABCDE12345"}
        if identity == Identity.ANONYMOUS
        else {"identity": identity}
    )
    reported(cast, **who)
    assert not _heard(cast).exists()


def test_without_consent_and_without_a_link_nobody_hears(cast: Cast, home: Household) -> None:
    people.withdraw_consent(Consent.objects.get(), actor=cast.actors.clerk)
    reported(cast)
    reported(cast, reporter=person(cast, "neighbour"))
    assert not Message.objects.filter(event="appeals.care").exists()


def test_only_the_report_is_told_and_not_to_whoever_wrote_it_down(
    cast: Cast, home: Household
) -> None:
    people.link(home, role="worker", carer=people.Carer(cast.users.clerk), actor=cast.actors.clerk)
    accepted(cast)
    assert sorted(
        message.user.name for message in Message.objects.filter(event="appeals.care")
    ) == sorted([cast.users.neighbour.name, cast.users.clerk.name])
    Message.objects.all().delete()
    told = Report(
        place=cast.places.neighbourhood,
        text="路灯又坏了。",
        channel="counter",
        reporter=person(cast),
    )
    actions.report(told, actor=cast.actors.clerk)
    assert [message.user for message in Message.objects.filter(event="appeals.care")] == [
        cast.users.neighbour
    ]


def _heard(cast: Cast) -> Any:
    return Message.objects.filter(event="appeals.care", user=cast.users.neighbour)
