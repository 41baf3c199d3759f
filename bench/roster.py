"""How long does the roster clinic take for 100,000 rows × 20 columns, beside the fastest reader?

    python bench/roster.py [ROWS]

Reads one generated workbook three times: only its cells (the stream of this house), the whole
clinic, and with python-calamine where that is installed; prints seconds of the processor, memory
and the ratios.
Memory is measured at a tenth of the rows too: it must not grow with them.
"""

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jinlin.web.settings")
HEADINGS = (
    *(
        "序号",
        "姓名",
        "身份证号码",
        "性别",
        "出生日期",
        "联系电话",
        "乡镇",
        "工作单位",
        "所属领域",
        "岗位",
    ),
    *(
        "人员类别",
        "专兼职",
        "上岗时间",
        "学历",
        "所学专业",
        "毕业院校",
        "毕业时间",
        "资格等级",
        "证书编号",
        "取得时间",
    ),
)
GROWTH_ALLOWED = 1.25
SLOWER_ALLOWED = 6.0


def write_roster(path: Path, rows: int) -> None:
    """A roster of this many people, every fiftieth with a defect."""
    from stdnum.cn import ric  # noqa: PLC0415 - only the writer needs it
    from xlsxwriter import Workbook  # noqa: PLC0415 - the same

    dice = random.Random(7)
    with Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("名册")
        sheet.write_row(0, 0, ["社会工作专业人才花名册"])
        sheet.write_row(1, 0, HEADINGS)
        for number in range(rows):
            digits = (
                f"350526{dice.randint(1965, 2000)}{dice.randint(1, 12):02}{dice.randint(1, 28):02}"
            )
            digits += f"{dice.randint(0, 999):03}"
            person = digits + ric.calc_check_digit(digits + "0")
            if number % 50 == 0:
                person = person[:16] + str((int(person[16]) + 1) % 10) + person[17]
            name = "".join(
                dice.choice("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗") for _n in range(3)
            )
            sheet.write_row(number + 2, 0, _person(number, name, person, dice))


def _person(number: int, name: str, person: str, dice: random.Random) -> list[object]:
    sex = "男" if int(person[16]) % 2 else "女"
    born = f"{person[6:10]}-{person[10:12]}-{person[12:14]}"
    return [
        *(number + 1, name, person, sex, born, f"138{number:08}", "浔中镇", f"单位{number % 900}"),
        *(
            "医疗",
            "社工",
            "服务",
            "专职",
            "2019.7",
            "本科",
            "社会工作",
            "福建师范大学",
            "2012年7月",
        ),
        *("助理社会工作师", f"2019{number:012}", "2019-10-12"),
    ]


def cells_only(path: Path) -> int:
    from jinlin.core.books import opened  # noqa: PLC0415 - Django first

    with opened(path) as book:
        return sum(len(line.cells) for sheet in book.sheets for line in sheet.lines())


def clinic(path: Path) -> int:
    from jinlin.core.books import opened  # noqa: PLC0415 - Django first
    from jinlin.domains.workforce.roster.clinic import Reading  # noqa: PLC0415 - the same
    from jinlin.domains.workforce.roster.facts import Known  # noqa: PLC0415 - the same

    known = Known({"医疗": "health"}, {"服务": "service"})
    with opened(path) as book:
        return sum(1 for sheet in book.sheets for _row in Reading(sheet, known).rows())


def calamine(path: Path) -> int:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - not everywhere installed

    book = CalamineWorkbook.from_path(str(path))
    return sum(
        len(row) for name in book.sheet_names for row in book.get_sheet_by_name(name).iter_rows()
    )


READERS: dict[str, Callable[[Path], int]] = {
    "cells": cells_only,
    "clinic": clinic,
    "calamine": calamine,
}


def measured(name: str, path: Path) -> tuple[float, float] | None:
    """Seconds and megabytes of one reader in a process of its own; None when it is not there."""
    done = subprocess.run(
        [sys.executable, __file__, "--one", name, str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        print(f"{name}: {done.stderr.strip().splitlines()[-1]}")
        return None
    seconds, megabytes = done.stdout.split()
    return float(seconds), float(megabytes)


def run_one(name: str, path: Path) -> None:
    if name != "calamine":
        import django  # noqa: PLC0415 - only readers of this house need it

        django.setup()
    start = time.process_time()
    READERS[name](path)
    print(time.process_time() - start, getrusage(RUSAGE_SELF).ru_maxrss / 1024)


def main(rows: int) -> int:
    with TemporaryDirectory() as folder:
        found: dict[tuple[str, int], tuple[float, float]] = {}
        for count in (rows // 10, rows):
            path = Path(folder) / f"{count}.xlsx"
            write_roster(path, count)
            for name in READERS:
                if result := measured(name, path):
                    found[name, count] = result
                    print(f"{name:>9} {count:>8} rows {result[0]:6.2f} s {result[1]:6.0f} MB")
    growth = found["clinic", rows][1] / found["clinic", rows // 10][1]
    print(f"memory of the clinic at ten times the rows: {growth:.2f} times")
    is_good = growth <= GROWTH_ALLOWED
    if ("calamine", rows) in found:
        ratio = found["clinic", rows][0] / found["calamine", rows][0]
        cells = found["cells", rows][0] / found["calamine", rows][0]
        print(f"cells {cells:.1f} times, clinic {ratio:.1f} times as long as the fastest reader")
        is_good = is_good and cells <= SLOWER_ALLOWED
    return 0 if is_good else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        run_one(sys.argv[2], Path(sys.argv[3]))
    else:
        raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
