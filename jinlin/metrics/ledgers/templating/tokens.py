"""Where do placeholders stand in a line of text, and how are those written askew put right?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

ASKEW = re.compile(
    r"[{｛][ \t\u3000]?(?P<open>[{｛%％])(?P<inside>[^{}｛｝%％]*)(?P<close>[}｝%％])[ \t\u3000]?[}｝]"
)
TOKEN = re.compile(
    r"\{\{(?P<name>(?:(?!\{\{|\}\}).)*)\}\}|\{%(?P<statement>(?:(?!\{%|%\}).)*)%\}", re.DOTALL
)
LONE = re.compile(r"\{\{|\}\}|\{%|%\}|(?<!\{)\{[^{}%]{1,40}\}(?!\})|\{#")


@dataclass(frozen=True)
class Token:
    """One placeholder: a `name` to be filled in, else a `statement`: a loop or a condition."""

    name: str = ""
    statement: str = ""


def straightened(text: str) -> str:
    """The text with its placeholders as they should be written: half-width, braces together."""

    def straight(found: re.Match[str]) -> str:
        if (found["open"] in "{｛") != (found["close"] in "}｝"):
            return found.group()
        opens, closes = ("{{", "}}") if found["open"] in "{｛" else ("{%", "%}")
        inside = found["inside"].replace("\u3000", " ").replace("．", ".").replace("\xa0", " ")
        return f"{opens}{inside}{closes}"

    return ASKEW.sub(straight, text)


def tokens(text: str) -> Iterator[Token]:
    for found in TOKEN.finditer(text):
        yield Token((found["name"] or "").strip(), (found["statement"] or "").strip())


def lone(text: str) -> str:
    """A brace that is not closed, or not opened; "" when there is none."""
    found = LONE.search(TOKEN.sub("", text))
    return found.group() if found else ""
