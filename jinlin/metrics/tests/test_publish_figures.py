"""May everybody read what is public, and nothing that could name somebody?"""

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from jinlin.core.actor import Actor, Grant
from jinlin.core.errors import NotAllowed, Unusable
from jinlin.core.figures.answers import answer
from jinlin.core.figures.measures import FEWEST_PEOPLE, Window, for_everybody
from jinlin.core.figures.rollup import figures
from jinlin.core.keys import uuid7
from jinlin.core.tests.standing import standing
from jinlin.core.time import clock
from jinlin.core.time.months import month_of
from jinlin.core.timeline import verify
from jinlin.domains.appeals.tests.cast import Cast, at_desk, cast_of_dehua, closed, reported
from jinlin.ground.accounts.roles import Role
from jinlin.metrics import public, publishing
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.forms_of_opening import ChoiceForm
from jinlin.metrics.jobs import release
from jinlin.metrics.releases import Choice, Release, Threshold

COUNTY = "350526"
PERIOD = "2026-09"


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker) -> Iterator[Cast]:
    """Two appeals of September, which is said on the second of October."""
    with standing(django_db_blocker):
        found = cast_of_dehua()
        with clock.set_to(clock.at(date(2026, 9, 12), 9)):
            closed(found)
            reported(found)
        with clock.set_to(clock.at(date(2026, 10, 2), 9)):
            release()
        yield found


@pytest.fixture
def said(house, db) -> Cast:
    return house


cast = said


def rows_of(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.text)))


def test_a_month_is_said_as_it_was_counted_then_and_stays_so(said):
    measure = MEASURES["appeals.received"]
    first, last = month_of(date(2026, 9, 1))
    counted = answer(measure, Window(COUNTY, last, first))
    with clock.set_to(clock.at(date(2026, 9, 20), 9)):
        reported(said)
    release()
    [row] = public.released(said.places.county, period=PERIOD, key=measure.key, only=COUNTY)
    assert (row.figure, row.shown) == (counted, 2)
    assert answer(measure, Window(COUNTY, last, first)).numerator == 3
    assert [*verify(COUNTY)] == []


def test_the_parts_of_a_place_add_up_to_it(said):
    for row in Release.objects.filter(county=COUNTY, period=PERIOD):
        parts = [cell for place, cell in row.cells.items() if place != COUNTY]
        assert row.cells[COUNTY][1] == sum(rows for _met, rows, _value, _hidden in parts)


def test_page_file_and_program_say_the_same(said):
    client, place = Client(), said.places.county
    listed = rows_of(client.get("/figures/figures.csv", {"place": COUNTY}))
    told = json.loads(client.get("/figures/figures.json", {"place": COUNTY}).text)
    page = client.get("/figures/", {"place": COUNTY, "period": PERIOD})
    assert [(row["key"], row["place"], row["period"]) for row in listed] == [
        (row["key"], row["place"], row["period"]) for row in told["figures"]
    ]
    assert {row["key"] for row in told["measures"]} == {
        key for key, measure in MEASURES.items() if measure.is_public
    }
    whole = {
        row["key"]: row["value"]
        for row in told["figures"]
        if (row["place"], row["period"]) == (COUNTY, PERIOD)
    }
    lines = public.lines(place, public.released(place, period=PERIOD))
    assert {line.measure.key: line.figure.shown for line in lines} == whole
    assert [line.measure.key for line in lines if str(line.measure.name) not in page.text] == []


def test_running_totals_are_what_the_house_counts_and_none_is_of_people(said):
    day = public.last_day()
    told = json.loads(Client().get("/figures/figures.json", {"place": COUNTY}).text)["figures"]
    totals = {row["key"]: row["value"] for row in told if row["period"] == public.TOTAL}
    counted = figures(MEASURES.values(), Window(COUNTY, day))
    assert totals == {
        key: for_everybody(measure, counted[key]).read_in(measure.shown)
        for key, measure in MEASURES.items()
        if measure.is_public and not measure.counts_people
    }


