"""Does every figure of every domain open to exactly its rows, and say one number everywhere?

One house with a row of each kind. Of every measure: the number on its page, the rows behind it (or
what they come to), its parts by place, the list that is taken away, what programs read, and what
everybody reads. Whoever has no business here gets none of it.
"""

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jinlin.core.actor import SYSTEM
from jinlin.core.figures import answers
from jinlin.core.figures.measures import Measure, Shape, Window
from jinlin.core.tests.standing import standing
from jinlin.core.time import clock
from jinlin.domains.appeals.tests.cast import (
    COUNTY,
    at_desk,
    cast_of_dehua,
    closed,
    finished,
    reported,
)
from jinlin.ground.accounts.actions import issue_token
from jinlin.metrics import groups, queries
from jinlin.metrics.catalogue import MEASURES, opening_of
from jinlin.metrics.ledgers import actions as ledgers
from jinlin.metrics.ledgers.jobs import make_takeaways
from tests.scene import Scene, callers, scene_of
from tests.walked import draw_each_refusal_once

__all__ = ["draw_each_refusal_once"]
ABOUT = sorted({groups.about(measure) for measure in MEASURES.values()})
# Counted for whoever reads figures, and opened one by one by those who work with them alone.
KEPT = frozenset({"visits.visit", "workforce.professional"})


@pytest.fixture(scope="module")
def scene(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Scene]:
    """A day later: what everybody reads is the state of yesterday."""
    with standing(django_db_blocker, tmp_path_factory.mktemp("uploads")):
        cast = cast_of_dehua()
        found = scene_of(cast)
        for make in (reported, finished, closed, closed):
            make(cast)
        with clock.set_to(clock.now() + timedelta(days=1)):
            yield found


def of(about: str) -> list[Measure]:
    return [each for each in MEASURES.values() if groups.about(each) == about]


def page_of(desk: Client, page: str, measure: Measure, **query: str) -> Any:
    """The page of one figure of the county."""
    address = reverse(f"metrics:{page}", args=[measure.key])
    return desk.get(address, {"place": COUNTY, **query})


def opened(desk: Client, measure: Measure, *, met: bool) -> list[tuple[Any, Any]]:
    """Every line of the drill-down, page by page: its matter and what it adds."""
    found: list[tuple[Any, Any]] = []
    after: str | None = ""
    while after is not None:
        page = page_of(desk, "rows", measure, after=after, **({"met": "1"} if met else {}))
        lines = page.context["lines"]
        assert page.content.count(b"data-row") == len(lines)
        found += [(line, amount) for line, _day, amount in lines]
        after = page.context["page"].next or None
    return found


def by_place(desk: Client, measure: Measure) -> list[tuple[int, int]]:
    """The lines of the file: those of the parts, and last the whole."""
    address = reverse("metrics:parts", args=[measure.key, "csv"])
    answer = desk.get(address, {"place": COUNTY})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return [tuple(map(int, line[-2:])) for line in list(csv.reader(io.StringIO(text)))[1:]]


def taken_away(measure: Measure, window: Window, actor: Any) -> list[list[str]]:
    row = ledgers.ask_for(measure.key, window, "csv", met_only=False, actor=actor)
    make_takeaways()
    row.refresh_from_db()
    return list(csv.reader(io.StringIO(row.path.read_text("utf-8-sig"))))[1:]


def is_kept(measure: Measure) -> bool:
    model = answers.rows(measure, Window(COUNTY, clock.today())).model
    label = model._meta.label_lower
    return label in KEPT or label.startswith("casework.")


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("about", ABOUT)
def test_what_a_figure_says_is_what_it_opens_to_and_what_is_taken_away(scene, about):
    actor, window = scene.cast.actors.supervisor, Window(COUNTY, clock.today())
    desk = at_desk(scene.cast.users.supervisor)
    for measure in of(about):
        figure = answers.answer(measure, window)
        shown = page_of(desk, "figure", measure).context["reading"].figure
        assert shown == figure, measure.key
        every, met = (opened(desk, measure, met=each) for each in (False, True))
        file = taken_away(measure, window, actor)
        *parts, whole = by_place(desk, measure)
        assert whole == (figure.numerator, figure.denominator), measure.key
        assert tuple(map(sum, zip(*parts, strict=True))) == (whole if parts else ()), measure.key
        assert len(file) == len(every), measure.key
        assert sum(line[6] == "是" for line in file) == len(met), measure.key
        if is_kept(measure):
            assert len(every) <= figure.denominator
            continue
        assert len(every) == figure.denominator, measure.key
        come_to = len(met)
        if measure.shape == Shape.SUM:
            rows = answers.rows(measure, window, met_only=True)
            come_to = sum(measure.value_of(row) for row in rows)
            assert sum(amount for _line, amount in met) == queries.Figure(
                measure.key, come_to, 0, 0
            ).read_in(measure.shown)
        assert come_to == figure.numerator, measure.key


