"""Do the parts of a place add up to it, wherever its rows were placed?"""

import csv
import io
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse

from jinlin.core.actor import SYSTEM
from jinlin.core.figures.measures import Window
from jinlin.core.tests.standing import once_a_file
from jinlin.core.time import clock
from jinlin.domains.appeals.models import Appeal, Round
from jinlin.domains.appeals.tests.cast import (
    COUNTY,
    Cast,
    at_desk,
    cast_of_dehua,
    closed,
    finished,
    in_hand,
    reported,
)
from jinlin.ground.accounts.actions import issue_token
from jinlin.ground.places import actions as places
from jinlin.ground.places.models import Place
from jinlin.metrics import commands, queries
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.jobs import roll_up

COUNTED = [
    MEASURES[f"appeals.{name}"]
    for name in ("received", "closed_loop_rate", "on_time", "handling_median")
]
RECEIVED, RATE = "appeals.received", "appeals.closed_loop_rate"


standing_cast, cast = once_a_file(cast_of_dehua)


def placed_anywhere(cast: Cast, chance: Random) -> None:
    """Some appeals, each reported at the county, a town, a community or a neighbourhood."""
    places = list(Place.objects.present().filter(code__startswith=COUNTY))
    for stage in (reported, in_hand, finished, closed, reported):
        appeal, place = stage(cast), chance.choice(places)
        Appeal.objects.filter(pk=appeal.pk).update(place=place, place_code=place.code)
        Round.objects.filter(appeal=appeal).update(place_code=place.code)


def not_adding_up() -> Iterator[tuple[str, str]]:
    for place in Place.objects.present().filter(code__startswith=COUNTY[:4]):
        for since in (None, clock.today()):
            window = Window(place.code, clock.today(), since)
            for measure in COUNTED:
                whole = queries.reading(measure, window).figure
                parts = [part.reading.figure for part in queries.parts(measure, place, window)]
                below = Place.objects.present().filter(parent=place).exists()
                if below and (whole.numerator, whole.denominator) != (
                    sum(part.numerator for part in parts),
                    sum(part.denominator for part in parts),
                ):
                    yield place.code, measure.key


@pytest.mark.parametrize("seed", range(3))
def test_the_parts_of_every_place_add_up_to_it(cast: Cast, seed: int) -> None:
    chance = Random(seed)
    placed_anywhere(cast, chance)
    assert list(not_adding_up()) == []
    roll_up()
    assert list(not_adding_up()) == []
    placed_anywhere(cast, chance)
    assert list(not_adding_up()) == []


def test_what_was_reported_at_the_county_itself_has_a_line_everywhere(cast: Cast) -> None:
    reported(cast)
    here = reported(cast)
    county = Place.objects.present().get(code=COUNTY)
    Appeal.objects.filter(pk=here.pk).update(place=county, place_code=COUNTY)
    asked = [(part.code, part.name, part.opens) for part in parts_of(county)]
    assert asked == [(COUNTY, f"{county.name}本级", False), ("350526100", "浔中镇", True)]
    browser = at_desk(cast.users.supervisor)
    page = browser.get(reverse("metrics:figure", args=[RECEIVED]), {"place": COUNTY})
    assert f"{county.name}本级" in page.content.decode()
    rows = list(csv.reader(io.StringIO(taken(browser, "csv").decode("utf-8-sig"))))
    assert [(row[1], row[-1]) for row in rows[1:]] == [
        (f"{county.name}本级", "1"),
        ("浔中镇", "1"),
        (county.name, "2"),
    ]
    assert taken(browser, "xlsx")[:2] == b"PK"
    assert browser.get(reverse("metrics:parts", args=[RECEIVED, "exe"])).status_code == 404


def parts_of(place: Place) -> list[queries.Part]:
    return queries.parts(MEASURES[RECEIVED], place, Window(place.code, clock.today()))


def taken(browser: Client, kind: str) -> bytes:
    answer = browser.get(reverse("metrics:parts", args=[RECEIVED, kind]), {"place": COUNTY})
    return b"".join(answer.streaming_content)  # type: ignore[arg-type]


def test_a_closed_place_keeps_what_was_counted_there(cast: Cast) -> None:
    reported(cast)
    Place.objects.filter(code="350526100001").update(valid_to=clock.today())
    town = Place.objects.present().get(code="350526100")
    assert [(part.code, part.opens) for part in parts_of(town)] == [("350526100001", False)]
    assert "已撤销" in parts_of(town)[0].name


def test_programs_get_the_parts_the_unit_and_what_may_be_public(cast: Cast) -> None:
    closed(cast)
    _token, raw = issue_token(
        cast.users.lead,
        name="t",
        scopes=("figures:read",),
        expires_on=clock.today() + timedelta(days=9),
        actor=SYSTEM,
    )
    program, place = Client(headers={"authorization": f"Bearer {raw}"}), cast.places.town.code
    parts = program.get(f"/api/v1/figures/{RECEIVED}/parts", {"place": place}).json()
    assert [(part["code"], part["denominator"]) for part in parts] == [("350526100001", 1)]
    told = {each["key"]: each for each in program.get("/api/v1/figures", {"place": place}).json()}
    assert {
        key: (told[key]["unit"], told[key]["shown_unit"], told[key]["is_public"])
        for key in ("wishes.days_to_claim", "appeals.handling_median", RATE)
    } == {
        "wishes.days_to_claim": ("分钟", "天", False),
        "appeals.handling_median": ("分钟", "天", False),
        RATE: ("%", "%", True),
    }
    assert program.get(f"/api/v1/figures/{RATE}/parts", {"place": "621121"}).status_code == 404
    assert program.get("/api/v1/figures/none/parts", {"place": place}).status_code == 404
    for days in ({"as_of": "2199-01-01"}, {"since": "2025-02-01", "as_of": "2025-01-31"}):
        for address in ("/api/v1/figures", f"/api/v1/figures/{RATE}/parts"):
            assert program.get(address, {"place": place, **days}).status_code == 422
        words = [f"--{name.replace('_', '-')}={day}" for name, day in days.items()]
        assert CliRunner().invoke(commands.figures, ["--county", place, *words]).exit_code == 1


def test_the_console_says_of_a_merged_place_what_its_page_says(cast: Cast) -> None:
    pair = [cast.places.neighbourhood, cast.places.other_neighbourhood]
    for place in pair:
        reported(cast, place=place)
    new = places.merge(pair, code=pair[0].code, name="合家小区", actor=SYSTEM)
    address = reverse("metrics:figure", args=[RECEIVED])
    page = at_desk(cast.users.lead).get(address, {"place": new.code})
    told = CliRunner().invoke(commands.figures, ["--county", new.code, "--json"])
    said = {each["key"]: each["value"] for each in json.loads(told.output)}
    assert said[RECEIVED] == page.context["reading"].figure.value == 2


@pytest.mark.parametrize("words", [["--county", "999999"], ["--county", "999999", "--verify"]])
def test_a_place_that_the_house_does_not_know_is_no_row_of_noughts(
    cast: Cast, words: list[str], tmp_path: Path
) -> None:
    told = CliRunner().invoke(commands.figures, words)
    assert (told.exit_code, "999999" in told.output) == (1, True)
    out = ["--county", "999999", "--out", str(tmp_path / "archive")]
    assert CliRunner().invoke(commands.archive, out).exit_code == 1
    assert not (tmp_path / "archive").exists()
