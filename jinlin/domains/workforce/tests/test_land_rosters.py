"""Who lands from a roster, who waits, and is the register the same after a second time?"""

import csv
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from jinlin.core.books import opened
from jinlin.core.errors import NotAllowed, NotNow
from jinlin.domains.workforce.actions.rosters import Intake, look_at, take_back, take_in
from jinlin.domains.workforce.models import Education, Post, Professional, Qualification, Roster
from jinlin.domains.workforce.roster.returning import Returning
from jinlin.domains.workforce.tests.cast import COUNTY, OTHER
from jinlin.domains.workforce.tests.planted import (
    PLANTED,
    id_of,
    write_planted,
    write_side_by_side,
    write_structures,
)
from jinlin.ground.people.models import Person

HEADINGS = ("姓名", "身份证号", "电话", "单位", "等级", "证书编号", "取得时间")
CASES = [
    (
        "陈一",
        id_of(1),
        "13900000101",
        "阳城县人民医院",
        "助理社会工作师",
        "2019111111",
        "2019-10-12",
    ),
    ("陈二", id_of(3), "13900000103", "阳城县第一中学", "社会工作师", "2019222222", "2019-10-12"),
]


def roster(path: Path, *rows: tuple, headings: tuple = HEADINGS) -> Path:
    with Workbook(str(path)) as book:
        sheet = book.add_worksheet("名册")
        sheet.write_row(0, 0, headings)
        for place, row in enumerate(rows, 1):
            sheet.write_row(place, 0, row)
    return path


def landed(path: Path, cast, **more) -> tuple[Roster, list]:
    told = []

    def hear(_reading, row, outcome):
        told.extend((row.number, p.column, str(p.kind), p.proposed) for p in row.problems)

    return take_in(Intake(path, COUNTY, hand=hear), actor=cast.actors.registrar, **more), told


def numbers(one: Roster) -> tuple[int, ...]:
    return one.rows, one.landed, one.changed, one.unchanged, one.refused


def same(cells) -> list[str]:
    """The cells as text; a number that Excel had spoiled as that number, however written."""
    texts = [str(v or "") for v in cells]
    while texts and not texts[-1]:
        texts.pop()
    return [f"{float(t):.0f}" if "E+" in t else t for t in texts]


def everything() -> list[int]:
    return [each.objects.count() for each in (Person, Professional, Post, Qualification)]


def test_good_rows_land_with_all_they_say(cast, tmp_path):
    one, told = landed(roster(tmp_path / "a.xlsx", *CASES), cast)
    assert (numbers(one), told) == ((2, 2, 0, 0, 0), [])
    worker = Professional.objects.get(person__name__isnull=False, qualifications__level=2)
    post = worker.posts.get()
    assert (post.organisation, post.unit) == (cast.units.school, "阳城县第一中学")
    assert worker.qualifications.get().number == "2019222222"


def test_a_second_import_changes_nothing(cast, tmp_path):
    path = tmp_path / "planted.xlsx"
    write_planted(path)
    first, told = landed(path, cast)
    before = everything()
    second, again = landed(path, cast)
    waiting = sum(fault.waits for fault in PLANTED)
    assert numbers(first) == (len(PLANTED), len(PLANTED) - waiting, 0, 0, waiting)
    assert numbers(second) == (len(PLANTED), 0, 0, len(PLANTED) - waiting, waiting)
    assert (everything(), again) == (before, told)


def test_the_file_of_refused_rows_has_exactly_those_and_can_be_sent_again(cast, tmp_path):
    path, back = tmp_path / "planted.xlsx", tmp_path / "back.xlsx"
    write_planted(path)
    refused = []
    with Returning(back) as file:

        def hear(reading, row, outcome):
            if outcome == "refused":
                refused.append(row.cells)
                file.add(reading, row)

        take_in(Intake(path, COUNTY, hand=hear), actor=cast.actors.registrar)
    with opened(back) as book:
        lines = [line.cells for sheet in book.sheets for line in sheet.lines()]
    width = len(lines[2]) - 1
    assert lines[0][0] == "德化县社会工作专业人才花名册"
    assert (lines[2][width], len(lines) - 3) in {("Reason", len(refused)), ("原因", len(refused))}
    assert [same(line[:width]) for line in lines[3:]] == [same(row) for row in refused]
    again, _told = landed(back, cast)
    assert numbers(again) == (len(refused), 0, 0, 0, len(refused))


def test_mended_by_hand_a_refused_row_lands(cast, tmp_path):
    bad = ("陈三", id_of(5)[:17], "", "阳城县人民医院", "", "", "")
    one, _told = landed(roster(tmp_path / "a.xlsx", bad), cast)
    assert numbers(one) == (1, 0, 0, 0, 1)
    good = ("陈三", id_of(5), "", "阳城县人民医院", "", "", "")
    assert numbers(landed(roster(tmp_path / "b.xlsx", good), cast)[0]) == (1, 1, 0, 0, 0)


