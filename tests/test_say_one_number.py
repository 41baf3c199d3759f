"""Do figure, drill-down, export, report, public page and archive say one number, whatever happens
to the records?

Records change at random: they come in, go their way, are put right, handled together, placed
elsewhere; places become one. Then each of the six is asked.
"""

import csv
import io
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from jinlin.core.actor import SYSTEM
from jinlin.core.errors import Refusal
from jinlin.core.figures import answers, archive
from jinlin.core.figures.measures import Figure, Measure, Window
from jinlin.core.tests.standing import standing
from jinlin.core.time import clock
from jinlin.domains.appeals import actions as appeals
from jinlin.domains.appeals.models import Appeal, Round
from jinlin.domains.appeals.tests.cast import (
    COUNTY,
    Cast,
    at_desk,
    cast_of_dehua,
    closed,
    finished,
    in_hand,
    merged,
    now_of,
    reported,
)
from jinlin.ground.places import actions as places
from jinlin.ground.places.models import Level, Place
from jinlin.metrics import queries
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.jobs import roll_up
from jinlin.metrics.reporting import lines_of

BEGUN = date(2025, 4, 1)
ASKED = ("appeals.received", "appeals.closed_loop_rate", "appeals.on_time", "appeals.solved")
Numbers = dict[str, tuple[int, int]]  # numerator and denominator by the measure's key


@pytest.fixture(scope="module")
def cast(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Cast]:
    with standing(django_db_blocker, tmp_path_factory.mktemp("uploads")):
        found = cast_of_dehua()
        with clock.set_to(clock.at(BEGUN, 9)):
            closed(found)
        yield found


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def any_of(chance: Random) -> Any:
    return chance.choice(list(Appeal.objects.order_by("pk")))


def comes_in(cast: Cast, chance: Random) -> None:
    """Anywhere in the county, and some way on."""
    place = chance.choice([cast.places.neighbourhood, cast.places.far_neighbourhood])
    chance.choice((reported, finished, closed, in_hand))(cast, place=place)


def is_handled_together(cast: Cast, chance: Random) -> None:
    merged(cast)


def is_put_right(cast: Cast, chance: Random) -> None:
    """By whoever may write to the tables: the day, or how it was judged."""
    day = clock.today() - timedelta(days=chance.randrange(40))
    Appeal.objects.filter(pk=any_of(chance).pk).update(reported_on=day)
    Round.objects.filter(appeal=any_of(chance)).update(is_solved=chance.choice((True, False, None)))


def is_left_out(cast: Cast, chance: Random) -> None:
    Appeal.objects.filter(pk=any_of(chance).pk).update(excluded_on=clock.today())


def is_opened_again(cast: Cast, chance: Random) -> None:
    appeals.reopen(now_of(any_of(chance)), actor=cast.actors.resident, reason="又坏了")


def lies_elsewhere(cast: Cast, chance: Random) -> None:
    appeal = any_of(chance)
    place = chance.choice(list(Place.objects.present().filter(code__startswith=COUNTY)))
    Appeal.objects.filter(pk=appeal.pk).update(place=place, place_code=place.code)
    Round.objects.filter(appeal=appeal).update(place_code=place.code)


def places_become_one(cast: Cast, chance: Random) -> None:
    level = chance.choice((Level.NEIGHBOURHOOD, Level.COMMUNITY))
    found = list(Place.objects.present().filter(level=level, code__startswith=COUNTY)[:2])
    places.merge(found, code=found[0].code, name="新" + found[0].name, actor=SYSTEM)


def is_summed_up(cast: Cast, chance: Random) -> None:
    roll_up()


STEPS: tuple[Callable[[Cast, Random], None], ...] = (
    *(comes_in, is_handled_together, is_put_right, is_left_out),
    *(is_opened_again, lies_elsewhere, places_become_one, is_summed_up),
)
HAPPENINGS = st.lists(
    st.tuples(st.sampled_from(STEPS), st.integers(0, 2**16), st.sampled_from((0, 1, 26, 200))),
    min_size=4,
    max_size=10,
)


