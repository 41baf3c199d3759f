"""Which tests ask with what a page was drawn?

Django notes of each template, and of each part of a page, what it was given, and copies it for the
answer's `context`. Files of tests that ask for it have it; to the others, which read the page
itself, `context` is None, and nothing is copied.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.template.base import Template
from django.test.utils import _TestState

ASKED = re.compile(r"\.context\b|\.templates\b|assertTemplate|template_rendered")


@contextmanager
def noted_for(tests: Path) -> Iterator[None]:
    """As long as this is open, templates are drawn as this file of tests needs them."""
    noting = Template._render
    if not ASKED.search(tests.read_text()):
        Template._render = _TestState.saved_data.template_render
    try:
        yield
    finally:
        Template._render = noting