def test_what_is_not_public_is_in_none_of_them(said):
    hidden = [key for key, measure in MEASURES.items() if not measure.is_public]
    text = Client().get("/figures/figures.json", {"place": COUNTY}).text
    assert hidden
    assert [key for key in hidden if f'"{key}"' in text] == []


def test_few_people_are_not_said_in_any_form(said):
    for row in Release.objects.all():
        measure = MEASURES[row.key]
        for place in row.cells:
            figure = publishing.figure_in(row, place, measure)
            if measure.counts_people and figure:
                assert not 0 < figure.denominator < FEWEST_PEOPLE
                assert not 0 < figure.numerator < FEWEST_PEOPLE


def test_the_page_says_how_many_numbers_about_people_stay_hidden(said):
    listed = rows_of(Client().get("/figures/figures.csv", {"place": COUNTY}))
    people = [
        row["status"]
        for row in listed
        if row["period"] == PERIOD and MEASURES[row["key"]].counts_people
    ]
    number, every = people.count("hidden"), len(people)
    page = Client().get("/figures/", {"place": COUNTY, "period": PERIOD})
    assert page.context["hidden"] == public.Hidden(number, every)
    assert f"{every} 个数字里有 {number} 个不公布（" in page.text
    shown = public.released(said.places.county, period=PERIOD)
    people = [each for each in shown if each.measure.counts_people]
    found = public.hidden_among([replace(people[0], figure=None), *people[1:]])
    assert found == public.Hidden(number + 1, every)
    assert public.hidden_among([]) is None


# Of the specification (Data Package, Data Resource and Table Schema, version 1): what a field may
# hold by its type, and which constraints each type takes.
READ = {
    "string": str,
    "integer": int,
    "number": Decimal,
    "date": date.fromisoformat,
    "boolean": lambda text: {"true": True, "false": False}[text],
}
TAKES = {
    "string": {"required", "unique", "pattern", "enum", "minLength", "maxLength"},
    "integer": {"required", "unique", "enum", "minimum", "maximum"},
    "number": {"required", "unique", "enum", "minimum", "maximum"},
    "date": {"required", "unique", "enum", "minimum", "maximum"},
    "boolean": {"required", "unique", "enum"},
}
NAME = re.compile(r"[-a-z0-9._/]+")


def test_the_package_keeps_to_the_specification_and_each_row_to_the_package(said):
    client = Client()
    package = json.loads(client.get("/figures/datapackage.json", {"place": COUNTY}).text)
    assert package["profile"] == "tabular-data-package"
    assert NAME.fullmatch(package["name"])
    assert datetime.fromisoformat(package["created"]).utcoffset() == timedelta(hours=8)
    assert [each["name"] for each in package["resources"]] == ["figures", "measures"]
    keys = {}
    for resource in package["resources"]:
        content = client.get(resource["path"].removeprefix("http://testserver")).content
        rows = list(csv.DictReader(io.StringIO(content.decode(), newline="")))
        _check_resource(resource, content, list(rows[0]))
        _check_rows(resource["schema"], rows)
        keys[resource["name"]] = {row["key"] for row in rows}
    named = package["resources"][0]["schema"]["foreignKeys"]
    assert named == [{"fields": "key", "reference": {"resource": "measures", "fields": "key"}}]
    assert keys["figures"] <= keys["measures"]


def _check_resource(resource, content: bytes, columns: list[str]) -> None:
    schema = resource["schema"]
    assert resource["path"].startswith("http://testserver/figures/")
    assert (resource["profile"], resource["format"]) == ("tabular-data-resource", "csv")
    assert (resource["mediatype"], resource["encoding"]) == ("text/csv", "utf-8")
    assert resource["bytes"] == len(content)
    assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    assert [field["name"] for field in schema["fields"]] == columns
    assert len(set(columns)) == len(columns)
    assert set(schema["primaryKey"]) <= set(columns)
    assert schema["missingValues"] == [""]
    for field in schema["fields"]:
        assert set(field.get("constraints", ())) <= TAKES[field["type"]]


