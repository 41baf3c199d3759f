"""Which kinds of questions are there, when is one asked, and what is an answer?

A checklist is a list of questions in JSON, as it is stored, sent to phones and read back. An answer
that was not given is told apart from a 'no': 'not asked', 'skipped' by a rule, or 'would not say'.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from jinlin.core.errors import Unusable
from jinlin.core.text import tidy

MOST_QUESTIONS, LONGEST_QUESTION, LONGEST_ANSWER = 40, 120, 2000
YES, NO = "yes", "no"


class Kind(StrEnum):
    YES_NO = "yes_no"
    CHOICE = "choice"
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"
    PHOTO = "photo"
    VOICE = "voice"
    NEEDS_HELP = "needs_help"


KINDS = {
    Kind.YES_NO: _("Yes or no"),
    Kind.CHOICE: _("One of several"),
    Kind.NUMBER: _("A number"),
    Kind.DATE: _("A day"),
    Kind.TEXT: _("Free text"),
    Kind.PHOTO: _("A photo"),
    Kind.VOICE: _("A voice note"),
    Kind.NEEDS_HELP: _("Needs help with"),
}


class Given(StrEnum):
    """How an answer came about."""

    SAID = "said"
    NOT_ASKED = "not_asked"
    SKIPPED = "skipped"
    WOULD_NOT_SAY = "would_not_say"


GIVEN = {
    Given.SAID: _("Was answered"),
    Given.NOT_ASKED: _("Not asked"),
    Given.SKIPPED: _("Does not apply"),
    Given.WOULD_NOT_SAY: _("Would not say"),
}


@dataclass(frozen=True)
class Question:
    """One question. It is asked when the one named `after` was answered by `equals`; always when
    none is named.
    """

    key: str
    kind: str
    text: str
    options: Sequence[str] = field(default_factory=tuple)
    after: str = ""
    equals: str = ""


def checked(questions: Sequence[Question]) -> list[dict[str, Any]]:
    """The questions as they are stored. Raises Unusable where one could never be asked."""
    if not 1 <= len(questions) <= MOST_QUESTIONS:
        raise Unusable(_("Please write down between 1 and 40 questions."), field="questions")
    known: dict[str, Question] = {}
    for question in questions:
        _check(question, known)
        known[question.key] = question
    return [asdict(question) | {"options": list(question.options)} for question in questions]


def _check(question: Question, known: Mapping[str, Question]) -> None:
    if not question.text or len(question.text) > LONGEST_QUESTION:
        raise Unusable(_("A question has between 1 and 120 characters."), field="questions")
    needs_options = question.kind in {Kind.CHOICE, Kind.NEEDS_HELP}
    if question.kind not in KINDS or question.key in known:
        raise Unusable(field="questions")
    if needs_options and len(question.options) < 2:
        raise Unusable(
            _("'%(text)s': please give at least two answers to choose from.")
            % {"text": question.text},
            field="questions",
        )
    if question.after and question.after not in known:
        raise Unusable(
            _("'%(text)s' depends on a question that comes after it or is not there.")
            % {"text": question.text},
            field="questions",
        )
    if question.after and not _can_be_given(known[question.after], question.equals):
        raise Unusable(
            _("'%(text)s' depends on an answer that is not among those to choose from.")
            % {"text": question.text},
            field="questions",
        )


def _can_be_given(question: Question, answer: str) -> bool:
    """Whether somebody can answer this question so; without an answer 'yes' is meant."""
    if question.kind == Kind.YES_NO:
        return answer in {"", YES, NO}
    if question.kind in {Kind.CHOICE, Kind.NEEDS_HELP}:
        return answer in question.options
    return bool(answer) and question.kind not in {Kind.PHOTO, Kind.VOICE}


def read(lines: Any) -> list[dict[str, Any]]:
    """The answers of a form, each with its question as it was asked, whatever version that was.

    Raises Unusable for what is no list of answers.
    """
    if not isinstance(lines, list) or len(lines) > MOST_QUESTIONS * 2:
        raise Unusable(field="answers")
    return [_answer(each) for each in lines]


def _answer(each: Any) -> dict[str, Any]:
    if not isinstance(each, dict) or not isinstance(each.get("key"), str):
        raise Unusable(field="answers")
    given = str(each.get("given", Given.NOT_ASKED))
    return {
        "key": tidy(each["key"])[:40],
        "kind": tidy(str(each.get("kind", "")))[:12],
        "text": tidy(str(each.get("text", "")))[:LONGEST_QUESTION],
        "given": given if given in GIVEN else Given.NOT_ASKED.value,
        "said": _answer_of(each.get("said")) if given == Given.SAID else "",
    }


def _answer_of(value: Any) -> str | list[str]:
    if isinstance(value, list):
        return [tidy(str(each))[:LONGEST_QUESTION] for each in value[:20]]
    return tidy(str(value if value is not None else ""))[:LONGEST_ANSWER]


def spoken(answer: Mapping[str, Any]) -> Any:
    """An answer in words."""
    if answer.get("given") != Given.SAID:
        return GIVEN.get(Given(answer.get("given", Given.NOT_ASKED)), "")
    value = answer.get("said", "")
    if isinstance(value, list):
        return "、".join(value) or _("Nothing")
    if answer.get("kind") == Kind.YES_NO:
        return {YES: _("Yes"), NO: _("No")}.get(value, value)
    return value


USUAL: tuple[Question, ...] = (
    Question("alone", Kind.YES_NO, "平时是不是一个人住？"),
    Question("health", Kind.CHOICE, "身体怎么样？", ("好", "一般", "差", "卧床")),
    Question("medicine", Kind.YES_NO, "药够不够吃、有没有按时吃？", (), "health", "差"),
    Question("gas", Kind.YES_NO, "煤气、电线、取暖看过了，安全吗？"),
    Question("help", Kind.NEEDS_HELP, "需要帮忙的事", ("买菜", "看病", "维修", "说说话", "办手续")),
    Question("contact", Kind.TEXT, "最近常联系的亲友是谁？"),
    Question("photo", Kind.PHOTO, "需要留图的地方（住户同意才拍）"),
    Question("voice", Kind.VOICE, "不方便打字就录一段"),
)
