"""Which verbs change a case, and what belongs to it; how are services written down?

Each does, in this order: lock, may, can, change, record.
"""

from jinlin.domains.casework.actions.correcting import correct, strike
from jinlin.domains.casework.actions.destroying import destroy
from jinlin.domains.casework.actions.facts import Facts, put_right, take_out
from jinlin.domains.casework.actions.handing import (
    answer_offer,
    assign,
    name_supervisors,
    note_answer,
    offer,
    refer,
    relieve,
)
from jinlin.domains.casework.actions.months import add_up_again
from jinlin.domains.casework.actions.people import (
    Kinship,
    consent,
    join,
    know_relative,
    leave,
    withdraw,
)
from jinlin.domains.casework.actions.planning import Goal, assess, review_plan, write_plan
from jinlin.domains.casework.actions.profiles import adopt
from jinlin.domains.casework.actions.sealing import (
    ask_to_read,
    end_opening,
    grant,
    refuse,
    seal,
    seal_by_clock,
)
from jinlin.domains.casework.actions.serving import (
    Known,
    ServiceTerms,
    close_point,
    open_point,
    serve,
    serve_many,
)
from jinlin.domains.casework.actions.steps import look
from jinlin.domains.casework.actions.taking_in import (
    Client,
    Intake,
    note_measure,
    open_case,
    receive,
)
from jinlin.domains.casework.actions.telling import see, tell_of, tell_of_term
from jinlin.domains.casework.actions.totals import freeze, last_published, say_year
from jinlin.domains.casework.actions.working import (
    Closing,
    ask_to_close,
    close,
    decline,
    follow_up,
    move_on,
    reopen,
    send_back,
    step_back,
    take_on,
)
from jinlin.domains.casework.actions.writing import Session, add, attach, draft, sign

__all__ = [
    "Client",
    "Closing",
    "Facts",
    "Goal",
    "Intake",
    "Kinship",
    "Known",
    "ServiceTerms",
    "Session",
    "add",
    "add_up_again",
    "adopt",
    "answer_offer",
    "ask_to_close",
    "ask_to_read",
    "assess",
    "assign",
    "attach",
    "close",
    "close_point",
    "consent",
    "correct",
    "decline",
    "destroy",
    "draft",
    "end_opening",
    "follow_up",
    "freeze",
    "grant",
    "join",
    "know_relative",
    "last_published",
    "leave",
    "look",
    "move_on",
    "name_supervisors",
    "note_answer",
    "note_measure",
    "offer",
    "open_case",
    "open_point",
    "put_right",
    "receive",
    "refer",
    "refuse",
    "relieve",
    "reopen",
    "review_plan",
    "say_year",
    "seal",
    "seal_by_clock",
    "see",
    "send_back",
    "serve",
    "serve_many",
    "sign",
    "step_back",
    "strike",
    "take_on",
    "take_out",
    "tell_of",
    "tell_of_term",
    "withdraw",
    "write_plan",
]
