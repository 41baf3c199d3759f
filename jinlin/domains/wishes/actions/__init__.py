"""Which verbs change a wish?

Each does, in this order: lock, may, can, change, record, tell later.
"""

from jinlin.domains.wishes.actions.claiming import (
    Pledge,
    claim,
    give_back,
    raise_,
    release,
    run_out,
    share,
    step_out,
)
from jinlin.domains.wishes.actions.ending import to_appeal, withdraw
from jinlin.domains.wishes.actions.keeping import (
    Record,
    confirm,
    dispute,
    fulfil,
    lapse,
    remark,
    thank,
)
from jinlin.domains.wishes.actions.posting import Agreed, Post, from_appeal, post
from jinlin.domains.wishes.actions.screening import (
    Shown,
    agree,
    answer_back,
    ask_back,
    decline,
    publish,
    reword,
)
from jinlin.domains.wishes.actions.seeing import see_address, see_claimer

__all__ = [
    "Agreed",
    "Pledge",
    "Post",
    "Record",
    "Shown",
    "agree",
    "answer_back",
    "ask_back",
    "claim",
    "confirm",
    "decline",
    "dispute",
    "from_appeal",
    "fulfil",
    "give_back",
    "lapse",
    "post",
    "publish",
    "raise_",
    "release",
    "remark",
    "reword",
    "run_out",
    "see_address",
    "see_claimer",
    "share",
    "step_out",
    "thank",
    "to_appeal",
    "withdraw",
]
