"""Are months and years said in words wherever one is chosen?"""

import re
from pathlib import Path

from jinlin.core.time import clock
from jinlin.metrics.returns.forms import months

METRICS = Path(__file__).resolve().parents[1]
CHOSEN = re.compile(r'<select[^>]*name="(?:month|year|period)".*?</select>', re.DOTALL)
BY_CODE = re.compile(r'<option value="{{ (\w+) }}"[^>]*>{{ \1 }}<')


def test_no_month_is_offered_by_its_code():
    templates = [path.read_text("utf-8") for path in METRICS.rglob("templates/**/*.html")]
    selects = [found for text in templates for found in CHOSEN.findall(text)]
    assert len(selects) >= 4
    assert [found for select in selects for found in BY_CODE.findall(select)] == []


def test_the_months_of_a_form_are_said_in_words():
    with clock.set_to(clock.at(clock.day_of("2026-11-30"), 9)):
        assert months()[:2] == [("2026-11", "2026年11月"), ("2026-10", "2026年10月")]
