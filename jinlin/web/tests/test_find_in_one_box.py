"""Does one box find what is this person's to see, and nothing else?"""

import pytest
from django.urls import reverse

from jinlin.core.actor import SYSTEM
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.actions import Report
from jinlin.domains.appeals.models import Appeal, Channel, Identity
from jinlin.domains.appeals.tests.cast import Cast, accepted, at_desk, reported
from jinlin.domains.appeals.tests.conftest import cast, standing_cast
from jinlin.domains.receptions.tests import cast as talks
from jinlin.ground.people import actions as people
from jinlin.web import domains

__all__ = ["cast", "standing_cast"]
BOX = "/desk/search/"
NAME, PHONE = "欧阳春梅", "13800138321"


@pytest.fixture
def hidden(cast: Cast) -> Appeal:
    person = people.know("350526", name=NAME, phone=PHONE, actor=cast.actors.lead)
    return actions.report(
        Report(
            cast.places.neighbourhood,
            "楼道里堆满了纸箱。",
            channel=Channel.COUNTER,
            reporter=person,
            identity=Identity.HIDDEN,
        ),
        actor=cast.actors.clerk,
    )


@pytest.fixture
def receiving(db: None) -> talks.Cast:
    return talks.cast_of_dehua()


def page(user: object, typed: str) -> str:
    answer = at_desk(user).post(BOX, {"q": typed})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_full_number_opens_the_matter_however_it_is_typed(cast: Cast, hidden: Appeal) -> None:
    reported(cast)
    there = reverse("appeals:desk_appeal", args=[hidden.pk])
    for typed in (hidden.number, f" {hidden.number.lower()} ", hidden.number.replace("-", "－")):
        assert at_desk(cast.users.clerk).post(BOX, {"q": typed}).url == there
        assert at_desk(cast.users.clerk).get(BOX, {"q": typed}).url == there
    for other in (cast.users.handler, cast.users.town_outsider):
        assert there not in page(other, hidden.number)


@pytest.mark.parametrize(
    "typed", [PHONE, "138 0013 8321", "＋86 13800138321", NAME, "春梅", "纸箱"]
)
def test_phone_name_and_words_find_for_whoever_looks_after_the_place(
    cast: Cast, hidden: Appeal, typed: str
) -> None:
    there = reverse("appeals:desk_appeal", args=[hidden.pk])
    assert there in page(cast.users.lead, typed)
    for other in (cast.users.handler, cast.users.town_outsider, cast.users.county_outsider):
        assert there not in page(other, typed)


def test_a_handler_does_not_find_a_hidden_reporter_by_name_or_phone(
    cast: Cast, hidden: Appeal
) -> None:
    taken = actions.accept(hidden, actor=cast.actors.clerk)
    actions.hand_over(taken, unit=cast.units.bureau, actor=cast.actors.clerk)
    there = reverse("appeals:desk_appeal", args=[hidden.pk])
    assert there in page(cast.users.handler, "纸箱")
    assert [there in page(cast.users.handler, typed) for typed in (NAME, PHONE)] == [False, False]


def test_a_phone_in_an_address_finds_nobody(cast: Cast, hidden: Appeal) -> None:
    told = at_desk(cast.users.clerk).get(BOX, {"q": PHONE}).content.decode()
    assert reverse("appeals:desk_appeal", args=[hidden.pk]) not in told


def test_only_what_has_a_number_is_looked_for_by_one() -> None:
    """A topic or a class of which somebody typed a year or a number that stands in its words."""
    shelves = domains.found("searched")
    assert [
        shelf.name
        for shelf in shelves
        if shelf.numbered and not hasattr(shelf.rows(SYSTEM).model, "number")
    ] == []


def test_a_paper_is_found_by_its_number(cast: Cast) -> None:
    from jinlin.services.documents.models import Document

    actions.hand_over(accepted(cast), unit=cast.units.bureau, actor=cast.actors.clerk)
    paper = Document.objects.get()
    there = reverse("documents:document", args=[paper.pk])
    assert at_desk(cast.users.clerk).post(BOX, {"q": paper.number}).url == there


def test_more_than_ten_say_so(cast: Cast) -> None:
    for _each in range(11):
        reported(cast)
    told = page(cast.users.clerk, Appeal.objects.first().title[:2])
    assert told.count("data-row") == 10
    assert "最新的 10 " in told


def test_what_was_said_at_a_reception_day_is_found_by_those_who_held_it(
    receiving: talks.Cast,
) -> None:
    talk = talks.answered(receiving)
    there = reverse("receptions:talk", args=[talk.pk])
    said, answered = talk.said[2:6], talk.answer[:4]
    for typed in (said, answered):
        assert there in page(receiving.users.clerk, typed)
        assert there not in page(receiving.users.town_outsider, typed)


def test_whoever_only_sits_at_a_reception_day_finds_what_was_said_and_no_name(
    receiving: talks.Cast,
) -> None:
    talk = talks.begun(receiving)
    there = reverse("receptions:talk", args=[talk.pk])
    assert talk.person is not None
    assert there in page(receiving.users.sitter, talk.said[2:6])
    assert there not in page(receiving.users.sitter, talk.person.name)
