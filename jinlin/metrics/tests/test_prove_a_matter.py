"""Can a resident prove, without the house, that their matter is counted in the published figure?"""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from jinlin.core.tests.standing import standing
from jinlin.core.time import clock
from jinlin.core.timeline import seal_due
from jinlin.domains.appeals.tests.cast import (
    Cast,
    at_desk,
    at_phone,
    cast_of_dehua,
    in_hand,
    reported,
)
from jinlin.domains.consultations.actions import take_up
from jinlin.domains.consultations.tests.cast import raised
from jinlin.domains.wishes.tests.cast import posted
from jinlin.ground.accounts.sessions import TRACKS
from jinlin.metrics import proofs, publishing
from jinlin.metrics.catalogue import MEASURES

COUNTY, KEY, PERIOD = "350526", "appeals.received", "2026-09"
SCRIPT = Path(__file__).parents[1] / "static" / "metrics" / "check_proof.py"
RELEASED = date(2026, 10, 2)


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker) -> Iterator[tuple[Cast, dict]]:
    """Five matters of September, one of them anonymous and one hidden; said and sealed."""
    with standing(django_db_blocker):
        cast = cast_of_dehua()
        with clock.set_to(clock.at(date(2026, 9, 12), 9)):
            matters = {
                "own": in_hand(cast),
                "hidden": reported(cast, identity="hidden"),
                "anonymous": reported(
                    cast, identity="anonymous", reporter=None, track_code="abcd2345"
                ),
                "other": reported(cast),
                "more": reported(cast),
                "wish": posted(cast),
                "topic": raised(cast),
            }
        with clock.set_to(clock.at(date(2026, 9, 13), 9)):
            take_up(matters["topic"], actor=cast.actors.clerk)
        with clock.set_to(clock.at(RELEASED, 9)):
            for key in publishing.PROVED:
                publishing.release(cast.places.county, MEASURES[key], PERIOD)
            matters["late"] = reported(cast)
        seal_due(clock.at(RELEASED + timedelta(days=1), 9))
        yield cast, matters


@pytest.fixture
def cast(house, db) -> Cast:
    return house[0]


@pytest.fixture
def matters(house, db) -> dict:
    return house[1]


def address(appeal) -> str:
    return reverse("metrics:take_proof", args=[appeal.pk])


def taken(cast: Cast, appeal) -> bytes:
    answer = at_phone(cast.users.resident).get(address(appeal))
    assert answer.status_code == 200
    return answer.content


def checked(tmp_path: Path, proof: bytes, seals: str | None = None) -> int:
    """What the script of 30 lines says; it knows nothing of the house."""
    (tmp_path / "proof.json").write_bytes(proof)
    asked = [sys.executable, "-I", str(SCRIPT), str(tmp_path / "proof.json")]
    if seals is not None:
        (tmp_path / "seals.txt").write_text(seals, encoding="utf-8")
        asked.append(str(tmp_path / "seals.txt"))
    return subprocess.run(asked, capture_output=True, check=False).returncode


def published() -> str:
    return Client().get(reverse("metrics:seals_text"), {"place": COUNTY}).text


@pytest.mark.parametrize("name", ["own", "hidden"])
def test_a_proof_holds_and_its_seals_are_published(cast, matters, tmp_path, name):
    proof = taken(cast, matters[name])
    assert json.loads(proof)["figure"] == {"key": KEY, "period": PERIOD, "number": 5}
    assert checked(tmp_path, proof) == 0
    assert checked(tmp_path, proof, published()) == 0


def test_who_reported_anonymously_has_it_by_the_tracking_code(cast, matters, tmp_path):
    appeal = matters["anonymous"]
    browser = Client()
    assert browser.get(address(appeal)).status_code == 404
    session = browser.session

    session[TRACKS] = [str(appeal.pk)]
    session.save()
    assert checked(tmp_path, browser.get(address(appeal)).content, published()) == 0


