"""Which verbs change an appeal? Each does, in this order: lock, may, can, change, record, tell later."""

from jinlin.appeals.actions.classes import offer_usual_classes
from jinlin.appeals.actions.ending import Verdict, close, judge, reopen, withdraw
from jinlin.appeals.actions.handling import add_information, finish, hand_over
from jinlin.appeals.actions.intake import Report, accept, answer_at_once, reject, report
from jinlin.appeals.actions.terms import recompute_provisional

__all__ = [
    "Report",
    "Verdict",
    "accept",
    "add_information",
    "answer_at_once",
    "close",
    "finish",
    "hand_over",
    "judge",
    "offer_usual_classes",
    "recompute_provisional",
    "reject",
    "reopen",
    "report",
    "withdraw",
]