def test_one_person_in_two_units_keeps_both_posts(cast, tmp_path):
    second = (*CASES[0][:3], "阳城县第一中学", *CASES[0][4:])
    one, told = landed(roster(tmp_path / "a.xlsx", CASES[0], second, CASES[0]), cast)
    assert numbers(one) == (3, 1, 1, 1, 0)
    assert told == [
        (3, 3, "two_units", "阳城县人民医院"),
        (4, 1, "repeated", "名册!2"),
    ]
    assert Post.objects.filter(until=None).count() == 2


def test_the_id_of_somebody_else_waits(cast, tmp_path):
    other = ("陈九", *CASES[0][1:])
    one, told = landed(roster(tmp_path / "a.xlsx", CASES[0], other), cast)
    assert numbers(one) == (2, 1, 0, 0, 1)
    assert told == [(3, 0, "name_disagrees", "陈一")]


def test_one_digit_beside_a_known_person_of_the_same_name_waits(cast, tmp_path):
    beside = ("陈一", id_of(2), "", "阳城县人民医院", "", "", "")
    one, told = landed(roster(tmp_path / "a.xlsx", CASES[0], beside), cast)
    assert numbers(one) == (2, 1, 0, 0, 1)
    assert told == [(3, 1, "one_digit_beside", id_of(1))]


def test_a_wrong_id_of_a_known_name_is_proposed_as_the_known_one(cast, tmp_path):
    right = id_of(1)
    wrong = right[:14] + str((int(right[14]) + 1) % 10) + right[15:]
    landed(roster(tmp_path / "a.xlsx", CASES[0]), cast)
    _one, told = landed(roster(tmp_path / "b.xlsx", ("陈一", wrong, "", "", "", "", "")), cast)
    assert told == [(2, 1, "id_check", right)]


def test_the_certificate_and_the_phone_of_somebody_else_are_not_taken(cast, tmp_path):
    other = ("陈二", id_of(3), CASES[0][2], "阳城县人民医院", "助理社会工作师", CASES[0][5], "")
    one, told = landed(roster(tmp_path / "a.xlsx", CASES[0], other), cast)
    assert numbers(one) == (2, 2, 0, 0, 0)
    assert told == [(3, 2, "phone_of_another", ""), (3, 5, "certificate_of_another", "")]
    assert [q.number for q in Qualification.objects.order_by("number_key")] == ["", CASES[0][5]]


def test_what_was_empty_is_filled_in_and_what_disagrees_is_named(cast, tmp_path):
    bare = ("陈一", id_of(1), "", "阳城县人民医院", "助理社会工作师", "", "")
    landed(roster(tmp_path / "a.xlsx", bare), cast)
    one, told = landed(roster(tmp_path / "b.xlsx", CASES[0]), cast)
    assert (numbers(one), told) == ((1, 0, 1, 0, 0), [])
    third = (*CASES[0][:5], "2020999999", "2020-01-01")
    one, told = landed(roster(tmp_path / "c.xlsx", third), cast)
    assert (numbers(one), told) == (
        (1, 0, 0, 1, 0),
        [(2, 5, "differs", "2019111111"), (2, 6, "differs", "2019-10-12")],
    )


def test_five_hundred_look_alikes_are_never_merged(cast, tmp_path):
    """Twins, and people of the same name born on the same day: nobody gets what is another's."""
    rows, numbers_ = [], [n for n in range(1, 999) if not id_of(n).endswith("X")]
    for place, number in enumerate(numbers_[:250]):
        rows.append((f"双{chr(0x4E00 + place)}", id_of(number), "", "阳城县人民医院", "", "", ""))
    namesakes = numbers_[250:500]
    rows += [
        ("王芳", id_of(number, "19900808"), "", "阳城县人民医院", "", "", "")
        for number in namesakes
    ]
    one, told = landed(roster(tmp_path / "a.xlsx", *rows), cast)
    held = {(p.name, p.citizen_id) for p in Person.objects.exclude(citizen_key="")}
    assert held <= {row[:2] for row in rows}
    assert Professional.objects.count() == one.landed == len(held)
    assert one.landed + one.refused == len(rows)
    assert {kind for _row, _column, kind, _p in told} <= {"one_digit_beside"}
    assert one.landed >= 250 + len(far_pairs(namesakes))


