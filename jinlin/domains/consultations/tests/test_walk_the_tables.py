"""Every move in every state by everybody, against tables written by hand."""

from datetime import timedelta

import pytest
from django.db import transaction

from jinlin.core.tests.walking import answer_of, buttons
from jinlin.core.time import clock
from jinlin.domains.consultations import actions
from jinlin.domains.consultations.actions import Ask, Decision
from jinlin.domains.consultations.forms.moves import (
    FORMS,
    ITEM_FORMS,
    MEETING_FORMS,
    VOTE_FORMS,
)
from jinlin.domains.consultations.lifecycle import (
    ITEM_LIFECYCLE,
    LIFECYCLE,
    MEETING_LIFECYCLE,
    VOTE_LIFECYCLE,
)
from jinlin.domains.consultations.permissions import (
    ITEM_RULES,
    MEETING_RULES,
    RULES,
    VOTE_RULES,
)
from jinlin.domains.consultations.tests.cast import (
    CARRIED,
    called,
    decided,
    item,
    neighbours,
    now_of,
    objected,
    on_agenda,
    opened,
    planned,
    prepared,
    raised,
    taken_up,
)

KEEPERS = {"clerk", "second_clerk", "lead", "community_lead"}
LEADS = {"lead", "community_lead"}


def _voting(cast):
    return prepared(cast, secret=False).topic


def _refused(cast):
    return actions.refuse(raised(cast), reason="不属于小区事务", actor=cast.actors.clerk)


def _combined(cast):
    return actions.combine(raised(cast), into=taken_up(cast, "别处"), actor=cast.actors.clerk)


def _withdrawn(cast):
    return actions.withdraw(raised(cast), reason="不提了", actor=cast.actors.resident)


def _held_item(cast):
    return item(cast)


def _done_item(cast):
    return actions.finish(item(cast), outcome="装好了", actor=cast.actors.clerk)


def _signed(cast):
    meeting = called(cast)
    with clock.set_to(meeting.starts_at + timedelta(minutes=1)):
        meeting = actions.begin(meeting, actor=cast.actors.clerk)
        meeting = actions.end(meeting, actor=cast.actors.clerk)
        meeting = actions.sign_first(meeting, actor=cast.actors.community_lead)
        return actions.sign(meeting, actor=cast.actors.clerk)


def _begun(cast):
    meeting = called(cast)
    with clock.set_to(meeting.starts_at + timedelta(minutes=1)):
        return actions.begin(meeting, actor=cast.actors.clerk)


def _closed(cast):
    vote = opened(cast, neighbours(1), secret=False)
    with clock.set_to(vote.due_at + timedelta(seconds=1)):
        return actions.close(vote, actor=cast.actors.community_lead)


# kind, state -> (how it comes about, the moves of its keepers, those of leads alone)
TOPICS = {
    "raised": (raised, {"take_up", "combine", "refuse", "withdraw"}, set()),
    "taken_up": (
        taken_up,
        {"put_on_agenda", "combine", "refuse", "withdraw"},
        {"go_to_vote"},
    ),
    "on_agenda": (on_agenda, {"take_off"}, {"go_to_vote"}),
    "voting": (_voting, set(), set()),
    "decided": (decided, {"report"}, set()),
    "refused": (_refused, set(), set()),
    "combined": (_combined, set(), set()),
    "withdrawn": (_withdrawn, set(), set()),
}
MEETINGS = {
    "planned": (planned, {"cancel"}, set()),
    "called": (called, {"begin", "cancel"}, set()),
    "sitting": (_begun, {"end"}, set()),
    "signed": (_signed, set(), set()),
}
VOTES = {
    "prepared": (
        lambda cast: prepared(cast, secret=False, voters=neighbours(1)),
        set(),
        {"open_", "declare_void"},
    ),
    "open": (
        lambda cast: opened(cast, neighbours(1), secret=False),
        set(),
        {"declare_void"},
    ),
    "closed": (_closed, set(), {"publish", "declare_void"}),
}
ITEMS = {
    "open": (_held_item, {"finish", "put_off"}, {"drop"}),
    "done": (_done_item, set(), set()),
}
TABLES = {
    "topic": (TOPICS, RULES),
    "meeting": (MEETINGS, MEETING_RULES),
    "vote": (VOTES, VOTE_RULES),
    "item": (ITEMS, ITEM_RULES),
}
CASES = [(kind, state) for kind, (table, _rules) in TABLES.items() for state in table]


