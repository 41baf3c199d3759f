"""Which pacts stand in a house that a test runs as a process?"""

from datetime import timedelta
from typing import Any

from jinlin.core.time import clock
from jinlin.domains.appeals.tests.cast import person
from jinlin.domains.pacts import actions
from jinlin.domains.pacts.deadlines import Tally
from jinlin.domains.pacts.models import Pact

CLAUSES = ("楼道不堆放杂物。", "电动车不进楼道充电。")
HANDS = Tally(eligible=90, present=60, in_favour=55, against=1)


def stands(cast: Any) -> dict[str, str]:
    """A pact in each state that a page looks different in, each of a place of its own."""
    places = cast.places
    found = {
        "commenting": _spoken_of(cast, _published(cast, places.neighbourhood, "凤池新村公约")),
        "in_force": _held(cast, _fixed(cast, places.second_neighbourhood, "瓷都花园公约")),
        "drafting": _drafted(cast, places.community, "凤池社区公约"),
        "voting": _fixed(cast, places.other_neighbourhood, "富东小区公约"),
    }
    return {f"pact_{state}": str(pact.pk) for state, pact in found.items()}


def _drafted(cast: Any, place: Any, title: str) -> Pact:
    return actions.draft(place, title=title, clauses=CLAUSES, actor=cast.actors.lead)


def _published(cast: Any, place: Any, title: str) -> Pact:
    until = clock.today() + timedelta(days=7)
    return actions.publish(_drafted(cast, place, title), until=until, actor=cast.actors.lead)


def _fixed(cast: Any, place: Any, title: str) -> Pact:
    lead = cast.actors.lead
    pact = actions.consolidate(_published(cast, place, title), actor=lead)
    return actions.put_to_vote(pact, meets_on=clock.today(), where="居民活动室", actor=lead)


def _spoken_of(cast: Any, pact: Pact) -> Pact:
    """A comment of the resident's has its answer, another one waits for it."""
    for text in ("宠物要牵绳。", "晚上十点后安静。"):
        said = actions.Say(text, person=person(cast))
        comment = actions.comment(pact, said, actor=cast.actors.resident)
    why = "条例已有规定"
    actions.answer(comment, answer="not_taken", reason=why, actor=cast.actors.clerk)
    return pact


def _held(cast: Any, pact: Pact) -> Pact:
    """It holds, and a breach was talked over."""
    today = clock.today()
    pact = actions.adopt(pact, tally=HANDS, since=today, actor=cast.actors.lead)
    minutes = actions.Minutes(1, today, "说好一周内搬走。", "agreed", [actions.Party("陈二妹")])
    actions.talk_over(pact, minutes, actor=cast.actors.clerk)
    return pact
