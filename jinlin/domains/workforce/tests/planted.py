"""A roster as counties keep them, with one planted defect after another: which cell holds what, and
how must it be named?

`PLANTED` is a table: what stands in a cell, and (kind, proposal) of every fault that must be named
there. A clean row surrounds each cell, so that nothing else may be named.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from stdnum.cn import ric
from xlsxwriter import Workbook

HEADINGS = (
    *(
        "序号",
        "姓名",
        "身份证号码",
        "性别",
        "出生年月",
        "联系电话",
        "工作单位",
        "所属领域",
        "上岗时间",
    ),
    *(
        "学历",
        "专业",
        "毕业时间",
        "资格等级",
        "证书编号",
        "取得时间",
        "专兼职",
        "离岗时间",
        "2021年以来继续教育学时",
    ),
)
COLUMN = {heading: place for place, heading in enumerate(HEADINGS)}
FIRST = 4  # the first row of people, as Excel counts


class Fault(NamedTuple):
    heading: str
    value: Any
    named: tuple[tuple[str, str], ...]  # kind, proposed
    more: Mapping[str, Any] = {}
    waits: bool = False


def id_of(number: int, born: str = "19850312") -> str:
    """A right citizen id, another one for each number; a man's when the number is odd."""
    digits = f"350526{born}{number:03}"
    return digits + ric.calc_check_digit(digits + "0")


def ending_in_x(born: str = "19850312") -> str:
    return next(one for one in (id_of(n, born) for n in range(700, 999)) if one.endswith("X"))


SURE = id_of(601)
WITH_X = ending_in_x()
WRONG_CHECK = SURE[:17] + ("1" if SURE[17] != "1" else "2")
OLD = "350526850312003"
FULL = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")