@pytest.mark.usefixtures("db")
def test_each_row_opens_where_its_kind_has_a_page(scene):
    window, desk = Window(COUNTY, clock.today()), at_desk(scene.cast.users.supervisor)
    found = {}
    for measure in MEASURES.values():
        rows = queries.matters(measure, window, met_only=False, actor=scene.cast.actors.supervisor)
        for row in rows.order_by("pk")[:2]:
            line = getattr(row, measure.subject_field) if measure.subject_field else row
            page = opening_of(line._meta.label_lower).page
            if page:
                found[reverse(page, args=[line.pk])] = measure.key
    refused = {
        address: (key, status)
        for address, key in found.items()
        if (status := desk.get(address, follow=True).status_code) != 200
    }
    assert (refused, len(found) > 30) == ({}, True)


@pytest.mark.usefixtures("db")
def test_programs_and_everybody_read_the_same_numbers(scene):
    today = clock.today()
    _row, token = issue_token(
        scene.cast.users.supervisor,
        name="figures",
        scopes=["figures:read"],
        expires_on=today + timedelta(days=9),
        actor=SYSTEM,
    )
    program = Client(headers={"authorization": f"Bearer {token}"})
    found = program.get("/api/v1/figures", {"place": COUNTY}).json()
    assert {each["key"]: (each["numerator"], each["denominator"]) for each in found} == {
        key: (each.numerator, each.denominator)
        for key, measure in MEASURES.items()
        for each in [answers.answer(measure, Window(COUNTY, today))]
    }
    lines = Client().get(reverse("metrics:public_json"), {"place": COUNTY}).json()["figures"]
    public = {
        line["key"]: (line["numerator"], line["denominator"])
        for line in lines
        if (line["place"], line["period"], line["status"]) == (COUNTY, "total", "said")
    }
    yesterday = Window(COUNTY, today - timedelta(days=1))
    assert len(public) > 20
    assert public == {
        key: (each.numerator, each.denominator)
        for key in public
        for each in [answers.answer(MEASURES[key], yesterday)]
    }


@pytest.fixture(scope="module")
def outsiders(scene: Scene) -> dict[str, tuple[Client, int]]:
    """Who is sent away from the figures of the whole county, and with what."""
    browsers = callers(scene.cast)
    elsewhere = ("clerk", "lead", "town_outsider", "county_outsider")
    others = ("resident", "neighbour", "caseworker", "system_admin")
    return {
        **{name: (browsers[name], 404) for name in elsewhere},
        **{name: (browsers[name], 403) for name in others},
        "visitor": (browsers["visitor"], 302),
    }


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("name", ["visitor", "resident", "clerk", "county_outsider"])
def test_whoever_has_no_business_in_the_county_opens_none_of_its_figures(scene, outsiders, name):
    desk, status = outsiders[name]
    refused = {
        (measure.key, page): page_of(desk, page, measure).status_code
        for measure in MEASURES.values()
        for page in ("figure", "rows")
    }
    assert set(refused.values()) == {status}, refused


@pytest.mark.usefixtures("db")
def test_nobody_else_takes_a_figure_out_or_asks_for_its_rows(scene, outsiders):
    measure = MEASURES["appeals.received"]
    for name, (desk, status) in outsiders.items():
        parts = reverse("metrics:parts", args=[measure.key, "csv"])
        form = {"key": measure.key, "place": COUNTY, "kind": "csv"}
        got = (
            desk.get(parts, {"place": COUNTY}).status_code,
            page_of(desk, "rows", measure).status_code,
            desk.post(reverse("ledgers:takeaways"), form).status_code,
        )
        sent = 401 if name == "visitor" else status
        assert got == (status, status, sent), name
    program = Client().get("/api/v1/figures", {"place": COUNTY})
    assert program.status_code == 401
