"""Which move is open in which state, what does it become, what does it need?

Written by hand from the README, not from the code.
"""

from jinlin.domains.appeals.lifecycle import State

S = State


UNANSWERED = {S.REPORTED, S.ACCEPTED, S.IN_HAND}


BY_THE_HOUSE = {"follow", "lapse", "escalate", "fall_back"}


OPEN_IN = {
    "accept": {S.REPORTED},
    "answer_at_once": {S.REPORTED, S.ACCEPTED},
    "hand_over": {S.ACCEPTED},
    "finish": {S.IN_HAND},
    "judge": {S.FINISHED},
    "close": {S.FINISHED},
    "reopen": {S.FINISHED, S.CLOSED},
    "reject": {S.REPORTED},
    "withdraw": UNANSWERED | {S.WAITING, S.MERGED},
    "add_information": UNANSWERED | {S.WAITING, S.MERGED, S.FINISHED},
    "convene": {S.ACCEPTED, S.IN_HAND},
    "answer_part": {S.IN_HAND, S.WAITING},
    "note_silence": {S.IN_HAND, S.WAITING},
    "release": {S.IN_HAND, S.WAITING},
    "split": {S.ACCEPTED, S.IN_HAND},
    "merge": UNANSWERED,
    "unmerge": {S.MERGED},
    "take_back": {S.IN_HAND},
    "reassign": {S.IN_HAND},
    "return_": {S.IN_HAND},
    "assign": {S.ACCEPTED},
    "ask_extension": {S.IN_HAND},
    "grant_extension": {S.IN_HAND},
    "refuse_extension": {S.IN_HAND},
    "pause": {S.IN_HAND},
    "resume": {S.WAITING},
    "call_back": {S.FINISHED},
    "hurry": UNANSWERED | {S.MERGED},
    "supervise": UNANSWERED | {S.WAITING},
    "answer_supervision": set(State),
    "ask_exclusion": set(State) - {S.MERGED},
    "grant_exclusion": set(State),
    "refuse_exclusion": set(State),
    "take_on": {S.ACCEPTED, S.IN_HAND, S.WAITING},
    "pass_on": {S.ACCEPTED, S.IN_HAND, S.WAITING},
}


BECOMES = {
    "accept": S.ACCEPTED,
    "answer_at_once": S.FINISHED,
    "hand_over": S.IN_HAND,
    "finish": S.FINISHED,
    "judge": S.CLOSED,  # judged as solved below
    "close": S.CLOSED,
    "reopen": S.IN_HAND,
    "reject": S.REJECTED,
    "withdraw": S.WITHDRAWN,
    "convene": S.IN_HAND,
    "merge": S.MERGED,
    "unmerge": S.ACCEPTED,
    "take_back": S.ACCEPTED,
    "return_": S.ACCEPTED,
    "assign": S.IN_HAND,
    "pause": S.WAITING,
    "resume": S.IN_HAND,
    "call_back": S.CLOSED,  # reached, and solved
}


# What a move needs beyond its state, and what stands in its way.
NEEDS = {
    "assign": {"contested"},
    "answer_part": {"helped"},
    "note_silence": {"helper late"},
    "release": {"helped"},
    "grant_extension": {"time asked"},
    "refuse_extension": {"time asked"},
    "hurry": {"late"},
    "answer_supervision": {"supervised"},
    "grant_exclusion": {"exclusion asked"},
    "refuse_exclusion": {"exclusion asked"},
}


HINDERS = {
    "hand_over": {"contested"},
    "convene": {"contested"},
    "take_back": {
        *("late", "helped", "answered", "time asked", "supervised", "kept", "final"),
        *("exclusion asked", "excluded", "exclusion refused"),
    },
    "reassign": {"final", "helped"},
    "return_": {"final", "helped"},
    "finish": {"helped"},
    "merge": {"helped", "has repeats"},
    "ask_extension": {"time asked", "late"},
    "pause": {"late"},
    "hurry": {"hurried today"},
    "supervise": {"supervised"},
    "ask_exclusion": {"exclusion asked", "excluded"},
}


INTAKE = {"clerk", "second_clerk", "lead"}


OF_INTAKE = {
    *("accept", "answer_at_once", "hand_over", "take_back", "reassign"),
    *("reject", "split", "merge", "unmerge"),
}


RESIDENT = {"resident", "acting"}


ADMINISTRATORS = ("system_admin", "security_admin", "audit_admin")


ROLES = (
    *(
        "resident",
        "acting",
        "neighbour",
        "clerk",
        "second_clerk",
        "lead",
        "handler",
        "supervisor",
        "helper",
    ),
    *("town_outsider", "county_outsider", *ADMINISTRATORS),
)
