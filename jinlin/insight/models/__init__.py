"""What is stored of what was understood? Models stand in the file of their topic."""

from jinlin.insight.models.alarms import READERS, Alarm, Answer
from jinlin.insight.models.learnings import Learning, LearningState
from jinlin.insight.models.repeats import Backing, Sign
from jinlin.insight.models.topics import Rise, Talk, Topic

__all__ = [
    "READERS",
    "Alarm",
    "Answer",
    "Backing",
    "Learning",
    "LearningState",
    "Rise",
    "Sign",
    "Talk",
    "Topic",
]
