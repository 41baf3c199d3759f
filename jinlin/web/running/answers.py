"""What does one question about the house find, and what is to be done about it?"""

from typing import Literal, NamedTuple

Level = Literal["ok", "warn", "fail"]


class Answer(NamedTuple):
    """`words`: what was found. `todo`: the next step for the reader; empty when all is well."""

    level: Level
    words: str
    todo: str = ""


def ok(words: str) -> Answer:
    return Answer("ok", words)


def warn(words: str, todo: str) -> Answer:
    return Answer("warn", words, todo)


def fail(words: str, todo: str) -> Answer:
    return Answer("fail", words, todo)
