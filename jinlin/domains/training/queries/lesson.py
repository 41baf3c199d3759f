"""Who belongs in a lesson, who is here, and which code stands on the screen?"""

from dataclasses import dataclass
from typing import Any

import segno
from django.urls import reverse
from django.utils.safestring import mark_safe

from jinlin.core import site
from jinlin.core.errors import NotNow
from jinlin.core.time import clock
from jinlin.domains.training.models import Attendance, Enrolment, Lesson
from jinlin.services.seats import codes


@dataclass(frozen=True)
class InLesson:
    """One person with a seat, masked, and whether they are noted."""

    row: Enrolment
    seen: Attendance | None

    @property
    def name(self) -> str:
        return self.row.person.shown_name()


def pupils_of(lesson: Lesson) -> list[InLesson]:
    """Two statements, however many."""
    seen = {row.enrolment_id: row for row in lesson.attendances.counted()}
    rows = Enrolment.objects.seated().filter(course=lesson.course_id)
    return [
        InLesson(row, seen.get(row.pk))
        for row in rows.select_related("person", "seat").order_by("enrolled_at", "pk")
    ]


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
