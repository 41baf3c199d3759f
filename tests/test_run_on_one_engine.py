"""Is it said which tests run on one database only, so that none does so by accident?"""

import re

import pytest

from tests.house import PYTHON, ROOT, name_of, source

pytestmark = pytest.mark.one_engine
LISTED = re.compile(r"^\* `(\S+\.py)`", re.MULTILINE)


def test_the_readme_lists_exactly_the_files_that_run_on_one_engine():
    marked = {
        name_of(path)
        for path in PYTHON
        if path.name.startswith("test_") and "pytest.mark.one_engine" in source(path)
    }
    assert set(LISTED.findall((ROOT / "tests" / "README.md").read_text())) == marked
