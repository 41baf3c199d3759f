"""What would change, character by character?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinlin.domains.pacts.queries.changes import changes_between, runs_between

pytestmark = pytest.mark.one_engine

TEXT = st.text(alphabet="楼道不堆放杂物电动车充十九点。，", max_size=24)
CLAUSES = st.lists(TEXT.filter(bool), max_size=5)


def test_one_changed_number_is_two_short_runs():
    runs = [(run.kind, run.text) for run in runs_between("晚上十点后", "晚上九点半后")]
    assert runs == [
        ("same", "晚上"),
        ("gone", "十"),
        ("new", "九"),
        ("same", "点"),
        ("new", "半"),
        ("same", "后"),
    ]


def test_a_clause_that_only_moved_is_no_new_one():
    old, new = ["楼道不堆物。", "宠物要牵绳。"], ["宠物要牵绳。", "楼道不堆物。"]
    assert [(each.old, each.new) for each in changes_between(old, new)] == [(2, 1), (1, 2)]


def test_a_clause_that_is_gone_is_shown_where_it_stood():
    changes = changes_between(
        ["甲一二三。", "乙四五六。", "丙七八九。"], ["甲一二三。", "丙七八九。"]
    )
    assert [(each.old, each.new) for each in changes] == [(1, 1), (2, None), (3, 2)]


@given(old=TEXT, new=TEXT)
def test_runs_give_both_texts_back(old, new):
    runs = runs_between(old, new)
    assert "".join(run.text for run in runs if run.kind != "new") == old
    assert "".join(run.text for run in runs if run.kind != "gone") == new


@given(old=CLAUSES, new=CLAUSES)
def test_every_clause_of_both_texts_is_shown_once(old, new):
    changes = changes_between(old, new)
    assert [each.new for each in changes if each.new] == list(range(1, len(new) + 1))
    assert sorted(each.old for each in changes if each.old) == list(range(1, len(old) + 1))
