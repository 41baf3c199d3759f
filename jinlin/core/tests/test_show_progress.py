"""Does long work say how far it is where nobody watches a terminal?"""

import pytest

from jinlin.core.progress import track

pytestmark = pytest.mark.one_engine


def test_a_log_gets_one_line_for_every_tenth(capsys):
    assert list(track(range(200), total=200, label="Places")) == list(range(200))
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.splitlines() == [
        f"Places: {percent} % ({percent * 2} / 200)" for percent in range(10, 101, 10)
    ]


def test_nothing_to_do_says_nothing(capsys):
    assert list(track([], total=0, label="Places")) == []
    assert capsys.readouterr().err == ""
