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
from jinlin.domains.workforce.roster.days import read_day
from jinlin.insight.borders import ENDS
from jinlin.insight.leaning import LINES

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
    assert LINES.sub("|", "一 \n \n 二。\n三") == "一|二。\n三"
    LINES.sub("", "\n " * (MANY // 20) + "x")
