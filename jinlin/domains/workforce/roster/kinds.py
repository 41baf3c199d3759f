"""Which problems can a roster have, in which words, and which of them make a row wait?

A row waits when its person is not sure. Every other problem is mended or left empty, and said.
"""

from enum import StrEnum
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    # whole sheets, rows and columns
    SHEET_WITHOUT_PEOPLE = "sheet_without_people"
    SHEET_WITHOUT_HEADING = "sheet_without_heading"
    SHEET_HIDDEN = "sheet_hidden"
    CALENDAR_1904 = "calendar_1904"
    COLUMN_UNKNOWN = "column_unknown"
    COLUMN_TWICE = "column_twice"
    COLUMN_HIDDEN = "column_hidden"
    SIDE_BY_SIDE = "side_by_side"
    ROW_HIDDEN = "row_hidden"
    SUBTOTAL = "subtotal"
    FOOTNOTE = "footnote"
    SECTION = "section"
    HEADER_REPEATED = "header_repeated"
    COLUMN_NUMBERS = "column_numbers"
    MERGED = "merged"
    AS_ABOVE = "as_above"
    # any cell
    FAULT = "fault"
    FULL_WIDTH = "full_width"
    SPACES = "spaces"
    # ids
    ID_MISSING = "id_missing"
    ID_MASKED = "id_masked"
    ID_SCIENTIFIC = "id_scientific"
    ID_AS_NUMBER = "id_as_number"
    ID_OLD = "id_old"
    ID_LENGTH = "id_length"
    ID_LETTERS = "id_letters"
    ID_CHECK = "id_check"
    ID_BIRTH = "id_birth"
    ID_PROVINCE = "id_province"
    ID_OTHER = "id_other"
    ID_SMALL_X = "id_small_x"
    ID_MARKS = "id_marks"
    # names
    NAME_MISSING = "name_missing"
    NAME_MASKED = "name_masked"
    NAME_STRANGE = "name_strange"
    NAME_REMARK = "name_remark"
    PHONE_IN_NAME = "phone_in_name"
    # phones
    PHONE_WRONG = "phone_wrong"
    PHONE_AS_NUMBER = "phone_as_number"
    PHONES_SEVERAL = "phones_several"
    PHONE_MARKS = "phone_marks"
    # days
    DAY_WRITTEN = "day_written"
    DAY_MONTH_ONLY = "day_month_only"
    DAY_YEAR_ONLY = "day_year_only"
    DAY_SERIAL = "day_serial"
    DAY_UNSURE = "day_unsure"
    DAY_WRONG = "day_wrong"
    DAY_LUNAR = "day_lunar"
    DAY_AHEAD = "day_ahead"
    # what disagrees
    SEX_DISAGREES = "sex_disagrees"
    BORN_DISAGREES = "born_disagrees"
    ORDER_WRONG = "order_wrong"
    # choices and amounts
    LEVEL_UNKNOWN = "level_unknown"
    DEGREE_UNKNOWN = "degree_unknown"
    FIELD_UNKNOWN = "field_unknown"
    SEX_UNKNOWN = "sex_unknown"
    TIME_UNKNOWN = "time_unknown"
    CLASS_UNKNOWN = "class_unknown"
    HOURS_UNSURE = "hours_unsure"
    CERTIFICATE_STRANGE = "certificate_strange"
    CERTIFICATE_WITHOUT_LEVEL = "certificate_without_level"
    # against the rows above and the register
    REPEATED = "repeated"
    TWO_UNITS = "two_units"
    NAME_DISAGREES = "name_disagrees"
    ONE_DIGIT_BESIDE = "one_digit_beside"
    CERTIFICATE_OF_ANOTHER = "certificate_of_another"
    PHONE_OF_ANOTHER = "phone_of_another"
    TOWN_UNKNOWN = "town_unknown"
    DIFFERS = "differs"


WAITS = frozenset(
    {
        Kind.ID_MISSING,
        Kind.ID_MASKED,
        Kind.ID_SCIENTIFIC,
        Kind.ID_OLD,
        Kind.ID_LENGTH,
        Kind.ID_LETTERS,
        Kind.ID_CHECK,
        Kind.ID_BIRTH,
        Kind.ID_PROVINCE,
        Kind.ID_OTHER,
        Kind.NAME_MISSING,
        Kind.NAME_MASKED,
        Kind.NAME_STRANGE,
        Kind.NAME_REMARK,
        Kind.NAME_DISAGREES,
        Kind.ONE_DIGIT_BESIDE,
    }
)