PLANTED: tuple[Fault, ...] = (
    # the id: what is mended
    Fault("身份证号码", f" {SURE[:6]} {SURE[6:14]} {SURE[14:]}", (("spaces", SURE),)),
    Fault("身份证号码", id_of(603).translate(FULL), (("full_width", id_of(603)),)),
    Fault("身份证号码", WITH_X.lower(), (("id_small_x", WITH_X),)),
    Fault("身份证号码", f"'{id_of(605)}", (("id_marks", id_of(605)),)),
    Fault(
        "身份证号码",
        f"{id_of(607)} ".translate(FULL),
        (("full_width", id_of(607)), ("spaces", id_of(607))),
    ),
    # the id: what waits
    Fault("身份证号码", None, (("id_missing", ""),), waits=True),
    Fault("身份证号码", "无", (("id_missing", ""),), waits=True),
    Fault("身份证号码", 3.5052619850312e17, (("id_scientific", ""),), waits=True),
    Fault("身份证号码", "3.50526E+17", (("id_scientific", ""),), waits=True),
    Fault("身份证号码", WRONG_CHECK, (("id_check", SURE),), waits=True),
    Fault("身份证号码", id_of(609)[:17], (("id_length", id_of(609)),), waits=True),
    Fault("身份证号码", id_of(611) + "0", (("id_length", ""),), waits=True),
    Fault("身份证号码", OLD, (("id_old", "350526198503120037"),), waits=True),
    Fault(
        "身份证号码",
        id_of(613).replace("0", "O"),
        (("id_letters", id_of(613)),),
        waits=True,
    ),
    Fault("身份证号码", WITH_X[:17] + "×", (("id_letters", WITH_X),), waits=True),
    Fault("身份证号码", f"身份证：{SURE}", (("id_letters", SURE),), waits=True),
    Fault("身份证号码", "护照E12345678", (("id_other", ""),), waits=True),
    Fault("身份证号码", SURE[:6] + "********" + SURE[14:], (("id_masked", ""),), waits=True),
    Fault("身份证号码", id_of(615, "19851332"), (("id_birth", ""),), waits=True),
    Fault("身份证号码", "99" + SURE[2:], (("id_province", ""), ("id_check", "")), waits=True),
    Fault("身份证号码", "H12345678", (("id_other", ""),), waits=True),
    Fault("身份证号码", f"{id_of(617)}\n13900000001", (("id_letters", id_of(617)),), waits=True),
    Fault("身份证号码", f"{id_of(617)}\n{id_of(619)}", (("id_letters", ""),), waits=True),
    Fault("身份证号码", "身份证丢失", (("id_missing", ""),), waits=True),
    # the name
    Fault("姓名", "张 三", (("spaces", "张三"),)),
    Fault("姓名", "李　四", (("full_width", "李四"),)),
    Fault("姓名", "王五13812345678", (("phone_in_name", "王五"),)),
    Fault("姓名", None, (("name_missing", ""),), waits=True),
    Fault("姓名", "张**", (("name_masked", ""),), waits=True),
    Fault("姓名", "李某某", (("name_masked", ""),), waits=True),
    Fault("姓名", "张x", (("name_masked", ""),), waits=True),
    Fault("姓名", "李女士", (("name_masked", ""),), waits=True),
    Fault("姓名", "不详", (("name_missing", ""),), waits=True),
    Fault("姓名", "张三、李四", (("name_strange", ""),), waits=True),
    Fault("姓名", "阿卜杜拉.买买提", (("name_strange", "阿卜杜拉·买买提"),), waits=True),
    Fault("姓名", "赵六（副主任）", (("name_remark", "赵六"),), waits=True),
    Fault("姓名", "赵六 主任", (("name_remark", "赵六"),), waits=True),
    Fault("姓名", "赵六已离职", (("name_remark", "赵六"),), waits=True),
    Fault("姓名", "赵六（兼）13912345678", (("name_remark", "赵六"),), waits=True),
    Fault("姓名", "赵小六 13912345678 浔中镇", (("name_strange", ""),), waits=True),
    Fault("姓名", "赵六\n钱七", (("name_strange", ""),), waits=True),
    Fault("姓名", "欧阳 小六", (("spaces", "欧阳小六"),)),
    Fault("姓名", "王主任", (("name_masked", ""),), waits=True),
    Fault("姓名", "同上", (("name_missing", ""),), waits=True),
    Fault("姓名", "张三1", (("name_strange", "张三"),), waits=True),
    # the phone
    Fault("联系电话", "138123", (("phone_wrong", ""),)),
    Fault("联系电话", "138-1234-5601", (("phone_marks", "13812345601"),)),
    Fault("联系电话", "13812345602/13912345602", (("phones_several", "13812345602"),)),
    Fault("联系电话", "１３８１２３４５６０３", (("full_width", "13812345603"),)),
    # days
    Fault("毕业时间", "2019.7", (("day_month_only", "2019-07"),)),
    Fault("毕业时间", "2019年7月", (("day_month_only", "2019-07"),)),
    Fault("毕业时间", "二〇一九年七月", (("day_month_only", "2019-07"),)),
    Fault("毕业时间", 2019.1, (("day_unsure", "2019-01 / 2019-10"),)),
    Fault("毕业时间", 2019.7, (("day_month_only", "2019-07"),)),
    Fault("毕业时间", "农历2019年八月十五", (("day_lunar", "2019-09-13"),)),
    Fault("毕业时间", "2019年闰四月初三", (("day_lunar", "2019"),)),
    Fault("毕业时间", "二〇二〇年闰四月初三", (("day_lunar", "2020-05-25"),)),
    Fault("毕业时间", "腊月廿三", (("day_lunar", ""),)),
    Fault("毕业时间", "2019年八月十五", (("day_unsure", "2019-08-15 / 2019-09-13"),)),
    Fault("毕业时间", "2019年七月", (("day_month_only", "2019-07"),)),
    Fault("毕业时间", "07/2019", (("day_month_only", "2019-07"),)),
    Fault("毕业时间", "2019年7月1日", (("day_written", "2019-07-01"),)),
    Fault("毕业时间", 20190701, (("day_written", "2019-07-01"),)),
    Fault("毕业时间", 43647, (("day_serial", "2019-07-01"),)),
    Fault("毕业时间", "2019", (("day_year_only", "2019"),)),
    Fault("毕业时间", "19.7.1", (("day_unsure", "2019-07-01"),)),
    Fault("毕业时间", "7/8/2019", (("day_unsure", "2019-07-08 / 2019-08-07"),)),
    Fault("毕业时间", "2019-02-30", (("day_wrong", ""),)),
    Fault("毕业时间", "2919-02-03", (("day_ahead", ""),)),
    Fault("毕业时间", "2019年7月至今", (("day_month_only", "2019-07"),)),
    Fault("毕业时间", "2015.9-2019.7", (("day_unsure", "2015-09 / 2019-07"),)),
    Fault("毕业时间", "尚未", (("day_wrong", ""),)),
    Fault("离岗时间", "2010-01-01", (("order_wrong", ""),), {"上岗时间": "2015-09-01"}),
    # what disagrees with the id
    Fault("性别", "女", (("sex_disagrees", "男"),), {"身份证号码": id_of(621)}),
    Fault("性别", "?", (("sex_unknown", ""),)),
    Fault("出生年月", "1986.03", (("born_disagrees", "1985-03-12"),)),
    # choices and amounts
    Fault("资格等级", "社工证", (("level_unknown", ""),)),
    Fault("学历", "很高", (("degree_unknown", ""),)),
    Fault("所属领域", "航天", (("field_unknown", ""),)),
    Fault("专兼职", "偶尔", (("time_unknown", ""),)),
    Fault("2021年以来继续教育学时", "120多", (("hours_unsure", ""),)),
    Fault("证书编号", "见附件", (("certificate_strange", ""),), {"资格等级": "助理社会工作师"}),
    Fault("证书编号", "2019035350000777", (("certificate_without_level", ""),)),
    Fault("工作单位", "#N/A", (("fault", ""),)),
)