def _check_rows(schema, rows: list[dict[str, str]]) -> None:
    for field in schema["fields"]:
        kept, texts = field.get("constraints", {}), [row[field["name"]] for row in rows]
        assert all(texts) or not kept.get("required"), field["name"]
        held = [READ[field["type"]](text) for text in texts if text not in schema["missingValues"]]
        assert {str(each) for each in held} <= set(kept["enum"]) if "enum" in kept else True
        assert len(set(held)) == len(held) or not kept.get("unique")
        assert all(re.fullmatch(kept["pattern"], each) for each in held if "pattern" in kept)
        assert all(each >= kept["minimum"] for each in held if "minimum" in kept)
    own = {tuple(row[name] for name in schema["primaryKey"]) for row in rows}
    assert len(own) == len(rows)


def test_today_is_not_said_before_it_is_over(said):
    before = Client().get("/figures/figures.json", {"place": COUNTY}).text
    closed(said)
    assert Client().get("/figures/figures.json", {"place": COUNTY}).text == before


def test_released_twice_it_is_said_once(said):
    before = Release.objects.count()
    with clock.set_to(clock.at(date(2026, 10, 2), 12)):
        assert release() == 0
        place, measure = said.places.county, MEASURES["appeals.received"]
        assert publishing.release(place, measure, PERIOD) is False
    assert Release.objects.count() == before


def test_a_year_is_said_when_its_months_are(said):
    with clock.set_to(clock.at(date(2027, 1, 2), 9)):
        release()
    found = Release.objects.filter(county=COUNTY, key="appeals.received", period="2026").get()
    assert found.cells[COUNTY][1] == 2
    assert {*Release.objects.filter(county=COUNTY).values_list("period", flat=True)} == {
        *("2026-09", "2026-10", "2026-11", "2026-12", "2026")
    }


def lead(cast: Cast) -> Actor:
    """Whoever answers for the whole county."""
    return replace(cast.actors.lead, grants=(Grant(Role.LEAD, (COUNTY,)),))


def test_a_county_takes_a_figure_back_and_it_is_in_no_form_any_more(said):
    place, today = said.places.county, clock.today()
    publishing.choose(
        place,
        "appeals.received",
        is_public=False,
        from_on=today,
        reason="暂不公开",
        actor=lead(said),
    )
    client = Client()
    text = client.get("/figures/figures.json", {"place": COUNTY}).text
    assert '"appeals.received"' not in text
    assert client.get("/figures/of/appeals.received/", {"place": COUNTY}).status_code == 404
    publishing.choose(
        place,
        "appeals.received",
        is_public=True,
        from_on=today,
        reason="重新公开",
        actor=lead(said),
    )
    assert '"appeals.received"' in client.get("/figures/figures.json", {"place": COUNTY}).text
    assert [each.reason for each in Choice.objects.order_by("id")] == ["暂不公开", "重新公开"]


