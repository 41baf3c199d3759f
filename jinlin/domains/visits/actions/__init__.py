"""Which verbs change rounds, doors and what was found?

Each does, in this order: lock, may, can, change, record, tell later.
"""

from jinlin.domains.visits.actions.carrying import (
    Handset,
    given_away,
    hear,
    phone_of,
    record_looks,
    shut_out,
    take_along,
)
from jinlin.domains.visits.actions.checklists import publish_checklist
from jinlin.domains.visits.actions.choosing import choose, leave_aside, take_in
from jinlin.domains.visits.actions.doors import (
    give,
    put_right,
    settle,
    split,
    take_back,
    take_over,
    try_again,
)
from jinlin.domains.visits.actions.files import take_file
from jinlin.domains.visits.actions.finding import (
    BECOMES,
    held_finding,
    note_passed,
    note_problem,
    see_to,
)
from jinlin.domains.visits.actions.housing import Whereabouts, bring_in
from jinlin.domains.visits.actions.parting import part
from jinlin.domains.visits.actions.planning import (
    Terms,
    close,
    could_go,
    drop,
    extend,
    lay_out,
    look_after_rounds,
    plan,
    set_out,
    visitors_at,
)
from jinlin.domains.visits.actions.sealing import envelope, key_of, new_key, opened_form, sealed_for
from jinlin.domains.visits.actions.steps import on_word_of
from jinlin.domains.visits.actions.taking import Handed, Taken, release_held, take

__all__ = [
    "BECOMES",
    "Handed",
    "Handset",
    "Taken",
    "Terms",
    "Whereabouts",
    "bring_in",
    "choose",
    "close",
    "could_go",
    "drop",
    "envelope",
    "extend",
    "give",
    "given_away",
    "hear",
    "held_finding",
    "key_of",
    "lay_out",
    "leave_aside",
    "look_after_rounds",
    "new_key",
    "note_passed",
    "note_problem",
    "on_word_of",
    "opened_form",
    "part",
    "phone_of",
    "plan",
    "publish_checklist",
    "put_right",
    "record_looks",
    "release_held",
    "sealed_for",
    "see_to",
    "set_out",
    "settle",
    "shut_out",
    "split",
    "take",
    "take_along",
    "take_back",
    "take_file",
    "take_in",
    "take_over",
    "try_again",
    "visitors_at",
]