def clean_row(number: int) -> dict[str, Any]:
    """A row in which nothing is wrong."""
    letters = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏"
    name = "陈" + letters[number % 24] + letters[number // 24 % 24]
    return {
        "序号": number,
        "姓名": name,
        "身份证号码": id_of(number * 2 + 1),
        "联系电话": f"139{number:08}",
        "工作单位": f"德化县第{number}社区",
        "学历": "本科",
        "专业": f"社会工作{number}",
    }


def write_planted(path: Path) -> None:
    """One row for each planted fault, under a title and a filling-in line."""
    with Workbook(str(path)) as book:
        sheet = book.add_worksheet("花名册")
        sheet.merge_range(0, 0, 0, len(HEADINGS) - 1, "德化县社会工作专业人才花名册")
        sheet.write_string(1, 0, "填报单位：县委社会工作部")
        sheet.write_row(2, 0, HEADINGS)
        for place, fault in enumerate(PLANTED):
            row = {**clean_row(place + 1), **fault.more, fault.heading: fault.value}
            for heading, value in row.items():
                _write(sheet, FIRST - 1 + place, COLUMN[heading], value)


def write_structures(path: Path, *, is_1904: bool = False) -> None:
    """Two heading rows, merged units, a hidden row and sheet, totals, notes, a repeated heading, a
    second table, a sheet without people, an unknown and a doubled column.
    """
    with Workbook(str(path), {"date_1904": is_1904}) as book:
        day = book.add_format({"num_format": "yyyy/m/d"})
        sheet = book.add_worksheet("2024年")
        sheet.merge_range("A1:I1", "花名册")
        for cells, words in (("A2:A3", "姓名"), ("B2:B3", "身份证号"), ("C2:C3", "单位")):
            sheet.merge_range(cells, words)
        sheet.merge_range("D2:F2", "职业资格")
        sheet.write_row("D3", ["等级", "证书编号", "取得时间"])
        for cells, words in (("G2:G3", "吉祥物"), ("H2:H3", "身份证号码"), ("I2:I3", "备注")):
            sheet.merge_range(cells, words)
        sheet.write_row("A4", ["1", "2", "3", "4", "5", "6", "7", "8", "9"])
        sheet.write_row("A5", ["陈一", id_of(1)])
        sheet.merge_range("C5:C6", "县医院")
        sheet.write_row("D5", ["助理社会工作师", "2019035350000001"])
        sheet.write_datetime("F5", date(2019, 10, 12), day)
        sheet.write_row("A6", ["陈二", id_of(3)])
        sheet.write_row("A7", ["小计", "2人"])
        sheet.write_row("A8", ["姓名", "身份证号", "单位"])
        sheet.write_row("A9", ["陈三", id_of(5), "县医院"])
        sheet.set_row(8, None, None, {"hidden": True})
        sheet.write_row("A10", ["二、浔中镇"])
        sheet.write_row("A11", ["陈四", id_of(7), "镇政府"])
        sheet.merge_range("A13:I13", "注：本表一式两份，请于月底前报县委社会工作部。")
        hidden = book.add_worksheet("旧表")
        hidden.write_row("A1", ["姓名", "身份证号", "单位"])
        hidden.write_row("A2", ["陈五", id_of(9), "县医院"])
        hidden.hide()
        book.add_worksheet("2023年").write_row("A1", ["姓名", "身份证号", "单位"])
        book.add_worksheet("填表说明").write_row("A1", ["请如实填写"])


def write_side_by_side(path: Path) -> None:
    """Two people on each line beside one unit for both, a hidden column, what is the same as above,
    a heading in between over merged cells, and a heading that goes down beside two years.
    """
    with Workbook(str(path)) as book:
        sheet = book.add_worksheet("两栏")
        sheet.write_row("A1", ["单位", "序号", "姓名", "身份证号", "序号", "姓名", "身份证号"])
        sheet.set_column("D:D", None, None, {"hidden": True})
        sheet.write_row("A2", ["县医院", 1, "陈一", id_of(1), 2, "陈二", id_of(3)])
        sheet.write_row("A3", ["同上", 3, "陈三", id_of(5), 4, "陈四", id_of(7)[:17]])
        sheet.write_row("A4", ["县一中", 5, None, None, 6, "陈五", id_of(9)])
        sheet.merge_range("A5:G5", "其中：浔中镇5人")
        other = book.add_worksheet("学时")
        other.merge_range("A1:A2", "姓名")
        other.merge_range("B1:B2", "身份证号")
        other.merge_range("C1:D1", "2023年")
        other.merge_range("E1:F1", "配偶")
        other.write_row("C2", ["学时", "考核", "姓名", "身份证号"])
        other.merge_range("A3:F3", "浔中镇")
        other.write_row("A5", ["甲", "乙", 1, 2, 3, 4])
        other.write_row("C6", [40])
        other.write_row("A4", ["陈六", id_of(11), 40, "合格", "李七", id_of(13)])


def _write(sheet: Any, row: int, column: int, value: Any) -> None:
    if value == "#N/A":
        sheet.write_formula(row, column, "=NA()", None, "#N/A")
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value)
    elif value is not None:
        sheet.write(row, column, value)
