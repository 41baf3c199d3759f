"""May everybody read what is public, and nothing that could name somebody?"""

import csv
import io
import json

import pytest
from django.test import Client

from jinlin.core.figures.measures import FEWEST_PEOPLE, Window, for_everybody
from jinlin.core.figures.rollup import figures
from jinlin.core.time import clock
from jinlin.domains.appeals.tests.cast import Cast, cast_of_dehua, closed
from jinlin.metrics import public
from jinlin.metrics.catalogue import MEASURES

COUNTY = "350526"


@pytest.fixture
def cast(db) -> Cast:
    found = cast_of_dehua()
    with clock.set_to(clock.at(public.last_day(), 9)):
        closed(found)
    return found


def rows_of(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.text)))


def test_page_file_and_program_say_the_same_and_it_is_what_the_house_counts(cast):
    client, day = Client(), public.last_day()
    page = client.get("/figures/", {"place": COUNTY})
    listed = rows_of(client.get("/figures/figures.csv", {"place": COUNTY}))
    told = json.loads(client.get("/figures/figures.json", {"place": COUNTY}).text)["figures"]
    counted = figures(MEASURES.values(), Window(COUNTY, day))
    wanted = {
        key: for_everybody(MEASURES[key], figure)
        for key, figure in counted.items()
        if MEASURES[key].is_public
    }
    assert {row["key"] for row in listed} == {row["key"] for row in told} == set(wanted)
    for row, line in zip(told, public.lines(cast.places.county, day), strict=True):
        assert (row["key"], row["value"]) == (line.measure.key, line.shown)
        assert line.figure == wanted[line.measure.key]
        assert str(line.measure.name) in page.text


def test_what_is_not_public_is_in_none_of_them(cast):
    hidden = [key for key, measure in MEASURES.items() if not measure.is_public]
    text = Client().get("/figures/figures.json", {"place": COUNTY}).text
    assert hidden
    assert [key for key in hidden if f'"{key}"' in text] == []


def test_few_people_are_not_said_in_any_form(cast):
    day = public.last_day()
    for line in public.lines(cast.places.county, day):
        if line.measure.counts_people and line.figure:
            assert not 0 < line.figure.denominator < FEWEST_PEOPLE


def test_the_package_describes_the_file(cast):
    client = Client()
    package = json.loads(client.get("/figures/datapackage.json", {"place": COUNTY}).text)
    [resource] = package["resources"]
    path = resource["path"].removeprefix("http://testserver")
    header = client.get(path).text.splitlines()[0].split(",")
    assert [field["name"] for field in resource["schema"]["fields"]] == header


def test_today_is_not_said_before_it_is_over(cast):
    before = Client().get("/figures/figures.json", {"place": COUNTY}).text
    closed(cast)
    assert Client().get("/figures/figures.json", {"place": COUNTY}).text == before


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/figures/", 200),
        ("/figures/?place=999999", 404),
        ("/figures/?place=350526100", 404),
        ("/figures/figures.csv", 404),
        ("/figures/figures.json?place=%00", 422),
    ],
)
def test_a_place_that_is_no_county_has_none(cast, path, status):
    assert Client(raise_request_exception=False).get(path).status_code == status
