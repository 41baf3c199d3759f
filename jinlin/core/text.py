"""What may stand in a text that people typed?"""

import json
import math
import re
import unicodedata
from typing import Any

from django.utils.translation import gettext_lazy as _

from jinlin.core.errors import Unusable

LONGEST_TEXT = 5000
LONGEST_WHY = 500
_WIDE = {at: at + 0xFEE0 for at in range(ord("!"), ord("~") + 1)}  # 2 to ２
_LINE_ENDS = re.compile(r"\r\n?|\u2028|\u2029|\x85")
_BLANK_LINES = re.compile(r"\n{4,}")
# Control characters and lone surrogates. And bidirectional overrides, which can make a text read
# otherwise than it is stored; nobody types them.
_UNTYPED = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff]+"
)


def tidy(text: str) -> str:
    """The same text without control characters, lone surrogates and direction tricks; emoji, rare
    characters and line breaks stay.
    """
    kept = _UNTYPED.sub("", _LINE_ENDS.sub("\n", text))
    return _BLANK_LINES.sub("\n\n\n", kept).strip()


def widths(word: str) -> tuple[str, ...]:
    """The word as typed, and all of it in half and in full width: a name may be kept in either.
    In full width in both cases too: engines fold only half width.
    """
    half = unicodedata.normalize("NFKC", word)
    wide = (each.translate(_WIDE) for each in (half, half.lower(), half.upper()))
    return tuple(dict.fromkeys((word, half, *wide)))


def read_json(text: str | bytes) -> Any:
    """What a text in JSON says. Raises ValueError where it is none, lies in itself deeper than
    anything that is meant, or says a number that none of the engines keeps: NaN, Infinity, 1e999.
    """
    try:
        return json.loads(text, parse_constant=_number, parse_float=_number)
    except RecursionError as problem:
        raise ValueError("too deep") from problem


def _number(text: str) -> float:
    if not math.isfinite(number := float(text)):
        raise ValueError(text)
    return number


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


def why_of(text: str, *, field: str = "reason", limit: int = LONGEST_WHY) -> str:
    """The reason that a verb asks for, as `needed` takes it."""
    return needed(text, field=field, words=_("Please say why, in a few words."), limit=limit)


def first_words(text: str, limit: int = 40) -> str:
    """The beginning of a text as a title: its first sentence when that is short enough."""
    line = " ".join(text.split())
    sentence = re.split(r"[。！？!?；;\n]", line, maxsplit=1)[0].strip() or line
    return sentence if len(sentence) <= limit else sentence[: limit - 1] + "…"
