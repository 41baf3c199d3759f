"""Does a signed report stay what was said then, whatever is put right, merged or moved later, and
whatever a measure counts by now?
"""

import html
import re
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from django.urls import reverse

from jinlin.core.actor import SYSTEM
from jinlin.core.tests.standing import once_a_file
from jinlin.core.time import clock
from jinlin.core.time.months import names_until
from jinlin.domains.appeals.models import Appeal, Round
from jinlin.domains.appeals.tests.cast import Cast, at_desk, cast_of_dehua, closed, merged, reported
from jinlin.ground.places import actions as places
from jinlin.ground.places.models import Place
from jinlin.metrics import actions, catalogue, definitions
from jinlin.metrics.models import Report
from jinlin.metrics.reporting import lines_of
from jinlin.services.documents.models import Document

NOW = date(2026, 10, 20)
MONTHS, CORRECTIONS = 12, 1_000


def over_months():
    found = cast_of_dehua()
    for back in range(13):
        with clock.set_to(clock.at(NOW - timedelta(days=20 + 30 * back), 9)):
            closed(found)
            reported(found)
    return found


standing_cast, made = once_a_file(over_months)


@pytest.fixture
def cast(made):
    with clock.set_to(clock.at(NOW, 9)):
        yield made


def signed(cast: Cast) -> list[Report]:
    lead = cast.actors.lead
    drawn = [
        actions.draw_up(place, month, actor=lead)
        for place in (cast.places.town, cast.places.community)
        for month in names_until(clock.today(), MONTHS + 1)[1:]
    ]
    for each in drawn:
        actions.sign(each, version=each.version, actor=lead)
    return drawn


def everything_said(reports: list[Report]) -> list[object]:
    papers = Document.objects.filter(about_id__in=[each.pk for each in reports]).order_by("pk")
    return [
        *Report.objects.order_by("pk").values("pk", "lines", "words", "counted_at", "signed_at"),
        *papers.values("pk", "number", "title", "data"),
    ]


def corrected(chance: Random) -> None:
    """Days, places, doors and judgements are put right, one row at a time."""
    keys = list(Appeal.objects.values_list("pk", flat=True))
    there = list(Place.objects.present().filter(code__startswith="350526"))
    for _each in range(CORRECTIONS // 2):
        key, place = chance.choice(keys), chance.choice(there)
        day = NOW - timedelta(days=chance.randrange(400))
        Appeal.objects.filter(pk=key).update(
            reported_on=day,
            place=place,
            place_code=place.code,
            channel=chance.choice(("phone", "station")),
        )
        Round.objects.filter(appeal=key).update(
            judged_on=day, is_solved=chance.random() < 0.5, place_code=place.code
        )


def test_24_signed_reports_stay_after_a_thousand_corrections(cast, monkeypatch):
    reports = signed(cast)
    said, then = everything_said(reports), reports[0].lines
    assert len(reports) == 24
    corrected(Random(7))
    for _each in range(5):
        merged(cast)
    found = [cast.places.neighbourhood, cast.places.other_neighbourhood]
    places.merge(found, code=found[0].code, name="新小区", actor=SYSTEM)
    rate = catalogue.MEASURES["appeals.closed_loop_rate"]
    monkeypatch.setitem(
        catalogue.MEASURES, rate.key, replace(rate, rows=catalogue.find("appeals.received").rows)
    )
    assert everything_said(reports) == said
    assert lines_of(cast.places.town, reports[0].month) != then


def test_the_page_says_what_was_said_and_what_would_be_said_now(cast):
    report = actions.draw_up(cast.places.town, "2026-09", actor=cast.actors.lead)
    actions.sign(report, version=report.version, actor=cast.actors.lead)
    with clock.set_to(clock.at(date(2026, 9, 12), 9)):
        for _each in range(40):
            reported(cast)
    desk = at_desk(cast.users.lead)
    address = reverse("metrics:report", args=[report.pk])
    line = next(each for each in report.lines if each["key"] == "appeals.received")
    then, now = line["shown"], str(int(line["shown"]) + 40)
    assert f'<td class="num">{then} 件' in desk.get(address).text
    assert f"<strong>{now}</strong>" not in desk.get(address).text
    assert f"<strong>{now}</strong>" in desk.get(address, {"now": "1"}).text


def test_each_line_names_the_version_of_its_definition(cast):
    report = actions.draw_up(cast.places.town, "2026-09", actor=cast.actors.lead)
    assert {line["key"]: (line["version"], line["mark"]) for line in report.lines} == {
        each.key: (each.number, each.mark)
        for each in (definitions.present(line["key"]) for line in report.lines)
    }
    assert len({line["version"] for line in report.lines}) > 1  # some have changed meanwhile


def test_a_signed_report_opens_after_its_place_was_merged_or_closed(cast):
    with clock.set_to(clock.at(date(2026, 9, 12), 9)):
        reported(cast, place=cast.places.other_neighbourhood)
    report = actions.draw_up(cast.places.other_neighbourhood, "2026-09", actor=cast.actors.lead)
    actions.sign(report, version=report.version, actor=cast.actors.lead)
    pair = [cast.places.neighbourhood, cast.places.other_neighbourhood]
    new = places.merge(pair, code=pair[0].code, name="合家小区", actor=SYSTEM)
    desk = at_desk(cast.users.lead)
    page = desk.get(reverse("metrics:report", args=[report.pk])).content.decode()
    ways = re.findall(r'href="(/desk/figures/[^"]+)"', page)
    assert ways
    for way in ways:
        found = desk.get(html.unescape(way))
        assert (found.status_code, found.context["place"]) == (200, new)
