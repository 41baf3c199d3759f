"""Does every word of a document reach the paper, in both of its forms, and is a paper refused
rather than lack something?
"""

import re
import shutil
import subprocess
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from jinlin.core.actor import SYSTEM
from jinlin.services.documents import fonts, jobs, printing
from jinlin.services.documents.actions import revoke
from jinlin.services.documents.models import Document
from jinlin.services.documents.tests.papers import (
    CLOSING,
    DATA,
    HANDOVER,
    JOINT,
    KINDS,
    TEXT,
    issued,
)

pytestmark = pytest.mark.one_engine

LABELS = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff，。：；、“”（）]*")
SIGNS = str.maketrans("", "", " \u200b\n\f\u3000")


def words_of(pdf: bytes) -> str:
    """The text of a PDF without white space: paper breaks lines where it likes."""
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("pdftotext is not installed (poppler-utils)")
    return (
        subprocess.run([reader, "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
        .stdout.decode()
        .translate(SIGNS)
    )


def pages_of(pdf: bytes) -> int:
    return int(
        re.findall(rb"/Type\s*/Pages[^>]*?/Count\s+(\d+)|/Count\s+(\d+)[^>]*?/Type\s*/Pages", pdf)[
            0
        ][0]
        or 0
    )


def values(data) -> list[str]:
    """All texts in the data, those of lists and mappings too."""
    if isinstance(data, dict):
        return [word for value in data.values() for word in values(value)]
    if isinstance(data, list):
        return [word for value in data for word in values(value)]
    return [data] if isinstance(data, str) else []


def labels_of(template: str) -> set[str]:
    """The Chinese labels that a typst template writes of its own."""
    source = re.sub(
        r"//.*", "", (printing.TEMPLATES / f"{template}.typ").read_text(encoding="utf-8")
    )
    return set(LABELS.findall(source)) - {"："}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.template)
def test_every_value_and_label_is_on_the_paper(dehua, kind):
    document = issued(dehua.matter, kind)
    said = words_of(printing.pdf(document))
    wanted = [
        *values({key: value for key, value in DATA[kind.key].items() if key in _shown(kind)}),
        *labels_of(kind.template),
    ]
    wanted += [
        document.number,
        document.code,
        document.issued_by,
        str(kind.label),
        "不是电子签章",
        "诉求办理专用章",
    ]
    assert [word for word in wanted if word.translate(SIGNS).rstrip("：") not in said] == []


def _shown(kind) -> set[str]:
    """The names that a template prints; a public field that it does not print is for the page of
    verification only.
    """
    source = (printing.TEMPLATES / f"{kind.template}.typ").read_text(encoding="utf-8")
    return set(re.findall(r'"([a-z_]+)"', source)) | {"helpers", "title", "text"}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.template)
def test_the_page_says_what_the_pdf_says(dehua, signed_in, kind):
    document = issued(dehua.matter, kind)
    page = signed_in("lead").get(f"/documents/{document.pk}/")
    said = re.sub(r"<[^>]+>|\s", "", page.text)
    wanted = [
        *values({key: value for key, value in DATA[kind.key].items() if key in _shown(kind)}),
        *labels_of(kind.template),
        document.number,
    ]
    assert page.status_code == 200
    assert [word for word in wanted if word.translate(SIGNS).strip("：") not in said] == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.template)
def test_an_ordinary_and_an_empty_paper_are_one_page(dehua, kind):
    filled, empty = issued(dehua.matter, kind), issued(dehua.matter, kind)
    empty.data = {}
    empty.data_hash = empty.digest()
    assert [pages_of(printing.pdf(each)) for each in (filled, empty)] == [1, 1]


def test_a_long_text_flows_to_further_pages_and_nothing_is_lost(dehua):
    long = "\n".join(f"第{turn}段：{TEXT * 4}" for turn in range(9))
    document = issued(dehua.matter, text=long)
    pdf = printing.pdf(document)
    said = words_of(pdf)
    assert (len(long) > 2_000, pages_of(pdf)) == (True, 2)
    assert [turn for turn in range(9) if f"第{turn}段：我家楼下" not in said] == []
    assert said.count(document.number) == 3  # at the head, and at the foot of each page


def test_rare_characters_are_printed_and_what_no_font_holds_is_marked_and_counted(dehua):
    lacking = "\U000e0041\U0001f468\U0001fae8"
    document = issued(dehua.matter, text=f"𠮷先生、㑇、龘、𬭚，{lacking}，完。")
    said = words_of(printing.pdf(document))
    count = sum(not fonts.library().holds(letter) for letter in lacking)
    assert ["𠮷" in said, "㑇" in said, "龘" in said, "𬭚" in said] == [True] * 4
    assert (count > 0, f"共{count}处" in said, "，完。" in said) == (True, True, True)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.template)
