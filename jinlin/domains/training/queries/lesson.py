"""Who belongs in a lesson, who is here, and which code stands on the screen?"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import segno
from django.urls import reverse
from django.utils.safestring import mark_safe

from jinlin.core import site
from jinlin.core.errors import NotNow
from jinlin.core.paging import Numbered
from jinlin.core.time import clock
from jinlin.domains.training.models import Attendance, Enrolment, Lesson
from jinlin.services.seats import codes

ON_A_PAGE = 100


@dataclass(frozen=True)
class InLesson:
    """One person with a seat, masked, and whether they are noted."""

    row: Enrolment
    seen: Attendance | None

    @property
    def name(self) -> str:
        return self.row.person.shown_name()

    @property
    def key(self) -> str:
        return str(self.row.pk)


def pupils_of(lesson: Lesson) -> list[InLesson]:
    """Two statements, however many."""
    seen = {row.enrolment_id: row for row in lesson.attendances.counted()}
    rows = Enrolment.objects.seated().filter(course=lesson.course_id)
    return [
        InLesson(row, seen.get(row.pk))
        for row in rows.select_related("person", "seat").order_by("enrolled_at", "pk")
    ]


@dataclass(frozen=True)
class Roll(Numbered):
    """One page of those with a seat. `kept` are ticked on other pages and travel with this one;
    `ticked` are ticked here.
    """

    pupils: list[InLesson]
    number: int
    pages: int
    seated: int
    there: int
    ticked: frozenset[str] = frozenset()
    kept: tuple[str, ...] = ()


def roll_of(lesson: Lesson, number: int = 1, ticked: Iterable[str] = ()) -> Roll:
    """The page of this number, the nearest where there is none. No tick is lost between pages: what
    is ticked of somebody who is not noted yet stands here or is kept.
    """
    everybody = pupils_of(lesson)
    pages = max(-(-len(everybody) // ON_A_PAGE), 1)
    number = min(max(number, 1), pages)
    shown = everybody[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
    here = {str(each.row.pk) for each in shown}
    marked = set(ticked) & {str(each.row.pk) for each in everybody if not each.seen}
    there = sum(each.seen is not None for each in everybody)
    kept = tuple(sorted(marked - here))
    return Roll(shown, number, pages, len(everybody), there, frozenset(marked & here), kept)


def screen_of(lesson: Lesson) -> dict[str, Any]:
    """The drawing of the address with the code of this half minute."""
    if lesson.unit is None:
        raise NotNow
    now = clock.now()
    code = codes.shown(lesson.unit, now)
    address = reverse("training:check_in", args=[lesson.pk, code])
    whole = site.whole(address)
    drawing = segno.make(whole, error="m", micro=False).svg_inline(border=1, scale=8)
    return {
        "qr": mark_safe(drawing),  # noqa: S308 - drawn by us from our own address
        "code": code,
        "seconds": codes.seconds_left(now),
    }
