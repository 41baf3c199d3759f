"""Do the papers tell the truth: who handed it over, what is asked of the unit, how long it took?"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from jinlin.core.time import clock
from jinlin.domains.appeals import actions, queries
from jinlin.domains.appeals.lifecycle import State
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.tests.cast import (
    Cast,
    accepted,
    closed,
    in_hand,
    joint,
    reported,
    returned,
)
from jinlin.services.documents.models import Document
from jinlin.services.documents.printing import printed

pytestmark = pytest.mark.one_engine

MONDAY = date(2026, 4, 13)
TOLD, ASKED = "物业经理的电话是 8888。", "请当天到场，先断电再换灯。"


def papers(appeal: Appeal, kind: str) -> list[Document]:
    rows = Document.objects.filter(kind=f"appeals.{kind}", about_id=appeal.pk)
    return list(rows.order_by("sequence"))


def handed(paper: Document) -> tuple[str, str, str]:
    """Who hands to whom, and whose name stands under it."""
    return paper.data["issuer"], paper.data["unit"], paper.issued_by


def test_who_hands_it_over_stands_on_the_paper_not_who_got_it(cast: Cast) -> None:
    [paper] = papers(in_hand(cast), "handover")
    assert handed(paper) == ("凤池社区居委会", "德化县城市管理局", "凤池社区居委会")


def test_a_final_decision_is_handed_over_by_who_decided(cast: Cast) -> None:
    appeal = returned(cast, 3)
    actions.assign(
        appeal, actor=cast.actors.supervisor, unit=cast.units.bureau, reason="灯杆是城管局的。"
    )
    paper = papers(appeal, "handover")[-1]
    given = cast.actors.supervisor.face or cast.units.community.name
    assert handed(paper) == (given, "德化县城市管理局", given)


def test_without_a_face_it_was_handed_over_by_the_unit_that_had_it(cast: Cast) -> None:
    nameless = replace(cast.actors.clerk, face="")
    appeal = actions.hand_over(accepted(cast), actor=nameless, unit=cast.units.bureau)
    assert handed(papers(appeal, "handover")[0])[0] == "凤池社区居委会"


def test_who_convenes_stands_on_the_paper_not_who_leads(cast: Cast) -> None:
    appeal = actions.convene(
        accepted(cast),
        actor=cast.actors.clerk,
        lead=cast.units.bureau,
        helper=cast.units.property,
        task="请切断小区侧电源。",
        due_on=clock.today() + timedelta(days=3),
    )
    [first] = papers(appeal, "joint")
    [by_the_lead] = papers(joint(cast), "joint")
    assert [(paper.data["issuer"], paper.data["lead"]) for paper in (first, by_the_lead)] == [
        ("凤池社区居委会", "德化县城市管理局"),
        ("德化县城市管理局", "德化县城市管理局"),
    ]


@pytest.mark.parametrize(("internal", "asked"), [(ASKED, ASKED), ("", "")])
def test_what_is_said_to_the_resident_is_no_instruction_to_the_unit(
    cast: Cast, internal: str, asked: str
) -> None:
    appeal = actions.hand_over(
        accepted(cast),
        actor=cast.actors.clerk,
        unit=cast.units.bureau,
        note=TOLD,
        internal=internal,
    )
    [paper] = papers(appeal, "handover")
    assert (paper.data["note"], TOLD in str(paper.data)) == (asked, False)


@pytest.mark.parametrize(
    ("spent", "said"),
    [
        (timedelta(seconds=20), "不到 1 分钟"),
        (timedelta(hours=26), "26 小时"),
        (timedelta(days=3), "3 天"),
    ],
)
def test_the_time_it_took_runs_from_the_report_to_the_reply(
    cast: Cast, spent: timedelta, said: str
) -> None:
    with clock.set_to(clock.at(MONDAY, 9)):
        appeal = reported(cast)
    with clock.set_to(clock.at(MONDAY, 9) + spent):
        appeal = actions.answer_at_once(
            appeal, actor=cast.actors.clerk, category=cast.categories.repair, reply="换好了。"
        )
        actions.judge(
            appeal,
            actor=cast.actors.resident,
            verdict=actions.Verdict(answered=True, solved=True, satisfied=True),
        )
    [paper] = papers(appeal, "closing")
    assert paper.data["took"] == f"{said}（从反映时算起）"


@pytest.mark.parametrize(
    ("told", "heading"),
    [
        ({"text": "路灯坏了。"}, ""),
        ({"text": "路灯坏了三天" * 20}, ""),
        ({"text": "晚上看不见台阶。", "title": "路灯坏了"}, "路灯坏了"),
    ],
)
def test_a_title_that_only_repeats_the_text_stands_once(
    cast: Cast, told: dict[str, str], heading: str
) -> None:
    appeal = closed(cast, **told)
    both = [*papers(appeal, "handover"), *papers(appeal, "closing")]
    assert [printed(paper)["heading"] for paper in both] == [heading] * 2


# No promise that nobody made


def test_what_nobody_took_up_yet_says_that_taking_it_up_is_late_and_no_promise(cast: Cast) -> None:
    with clock.set_to(clock.at(MONDAY, 9)):
        appeal = reported(cast)
    with clock.set_to(clock.at(MONDAY + timedelta(days=30), 9)):
        said = queries.next_sentence(appeal)
    assert (appeal.state, "承诺" in said, "现在还没有受理" in said, appeal.unit.name in said) == (
        State.REPORTED,
        False,
        True,
        True,
    )


def test_what_was_accepted_and_is_late_names_the_promise(cast: Cast) -> None:
    with clock.set_to(clock.at(MONDAY, 9)):
        appeal = accepted(cast)
    with clock.set_to(clock.at(MONDAY + timedelta(days=60), 9)):
        assert queries.next_sentence(appeal).startswith("凤池社区居委会承诺")
