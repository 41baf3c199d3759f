"""Are the drawings in the README the tables?"""

import re
from pathlib import Path

import pytest

from jinlin.domains.receptions.lifecycle import BOOKING_LIFECYCLE, CONVERSATION_LIFECYCLE, LIFECYCLE

pytestmark = pytest.mark.one_engine

README = Path(__file__).resolve().parents[1] / "README.md"


def test_all_three_are_drawn():
    drawn = re.findall(r"```mermaid\n(.*?)\n```", README.read_text(), re.DOTALL)
    assert drawn == [
        table.drawing() for table in (LIFECYCLE, BOOKING_LIFECYCLE, CONVERSATION_LIFECYCLE)
    ]
