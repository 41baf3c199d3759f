"""Two of a team, one case, the same moment: who wins, and is nothing lost?"""

from functools import partial

import pytest

from jinlin.core import timeline
from jinlin.core.tests.databases import together
from jinlin.core.time import clock
from jinlin.domains.casework import actions
from jinlin.domains.casework.actions import Goal, Known, ServiceTerms
from jinlin.domains.casework.models import Assignment, Note, Opening, Plan, Served, Service, Total
from jinlin.domains.casework.tests.cast import (
    cast_of_casework,
    now_of,
    opened,
    reviewing,
    session,
    working,
)
from jinlin.ground.accounts.tests.county import COUNTY
from jinlin.ground.places.tests.parallel import shared_house

__all__ = ["shared_house"]
MANY = 6


@pytest.fixture
def cast(shared_house):
    return cast_of_casework()


def kinds(outcomes) -> list[str]:
    return sorted(type(each).__name__ for each in outcomes)


def test_of_six_who_close_at_once_one_wins(cast):
    case = reviewing(cast)
    outcomes = together(
        *(partial(actions.close, now_of(case), actor=cast.actors.watcher) for _n in range(MANY))
    )
    assert kinds(outcomes) == ["Case"] + ["Stale"] * (MANY - 1)
    assert [entry.verb for entry in timeline.trail(case)].count("close") == 1


def test_without_the_version_both_would_have_believed_that_they_won(cast):
    """The control: two who save the same row without locking."""
    case = working(cast)
    copies = [now_of(case), now_of(case)]
    for copy, name in zip(copies, ("first", "second"), strict=True):
        copy.name = name
        copy.save()
    assert now_of(case).name == "second"


def test_six_plans_written_at_once_all_stand(cast):
    case = working(cast)
    outcomes = together(
        *(
            partial(
                actions.write_plan,
                now_of(case),
                [Goal(f"目标{n}")],
                based_on=0,
                actor=cast.actors.worker,
            )
            for n in range(MANY)
        )
    )
    assert kinds(outcomes) == ["Plan"] * MANY
    plans = list(Plan.objects.order_by("number"))
    assert [plan.number for plan in plans] == list(range(1, MANY + 1))
    assert [plan.is_beside for plan in plans] == [False] + [True] * (MANY - 1)


def test_six_notes_signed_at_once_are_six_links_of_one_chain(cast):
    case = working(cast)
    together(
        *(
            partial(actions.sign, now_of(case), session(f"第{n}次"), actor=cast.actors.worker)
            for n in range(MANY)
        )
    )
    assert Note.objects.count() == Service.objects.count() == MANY
    seqs = [entry.seq for entry in timeline.trail(case)]
    assert seqs == list(range(1, now_of(case).version + 1))
    assert list(timeline.verify()) == []


def test_of_two_transfers_offered_at_once_one_is_asked(cast):
    case = working(cast)
    told = {"reason": "休假", "actor": cast.actors.worker}
    user = cast.users.colleague.pk
    outcomes = together(*(partial(actions.offer, now_of(case), user, **told) for _n in range(4)))
    assert kinds(outcomes) == ["NotNow"] * 3 + ["Passing"]


def test_a_case_has_one_worker_whoever_assigns_at_once(cast):
    case = opened(cast)
    users = (cast.users.worker, cast.users.colleague) * 3
    together(
        *(partial(actions.assign, now_of(case), u.pk, actor=cast.actors.watcher) for u in users)
    )
    rows = Assignment.objects.filter(case=case, until_at=None, part="worker")
    assert rows.count() == 1


def test_an_opening_is_decided_once(cast):
    case = working(cast)
    asked = actions.ask_to_read(
        case.number, why="emergency", reason="急", actor=cast.actors.other_worker
    )
    row = Opening.objects.select_related("case").get(pk=asked.pk)
    outcomes = together(
        *(partial(actions.grant, row, actor=cast.actors.watcher) for _n in range(4))
    )
    assert kinds(outcomes) == ["NotNow"] * 3 + ["Opening"]


def test_a_person_served_by_many_at_once_is_counted_once(cast):
    place, today = cast.places.community, clock.today()
    told = ServiceTerms(
        "elderly", "single", place, today, "探访", people=[Known("秦阿公", "13977770002")]
    )
    together(
        *(
            partial(actions.serve, cast.units.agency, told, actor=cast.actors.worker)
            for _n in range(MANY)
        )
    )
    assert Service.objects.count() == MANY
    assert Served.objects.values("mark").distinct().count() == 1


def test_totals_asked_for_at_once_are_frozen_once(cast):
    year = clock.today().year - 1
    outcomes = together(*(partial(actions.freeze, COUNTY, year) for _n in range(4)))
    assert len({str(sorted(each.items())) for each in outcomes}) == 1
    assert Total.objects.filter(what="people").count() == 1
