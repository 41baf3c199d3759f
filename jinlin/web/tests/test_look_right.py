"""Is the look light enough for a cheap phone, and strong enough in contrast for old eyes?"""

import gzip
import re
from itertools import product
from pathlib import Path

import pytest

from tests.house import for_each

pytestmark = pytest.mark.one_engine

STATIC = Path(__file__).resolve().parents[2] / "shell" / "static"
CSS = (STATIC / "jinlin.css").read_text()
BOARDS = (STATIC / "boards.css").read_text()  # every page of the desk loads it
TEMPLATES = sorted(STATIC.parents[1].glob("**/templates/**/*.html"))
PARTS_OF_A_NAME = ("tone-", "kin-", "light-", "rate-")  # a template writes the rest
FOR_OTHERS = {"errorlist", "line"}  # the admin's word for errors; a plain name for rows of a list
TOKENS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", CSS.split(":root {")[1].split("}")[0]))
TEXT = ("ink", "muted", "celadon", "celadon-deep", "seal", "amber", "leaf")
GROUNDS = ("ground", "surface", "sunk", "celadon-light", "seal-light", "amber-light", "leaf-light")


def brightness(colour):
    digits = (
        colour.lstrip("#")
        if len(colour) == 7
        else "".join(digit * 2 for digit in colour.lstrip("#"))
    )
    parts = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((brightness(one), brightness(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("text", "ground"), list(product(TEXT, GROUNDS)))
def test_every_text_colour_can_be_read_on_every_ground(text, ground):
    assert contrast(TOKENS[text], TOKENS[ground]) >= 4.5


@pytest.mark.parametrize("ground", ["celadon", "celadon-deep", "seal"])
def test_white_can_be_read_on_filled_buttons_and_the_seal(ground):
    assert contrast("#ffffff", TOKENS[ground]) >= 4.5


def test_edges_of_fields_can_be_seen():
    assert [
        contrast(TOKENS["rule-strong"], TOKENS[ground]) >= 3 for ground in ("ground", "surface")
    ] == [True, True]


@pytest.mark.parametrize(
    ("name", "raw", "compressed"),
    [
        ("jinlin.css", 40_000, 10_000),
        ("boards.css", 4_000, 1_500),
        ("jinlin.js", 6_144, 3_000),
        ("favicon.svg", 1_000, 600),
    ],
)
def test_what_every_page_loads_stays_small(name, raw, compressed):
    text = (STATIC / name).read_bytes()
    assert (len(text) <= raw, len(gzip.compress(text)) <= compressed) == (True, True)


def test_a_title_covers_its_line_only_where_it_is_what_is_tapped():
    """Else it lies over the buttons that stand in the line."""
    assert "\n.list > li :not(span).line-title::after {" in CSS
    assert re.findall(r"li \.line-title::after", CSS) == []


def test_the_stylesheet_uses_only_tokens_that_exist():
    used = set(re.findall(r"var\(--([\w-]+)", CSS))
    assert sorted(used - set(re.findall(r"--([\w-]+):", CSS))) == []


@for_each(TEMPLATES)
def test_a_template_uses_only_classes_that_a_stylesheet_it_may_load_knows(template):
    text = re.sub(
        r"\{% comment %\}.*?\{% endcomment %\}", "", template.read_text(), flags=re.DOTALL
    )
    plain = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", text)
    used = {
        word
        for words in re.findall(r'class="([^"]*)"', plain)
        for word in words.split()
        if not word.startswith(PARTS_OF_A_NAME)
    }
    known = classes_in(CSS) | classes_in(own_look(template))
    if "desk" in template.parts:
        known |= classes_in(BOARDS)
    assert sorted(used - known - FOR_OTHERS) == []


def own_look(template: Path) -> str:
    """The stylesheets that the template's own app keeps for its pages."""
    app = next(folder.parent for folder in template.parents if folder.name == "templates")
    return (
        "".join(sheet.read_text() for sheet in app.glob("static/*/*.css"))
        if app.name != "web"
        else ""
    )


def classes_in(sheet: str) -> set[str]:
    return set(re.findall(r"\.([a-zA-Z][\w-]*)", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)))


def test_on_paper_no_table_is_cut_off_or_kept_off_the_first_sheet():
    printed = CSS.rpartition("@media print {")[2]
    rule = next(rule for rule in printed.split("}") if ".table-wrap" in rule)
    assert ("overflow: visible" in rule, "break-inside" in rule) == (True, False)
