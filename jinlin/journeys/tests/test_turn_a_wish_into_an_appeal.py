"""What if a wish is really an appeal, or an appeal a wish: does one end and the other begin, with
nothing said twice?
"""

import pytest

from jinlin.core.errors import NotNow, Unusable
from jinlin.core.tests.standing import once_a_file
from jinlin.domains.appeals import actions as appeals
from jinlin.domains.appeals.actions import Report, offer_usual_classes
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.queries import story as story_of_appeal
from jinlin.domains.wishes.lifecycle import State
from jinlin.domains.wishes.models import Kind, Wish
from jinlin.domains.wishes.queries.story import story as story_of_wish
from jinlin.domains.wishes.tests.cast import (
    Cast,
    at_desk,
    cast_of_dehua,
    claimed,
    now_of,
    person,
    posted,
)
from jinlin.journeys.wish_to_appeal import Wished, transfer, turn_into_wish


def made() -> Cast:
    """The cast of wishes, in a county that knows the usual classes of appeals."""
    offer_usual_classes()
    return cast_of_dehua()


standing_cast, cast = once_a_file(made)


def reported(cast: Cast, *, anonymous: bool = False) -> Appeal:
    who = None if anonymous else person(cast)
    return appeals.report(
        Report(place=cast.places.neighbourhood, text="想要一盏小夜灯", reporter=who),
        actor=cast.actors.resident,
    )


def test_a_wish_goes_on_as_an_appeal_of_the_same_person_and_both_name_the_other(cast: Cast) -> None:
    wish = posted(cast)
    wish = transfer(wish, category=None, actor=cast.actors.clerk)
    appeal = Appeal.objects.get()
    assert (wish.state, wish.appeal_number, appeal.text, appeal.reporter) == (
        State.TRANSFERRED,
        appeal.number,
        wish.text,
        wish.for_person,
    )
    assert wish.number in story_of_appeal(appeal, actor=cast.actors.clerk)[0].sentence
    assert appeal.number in story_of_wish(wish, actor=cast.actors.resident)[-1].sentence


def test_a_claimed_wish_stays_a_wish_and_no_appeal_is_left_behind(cast: Cast) -> None:
    wish = claimed(cast)
    with pytest.raises(NotNow):
        transfer(wish, category=None, actor=cast.actors.clerk)
    assert (now_of(wish).state, Appeal.objects.count()) == (State.CLAIMED, 0)


def test_an_appeal_goes_on_as_a_wish_that_waits_to_be_read(cast: Cast) -> None:
    appeal = turn_into_wish(
        reported(cast), Wished(Kind.THING, "想要一盏小夜灯", 60), actor=cast.actors.clerk
    )
    wish = Wish.objects.get()
    assert (appeal.state, wish.state, wish.appeal_number, wish.for_person, wish.estimate) == (
        "rejected",
        State.POSTED,
        appeal.number,
        appeal.reporter,
        60,
    )
    assert wish.number in story_of_appeal(appeal, actor=cast.actors.resident)[-1].sentence


def test_nobody_s_appeal_cannot_be_a_wish(cast: Cast) -> None:
    appeal = reported(cast, anonymous=True)
    with pytest.raises(Unusable, match="匿名"):
        turn_into_wish(appeal, Wished(Kind.THING, "想要一盏小夜灯"), actor=cast.actors.clerk)
    assert (Appeal.objects.get().state, Wish.objects.count()) == ("reported", 0)


@pytest.mark.parametrize("way", ["there", "back"])
def test_from_the_page_it_leads_to_where_it_goes_on(cast: Cast, way: str) -> None:
    row = posted(cast) if way == "there" else reported(cast)
    address = (
        f"/desk/wishes/{row.pk}/appeal/" if way == "there" else f"/desk/appeals/{row.pk}/wish/"
    )
    browser = at_desk(cast.users.clerk)
    form = browser.get(address).context["attempt"].form
    sent = {name: form[name].value() or "" for name in form.fields} | {
        "kind": "thing",
        "estimate": "60",
    }
    answer = browser.post(address, sent)
    goes_on = (
        f"/desk/appeals/{Appeal.objects.get().pk}/"
        if way == "there"
        else f"/desk/wishes/{Wish.objects.get().pk}/"
    )
    assert (answer.status_code, answer["Location"]) == (302, goes_on)


def test_who_does_not_look_after_the_place_finds_no_such_page(cast: Cast) -> None:
    wish, appeal = posted(cast), reported(cast)
    outsider = at_desk(cast.users.other_clerk)
    statuses = [
        outsider.get(path).status_code
        for path in (f"/desk/wishes/{wish.pk}/appeal/", f"/desk/appeals/{appeal.pk}/wish/")
    ]
    assert statuses == [404, 404]
