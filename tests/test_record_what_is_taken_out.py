"""Is every list that leaves the house as a file on record, whichever room it is taken from?"""

import re
from pathlib import Path

import pytest
from django.db.models.signals import post_save
from django.http import QueryDict
from django.test import Client

from jinlin.core.timeline import Access
from jinlin.ground.accounts.taking_out import filters_of
from tests.walked import (
    READS,
    Scene,
    answer_of,
    browsers,
    draw_each_refusal_once,
    house,
    scene,
    soon_after,
)

__all__ = ["browsers", "draw_each_refusal_once", "house", "scene", "soon_after"]
pytestmark = pytest.mark.one_engine
ROOT = Path(__file__).parent.parent / "jinlin"

# What leaves as a file by another way than `accounts.taking_out`, and why nobody's data goes along
# unseen.
BY_ANOTHER_WAY = {
    "ground/accounts/taking_out.py",  # the way itself
    "core/files/serving.py",  # one photo or paper, to whoever may see its matter
    "domains/receptions/portal/feeds.py",  # a calendar, under its owner's secret address
    "domains/talents/portal/badges.py",  # one's own certificate
    "domains/workforce/desk/subsidies.py",  # the bank's file: `bank_file` keeps who fetched it
    "metrics/desk/figures.py",  # figures by place
    "metrics/desk/reports.py",  # figures of a month
    "metrics/ledgers/desk/ledgers.py",  # figures in a county's own layout
    "metrics/ledgers/desk/templates.py",  # a layout without any values
    "metrics/portal.py",  # figures that stand before everybody
    "metrics/proving.py",  # hashes of a figure's rows
    "services/documents/holders.py",  # one's own paper
}
FIGURES_AND_LAYOUTS = re.compile(
    r"/figures/|/desk/figures/|/desk/reports/|/desk/ledgers/|/files/|/papers/|"
    r"/talents/certificates/|/talents/verifier.py"
)


def test_no_file_leaves_by_another_way():
    makes = re.compile(r"\bFileResponse\(|Content-Disposition")
    found = {
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*.py")
        if "tests" not in path.parts and makes.search(path.read_text())
    }
    assert found == BY_ANOTHER_WAY


def taken(browser: Client, address: str, scene: Scene) -> tuple[bool, list[tuple[str, str]]]:
    """Whether a file came, and what was written down of it."""
    kept: list[tuple[str, str]] = []

    def keep(instance: Access, **_more: object) -> None:
        kept.append((instance.what, instance.why))

    post_save.connect(keep, sender=Access)
    try:
        answer = answer_of(browser, "get", address, scene)
    finally:
        post_save.disconnect(keep, sender=Access)
    return answer.get("Content-Disposition", "").startswith("attachment"), kept


@pytest.mark.parametrize("caller", ["lead", "handler"])
def test_whatever_comes_as_a_file_is_on_record(house, browsers, scene, caller):
    lists, unseen = [], []
    for address in READS:
        came, kept = taken(browsers[caller], address, scene)
        if came and not FIGURES_AND_LAYOUTS.search(address):
            lists.append(address)
            if not [what for what, _why in kept if what.endswith(".export")]:
                unseen.append(address)
    assert unseen == []
    assert len(lists) >= {"lead": 20, "handler": 8}[caller], lists


def test_what_was_taken_says_which_list_how_many_and_under_which_filters(house, browsers, scene):
    address = "/desk/volunteers/export.csv?q=13800000001"
    came, kept = taken(browsers["lead"], address, scene)
    assert came
    assert kept == [("volunteers.export", "志愿者, csv, 1: q=…")]


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("state=all&since=2025-01-31", "state=all&since=2025-01-31"),
        ("place=350526100001&after=", "place=350526100001"),
        ("q=王小梅", "q=…"),
        ("place=13800000001", "place=…"),
        ("place=%2B8613800000001", "place=…"),
        ("unit=350526199001011234", "unit=…"),
        ("pick=a&pick=b&pick=c", "pick=3"),
        ("state=a\nforged", "state=…"),
    ],
)
def test_nobody_is_found_by_what_is_kept_of_filters(address, kept):
    assert filters_of(QueryDict(address)) == kept