def test_a_county_opens_a_figure_down_to_its_communities_and_the_parts_add_up(said):
    place, measure = said.places.county, MEASURES["appeals.received"]
    with clock.set_to(clock.at(date(2026, 10, 20), 9)):
        reported(said)
        told = {"figure": measure.key, "is_public": "community", "from_on": "2026-10-20"}
        form = ChoiceForm({**told, "reason": "村（社区）议事要用", "key": uuid7()})
        assert (form.is_valid(), form.is_deep, form.is_open) == (True, True, True)
        day = {"from_on": clock.today(), "reason": "村（社区）议事要用"}
        publishing.open_deeper(place, measure.key, actor=lead(said), **day)
        page = at_desk(said.users.supervisor).get("/desk/public-figures/").text
        assert "细到社区" in page
        people = next(
            each for each in publishing.chosen(COUNTY, clock.today()) if each.counts_people
        )
        with pytest.raises(Unusable):
            publishing.open_deeper(place, people.key, actor=lead(said), **day)
        with pytest.raises(NotAllowed):
            publishing.open_deeper(place, measure.key, actor=said.actors.lead, **day)
    with clock.set_to(clock.at(date(2026, 11, 2), 9)):
        release()
        row = Release.objects.get(county=COUNTY, key=measure.key, period="2026-10")
        counts = {code: cell[1] for code, cell in row.cells.items()}
        towns = {code for code in counts if len(code) == 9}
        for town in towns:
            parts = [n for code, n in counts.items() if code.startswith(town) and code != town]
            assert counts[town] == sum(parts)
        assert counts[said.places.community.code] == 1
        assert not any(cell[3] for cell in row.cells.values())
        shown = Client().get(f"/figures/of/{measure.key}/", {"place": COUNTY, "period": "2026-10"})
        assert said.places.community.name in shown.text
        rows = rows_of(Client().get("/figures/figures.csv", {"place": COUNTY}))
        own = [r for r in rows if r["place"] == said.places.community.code]
        assert [(r["key"], r["period"], r["denominator"]) for r in own] == [
            (measure.key, "2026-10", "1")
        ]
        before = Release.objects.get(county=COUNTY, key=measure.key, period=PERIOD)
        assert not any(len(code) == 12 for code in before.cells)


def test_a_choice_of_a_later_day_waits_for_it(said):
    place, today = said.places.county, clock.today()
    later = today + timedelta(days=366)
    with pytest.raises(Unusable):
        publishing.choose(
            place,
            "appeals.received",
            is_public=False,
            from_on=date(2020, 1, 1),
            reason="x",
            actor=lead(said),
        )
    publishing.choose(
        place, "appeals.received", is_public=False, from_on=later, reason="明年起", actor=lead(said)
    )
    assert "appeals.received" in {each.key for each in publishing.chosen(COUNTY, today)}
    assert "appeals.received" not in {each.key for each in publishing.chosen(COUNTY, later)}


def test_a_figure_that_is_not_made_for_everybody_cannot_be_chosen(said):
    key = next(key for key, measure in MEASURES.items() if not measure.is_public)
    with pytest.raises(Unusable):
        publishing.choose(
            said.places.county,
            key,
            is_public=True,
            from_on=clock.today(),
            reason="x",
            actor=lead(said),
        )


def test_the_least_number_of_people_only_rises(said):
    place, today = said.places.county, clock.today()
    publishing.raise_fewest(place, 8, from_on=today, actor=lead(said))
    for less in (4, 5, 7, 8):
        with pytest.raises(Unusable):
            publishing.raise_fewest(place, less, from_on=today, actor=lead(said))
    assert Threshold.of(COUNTY, today) == 8
    assert Threshold.of("621121", today) == FEWEST_PEOPLE


def test_a_town_does_not_choose_for_the_county(said):
    actor = at_desk(said.users.lead)
    page = actor.get("/desk/public-figures/")
    assert (page.status_code, page.context["may_choose"]) == (200, False)
    with pytest.raises(NotAllowed):
        publishing.raise_fewest(
            said.places.county, 9, from_on=clock.today(), actor=said.actors.lead
        )


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/figures/", 200),
        ("/figures/?place=999999", 404),
        ("/figures/?place=350526100", 404),
        ("/figures/figures.csv", 404),
        ("/figures/measures.csv", 404),
        ("/figures/of/appeals.received/?place=350526", 200),
        ("/figures/of/none/?place=350526", 404),
        ("/figures/?place=350526&period=x", 422),
        ("/figures/figures.json?place=%00", 422),
    ],
)
def test_a_place_that_is_no_county_has_none(cast, path, status):
    assert Client(raise_request_exception=False).get(path).status_code == status
