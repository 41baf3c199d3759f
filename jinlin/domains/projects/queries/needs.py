"""What do people need, as they answered, ordered and as the figures beside say it?"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from jinlin.core.figures import answers
from jinlin.core.figures.registry import measures
from jinlin.core.time import clock
from jinlin.domains.projects.models import Project, Reply, Survey, Way
from jinlin.domains.projects.queries.counting import over

BESIDE = ("wishes.posted", "appeals.received", "volunteers.activities", "servicedays.helps")
WORDS_SHOWN = 30


@dataclass(frozen=True)
class Answered:
    """One question with how often each option was chosen, or with the words that were said."""

    text: str
    counts: list[tuple[str, int]]
    words: list[str]


@dataclass(frozen=True)
class Heard:
    """What a questionnaire brought."""

    survey: Survey
    by_phone: int
    at_door: int
    questions: list[Answered]

    @property
    def all(self) -> int:
        return self.by_phone + self.at_door


def heard(survey: Survey) -> Heard:
    """All answers, counted: one statement, read in portions."""
    ways: Counter[str] = Counter()
    counts: list[Counter[str]] = [Counter() for _each in survey.questions]
    words: list[list[str]] = [[] for _each in survey.questions]
    rows = Reply.objects.filter(survey=survey).order_by("-id").values_list("way", "answers")
    for way, given in rows.iterator(chunk_size=500):
        ways[way] += 1
        for place, (question, answer) in enumerate(zip(survey.questions, given, strict=False)):
            if answer and question["options"]:
                counts[place][answer] += 1
            elif answer and len(words[place]) < WORDS_SHOWN:
                words[place].append(answer)
    questions = [
        Answered(
            question["text"],
            [(option, counts[place][option]) for option in question["options"]],
            words[place],
        )
        for place, question in enumerate(survey.questions)
    ]
    return Heard(survey, ways[Way.PHONE], ways[Way.DOOR], questions)


@dataclass(frozen=True)
class Beside:
    """A figure of the place, to be read beside what people said."""

    name: Any
    value: Any
    unit: Any
    key: str


def figures_beside(project: Project) -> list[Beside]:
    """A few figures of the project's place in the last year: one statement each."""
    today = clock.today()
    window = over(project.place_code, today, today.replace(year=today.year - 1, day=1))
    known = [measures()[key] for key in BESIDE if key in measures()]
    return [
        Beside(
            each.name,
            answers.answer(each, window).read_in(each.shown),
            each.shown.unit if each.shown else each.unit,
            each.key,
        )
        for each in known
    ]
