"""Does a table of hours come in row by row, each by the same door as any other?"""

from io import BytesIO

import pytest
from xlsxwriter import Workbook

from jinlin.core.errors import Unusable
from jinlin.core.secrets.fields import match_key
from jinlin.core.tests.standing import once_a_file
from jinlin.ground.people.models import Person
from jinlin.services.volunteers.importing import USUAL, take_in
from jinlin.services.volunteers.models import ServiceRecord, SheetLayout
from jinlin.services.volunteers.tests.cast import COUNTY, LATER, at, cast_of_volunteers, recorded

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
HEADS = tuple(USUAL.values())
GOOD = ["13800000001", "义剪", "理发", "2025-04-18", "14:00", "16:00"]


def made():
    cast = cast_of_volunteers()
    key = match_key("13800000001", "phone")
    Person.objects.filter(pk=cast.one.person_id).update(phone_key=key)
    return cast


standing_cast, cast = once_a_file(made)


def table(*rows, heads=HEADS):
    file = BytesIO()
    book = Workbook(file)
    sheet = book.add_worksheet()
    for number, row in enumerate([heads, *rows]):
        sheet.write_row(number, 0, row)
    book.close()
    file.seek(0)
    return file


def took(cast, file):
    with at(9, day=LATER):
        return take_in(
            file, cast.places.neighbourhood, organiser="凤池社区", actor=cast.actors.leader
        )


def test_good_rows_wait_for_a_second_person_and_bad_ones_are_named_by_line(cast):
    recorded(cast)
    bad = [
        ["13911111111", *GOOD[1:]],
        [*GOOD[:3], "昨天", "14:00", "16:00"],
        [*GOOD[:4], "9:00", 10 / 24],
        GOOD,
    ]
    taken = took(cast, table(GOOD, *bad))
    assert taken.proposed == 1
    assert [line for line, _words in taken.problems] == [3, 4, 5, 6]
    record = ServiceRecord.objects.exclude(trust="confirmed").get()
    assert (record.state, record.trust, record.minutes) == ("proposed", "backfilled", 120)


def test_a_countys_own_headings_are_read(cast):
    SheetLayout.objects.create(county=COUNTY, name="本县", columns={"phone": "联系电话"})
    heads = ["联系电话", *list(USUAL.values())[1:]]
    assert took(cast, table(GOOD, heads=heads)).proposed == 1


@pytest.mark.parametrize("file", [BytesIO(b"no table"), table(heads=("手机号",))])
def test_what_is_no_such_table_is_refused_with_a_word(cast, file):
    with pytest.raises(Unusable):
        took(cast, file)


def test_a_row_with_more_cells_than_the_heading_and_a_row_of_totals_are_named(cast):
    total = ["合计", "", "", "", "", "2小时"]
    taken = took(cast, table(GOOD, [*GOOD[:1], "理发", *GOOD[2:], "多出来的字"], total))
    assert (taken.proposed, [line for line, _words in taken.problems]) == (1, [3, 4])


def test_of_two_equal_headings_none_is_guessed(cast):
    with pytest.raises(Unusable, match=USUAL["phone"]):
        took(cast, table([*GOOD, "13800000002"], heads=(*HEADS, USUAL["phone"])))
