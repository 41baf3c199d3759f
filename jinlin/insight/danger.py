"""Does somebody write of a danger that cannot wait for the next working day?

Fraud that is going on, suicide, a child, violence, fire and gas: found within the request, by words
that stand near each other, without a model to load. Meant to miss little; a false alarm costs one
tap. It says what was written, and judges nobody.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from jinlin.insight.borders import fenced, without_everyday
from jinlin.insight.cues import CUES, TOGETHER, heard_together
from jinlin.insight.dangers import Danger
from jinlin.insight.leaning import LEAN, heard_leaning, squeezed
from jinlin.insight.needed import Possible
from jinlin.insight.outright import SIGNS, signs_apart, signs_read

LABELS: Final[dict[Danger, Any]] = {
    Danger.SUICIDE: _("Danger to one's own life"),
    Danger.CHILD: _("A child in danger"),
    Danger.VIOLENCE: _("Violence"),
    Danger.FIRE: _("Fire or gas"),
    Danger.HAZARD: _("A natural hazard"),
    Danger.FRAUD: _("Fraud going on"),
    Danger.ACCIDENT: _("An accident"),
    Danger.MISSING: _("Somebody is missing or not seen"),
}

# What happened long ago, or is only feared or taught, is no danger now.
PAST = re.compile(
    r"(?:演练|演习|宣传|讲座|预防|防范|消防(?:通道|栓|设施|检查|验收)|隐患|电视剧|新闻(?:里|上)|如何|怎么办|"
    r"(?:去年|前年|多年前|以前|曾经|\d+年前))"
)
# What could happen is no fire and no fight that is going on.
FEARED = re.compile(
    r"(?:万一|一旦|容易|易|引发|引起|造成|导致|可能|如果|要是|若|怕|担心|存在|杜绝|避免|防止|为了|发生|预防|"
    r"重大|特大|建议|希望|安装|危险|风险|安全|保险|吗)"
)
TAUGHT = re.compile(r"(?:防止|预防|避免|以防|谨防|防范)")
# Smoke that is always there is a nuisance, whoever suffers from it.
SMOKE = re.compile(r"烟")
ALWAYS = re.compile(
    r"长期|多年|常年|经常|时常|每天|天天|每晚|整天|一天到晚|日夜|24小时|24h|污染|废气|粉尘|排放|超标|生产|厂|作坊|窑|烧烤|夜宵|"
    r"餐饮|饭店的|环保|锅炉"
)
CRY = re.compile(r"^.?救命$")  # says that there is a danger, and not which
COULD: Final = frozenset({Danger.FIRE, Danger.HAZARD})
RANK: Final = {danger: rank for rank, danger in enumerate(Danger)}
AROUND: Final = 30  # letters that are shown on each side of the words
BEFORE: Final = 12  # characters in front of a sign that can take the danger out of it
CERTAIN: Final = frozenset({Danger.SUICIDE, Danger.CHILD})  # named even when it is told as past


Span = tuple[int, int]


@dataclass(frozen=True)
class Found:
    """One danger, the sentence that speaks of it as it was written, and by which of its words: one
    stretch that says it alone, or several that say it together.
    """

    danger: Danger
    words: str
    reasons: tuple[str, ...]

    @property
    def label(self) -> str:
        return str(LABELS[self.danger])


@dataclass(frozen=True)
class Heard:
    """The stretches of one text that speak of one danger."""

    danger: Danger
    stretches: tuple[Span, ...]
    sentence: Span
    strength: int  # in how many ways the same words speak of it

    @property
    def span(self) -> Span:
        return _span(self.stretches)

    def overlaps(self, other: "Heard") -> bool:
        return self.span[0] < other.span[1] and other.span[0] < self.span[1]


def dangers(text: str, *, leaning_by: float = LEAN) -> list[Found]:
    """What a text speaks of, the gravest first; each once, and the same words for one danger. What
    only leans towards one, by so much of the bound, is heard where nothing is named.
    """
    plain = squeezed(text)
    found = [_shown(plain, each) for each in heard(plain)]
    if not found and (lean := heard_leaning(plain, by=leaning_by)):
        return [Found(lean.danger, plain[slice(*lean.span)], lean.reasons)]
    return found


def heard(plain: str) -> list[Heard]:
    """By signs that say it alone, and by strong cues that say it together. Words that speak of two
    dangers speak of the one with more evidence in them, the graver of two with as much.
    """
    text = without_everyday(fenced(plain))
    likely = possible().kinds(text)
    found = [each for danger in Danger if danger in likely and (each := _heard(danger, text))]
    taken: list[Heard] = []
    for each in sorted(found, key=lambda one: -one.strength):  # stable: the graver of two first
        is_cry = len(found) > 1 and CRY.search(text[slice(*each.span)]) is not None
        if not is_cry and not any(each.overlaps(other) for other in taken):
            taken.append(each)
    return sorted(taken, key=lambda one: RANK[one.danger])


@cache
def possible() -> Possible[Danger]:
    """What the signs and the cues need, worked out once in a process."""
    return Possible(
        {
            danger: [
                *([sign] for sign in signs),
                *([CUES[danger][name] for name in names] for names in TOGETHER.get(danger, ())),
            ]
            for danger, signs in SIGNS.items()
        }
    )


def _heard(danger: Danger, text: str) -> Heard | None:
    for sign in signs_read(danger).finditer(text):
        if not _is_no_danger_now(text, sign.span(), danger):
            return _in_its_sentence(danger, text, (sign.span(),))
    cues = heard_together(danger, text) if danger in CUES else []
    if not cues:
        return None
    if _is_no_danger_now(text, _span(cues), danger):
        return None
    return _in_its_sentence(danger, text, tuple(cues))


def _in_its_sentence(danger: Danger, text: str, stretches: tuple[Span, ...]) -> Heard:
    """With how many signs of the danger, and cues together, are in the sentence of these words."""
    sentence = _sentence(text, _span(stretches))
    part = text[slice(*sentence)]
    signs = sum(sign.search(part) is not None for sign in signs_apart(danger))
    strength = signs + bool(danger in CUES and heard_together(danger, part))
    return Heard(danger, stretches, sentence, strength)


def _span(stretches: Sequence[Span]) -> Span:
    return stretches[0][0], max(end for _begin, end in stretches)


def _sentence(text: str, span: Span) -> Span:
    end = text.find("\n", span[1])
    return text.rfind("\n", 0, span[0]) + 1, len(text) if end < 0 else end


def _shown(plain: str, each: Heard) -> Found:
    """The words in their sentence, of a long one AROUND letters on each side."""
    (begin, end), (first, last) = each.sentence, each.span
    begin, end = max(begin, first - AROUND), min(end, last + AROUND)
    reasons = dict.fromkeys(plain[slice(*at)].strip(",、:") for at in each.stretches)
    return Found(each.danger, plain[begin:end], tuple(reasons))


def _is_no_danger_now(text: str, span: Span, danger: Danger) -> bool:
    just_before = text[max(span[0] - BEFORE // 2, 0) : span[0]]
    if danger in CERTAIN:
        return danger == Danger.CHILD and TAUGHT.search(just_before) is not None
    if PAST.search(text[max(span[0] - BEFORE, 0) : span[1]]):
        return True
    if danger == Danger.FIRE:
        is_smoke = SMOKE.search(text[slice(*span)]) is not None
        if is_smoke and ALWAYS.search(text[slice(*_sentence(text, span))]):
            return True
    return danger in COULD and FEARED.search(just_before) is not None
