"""Does a figure that was summed up before say exactly what a full count says, whatever has happened
since?
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import Value
from django.db.models.functions import Concat, Substr

from jinlin.core.actor import SYSTEM
from jinlin.core.errors import Refusal
from jinlin.core.figures import answers, rollup
from jinlin.core.figures.measures import Measure, Window
from jinlin.core.figures.rollup import Cell, Mark, Rolled, marks, watching
from jinlin.core.figures.rollup.asking import is_of_its_days
from jinlin.core.tests.standing import once_a_file
from jinlin.core.time import clock
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.actions import Verdict
from jinlin.domains.appeals.models import Appeal, Pause, Round
from jinlin.domains.appeals.tests.cast import (
    COUNTY,
    Cast,
    accepted,
    cast_of_dehua,
    closed,
    finished,
    in_hand,
    merged,
    now_of,
    reported,
    waiting,
)
from jinlin.ground.places.models import Level, Place
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.jobs import roll_up
from jinlin.metrics.tests.full_counts import FullCounts, counted_in_full

MONDAY = date(2025, 4, 14)
WATCHED = [measure for measure in MEASURES.values() if measure.watched]
TOWN, COMMUNITY, NEIGHBOURHOOD = "350526100", "350526100001", "350526100001001"
PLACES = (COUNTY, TOWN, "350526101", COMMUNITY, NEIGHBOURHOOD, "621121", "3505", "35")
STAGES = (reported, accepted, in_hand, waiting, merged, finished, closed)
NEIGHBOURHOODS = ("neighbourhood", "other_neighbourhood", "far_neighbourhood")


standing_cast, cast = once_a_file(cast_of_dehua)


def windows(today: date) -> Iterator[Window]:
    for place in PLACES:
        yield Window(place, today)
        yield Window(place, today, today - timedelta(days=3))
    yield Window(COUNTY, today - timedelta(days=2))
    yield Window(COUNTY, today + timedelta(days=2))


def questions(watched: list[Measure] = WATCHED) -> Iterator[tuple[Any, ...]]:
    """How each of them is called: what asks it of the cells, what counts in full, and of what.

    A figure that is not summed up is the same count on both sides: one window asks for all.
    """
    today = clock.today()
    yield "figures", rollup.figures, counted_in_full, list(MEASURES.values()), Window(COUNTY, today)
    for window in windows(today):
        yield "figures", rollup.figures, counted_in_full, watched, window
    town = Window(TOWN, today, today - timedelta(days=3))
    for measure, window in product(watched, (Window(COUNTY, today), town)):
        yield "by month", rollup.by_month, answers.by_month, measure, window
        yield "by place", rollup.by_place, answers.by_place, measure, window, 9
        yield "by community", rollup.by_place, answers.by_place, measure, window, 12
    community = Window(COMMUNITY, today, today - timedelta(days=3))
    for measure, window in product(watched, (community, Window(NEIGHBOURHOOD, today))):
        yield "by month", rollup.by_month, answers.by_month, measure, window
        yield "by neighbourhood", rollup.by_place, answers.by_place, measure, window, 15
    prefecture = Window("3505", today, today - timedelta(days=3))
    for measure in watched:
        yield "by month", rollup.by_month, answers.by_month, measure, prefecture
        yield "by county", rollup.by_place, answers.by_place, measure, prefecture, 6
    past = Window(COUNTY, today - timedelta(days=2), today - timedelta(days=9))
    for measure in filter(is_of_its_days, watched):
        yield "by month", rollup.by_month, answers.by_month, measure, past
        yield "by place", rollup.by_place, answers.by_place, measure, past, 9


def differing(counts: FullCounts | None = None, watched: list[Measure] | None = None) -> list[Any]:
    """The questions to which the sum is not what a full count says; `counts` are those of before,
    if nothing has happened since. `watched`: else those in whose tables something stands.
    """
    with (counts or FullCounts()).kept():
        return [
            (name, asked)
            for name, rolled, full, *asked in questions(watched or of_something())
            if rolled(*asked) != full(*asked)
        ]


def of_something() -> list[Measure]:
    """Those in whose tables something stands. While nothing does, nothing happens to the others;
    all of them are asked for the whole county all the same, and everything of all at the end of
    one walk.
    """
    tables = {source.table for measure in WATCHED for source in measure.watched.tables}
    with connection.cursor() as cursor:
        filled = {table for table in tables if _has_rows(cursor, table)}
    found = [each for each in WATCHED if filled & {one.table for one in each.watched.tables}]
    assert "appeals.received" in {each.key for each in found} or not Appeal.objects.exists()
    return found


def _has_rows(cursor: Any, table: str) -> bool:
    cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")
    return cursor.fetchone() is not None


def everybody(cast: Cast) -> list[Any]:
    staff = ("clerk", "second_clerk", "lead", "handler", "supervisor", "town_outsider")
    return [getattr(cast.actors, name) for name in ("resident", "neighbour", *staff)]


def moves(cast: Cast) -> dict[str, tuple[Any, dict[str, Any]]]:
    """What may happen to an appeal, with its words."""
    verdict = Verdict(answered=True, solved=True, satisfied=False)
    return {
        "accept": (actions.accept, {}),
        "hand_over": (actions.hand_over, {"unit": cast.units.bureau}),
        "finish": (actions.finish, {"reply": "修好了。"}),
        "judge": (actions.judge, {"verdict": verdict}),
        "not_solved": (
            actions.judge,
            {"verdict": Verdict(answered=True, solved=False, satisfied=False)},
        ),
        "reopen": (actions.reopen, {"reason": "又坏了"}),
        "withdraw": (actions.withdraw, {"reason": "自己修好了"}),
        "reject": (
            actions.reject,
            {"reason": "不属于受理范围", "basis": "条例", "instead": "请找法院"},
        ),
        "pause": (
            actions.pause,
            {
                "whom": "outside",
                "reason": "等停电窗口",
                "review_on": clock.today() + timedelta(days=3),
            },
        ),
        "resume": (actions.resume, {}),
        "ask_extension": (actions.ask_extension, {"reason": "要等配件", "days": 5}),
        "grant_extension": (actions.grant_extension, {"reason": "同意"}),
        "ask_exclusion": (actions.ask_exclusion, {"reason": "不归本县"}),
        "grant_exclusion": (actions.grant_exclusion, {"reason": "同意"}),
    }


def anything_happens(cast: Cast, chance: Random) -> None:
    """A new appeal on some part of its way, or a move of an old one by whoever may make it; a
    refusal changes nothing.
    """
    appeals = list(Appeal.objects.order_by("pk"))
    if not appeals or chance.random() < 0.3:
        if chance.random() < 0.3:
            actions.report(
                actions.Report(getattr(cast.places, chance.choice(NEIGHBOURHOODS)), "路灯坏了。"),
                actor=SYSTEM,
            )
        else:
            chance.choice(STAGES)(cast)
        return
    appeal, (act, words) = chance.choice(appeals), chance.choice(list(moves(cast).values()))
    for actor in everybody(cast):
        try:
            act(now_of(appeal), actor=actor, **words)
        except Refusal:
            continue
        return


WALKS = 6
OF_ALL = WALKS - 1  # the walk at whose end the empty tables are asked about too, place by place


@pytest.mark.parametrize("seed", range(WALKS))
def test_whatever_happens_the_sum_is_the_full_count(cast: Cast, seed: int) -> None:
    chance, moment = Random(seed), clock.at(MONDAY, 9)
    for _step in range(20):
        moment += timedelta(hours=chance.choice((0, 0, 1, 5, 26, 60)))
        with clock.set_to(moment):
            anything_happens(cast, chance)
            if chance.random() < 0.2:
                roll_up()
            if chance.random() < 0.2:
                assert differing() == []
    with clock.set_to(moment):
        counts, asked = FullCounts(), WATCHED if seed == OF_ALL else None
        assert differing(counts, asked) == []
        roll_up()
        assert differing(counts, asked) == []
        assert Mark.objects.count() == 0


def test_what_was_summed_up_is_not_counted_again(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    for stage in STAGES:
        stage(cast)
    roll_up()
    appeals = [measure for measure in MEASURES.values() if measure.watched]
    with django_assert_num_queries(
        1 + 1 + 2
    ):  # the marked days; the sums of all; the values of handling times
        rollup.figures(appeals, Window(COUNTY, clock.today()))


def test_a_prefecture_is_the_sum_of_its_counties_however_many_they_are(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    def asked() -> list[int]:
        with django_assert_num_queries(1 + 1 + 2 + 2):  # and which counties were counted
            found = rollup.figures(WATCHED, prefecture)
        return [found[each.key].denominator for each in WATCHED]

    prefecture = Window("3505", clock.today())
    for stage in STAGES:
        stage(cast)
    roll_up()
    one = asked()
    for county in ("350525", "350524"):
        Place.objects.create(
            code=county,
            county=county,
            name=county,
            level=Level.COUNTY,
            parent=cast.places.prefecture,
            valid_from=MONDAY,
        )
        _copied_to(county)
    assert differing() == [], "the new ones are not counted yet"
    roll_up()
    assert asked() == [3 * count for count in one]
    assert differing() == []


def _copied_to(county: str) -> None:
    """Each appeal once more, in that county."""
    for appeal in Appeal.objects.filter(county=COUNTY).order_by("pk"):
        rounds = list(appeal.rounds.all())
        appeal.pk, appeal.county, appeal.place_code = uuid4(), county, county
        appeal._state.adding = True
        Appeal.objects.bulk_create([appeal])
        for each in rounds:
            each.pk, each.appeal_id, each.county = uuid4(), appeal.pk, county
            each._state.adding = True
        Round.objects.bulk_create(rounds)


def test_a_change_behind_the_house_is_marked_too(cast: Cast) -> None:
    finished(cast)
    roll_up()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE appeals_round SET judged_on = finished_on")
        cursor.execute(
            "UPDATE appeals_round SET finished_on = NULL, finished_at = NULL, reply = ''"
        )
    counts = FullCounts()
    assert differing(counts) == []
    roll_up()
    assert differing(counts) == []
    Pause.objects.all().delete()
    Round.objects.all().delete()
    assert differing() == []


def test_the_state_of_yesterday_is_not_shown_for_today(cast: Cast) -> None:
    with clock.set_to(clock.at(MONDAY, 9)):
        in_hand(cast)
        roll_up()
    with clock.set_to(clock.at(MONDAY + timedelta(days=40), 9)):
        assert differing() == []
        window = Window(COUNTY, clock.today())
        assert rollup.figures(MEASURES.values(), window)["appeals.on_time"].denominator == 1


def test_a_count_that_was_overtaken_is_thrown_away_and_the_day_stays_marked(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported(cast)
    roll_up()
    reported(cast)
    counted = rollup.cells.counts

    def overtaken(*told: Any) -> Any:
        cells = list(counted(*told))
        Rolled.objects.update(turn=99)
        return cells

    monkeypatch.setattr(rollup.cells, "counts", overtaken)
    roll_up()
    assert Mark.objects.count() > 0
    assert differing() == []


def test_a_measure_whose_question_has_changed_is_counted_anew(cast: Cast) -> None:
    reported(cast)
    roll_up()
    Rolled.objects.update(
        basis=Concat(Value("old"), Substr("basis", 1, 29))
    )  # as if counted by another version of the house
    Cell.objects.update(rows=77)
    counts = FullCounts()
    assert differing(counts) == []
    roll_up()
    assert differing(counts) == []
    assert not Rolled.objects.filter(basis__startswith="old").exists()


def test_without_its_triggers_a_table_is_not_trusted(cast: Cast) -> None:
    reported(cast)
    roll_up()
    watching.take_down("default")
    try:
        reported(cast)
        roll_up()
        assert Rolled.objects.count() == 0
        assert differing() == []
    finally:
        call_command("migrate", verbosity=0)
    assert marks.missing("default", marks.watched_by(WATCHED)) == []


def test_putting_the_triggers_up_again_has_everything_counted_anew(cast: Cast) -> None:
    reported(cast)
    roll_up()
    watching.put_up("default")
    assert Rolled.objects.count() > 0
    watching.take_down("default")
    watching.put_up("default")
    assert Rolled.objects.count() == 0


@pytest.mark.parametrize("table", ["appeals_pause", "appeals_appeal"])
def test_a_table_that_is_emptied_at_one_go_is_counted_anew(cast: Cast, table: str) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("it has no such statement")
    merged(cast)
    waiting(cast)
    roll_up()
    assert Cell.objects.exists()
    connection.cursor().execute(f"SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE {table} CASCADE")
    assert differing(watched=WATCHED) == []


def test_the_triggers_of_every_watched_table_stand(db: None) -> None:
    assert marks.missing("default", marks.watched_by(watching.declared())) == []


@pytest.mark.one_engine
def test_only_what_asks_nothing_of_how_a_row_stood_is_read_of_earlier_days_from_the_cells():
    found = {measure.key for measure in WATCHED if is_of_its_days(measure)}
    assert {"appeals.received", "receptions.sessions"} <= found
    assert not found & {"appeals.closed_loop_rate", "appeals.solved", "wishes.fulfilled_rate"}


@pytest.mark.one_engine
def test_every_process_asks_the_same_questions():
    """What one counted the others find: no question is written in the order of a set."""
    script = (
        "import django; django.setup()\n"
        "from jinlin.core.figures.rollup.cells import basis_of\n"
        "from jinlin.metrics.catalogue import MEASURES\n"
        "print(*(basis_of(each) for each in MEASURES.values() if each.watched))"
    )
    heard = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(heard) == 1
    assert len(heard.pop().split()) == len(WATCHED)
