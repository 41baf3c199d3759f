"""What stands on a page that was drawn at random, and may by chance hold what a test looks for?

Keys of rows and the tokens of forms. "110" stands in one key of 200.
"""

import re

_DRAWN = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|\b[0-9A-Za-z]{64}\b")


def without_drawn(text: str) -> str:
    """What is said, without what was drawn."""
    return _DRAWN.sub("", text)
