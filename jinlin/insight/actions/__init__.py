"""What is done with what was understood? One file for each thing; this one gathers them."""

from jinlin.insight.actions.alarms import answer, listen, wait_again
from jinlin.insight.actions.gathering import gather
from jinlin.insight.actions.repeats import back, read_news, take_back, take_in
from jinlin.insight.actions.teaching import learn, learn_on, take_again

__all__ = [
    "answer",
    "back",
    "gather",
    "learn",
    "learn_on",
    "listen",
    "read_news",
    "take_again",
    "take_back",
    "take_in",
    "wait_again",
]
