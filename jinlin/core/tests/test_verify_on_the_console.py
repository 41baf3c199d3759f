"""Does the console name the first broken link, and does its exit status tell a script?"""

from datetime import timedelta

import pytest
from click.testing import CliRunner

from jinlin.core.append_only import unguard
from jinlin.core.commands import seal, verify_timeline
from jinlin.core.tests import histories
from jinlin.core.tests.histories import DEHUA, FRIDAY, SATURDAY, tampering, told
from jinlin.core.timeline import Seal

pytestmark = pytest.mark.django_db


def run(command, *arguments):
    said = CliRunner().invoke(command, arguments)
    return said.exit_code, said.stdout.splitlines()


def test_sound_histories_end_with_status_0():
    told()
    histories.seal()
    assert run(verify_timeline) == (0, ["5 条记录，全部与写入时一致。"])


def test_unsealed_days_are_mentioned():
    told()
    assert run(verify_timeline) == (
        0,
        [
            "还有 2 个过去的日子没有封存，运行 `jinlin seal` 即可封存。",
            "5 条记录，全部与写入时一致。",
        ],
    )


def test_a_broken_link_is_named_by_subject_and_number_with_status_1():
    subject = told()
    histories.seal()
    with tampering() as cursor:
        cursor.execute("UPDATE core_entry SET face = 'x' WHERE seq IN (2, 4)")
    assert run(verify_timeline) == (
        1,
        [f"1. 350526：core_matters.matter {subject.pk} 第 2 条：写入后被改动"],
    )


def test_a_broken_seal_is_named_by_its_day():
    told()
    histories.seal()
    with tampering() as cursor:
        cursor.execute("DELETE FROM core_seal WHERE seq = 1")
    status, (_unsealed, named) = run(verify_timeline, "--county", DEHUA)
    assert (status, named) == (1, "1. 350526：2025-04-19 的第 1 号封存：封存缺失")


def test_a_table_without_its_triggers_is_named():
    from django.db import connection

    unguard(connection, "core_access")
    assert run(verify_timeline) == (1, ["数据表 core_access 失去了防改动保护。"])


def test_sealing_prints_each_countys_last_seal():
    told()
    status, (first, second) = run(seal)
    last = Seal.objects.get(day=SATURDAY)
    assert (status, first, second) == (
        0,
        "已封存 2 天。",
        f"350526 {SATURDAY} #2 sha256-tree:{last.hash}",
    )
    assert Seal.objects.filter(day=FRIDAY).count() == 1


def test_seals_that_were_made_late_are_listed_and_are_no_break():
    told()
    histories.seal()
    assert run(verify_timeline) == (0, ["5 条记录，全部与写入时一致。"])
    for _clerk_with_a_wrong_clock in range(2):
        histories.tell(histories.matter(), "reported")
    histories.seal(histories.AFTERWARDS + timedelta(hours=2))
    late = Seal.objects.get(is_late=True)
    assert run(verify_timeline) == (
        0,
        [
            (
                f"350526：2025-04-18 的第 {late.seq} 号封存是补做的，时间为"
                "2025年4月21日（周一）11:00：首次封存之后，当日又有 2 份记录增加。"
            ),
            "7 条记录，全部与写入时一致。",
        ],
    )
    assert run(verify_timeline, "--county", histories.TONGWEI) == (
        0,
        ["0 条记录，全部与写入时一致。"],
    )
