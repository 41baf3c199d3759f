"""Which verbs change an appeal? Each does, in this order: lock, may, can, change, record, tell
later.
"""

from jinlin.domains.appeals.actions.afterwards import call_back, lapse
from jinlin.domains.appeals.actions.classes import offer_usual_classes
from jinlin.domains.appeals.actions.clocks import (
    ask_extension,
    grant_extension,
    pause,
    refuse_extension,
    resume,
)
from jinlin.domains.appeals.actions.ending import Verdict, close, judge, reopen, withdraw
from jinlin.domains.appeals.actions.handling import add_information, finish, hand_over
from jinlin.domains.appeals.actions.intake import Report, accept, answer_at_once, reject, report
from jinlin.domains.appeals.actions.keeping import (
    HandedOver,
    fall_back,
    hand_over_desk,
    pass_on,
    take_on,
)
from jinlin.domains.appeals.actions.linking import send_link
from jinlin.domains.appeals.actions.merging import merge, unmerge
from jinlin.domains.appeals.actions.recounting import follow_calendar, recompute_provisional
from jinlin.domains.appeals.actions.returning import assign, return_
from jinlin.domains.appeals.actions.suggesting import (
    Route,
    Wording,
    change_reply,
    count_use,
    end_rule,
    set_rule,
    write_reply,
)
from jinlin.domains.appeals.actions.taking_back import reassign, take_back
from jinlin.domains.appeals.actions.together import (
    answer_part,
    convene,
    note_silence,
    release,
    split,
)
from jinlin.domains.appeals.actions.viewing import (
    open_with,
    place_view,
    remove_view,
    rename_view,
    restore_view,
    save_view,
)
from jinlin.domains.appeals.actions.watching import (
    answer_supervision,
    ask_exclusion,
    escalate,
    grant_exclusion,
    hurry,
    refuse_exclusion,
    supervise,
)

__all__ = [
    "HandedOver",
    "Report",
    "Route",
    "Verdict",
    "Wording",
    "accept",
    "add_information",
    "answer_at_once",
    "answer_part",
    "answer_supervision",
    "ask_exclusion",
    "ask_extension",
    "assign",
    "call_back",
    "change_reply",
    "close",
    "convene",
    "count_use",
    "end_rule",
    "escalate",
    "fall_back",
    "finish",
    "follow_calendar",
    "grant_exclusion",
    "grant_extension",
    "hand_over",
    "hand_over_desk",
    "hurry",
    "judge",
    "lapse",
    "merge",
    "note_silence",
    "offer_usual_classes",
    "open_with",
    "pass_on",
    "pause",
    "place_view",
    "reassign",
    "recompute_provisional",
    "refuse_exclusion",
    "refuse_extension",
    "reject",
    "release",
    "remove_view",
    "rename_view",
    "reopen",
    "report",
    "restore_view",
    "resume",
    "return_",
    "save_view",
    "send_link",
    "set_rule",
    "split",
    "supervise",
    "take_back",
    "take_on",
    "unmerge",
    "withdraw",
    "write_reply",
]