def far_pairs(chosen: list[int]) -> list[int]:
    """Of these, taken in order, those that differ from all taken before in two digits."""
    taken: list[int] = []
    for number in chosen:
        near = any(
            sum(a != b for a, b in zip(f"{number:03}", f"{other:03}", strict=True)) == 1
            or f"{number:03}"[::-1] == f"{other:03}"
            for other in taken
        )
        if not near and not any(_swapped(number, other) for other in taken):
            taken.append(number)
    return taken


def _swapped(one: int, other: int) -> bool:
    a = f"{one:03}"
    return any(
        "".join([*a[:i], a[j], *a[i + 1 : j], a[i], *a[j + 1 :]]) == f"{other:03}"
        for i, j in combinations(range(3), 2)
    )


def test_an_import_is_taken_back_whole(cast, tmp_path):
    bare = ("陈一", id_of(1), "", "阳城县人民医院", "", "", "")
    landed(roster(tmp_path / "a.xlsx", bare), cast)
    before = [each.objects.count() for each in (Professional, Post, Qualification)]
    one, _told = landed(roster(tmp_path / "b.xlsx", *CASES), cast)
    assert take_back(one, actor=cast.actors.registrar) == 0
    assert [each.objects.count() for each in (Professional, Post, Qualification)] == before
    with pytest.raises(NotNow):
        take_back(one, actor=cast.actors.registrar)
    assert numbers(landed(roster(tmp_path / "b.xlsx", *CASES), cast)[0]) == (2, 1, 1, 0, 0)


def test_looking_before_changes_nothing(cast, tmp_path):
    counts = look_at(
        Intake(roster(tmp_path / "a.xlsx", *CASES), COUNTY), actor=cast.actors.registrar
    )
    assert (counts.landed, counts.refused) == (2, 0)
    assert [*everything(), Roster.objects.count()] == [0, 0, 0, 0, 0]


@pytest.mark.parametrize("who", ["clerk", "hospital", "lead", "other_registrar", "officer"])
def test_only_the_countys_registrar_takes_rosters_in(cast, tmp_path, who):
    path = roster(tmp_path / "a.xlsx", *CASES)
    with pytest.raises(NotAllowed):
        take_in(Intake(path, COUNTY), actor=getattr(cast.actors, who))


def test_the_prefecture_takes_in_for_each_of_its_counties(cast, tmp_path):
    path = roster(tmp_path / "a.xlsx", *CASES)
    for county in (COUNTY, OTHER):
        take_in(Intake(path, county), actor=cast.actors.prefecture)
    rows = Professional.objects.for_desk(cast.actors.prefecture)
    assert sorted(rows.values_list("county", flat=True)) == [COUNTY, COUNTY, OTHER, OTHER]
    assert Professional.objects.for_desk(cast.actors.registrar).count() == 2


def test_hidden_rows_and_sheets_land_too(cast, tmp_path):
    write_structures(tmp_path / "a.xlsx")
    assert numbers(landed(tmp_path / "a.xlsx", cast)[0]) == (5, 5, 0, 0, 0)


def test_refused_rows_of_a_csv_go_back_as_csv(cast, tmp_path):
    path, back = tmp_path / "a.csv", tmp_path / "back.csv"
    path.write_text(f"姓名,身份证号\n陈一,{id_of(1)}\n陈二,\n", encoding="utf-8")
    with Returning(back) as file:
        take_in(
            Intake(
                path,
                COUNTY,
                hand=lambda reading, row, outcome: outcome == "refused" and file.add(reading, row),
            ),
            actor=cast.actors.registrar,
        )
    with back.open(encoding="utf-8-sig", newline="") as file:
        rows = [row[:2] for row in csv.reader(file)]
    assert rows == [["姓名", "身份证号"], ["陈二", ""]]


def test_people_side_by_side_land_and_hours_of_a_year_stand_in_it(cast, tmp_path):
    path, back = tmp_path / "two.xlsx", tmp_path / "back.xlsx"
    write_side_by_side(path)
    with Returning(back) as file:

        def hear(reading, row, outcome):
            if outcome == "refused":
                file.add(reading, row)

        first = take_in(Intake(path, COUNTY, hand=hear), actor=cast.actors.registrar)
    assert numbers(first) == (6, 5, 0, 0, 1)
    assert numbers(landed(path, cast)[0]) == (6, 0, 0, 5, 1)
    told = Education.objects.values_list("since", "on", "minutes")
    assert list(told) == [(None, date(2023, 12, 31), 40 * 60)]
    with opened(back) as book:
        lines = [line.cells for sheet in book.sheets for line in sheet.lines()]
    assert same(lines[-1][:7]) == ["同上", "", "", "", "4", "陈四", id_of(7)[:17]]
    assert numbers(landed(back, cast)[0]) == (1, 0, 0, 0, 1)
