"""What is one answer of an inspection: a judgement, and the value that it rests on?"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import pgettext_lazy


class Verdict(StrEnum):
    MET = "met"
    PARTLY = "partly"
    UNMET = "unmet"
    COUNTY = "county"  # the house cannot know


VERDICTS: dict[Verdict, Any] = {
    Verdict.MET: pgettext_lazy("inspection", "Met"),
    Verdict.PARTLY: pgettext_lazy("inspection", "Partly met"),
    Verdict.UNMET: pgettext_lazy("inspection", "Not met"),
    Verdict.COUNTY: pgettext_lazy("inspection", "The county's own"),
}


@dataclass(frozen=True)
class Found:
    """A judgement and, in a sentence, what was found."""

    verdict: Verdict
    words: str


Ask = Callable[[int], Found]  # for level 2 or 3


def met(words: str, *, when: bool = True, other: Verdict = Verdict.UNMET) -> Found:
    return Found(Verdict.MET if when else other, words)