@pytest.fixture(scope="module")
def house(standing_cast):
    """The cast; each row is told once and rolled back."""
    return standing_cast


@pytest.fixture
def row(house, request, django_db_blocker):
    kind, state = request.param
    with django_db_blocker.unblock(), transaction.atomic():
        yield now_of(TABLES[kind][0][state][0](house)), kind
        transaction.set_rollback(True)


@pytest.mark.parametrize("row", CASES, indirect=True, ids="-".join)
def test_whoever_may_finds_the_moves_of_its_state_and_nobody_else_any(house, row):
    row, kind = row
    table, rules = TABLES[kind]
    _made, keepers, leads = table[row.state]
    found = buttons(rules, row, vars(house.actors))
    expected = {name: set() for name in found}
    expected |= {name: keepers | (leads if name in LEADS else set()) for name in KEEPERS}
    if kind == "topic" and row.state in {"raised", "taken_up"}:
        expected["resident"] = {"withdraw"}  # who raised it
    if kind == "item" and row.state == "open":
        expected["property_handler"] = {"finish"}  # whose unit has taken it on
    assert found == expected


@pytest.mark.parametrize("row", [case for case in CASES if case[0] == "topic"], indirect=True)
def test_each_verb_refuses_what_is_not_open_and_whoever_may_not(house, row):
    topic, _kind = row
    _made, keepers, leads = TOPICS[topic.state]
    answers, expected = {}, {}
    for name, (_form, verb) in FORMS.items():
        for who in ("community_lead", "other_clerk"):
            actor = getattr(house.actors, who)
            with transaction.atomic():
                told = _arguments(name, house)
                answers[name, who] = answer_of(verb, now_of(topic), actor=actor, **told)
                transaction.set_rollback(True)
            is_open = name in keepers | leads
            expected[name, who] = 403 if who == "other_clerk" else 200 if is_open else 409
    assert answers == expected


def test_an_objection_opens_what_is_not_open_without_one(cast):
    topic = objected(cast)
    found = {move.name for move in RULES.open_to(cast.actors.lead, topic)}
    assert found == {"reopen", "stand_by", "report"}


def test_the_tables_name_every_move():
    by_hand = {
        "topic": (LIFECYCLE, FORMS),
        "meeting": (MEETING_LIFECYCLE, MEETING_FORMS),
        "vote": (VOTE_LIFECYCLE, VOTE_FORMS),
        "item": (ITEM_LIFECYCLE, ITEM_FORMS),
    }
    for lifecycle, forms in by_hand.values():
        assert set(forms) == {name for name, move in lifecycle.moves.items() if move.by_hand}


def _arguments(name, cast):
    clerk_made = {
        "combine": lambda: {"into": taken_up(cast, "另一件")},
        "put_on_agenda": lambda: {"meeting": called(cast)},
    }
    if name in clerk_made:
        return clerk_made[name]()
    decision = Decision("就这么定。", "hands", CARRIED, "half-present")
    return {
        "take_off": {"reason": "先不议"},
        "decide": {"decision": decision},
        "go_to_vote": {"ask": Ask("是否？", "half-present", is_secret=False)},
        "reopen": {"reason": "有道理"},
        "stand_by": {"reason": "已说明"},
        "report": {"text": "装好了"},
        "refuse": {"reason": "不属于小区事务"},
        "withdraw": {"reason": "不提了"},
    }.get(name, {})
