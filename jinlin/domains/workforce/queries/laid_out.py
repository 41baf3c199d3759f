"""What stands in the columns of a county's own layout, person by person?"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import IO, Any

from django.db.models import QuerySet
from xlsxwriter import Workbook

from jinlin.core.sheets import LONGEST_CELL, temporary
from jinlin.domains.workforce.models import ExportLayout, Level, Professional
from jinlin.domains.workforce.roster.headings import ASSISTANT, SENIOR, WORKER
from jinlin.ground.places.models import Place

LEVELS = {ASSISTANT: Level.ASSISTANT, WORKER: Level.SOCIAL_WORKER, SENIOR: Level.SENIOR}
WITH = ("posts__sector", "degrees", "qualifications__registrations", "education")
SEX = {"m": "男", "f": "女"}
CHUNK = 500
Fact = Callable[["Facts"], Any]


class Facts:
    """One person as a line of the form. `level`: of which certificate a column speaks."""

    def __init__(self, one: Professional, *, is_clear: bool, towns: dict[str, str]) -> None:
        self.one, self.is_clear, self.towns = one, is_clear, towns
        posts = sorted(one.posts.all(), key=lambda post: (post.until is None, str(post.since)))
        self.post = posts[-1] if posts else None
        degrees = sorted(one.degrees.all(), key=lambda degree: degree.degree)
        self.degree = degrees[-1] if degrees else None
        self.held = sorted(one.qualifications.all(), key=lambda each: -each.level)

    def certificate(self, level: str) -> Any:
        wanted = LEVELS.get(level)
        return next((each for each in self.held if wanted in {None, each.level}), None)

    def of(self, field: str, level: str) -> Any:
        """The fact that this column holds; None where nothing is known."""
        if field in PERSON:
            return PERSON[field](self)
        if field in OF_POST:
            return OF_POST[field](self.post) if self.post else None
        if field in OF_DEGREE:
            return OF_DEGREE[field](self.degree) if self.degree else None
        if field in OF_CERTIFICATE:
            held = self.certificate(level)
            return OF_CERTIFICATE[field](held, self.is_clear) if held else None
        return None


PERSON: dict[str, Fact] = {
    "name": lambda f: f.one.person.shown_name(clear=f.is_clear),
    "citizen_id": lambda f: f.one.person.shown_citizen_id(clear=f.is_clear),
    "phone": lambda f: f.one.person.shown_phone(clear=f.is_clear),
    "sex": lambda f: SEX.get(f.one.sex, ""),
    "born": lambda f: f.one.born_on,
    "town": lambda f: f.towns.get(f.one.place_code[:9], ""),
    "hours": lambda f: sum(each.minutes for each in f.one.education.all()) // 60 or None,
}
OF_POST: dict[str, Callable[[Any], Any]] = {
    "unit": lambda post: post.unit,
    "title": lambda post: post.title,
    "field": lambda post: post.sector.name if post.sector else "",
    "class": lambda post: str(post.get_work_class_display()),
    "full_time": lambda post: {True: "专职", False: "兼职"}.get(post.is_full_time, ""),
    "since": lambda post: post.since,
    "until": lambda post: post.until,
}
OF_DEGREE: dict[str, Callable[[Any], Any]] = {
    "degree": lambda degree: str(degree.get_degree_display()),
    "major": lambda degree: degree.major,
    "school": lambda degree: degree.school,
    "graduated": lambda degree: degree.graduated,
}
OF_CERTIFICATE: dict[str, Callable[[Any, bool], Any]] = {
    "level": lambda held, _clear: str(held.get_level_display()),
    "certificate": lambda held, clear: held.shown_number(clear=clear),
    "issuer": lambda held, _clear: held.issuer,
    "issued": lambda held, _clear: held.issued_on,
    "registration": lambda held, _clear: _last(held).number if _last(held) else "",
    "registered_on": lambda held, _clear: _last(held).registered_on if _last(held) else None,
}


def laid_out(layout: ExportLayout, rows: "QuerySet[Professional]", *, is_clear: bool) -> IO[bytes]:
    """The rows in the county's own form, as an Excel file from its beginning: its titles, its
    headings, a line for each person. Read and written in portions.
    """
    with temporary() as (file, keep):
        book = Workbook(file, {"constant_memory": True, "strings_to_formulas": False})
        try:
            sheet, line = book.add_worksheet(), 0
            day = book.add_format({"num_format": "yyyy-mm-dd"})
            for cells in (*layout.titles, *layout.headings):
                sheet.write_row(line, 0, cells)
                line += 1
            for cells in _lines(layout, rows, is_clear=is_clear):
                for place, value in enumerate(cells):
                    _write(sheet, (line, place), value, day)
                line += 1
        finally:
            book.close()
        keep()
    return file


def _lines(
    layout: ExportLayout, rows: "QuerySet[Professional]", *, is_clear: bool
) -> Iterator[list[Any]]:
    towns = dict(Place.objects.filter(county=layout.county).values_list("code", "name"))
    people = rows.select_related("person").prefetch_related(*WITH)
    for one in people.iterator(chunk_size=CHUNK):
        facts = Facts(one, is_clear=is_clear, towns=towns)
        yield [facts.of(field, level) for field, level in layout.fields]


def _write(sheet: Any, cell: tuple[int, int], value: Any, day: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, date):
        sheet.write_datetime(*cell, value, day)
    elif isinstance(value, int):
        sheet.write_number(*cell, value)
    else:
        sheet.write_string(*cell, str(value)[:LONGEST_CELL])


def _last(held: Any) -> Any:
    known = sorted(held.registrations.all(), key=lambda each: each.registered_on)
    return known[-1] if known else None
