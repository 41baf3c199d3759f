"""Does the script of the page that checks proofs say what holds and what is altered?

It runs in Node, with the few things of a page that it asks for, and without a network.
"""

import copy
import json
import re
import subprocess
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from jinlin.core.timeline import trees
from jinlin.core.timeline.chain import ALGORITHM, TREE, canonical, digest
from jinlin.metrics.publishing import halves, leaf_of

pytestmark = pytest.mark.one_engine

SCRIPT = Path(__file__).parents[1] / "static" / "metrics" / "check.js"
PAGE = """
const [proof, seals, source] = JSON.parse(require("fs").readFileSync(0, "utf8"));
let look;
const file = (text) => text === null ? [] : [{ text: async () => text }];
const inputs = [{ files: file(proof) }, { files: file(seals) }];
const answer = { replaceChildren: (line) => console.log(line.dataset.verdict) };
const facts = { hidden: true, querySelector: () => ({}) };
const desk = {
  querySelector: (name) => name.includes("answer") ? answer : facts,
  querySelectorAll: () => inputs,
  getAttribute: () => "",
  addEventListener: (_name, act) => { look = act; },
};
global.document = { querySelector: () => desk, createElement: () => ({ dataset: {} }) };
global.fetch = () => { throw new Error("the network"); };
(0, eval)(source);
look();
"""
COUNTY, KEY, PERIOD = "350526", "appeals.received", "2026-09"
MATTER, OTHERS, RELEASE = (
    UUID("01998000-0000-7000-8000-000000000001"),
    [UUID(f"01998000-0000-7000-8000-{n:012}") for n in range(2, 7)],
    UUID("01998000-0000-7000-8000-000000000099"),
)


def proof() -> dict[str, Any]:
    """As the house makes it, of six matters."""
    leaves = sorted(trees.leaf(leaf_of(KEY, PERIOD, pk)) for pk in (MATTER, *OTHERS))
    root = trees.root_of(leaves)
    facts = {"number": 6, "until": date(2026, 9, 30), "root": halves(root)}
    entry = {"subject_id": RELEASE, "verb": "release", "facts": facts, "algorithm": ALGORITHM}
    return {
        "format": "jinlin-proof-1",
        "county": COUNTY,
        "figure": {"key": KEY, "period": PERIOD, "number": 6},
        "matter": MATTER,
        "path": trees.path_of(leaves, leaves.index(trees.leaf(leaf_of(KEY, PERIOD, MATTER)))),
        "root": root,
        "release": entry,
        "sealed": [
            sealed(RELEASE, "metrics.release", digest(entry, ALGORITHM)),
            sealed(MATTER, "appeals.appeal", "ab" * 32),
        ],
        "published": {},
    }


def sealed(subject: UUID, kind: str, head: str) -> dict[str, Any]:
    """Under the seal of a day that has three histories."""
    heads = [
        [str(subject), [kind, 1, head]],
        *([str(pk), ["x", 1, "cd" * 32]] for pk in OTHERS[:2]),
    ]
    leaves = [trees.leaf(each) for each in heads]
    seal = {"county": COUNTY, "day": date(2026, 10, 2), "root": trees.root_of(leaves), "seq": 9}
    return {
        "subject": subject,
        "subject_type": kind,
        "link": 1,
        "head": head,
        "path": trees.path_of(leaves, 0),
        "seal": seal,
        "seal_hash": digest(seal, TREE),
    }


def verdict(proof: Any, seals: str | None = None, source: str = "") -> str:
    text = proof if isinstance(proof, str) else json.dumps(proof)
    given = json.dumps([text, seals, source or SCRIPT.read_text(encoding="utf-8")])
    said = subprocess.run(
        ["node", "-e", PAGE],
        input=given,
        capture_output=True,
        text=True,
        check=True,
    )
    return said.stdout.strip()


@pytest.fixture(scope="module")
def whole() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(canonical(proof()))
    return found


def test_a_whole_proof_holds_and_is_held_against_the_published_seals(whole):
    seals = [f"seal 1 2026-10-02 {TREE}:{one['seal_hash']}" for one in whole["sealed"]]
    assert verdict(whole) == "valid"
    assert verdict(whole, "\n".join(seals)) == "published"
    assert verdict(whole, seals[0]) == "other-root"


@pytest.mark.parametrize(
    ("way", "value"),
    [
        (("figure", "number"), 7),
        (("matter",), str(OTHERS[0])),
        (("root",), "0" * 64),
        (("path", 0, 1), "0" * 64),
        (("sealed", 1, "head"), "0" * 64),
        (("sealed", 0, "seal", "seq"), 8),
        (("county",), "621121"),
        (("format",), "another"),
    ],
)
def test_whatever_is_altered_it_does_not_hold(whole, way, value):
    other = copy.deepcopy(whole)
    part = other
    for step in way[:-1]:
        part = part[step]
    part[way[-1]] = value
    assert verdict(other) == "altered"


def test_what_is_no_proof_is_said_to_be_none():
    assert verdict("nothing") == "unreadable"
    assert verdict("null") == "unreadable"


def test_the_page_is_kept_as_one_file_that_may_not_use_a_network_and_checks_the_same(whole, client):
    answer = client.get("/figures/check/check-proof.html")
    page = answer.text
    assert answer["Content-Disposition"] == 'attachment; filename="check-proof.html"'
    assert "default-src 'none'" in page
    assert re.findall(r"(?:src|href|action)\s*=|https?://|url\(|@import", page) == []
    source = re.search(r"<script>(.*)</script>", page, re.DOTALL)
    assert source is not None
    assert verdict(whole, source=source.group(1)) == "valid"
    assert verdict({**whole, "root": "0" * 64}, source=source.group(1)) == "altered"


def test_the_script_that_needs_nothing_of_the_house_has_thirty_lines():
    script = SCRIPT.with_name("check_proof.py").read_text(encoding="utf-8")
    assert len(script.splitlines()) <= 30
    assert "jinlin" not in script
