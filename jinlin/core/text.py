"""What may stand in a text that people typed?"""

import re
import unicodedata
from typing import Any

from django.utils.translation import gettext_lazy as _

from jinlin.core.errors import Unusable

LONGEST_TEXT = 5000
_LINE_ENDS = re.compile(r"\r\n?|\u2028|\u2029|\x85")
_BLANK_LINES = re.compile(r"\n{4,}")
# Bidirectional overrides can make a text read otherwise than it is stored; nobody types them.
_TRICKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def tidy(text: str) -> str:
    """The same text without control characters, lone surrogates and direction tricks; emoji, rare
    characters and line breaks stay.
    """
    text = _LINE_ENDS.sub("\n", text)
    kept = "".join(
        c
        for c in text
        if c in "\n\t" or not (unicodedata.category(c) in {"Cc", "Cs"} or c in _TRICKS)
    )
    return _BLANK_LINES.sub("\n\n\n", kept).strip()


def needed(text: str, *, field: str, words: Any = None, limit: int = LONGEST_TEXT) -> str:
    """The text, tidy. Raises Unusable when nothing is left of it (`words` ask for it), or when it
    is too long.
    """
    text = tidy(text)
    if not text:
        raise Unusable(words or _("Please fill this in."), field=field)
    if len(text) > limit:
        too_long = _(
            "This text has %(length)d characters, please keep it under %(limit)d. What you typed "
            "is kept."
        )
        raise Unusable(too_long % {"length": len(text), "limit": limit}, field=field)
    return text


def first_words(text: str, limit: int = 40) -> str:
    """The beginning of a text as a title: its first sentence when that is short enough."""
    line = " ".join(text.split())
    sentence = re.split(r"[。！？!?；;\n]", line, maxsplit=1)[0].strip() or line
    return sentence if len(sentence) <= limit else sentence[: limit - 1] + "…"
