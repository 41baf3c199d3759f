"""As what is a message compared with others? Plain Python."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

START: Final = 80  # characters of title and text in which people say what they want
BLANKS = re.compile(r"\s+")


@dataclass(frozen=True)
class Text:
    """A message: its title (may be empty) and what was written."""

    title: str
    detail: str

    @property
    def whole(self) -> str:
        return f"{self.title} {self.detail}"

    @property
    def start(self) -> str:
        return self.whole[:START]


def clean(title: str, detail: str) -> Text:
    """As it is compared: one width, small letters, single blanks."""
    return Text(*(_tidy(part) for part in (title, detail)))


def _tidy(part: str) -> str:
    return BLANKS.sub(" ", unicodedata.normalize("NFKC", part)).strip().lower()