def numbers(found: dict[str, Figure]) -> Numbers:
    return {key: (each.numerator, each.denominator) for key, each in found.items()}


def in_full(window: Window, measures: list[Measure]) -> Numbers:
    return numbers({each.key: answers.answer(each, window) for each in measures})


def figure(window: Window) -> Numbers:
    return {
        each.measure.key: (each.figure.numerator, each.figure.denominator)
        for key in ASKED
        for each in [queries.reading(MEASURES[key], window)]
    }


def drill_down(window: Window, cast: Cast) -> Numbers:
    """The rows that whoever looks after the county may open one by one."""
    actor = cast.actors.supervisor
    return {
        key: tuple(
            queries.matters(MEASURES[key], window, met_only=met, actor=actor).count()
            for met in (True, False)
        )
        for key in ASKED
    }


def export(desk: Client) -> Numbers:
    """The last line of the file by place, and what the lines above it come to."""
    found = {}
    for key in ASKED:
        answer = desk.get(reverse("metrics:parts", args=[key, "csv"]), {"place": COUNTY})
        text = b"".join(answer.streaming_content).decode("utf-8-sig")
        *parts, whole = [
            tuple(map(int, line[-2:])) for line in list(csv.reader(io.StringIO(text)))[1:]
        ]
        assert tuple(sum(part[number] for part in parts) for number in (0, 1)) == whole
        found[key] = whole
    return found


def report(place: Place, month: str) -> Numbers:
    return {
        line["key"]: (line["numerator"], line["denominator"]) for line in lines_of(place, month)
    }


def public(visitor: Client) -> Numbers:
    found = visitor.get(reverse("metrics:public_json"), {"place": COUNTY}).json()["figures"]
    return {
        line["key"]: (line["numerator"], line["denominator"])
        for line in found
        if (line["place"], line["period"], line["status"]) == (COUNTY, "total", "said")
    }


@pytest.mark.usefixtures("db")
@given(HAPPENINGS)
@settings(
    max_examples=6,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),  # to find the least history would take an hour
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_whatever_happens_all_six_say_one_number(cast, happenings):
    moment = clock.at(BEGUN, 10)
    with undone():
        for step, seed, hours in happenings:
            moment += timedelta(hours=hours)
            with clock.set_to(moment), transaction.atomic():
                try:
                    step(cast, Random(seed))
                except Refusal:
                    transaction.set_rollback(True)
        with clock.set_to(moment + timedelta(days=1)), tempfile.TemporaryDirectory() as folder:
            all_six(cast, Path(folder))


def all_six(cast: Cast, folder: Path) -> None:
    today = clock.today()
    measures = list(MEASURES.values())
    asked = [MEASURES[key] for key in ASKED]
    whole = Window(COUNTY, today)
    yesterday = Window(COUNTY, today - timedelta(days=1))
    month = Window(COUNTY, today, today.replace(day=1))
    said = in_full(whole, asked)
    assert figure(whole) == said
    assert drill_down(whole, cast) == said
    assert export(at_desk(cast.users.supervisor)) == said
    told = in_full(month, measures)
    written = report(Place.objects.present().get(code=COUNTY), f"{today:%Y-%m}")
    assert written == {key: told[key] for key in written}
    assert {key for key, (_met, count) in told.items() if count} <= set(written)
    published = public(Client())
    of_yesterday = in_full(yesterday, [MEASURES[key] for key in published])
    assert "appeals.received" in published
    assert published == {key: of_yesterday[key] for key in published}
    archive.write(measures, COUNTY, folder)
    with archive.opened(folder, "duckdb"):
        there = [archive.on(each) for each in measures]
        assert in_full(whole, there) == in_full(whole, measures)
        assert in_full(month, there) == told