WORDS: dict[Kind, Any] = {
    Kind.SHEET_WITHOUT_PEOPLE: _("There are no people on this sheet; it was left out."),
    Kind.SHEET_WITHOUT_HEADING: _(
        "There is no heading above the people on this sheet, so nobody was read; please add one."
    ),
    Kind.SHEET_HIDDEN: _("This sheet is hidden; its people were read too."),
    Kind.CALENDAR_1904: _("The workbook counts its days from 1904; they were read that way."),
    Kind.COLUMN_UNKNOWN: _("It is not clear what this column holds; it was left out."),
    Kind.COLUMN_TWICE: _("A column further left holds the same; this one was left out."),
    Kind.COLUMN_HIDDEN: _("This column is hidden; it was read too."),
    Kind.SIDE_BY_SIDE: _("Several people stand side by side on one line; each was read."),
    Kind.ROW_HIDDEN: _("This row is hidden; it was read too."),
    Kind.SUBTOTAL: _("This is a total, not a person; it was left out."),
    Kind.FOOTNOTE: _("This is a note, not a person; it was left out."),
    Kind.SECTION: _("This is a heading in between; it was left out."),
    Kind.HEADER_REPEATED: _("The heading is repeated here; it was left out."),
    Kind.COLUMN_NUMBERS: _("These are numbers of columns; they were left out."),
    Kind.MERGED: _("The cell spans several rows; its value was read for each of them."),
    Kind.AS_ABOVE: _("‘Same as above’ was read as what the row above says."),
    Kind.FAULT: _("Excel shows an error here; the cell was left empty."),
    Kind.FULL_WIDTH: _("Full-width characters were made normal ones."),
    Kind.SPACES: _("Spaces were taken out."),
    Kind.ID_MISSING: _("The citizen id is missing."),
    Kind.ID_MASKED: _("The citizen id is masked."),
    Kind.ID_SCIENTIFIC: _("Excel turned the citizen id into a number and lost its last digits."),
    Kind.ID_AS_NUMBER: _("The citizen id stands there as a number; no digit was lost."),
    Kind.ID_OLD: _("This is an old citizen id of 15 digits; please compare with the card."),
    Kind.ID_LENGTH: _("The citizen id does not have 18 characters."),
    Kind.ID_LETTERS: _("There are letters or signs in the citizen id."),
    Kind.ID_CHECK: _("The check digit of the citizen id is not right: one character is wrong."),
    Kind.ID_BIRTH: _("The date of birth in the citizen id does not exist."),
    Kind.ID_PROVINCE: _("No province begins like this citizen id."),
    Kind.ID_OTHER: _("This is another document than a citizen id."),
    Kind.ID_SMALL_X: _("The small x at the end was made a capital one."),
    Kind.ID_MARKS: _("Signs beside the citizen id were taken away."),
    Kind.NAME_MISSING: _("The name is missing."),
    Kind.NAME_MASKED: _("The name is masked."),
    Kind.NAME_STRANGE: _("This is not a name of letters."),
    Kind.NAME_REMARK: _("A remark stands beside the name; please leave only the name."),
    Kind.PHONE_IN_NAME: _("A phone number stood in the cell of the name; it was moved."),
    Kind.PHONE_WRONG: _("This is not a phone number; the cell was left empty."),
    Kind.PHONE_AS_NUMBER: _("The phone number stood there with decimals; it was mended."),
    Kind.PHONES_SEVERAL: _("There are several phone numbers; the first was taken."),
    Kind.PHONE_MARKS: _("Signs in the phone number were taken away."),
    Kind.DAY_WRITTEN: _("The day was written as words and was read."),
    Kind.DAY_MONTH_ONLY: _("Only the month is known."),
    Kind.DAY_YEAR_ONLY: _("Only the year is known."),
    Kind.DAY_SERIAL: _("The day had become a number; it was made a day again."),
    Kind.DAY_UNSURE: _("This day can be read in two ways; the cell was left empty."),
    Kind.DAY_WRONG: _("There is no such day; the cell was left empty."),
    Kind.DAY_LUNAR: _(
        "This is a day of the lunar calendar; a whole one was converted, another left empty."
    ),
    Kind.DAY_AHEAD: _("This day lies ahead; the cell was left empty."),
    Kind.SEX_DISAGREES: _("The citizen id says otherwise; the citizen id was taken."),
    Kind.BORN_DISAGREES: _("The citizen id says another day; the citizen id was taken."),
    Kind.ORDER_WRONG: _("The end lies before the beginning; the cell was left empty."),
    Kind.LEVEL_UNKNOWN: _("It is not clear which level this is; the cell was left empty."),
    Kind.DEGREE_UNKNOWN: _("It is not clear which degree this is; the cell was left empty."),
    Kind.FIELD_UNKNOWN: _("The register knows no such field; the cell was left empty."),
    Kind.SEX_UNKNOWN: _("This is neither man nor woman; the citizen id was taken."),
    Kind.TIME_UNKNOWN: _("It is not clear whether full or part time; the cell was left empty."),
    Kind.CLASS_UNKNOWN: _("The register knows no such class; the cell was left empty."),
    Kind.HOURS_UNSURE: _("It is not clear how many hours these are; the cell was left empty."),
    Kind.CERTIFICATE_STRANGE: _("This cannot be a certificate number; the cell was left empty."),
    Kind.CERTIFICATE_WITHOUT_LEVEL: _(
        "There is a certificate without a level; it was not taken over."
    ),
    Kind.REPEATED: _("This person stands in the roster already; nothing new stands here."),
    Kind.TWO_UNITS: _("This person has another unit too; both posts are kept."),
    Kind.NAME_DISAGREES: _("The citizen id belongs to somebody with another name."),
    Kind.ONE_DIGIT_BESIDE: _("Somebody with the same name has almost the same citizen id."),
    Kind.CERTIFICATE_OF_ANOTHER: _(
        "This certificate number belongs to somebody else; the cell was left empty."
    ),
    Kind.PHONE_OF_ANOTHER: _("This phone number is known as somebody else's."),
    Kind.TOWN_UNKNOWN: _("There is no such town in the county; the cell was left empty."),
    Kind.DIFFERS: _("The register says otherwise; it was left as it is."),
}


class Problem(NamedTuple):
    """What is wrong in one cell. `column` counts from 0; None: the whole row."""

    column: int | None
    kind: Kind
    was: str
    proposed: str = ""

    @property
    def waits(self) -> bool:
        return self.kind in WAITS

    @property
    def words(self) -> str:
        return str(WORDS[self.kind])