def test_what_was_said_stands_once_when_the_title_only_repeats_it(dehua, signed_in, kind):
    document = issued(dehua.matter, kind, title="路灯坏了三天", text="路灯坏了三天。")
    page = re.sub(r"<[^>]+>|\s", "", signed_in("lead").get(f"/documents/{document.pk}/").text)
    said = [words_of(printing.pdf(document)), page]
    assert [words.count("路灯坏了三天") for words in said] == [1, 1]


def test_a_value_never_becomes_markup(dehua):
    evil = (
        '#panic("x") *b* _i_ $x^2$ = head @cite <label> \\ #import "paper.typ": * // 完 `raw` '
        "https://example.org/" + "a" * 150
    )
    document = issued(dehua.matter, text=evil, title="#1 = *标题*")
    said = words_of(printing.pdf(document))
    assert (evil.translate(SIGNS) in said, "#1=*标题*" in said) == (True, True)


def test_a_revoked_paper_says_so_and_bears_no_mark(dehua):
    document = issued(dehua.matter)
    before = words_of(printing.pdf(document))
    after = words_of(printing.pdf(revoke(document, actor=SYSTEM, reason="写错了")))
    assert ("已作废" in before, "诉求办理专用章" in before) == (False, True)
    assert ("已作废" in after, "诉求办理专用章" in after, "写错了" in after) == (True, False, False)


def test_without_a_chinese_font_nothing_is_printed_and_the_reason_is_clear(dehua):
    bare = fonts.Library.look(with_system_fonts=False)
    with pytest.raises(fonts.NoChineseFont) as refusal:
        printing.pdf(issued(dehua.matter), library=bare)
    assert (refusal.value.status, "fonts-noto-cjk" in str(refusal.value)) == (503, True)


def test_control_without_that_check_the_text_would_silently_be_missing(dehua):
    """The control: typst makes a paper without a word of Chinese, and only warns."""
    import typst

    document = issued(dehua.matter)
    inputs = printing._inputs(document, fonts.library())
    source = printing.TEMPLATES / "handover.typ"
    pdf, warnings = typst.compile_with_warnings(
        source, root=printing.TEMPLATES, sys_inputs=inputs, ignore_system_fonts=True
    )
    assert pdf[:4] == b"%PDF"
    assert (len(warnings) > 0, "unknown font family" in warnings[0].message) == (True, True)


def test_a_warning_of_the_printer_stops_the_paper(dehua):
    document = issued(dehua.matter)
    strange = fonts.Library(("No Such Font",), fonts.library().starts, fonts.library().ends)
    with pytest.raises(printing.NotPrinted):
        printing.pdf(document, library=strange)
    assert list(printing.kept_in().glob("*/*")) == []


def test_a_changed_snapshot_is_not_printed(dehua, signed_in):
    document = issued(dehua.matter)
    Document.objects.filter(pk=document.pk).update(data={**document.data, "due": "2099年"})
    changed = Document.objects.get(pk=document.pk)
    with pytest.raises(printing.Altered):
        printing.pdf(changed)
    assert [
        signed_in("lead").get(f"/documents/{document.pk}/{end}").status_code for end in ("", "pdf/")
    ] == [409, 409]


def test_a_paper_is_made_once_and_again_when_it_changes(dehua):
    document = issued(dehua.matter)
    first, second = printing.pdf(document), printing.pdf(document)
    (kept,) = printing.kept_in().glob("*/*")
    assert (first == second == kept.read_bytes(), kept.suffix) == (True, ".pdf")
    printing.pdf(revoke(document, actor=SYSTEM, reason="写错了"))
    assert len(list(printing.kept_in().glob("*/*"))) == 2


def test_old_prints_go_and_come_back(dehua):
    from jinlin.core.time import clock

    document = issued(dehua.matter)
    first = printing.pdf(document)
    assert jobs.drop_old_prints() == 0
    assert jobs.drop_old_prints(clock.now() + 2 * jobs.PRINTS_KEPT_FOR) == 1
    assert printing.pdf(document) == first


def test_the_qr_code_is_a_drawing_of_the_address(dehua):
    document = issued(dehua.matter)
    assert ET.fromstring(printing.qr_code(document)).tag.endswith("svg")
    assert printing.verify_url(document) == f"http://127.0.0.1:8000/verify/{document.verify_code}/"


def test_the_fonts_know_what_they_hold():
    library = fonts.library()
    assert [library.holds(letter) for letter in "德化〔号A1"] == [True] * 6
    assert library.holds("\ue000\U0010fffd"[1]) is False
    assert library.printable({"a": ["x\u200d\ufe0f", {"b": "\U0010fffd"}], "n": 3, "t": True}) == (
        {"a": ["x", {"b": "〓"}], "n": 3, "t": True},
        1,
    )
    assert {names[0].split()[-1] for names in library.names().values()} <= {"SC", "FangSong"}


def test_closing_shows_the_three_answers(dehua):
    said = Client().get(f"/documents/{issued(dehua.matter, CLOSING).pk}/")
    assert said.status_code == 404  # a stranger
    assert [JOINT.is_for_residents, HANDOVER.is_for_residents, CLOSING.is_for_residents] == [
        False,
        False,
        True,
    ]
