"""Do words that were made to keep a reader busy cost no more than others of their length?

Nothing here is measured: were the cost to grow with a power of the length, or worse, these tests
would not come to an end.
"""

import pytest
from django.forms import ValidationError

from jinlin.domains.consultations.forms import writing
from jinlin.domains.projects.queries import files_of_tasks
from jinlin.domains.projects.queries.days_in_words import day_in
from jinlin.domains.wishes.actions import released
from jinlin.domains.workforce.roster import headings
from jinlin.domains.workforce.roster.days import read_day
from jinlin.insight.borders import ENDS
from jinlin.insight.leaning import squeezed
from jinlin.metrics.ledgers.templating import tokens
from jinlin.metrics.returns.layouts import grid
from jinlin.metrics.returns.matching import labels

pytestmark = pytest.mark.one_engine
MANY = 200_000


@pytest.mark.parametrize("piece", ["1", "1 ", " ", "一", "12 3", "1-", "二十"])
def test_what_is_said_of_a_wish(piece):
    words = piece * (MANY // len(piece)) + "x"
    released.given_away(words, [], ["浔南路12号3栋502"])
    released.check_child(words, field="text")


def test_doors_and_ages_are_still_found():
    assert released.given_away("住在 12 栋，门口有树", [], []) == "12 栋"
    with pytest.raises(released.Unusable, match="二十三岁"):
        released.check_child("他二十三岁了", field="text")


@pytest.mark.parametrize(
    "words", ["2025.6" + "底前" * 100 + "x", "6.30" + "之前" * 100 + "x", "3" + " " * MANY + "x"]
)
def test_days_in_words(words):
    assert day_in(words, 2025) is None
    read_day(words)


def test_days_in_words_are_still_read():
    found = [str(day_in(words, 2025)) for words in ("2025.6底前", "6.30之前", "2025 年  3 季度")]
    assert found == ["2025-06-30", "2025-06-30", "2025-09-30"]


def test_who_is_meant_by_a_list_of_units():
    assert files_of_tasks.ROLES.sub("", "城管局（牵头单位）") == "城管局"
    assert files_of_tasks.ROLES.search("（牵头" * MANY) is None


@pytest.mark.parametrize("line", ["张三" + " " * MANY + "x", "张三 " + "平米 " * MANY, "1 " * MANY])
def test_owners_that_are_pasted(line):
    with pytest.raises(ValidationError):
        writing._owner(1, line)


@pytest.mark.parametrize(
    ("line", "owner"),
    [
        ("张三 3-201 89.5㎡ 13800000001", ("张三 3-201", 8950, "13800000001")),
        (" 李四，120 平方米 ", ("李四", 12000, "")),
        ("502、66、13800000001", ("502", 6600, "13800000001")),
    ],
)
def test_owners_are_still_read(line, owner):
    assert writing._owner(1, line) == owner


def test_sentences_and_lines():
    assert ENDS.fullmatch("." * MANY + "x") is None
    assert ENDS.split("着火了......快来") == ["着火了", "快来"]
    assert squeezed(" 一 \n \n 二。\n三 四。 \n五，\n\n六\n") == "一。二。三四。。五,。六"


@pytest.mark.parametrize("piece", [" ", "\n", "\n ", " \n", "。 ", "。\n", "一 "])
def test_lines_of_blanks(piece):
    assert squeezed(piece * MANY + "x").endswith("x")


class Reading:
    """A rule that notes how many letters it was given."""

    given = 0

    def __init__(self, rule):
        self.rule = rule

    def search(self, text):
        Reading.given += len(text)
        return self.rule.search(text)


@pytest.mark.parametrize("piece", ["登记", "时间登记", "*", "专", "取得", "婚姻"])
def test_headings_of_a_roster(piece, monkeypatch):
    monkeypatch.setattr(headings, "RULES", [(name, Reading(rule)) for name, rule in headings.RULES])
    given = []
    for times in (100, 1_000, MANY):
        Reading.given = 0
        headings.column_of(0, piece * times, piece * times + "x")
        headings.is_heading([piece * times])
        given.append(Reading.given)
    assert given[1] == given[2] <= 3 * 2 * headings.LONGEST * len(headings.RULES)


@pytest.mark.parametrize("piece", ["q（", "（", "（（q", "q　", "q_", "q：", "填报人" * 9 + "（，"])
def test_gaps_of_a_form_from_above(piece):
    assert grid.without_gaps(piece * (MANY // len(piece)) + "x").endswith("x")


def test_gaps_are_still_found():
    assert grid.gaps("填报单位：　　联系人（手机，座机）：__ 本月受理____件、办结　　　件") == [
        "填报单位",
        "联系人（手机，座机）",
        "本月受理（件）",
        "办结（件）",
    ]
    assert grid.without_gaps("填报人：　甲乙").strip() == "甲乙"


@pytest.mark.parametrize("words", ["（" + " " * MANY, "（ " * MANY, "（单位：" + " " * MANY])
def test_units_in_brackets(words):
    assert labels.UNIT.search(words) is None


def test_units_are_still_found():
    found = [
        labels.UNIT.search(words) for words in ("受理（ 件 ）", "受理(单位： 万元)", "（单 位）")
    ]
    assert [each and each.group(1) for each in found] == ["件", "万元", "单 位"]


@pytest.mark.parametrize("piece", ["{{", "{%", "{{ {%", "{{ a }", "{"])
def test_placeholders_of_a_template(piece):
    assert list(tokens.tokens(piece * MANY)) == []
    tokens.lone(piece * MANY)
