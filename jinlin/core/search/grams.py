"""Which signs stand for a text, so that both databases find every part of it?

Every two letters that follow each other are one sign, and so is the last letter alone. A sign is
written in plain letters a to p, five bytes for each character, so that no database's idea of what a
word is has a say. Full and half width, capitals, spaces and punctuation make no difference.
"""

import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from hashlib import sha256
from operator import add

from jinlin.core.secrets.fields import match_key

DIGITS = 5  # of a character's number, in hexadecimal
PLAIN = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
KEYED_LENGTH = 16
MOST_WORDS = 5
MANY_LETTERS = 20_000  # whose number is kept as it is written: more than a county uses
Sign = Callable[[str], str]


def squeezed(text: str) -> str:
    """The text as it is compared: letters and digits only, in one width and one case."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(filter(str.isalnum, folded))


def signs_of(texts: Iterable[str], *, sign: Sign | None = None) -> str:
    """The signs of all these texts, each once."""
    found = dict[str, None]()
    for text in map(squeezed, texts):
        found |= dict.fromkeys(map(add, text, text[1:]))
        found |= dict.fromkeys(text[-1:])
    return " ".join(map(sign or plain, found))


def words_of(query: str) -> list[str]:
    """The words that are looked for, as they are compared."""
    return [word for each in query.split() if (word := squeezed(each))][:MOST_WORDS]


def signs_to_find(word: str, *, sign: Sign | None = None) -> list[str]:
    """The signs that a text with this word has; a single letter begins a sign."""
    write = sign or plain
    if len(word) == 1:
        return [f"{write(word)}*"]
    return list(dict.fromkeys(write(word[at : at + 2]) for at in range(len(word) - 1)))


def plain(letters: str) -> str:
    return "".join(map(_number, letters))


@lru_cache(MANY_LETTERS)
def _number(letter: str) -> str:
    return f"{ord(letter):0{DIGITS}x}".translate(PLAIN)


def keyed(letters: str) -> str:
    """For what lies encrypted: a sign that tells nothing without the house's key."""
    digest = sha256(match_key(letters, "sign").encode()).hexdigest()
    return digest[:KEYED_LENGTH].translate(PLAIN)
