"""Is every definition written down with its day, and does a change of one go unnoticed nowhere?"""

import re
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from click.testing import CliRunner
from django.db.models import Q
from django.urls import reverse

from jinlin.core.figures.measures import Window
from jinlin.core.tests.standing import once_a_file
from jinlin.core.time import clock
from jinlin.domains.appeals.tests.cast import at_desk, cast_of_dehua, closed, reported
from jinlin.metrics import commands, comparing, definitions
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.entries import Entry
from jinlin.metrics.spans import span_of

RATE = MEASURES["appeals.closed_loop_rate"]
RECEIVED = MEASURES["appeals.received"]


standing_cast, cast = once_a_file(cast_of_dehua)


@pytest.mark.one_engine
def test_no_definition_was_changed_without_a_new_version():
    assert definitions.changed() == [], "write it down: jinlin definitions --record --by --why"


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "other",
    [
        replace(RATE, exclusions="nothing"),
        replace(RATE, unit="per mille"),
        replace(RATE, day_field="ended_on"),
        replace(RATE, met=lambda window: Q(ended_on__lt=window.as_of)),
        replace(RATE, rows=MEASURES["appeals.received"].rows),
    ],
    ids=["words", "unit", "day", "what meets it", "what counts"],
)
def test_whatever_is_changed_is_noticed(other):
    assert definitions.changed([other]) == [RATE.key]


@pytest.mark.one_engine
def test_a_change_that_is_written_down_is_a_new_version_from_today_on(tmp_path, monkeypatch):
    copy = tmp_path / "definitions.jsonl"
    copy.write_text(definitions.FILE.read_text())
    monkeypatch.setattr(definitions, "FILE", copy)
    monkeypatch.setitem(definitions.MEASURES, RATE.key, replace(RATE, exclusions="nothing"))
    definitions.versions.cache_clear()
    told = CliRunner().invoke(
        commands.definitions, ["--record", "--by", "县社工部", "--why", "口径调整"]
    )
    assert told.stdout.splitlines() == [f"{RATE.key} 2"]
    first, second = definitions.versions()[RATE.key]
    assert (second.since, second.by, second.exclusions) == (clock.today(), "县社工部", "nothing")
    assert definitions.as_of(RATE.key, date(2020, 1, 1)) == first
    assert definitions.as_of(RATE.key, clock.today()) == second
    assert CliRunner().invoke(commands.definitions).exit_code == 0
    monkeypatch.undo()
    definitions.versions.cache_clear()


@pytest.mark.one_engine
def test_a_reason_is_asked_for():
    assert CliRunner().invoke(commands.definitions, ["--record", "--by", "x"]).exit_code == 2


def test_the_catalogue_says_every_figure_once_and_everybody_reads_the_public_ones(cast, client):
    page = at_desk(cast.users.clerk).get(reverse("metrics:catalogue")).content.decode()
    shown = Counter(key for key in MEASURES if f'id="{key}"' in page)
    assert shown == Counter(MEASURES.keys())
    public = client.get(reverse("metrics:definitions")).content.decode()
    assert {key for key in MEASURES if f'id="{key}"' in public} == {
        key for key, measure in MEASURES.items() if measure.is_public
    }
    assert "第1版" in public


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("key", "is_of_a_period"), [("appeals.received", True), ("places.stations", False)]
)
def test_it_says_whether_a_period_or_a_day_is_asked(db, key, is_of_a_period):
    assert Entry(MEASURES[key]).is_of_a_period == is_of_a_period


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("met", "count", "interval"),
    [
        (0, 0, (0.0, 100.0)),
        (81, 263, (25.5, 36.6)),  # Newcombe 1998
        (15, 148, (6.2, 16.0)),
        (0, 20, (0.0, 16.1)),
        (29, 29, (88.3, 100.0)),
    ],
)
def test_the_interval_is_wilsons(met, count, interval):
    assert comparing.wilson(met, count) == interval


def test_siblings_stand_in_the_order_of_codes_and_too_few_say_nothing(cast):
    for _each in range(comparing.FEWEST):
        closed(cast)
    reported(cast, place=cast.places.far_neighbourhood)
    window = Window(cast.places.town.code, clock.today())
    found = comparing.siblings(RATE, cast.places.town, window, actor=cast.actors.supervisor)
    assert [each.part.code for each in found] == sorted(each.part.code for each in found)
    assert [(each.is_own, each.is_enough) for each in found] == [(True, True), (False, False)]
    page = at_desk(cast.users.supervisor).get(
        reverse("metrics:figure", args=[RATE.key]), {"place": cast.places.town.code}
    )
    assert "数量太少，不作比较" in page.content.decode()


def test_whoever_reads_a_town_learns_nothing_of_the_next_one(cast):
    closed(cast)
    window = Window(cast.places.town.code, clock.today())
    assert comparing.siblings(RATE, cast.places.town, window, actor=cast.actors.lead) == []


def test_a_month_stands_beside_the_one_before_and_that_of_last_year(cast):
    for day, times in ((date(2025, 9, 3), 1), (date(2026, 8, 3), 2), (date(2026, 9, 3), 3)):
        with clock.set_to(clock.at(day, 9)):
            for _each in range(times):
                reported(cast)
    found = comparing.earlier(RECEIVED, cast.places.town, span_of(month="2026-09"))
    assert [each.reading.figure.value for each in found] == [2, 1]


def test_a_year_stands_beside_the_year_before_and_not_beside_its_december(cast):
    for day, times in ((date(2025, 3, 3), 2), (date(2025, 12, 3), 1), (date(2026, 2, 3), 4)):
        with clock.set_to(clock.at(day, 9)):
            for _each in range(times):
                reported(cast)
    address = reverse("metrics:figure", args=[RECEIVED.key])
    with clock.set_to(clock.at(date(2027, 1, 4), 9)):
        page = at_desk(cast.users.lead).get(address, {"year": "2026"}).content.decode()
    assert re.findall(r"<dt>(上[^<]*|去年[^<]*)</dt><dd>(\d+)", page) == [("上年", "3")]


def test_what_runs_stands_beside_as_many_days_of_before(cast):
    for day in (date(2025, 11, 9), date(2025, 11, 29), date(2026, 10, 9), date(2026, 10, 31)):
        with clock.set_to(clock.at(day, 9)):
            reported(cast)
    address = reverse("metrics:figure", args=[RECEIVED.key])
    with clock.set_to(clock.at(date(2026, 11, 10), 9)):
        month = at_desk(cast.users.lead).get(address, {"month": "2026-11"}).content.decode()
        year = at_desk(cast.users.lead).get(address, {"year": "2026"}).content.decode()
    told = r"<dt>(上[^<]*|去年[^<]*)</dt><dd>(\d+)"
    assert re.findall(told, month) == [("上月同期", "1"), ("去年同期", "1")]
    assert re.findall(told, year) == [("去年同期", "1")]
    assert year.count('aria-current="true"') == 1