NOTHING = "0" * 64
ALTERED = {
    "matter": (("matter",), "01998000-0000-7000-8000-000000000000"),
    "number": (("figure", "number"), 6),
    "period": (("figure", "period"), "2026-08"),
    "path": (("path", 0, 1), NOTHING),
    "root": (("root",), NOTHING),
    "said root": (("release", "facts", "root"), []),
    "said number": (("release", "facts", "number"), 6),
    "head": (("sealed", 0, "head"), NOTHING),
    "seal": (("sealed", 1, "seal", "entries"), 999),
    "seal hash": (("sealed", 1, "seal_hash"), NOTHING),
    "county": (("county",), "621121"),
}


def altered(proof: dict, where: str) -> dict:
    [*way, last], value = ALTERED[where]
    part = proof
    for step in way:
        part = part[step]
    part[last] = value
    return proof


@pytest.mark.one_engine
@pytest.mark.parametrize("where", sorted(ALTERED))
def test_whatever_is_altered_it_does_not_hold(cast, matters, tmp_path, where):
    proof = altered(json.loads(taken(cast, matters["own"])), where)
    assert checked(tmp_path, proofs.as_file(proof)) == 1


@pytest.mark.one_engine
def test_with_other_published_seals_it_does_not_hold(cast, matters, tmp_path):
    proof = taken(cast, matters["own"])
    lines = published().splitlines()
    assert checked(tmp_path, proof, "\n".join(lines[:-1])) == 1
    assert checked(tmp_path, proof, "") == 1


def test_it_tells_nothing_of_others(cast, matters):
    proof = taken(cast, matters["own"]).decode()
    others = [each for name, each in matters.items() if name != "own"]
    names = [str(each.pk) for each in others]
    names += [each.number for each in others if hasattr(each, "number")]
    assert [each for each in names if each in proof] == []
    assert matters["own"].text not in proof
    assert cast.users.resident.phone not in proof


def test_it_is_nobody_elses_to_take(cast, matters):
    for browser in (
        Client(),
        at_phone(cast.users.neighbour),
        at_desk(cast.users.clerk),
        at_desk(cast.users.supervisor),
    ):
        assert browser.get(address(matters["own"])).status_code == 404
        page = browser.get(reverse("metrics:proof", args=[matters["own"].pk]))
        assert page.status_code == 404


def test_the_matters_own_page_says_that_it_is_counted(cast, matters):
    page = at_phone(cast.users.resident).get(reverse("appeals:appeal", args=[matters["own"].pk]))
    assert "公布的 5 件里，有您这一件" in page.text
    assert reverse("metrics:proof", args=[matters["own"].pk]) in page.text


@pytest.mark.parametrize(
    ("name", "page", "key"),
    [
        ("wish", "wishes:wish", "wishes.posted"),
        ("topic", "consultations:topic", "consultations.topics"),
    ],
)
def test_a_wish_and_a_topic_say_it_on_their_own_pages_too(cast, matters, tmp_path, name, page, key):
    row = matters[name]
    way = reverse("metrics:proof", args=[row.pk])
    seen = at_phone(cast.users.resident).get(reverse(page, args=[row.pk]))
    assert way in seen.text
    assert way not in at_phone(cast.users.neighbour).get(reverse(page, args=[row.pk])).text
    proof = taken(cast, row)
    assert json.loads(proof)["figure"] == {"key": key, "period": PERIOD, "number": 1}
    assert checked(tmp_path, proof, published()) == 0


def test_of_a_month_that_is_not_said_it_says_when_it_will_be(cast, matters):
    page = at_phone(cast.users.resident).get(reverse("appeals:appeal", args=[matters["late"].pk]))
    assert "月末过后公布" in page.text
    assert at_phone(cast.users.resident).get(address(matters["late"])).status_code == 404


def test_what_came_after_the_month_was_said_is_not_claimed_to_be_counted(cast):
    with clock.set_to(clock.at(date(2026, 9, 28), 9)):
        appeal = reported(cast)
    found = proofs.counted(proofs.BY_LABEL["appeals.appeal"], appeal)
    assert (found.release is not None, found.is_counted) == (True, False)
    assert at_phone(cast.users.resident).get(address(appeal)).status_code == 404


@pytest.mark.one_engine
def test_the_script_is_short_and_needs_nothing():
    text = SCRIPT.read_text(encoding="utf-8")
    code = [line for line in text.splitlines() if line.strip()]
    assert len(code) <= 30
    assert "jinlin" not in text
