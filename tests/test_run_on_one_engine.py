"""Is it said which tests run on one database only, and does every test run in some stage, so that
none is left out by accident?
"""

import re
from itertools import chain, combinations

import pytest

from tests import stages
from tests.house import PYTHON, ROOT, for_each, name_of, source

pytestmark = pytest.mark.one_engine
ALONE = re.compile(r"^\* `(\S+\.py)`( \(in part\))?: ", re.MULTILINE)
TOGETHER = re.compile(r"^\* `(\S+/)`: (.+)$", re.MULTILINE)
NAMED = re.compile(r"`(\w+)`( \(in part\))?")
TESTS = [path for path in PYTHON if path.name.startswith("test_")]
BELONGS = {
    "": {"sqlite", "postgresql"},
    "one_engine": {"sqlite"},
    "postgres": {"postgresql"},
    "browser": {"chromium"},
}


def test_the_readme_lists_exactly_the_files_that_run_on_one_engine():
    """Each once, and whether all of its tests do."""
    readme = (ROOT / "tests" / "README.md").read_text()
    listed = [(file, not part) for file, part in ALONE.findall(readme)]
    for folder, names in TOGETHER.findall(readme):
        listed += [(f"{folder}test_{name}.py", not part) for name, part in NAMED.findall(names)]
    marked = [
        (name_of(path), "one_engine" in stages.marks_of_all(source(path)))
        for path in TESTS
        if "pytest.mark.one_engine" in source(path)
    ]
    assert sorted(listed) == sorted(marked)


@pytest.mark.parametrize("mark", BELONGS)
def test_each_kind_of_test_runs_where_it_should(mark):
    marks = frozenset({mark} - {""})
    assert {stage for stage in stages.LEAVES_OUT if stages.runs(stage, marks)} == BELONGS[mark]


def test_no_file_is_passed_over_by_a_stage_that_one_of_its_tests_belongs_to():
    """Whatever further marks single tests of a file have: those that its text names."""
    lost = [
        (name_of(path), stage, sorted(marks))
        for path in TESTS
        for stage in stages.LEAVES_OUT
        if stages.passes_over(stage, path)
        for marks in _possible(path)
        if stages.runs(stage, marks)
    ]
    assert lost == []


def test_every_test_that_can_be_written_in_a_file_of_today_runs_in_some_stage():
    nowhere = [
        (name_of(path), sorted(marks))
        for path in TESTS
        for marks in _possible(path)
        if len(marks) < 2  # no test asks for two of them
        and not any(
            stages.runs(stage, marks) and not stages.passes_over(stage, path)
            for stage in stages.LEAVES_OUT
        )
    ]
    assert nowhere == []


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("pytestmark = pytest.mark.browser", {"browser"}),
        (
            "pytestmark = [\n    pytest.mark.django_db,\n    pytest.mark.one_engine,\n]",
            {"one_engine"},
        ),
        ("pytestmark = [pytest.mark.postgres, pytest.mark.skipif(x, reason='')]", {"postgres"}),
        ("pytestmark = pytest.mark.django_db", set()),
        ("@pytest.mark.browser\ndef test_one(): pass", set()),
        ("def test_one():\n    pytestmark = pytest.mark.browser", set()),
        ('"""pytestmark = pytest.mark.browser"""', set()),
    ],
)
def test_what_a_file_says_of_all_its_tests_is_read_and_nothing_else(text, marks):
    assert stages.marks_of_all(text) == marks


def test_a_file_s_marks_are_those_that_its_tests_have(request):
    """Where this process has read a file, what pytest found there."""
    wrong = {
        name_of(item.path)
        for item in request.session.items
        if not stages.marks_of_all(source(item.path)) <= {mark.name for mark in item.iter_markers()}
    }
    assert wrong == set()


def _possible(path):
    """The marks of all tests of the file, with any of those that single tests of it may add."""
    own = stages.marks_of_all(source(path))
    named = sorted(name for name in stages.MARKS - own if f"mark.{name}" in source(path))
    further = chain.from_iterable(combinations(named, n) for n in range(len(named) + 1))
    return [own | {*each} for each in further]


def test_a_rule_for_each_file_names_every_one_that_breaks_it_and_how():
    """The control of what looks at the source: it can see."""
    others = ROOT / "README.md", ROOT / "tests" / "README.md"

    @for_each([*others, ROOT / "Makefile"])
    def rule(path):
        assert path.name != "README.md", path.suffix

    with pytest.raises(AssertionError) as told:
        rule()
    named = [line.split(": ") for line in str(told.value).splitlines() if ": " in line]
    assert [each[:2] for each in named] == [["README.md", ".md"], ["tests/README.md", ".md"]]
