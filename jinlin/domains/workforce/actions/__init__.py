"""Which verbs change the register, an application, a batch?"""

from jinlin.domains.workforce.actions.applying import apply
from jinlin.domains.workforce.actions.crediting import Learned, credit
from jinlin.domains.workforce.actions.deciding import (
    answer_back,
    approve,
    ask_back,
    award,
    check,
    lacking,
    object_to,
    overrule,
    publish,
    refuse,
    review,
    revoke,
    uphold,
    withdraw,
)
from jinlin.domains.workforce.actions.establishing import Posts, approve_posts
from jinlin.domains.workforce.actions.exam_days import confirm_day, name_day, strike_day
from jinlin.domains.workforce.actions.exam_lists import (
    Taken,
    put_back,
    strike_candidacy,
    take_list,
)
from jinlin.domains.workforce.actions.layouts import keep_layout
from jinlin.domains.workforce.actions.pairs import merge, not_same, undo_merge
from jinlin.domains.workforce.actions.paying import (
    Answered,
    change_account,
    fall_due,
    freeze,
    read_back,
)
from jinlin.domains.workforce.actions.recounting import follow_calendar
from jinlin.domains.workforce.actions.renewing import remind
from jinlin.domains.workforce.actions.rosters import Intake, look_at, take_back, take_in
from jinlin.domains.workforce.actions.seeing import see_clear, see_register_clear
from jinlin.domains.workforce.actions.sending import (
    ask_again,
    ask_to_land,
    land,
    look,
    look_if_small,
    send_in,
    write_refused,
)
from jinlin.domains.workforce.actions.surveys import answer, close_round, open_round, sign
from jinlin.domains.workforce.actions.updating import refuse_update, tell, verify, withdraw_update

__all__ = [
    "Answered",
    "Intake",
    "Learned",
    "Posts",
    "Taken",
    "answer",
    "answer_back",
    "apply",
    "approve",
    "approve_posts",
    "ask_again",
    "ask_back",
    "ask_to_land",
    "award",
    "change_account",
    "check",
    "close_round",
    "confirm_day",
    "credit",
    "fall_due",
    "follow_calendar",
    "freeze",
    "keep_layout",
    "lacking",
    "land",
    "look",
    "look_at",
    "look_if_small",
    "merge",
    "name_day",
    "not_same",
    "object_to",
    "open_round",
    "overrule",
    "publish",
    "put_back",
    "read_back",
    "refuse",
    "refuse_update",
    "remind",
    "review",
    "revoke",
    "see_clear",
    "see_register_clear",
    "send_in",
    "sign",
    "strike_candidacy",
    "strike_day",
    "take_back",
    "take_in",
    "take_list",
    "tell",
    "undo_merge",
    "uphold",
    "verify",
    "withdraw",
    "withdraw_update",
    "write_refused",
]
