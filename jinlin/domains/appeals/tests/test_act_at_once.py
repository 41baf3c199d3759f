"""Two clerks, one appeal, the same moment: who wins, and what does the other see?"""

from functools import partial
from itertools import chain

import pytest

from jinlin.core import timeline
from jinlin.core.errors import Stale
from jinlin.core.idempotency import once
from jinlin.core.tests.databases import together
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.actions import Report
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.tests.cast import TEXT, cast_of_dehua, now_of, person, reported
from jinlin.ground.places.tests.parallel import shared_house
from jinlin.services.documents.models import Document

__all__ = ["shared_house"]
WORKERS, EACH = 25, 8


@pytest.fixture
def everybody(shared_house):
    return cast_of_dehua()


def test_of_eight_who_accept_at_once_one_wins_and_seven_are_told(everybody):
    appeal = reported(everybody)
    outcomes = together(
        *(
            partial(actions.accept, now_of(appeal), actor=everybody.actors.clerk)
            for _clerk in range(8)
        )
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Appeal"] + ["Stale"] * 7
    assert [entry.verb for entry in timeline.trail(appeal)] == ["report", "accept"]


def test_without_the_version_the_second_would_have_overwritten(everybody):
    """The control: two who read the same row and save it without locking both believe they won."""
    appeal = reported(everybody)
    copies = [now_of(appeal), now_of(appeal)]
    for copy, title in zip(copies, ("first", "second"), strict=True):
        copy.title = title
        copy.save()
    assert now_of(appeal).title == "second"
    with pytest.raises(Stale):
        actions.add_information(
            Appeal(pk=appeal.pk, version=0), actor=everybody.actors.clerk, text="x"
        )


def test_a_report_sent_eight_times_at_once_is_one_appeal(everybody):
    answers = together(
        *(
            lambda: once(
                actor_key="u", key="k", body={"a": 1}, act=lambda: str(reported(everybody).pk)
            )
            for _time in range(8)
        )
    )
    assert len({payload for payload, _replayed in answers}) == 1
    assert Appeal.objects.count() == 1


def in_turn(act, *given):
    """One worker of several: everything that is given to it, one after the other; a refusal or
    failure ends it and is what the test sees.
    """
    return lambda: [act(each) for each in given]


def test_two_hundred_reports_at_once_are_all_there_and_their_tickets_have_no_gap(everybody):
    """By 25 who work at the same time: as many people as a database has room for, each with one
    after the other.
    """
    actors = everybody.actors

    def report(_number: int) -> Appeal:
        told = Report(everybody.places.neighbourhood, TEXT, reporter=reporter)
        return actions.report(told, actor=actors.resident)

    def hand_over(appeal: Appeal) -> Appeal:
        return actions.hand_over(
            actions.accept(appeal, actor=actors.clerk),
            actor=actors.clerk,
            unit=everybody.units.bureau,
        )

    reporter = person(everybody)
    reports = list(
        chain.from_iterable(
            together(*(in_turn(report, *range(EACH)) for _worker in range(WORKERS)))
        )
    )
    assert [type(each).__name__ for each in reports] == ["Appeal"] * 200
    assert Appeal.objects.count() == len({each.number for each in reports}) == 200
    handed = together(*(in_turn(hand_over, *reports[worker::WORKERS]) for worker in range(WORKERS)))
    assert [type(each).__name__ for each in chain.from_iterable(handed)] == ["Appeal"] * 200
    assert list(Document.objects.order_by("sequence").values_list("sequence", flat=True)) == list(
        range(1, 201)
    )
    assert list(timeline.verify()) == []
