"""How does an appeal come to stand where the walk through the table looks at it?

Through the real actions.
"""

from jinlin.domains.appeals import actions
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.tests.cast import (
    Cast,
    closed,
    days_on,
    helper,
    in_hand,
    joint,
    merged,
    person,
    reported,
    returned,
)


def rejected(cast: Cast) -> Appeal:
    return actions.reject(
        reported(cast),
        actor=cast.actors.clerk,
        reason="法院已判",
        basis="诉讼事项",
        instead="上一级法院",
    )


def withdrawn(cast: Cast) -> Appeal:
    return actions.withdraw(reported(cast), actor=cast.actors.resident, reason="自己修好了")


def merged_by_resident(cast: Cast) -> Appeal:
    return merged(cast, in_hand(cast, reporter=person(cast, "neighbour")), "resident")


def has_repeats(cast: Cast) -> Appeal:
    main = in_hand(cast)
    merged(cast, main)
    return main


def answered(cast: Cast) -> Appeal:
    appeal = joint(cast)
    return actions.answer_part(
        appeal, actor=helper(cast), part=appeal.parts.get(), reply="电源已切断。"
    )


def asked_time(cast: Cast) -> Appeal:
    return actions.ask_extension(
        in_hand(cast), actor=cast.actors.handler, days=3, reason="灯杆要定做。"
    )


def supervised(cast: Cast) -> Appeal:
    return actions.supervise(
        in_hand(cast), actor=cast.actors.supervisor, order="三日内报结果。", due_on=days_on(3)
    )


def kept(cast: Cast) -> Appeal:
    return actions.take_on(in_hand(cast), actor=cast.actors.handler)


def decided_finally(cast: Cast) -> Appeal:
    return actions.assign(
        returned(cast, 3),
        actor=cast.actors.supervisor,
        unit=cast.units.bureau,
        reason="道路照明归城管局。",
    )


def asked_exclusion(cast: Cast) -> Appeal:
    return actions.ask_exclusion(closed(cast), actor=cast.actors.handler, reason="属外县。")


def excluded(cast: Cast) -> Appeal:
    return actions.grant_exclusion(
        asked_exclusion(cast), actor=cast.actors.supervisor, reason="属实。"
    )


def kept_in(cast: Cast) -> Appeal:
    return actions.refuse_exclusion(
        asked_exclusion(cast), actor=cast.actors.supervisor, reason="就在本县。"
    )
