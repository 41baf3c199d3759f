"""What does a program read of a class, an order, a certificate and an introduction?"""

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from jinlin.core import site
from jinlin.core.actor import Actor
from jinlin.domains.training.models import (
    Certificate,
    Course,
    Introduction,
    Order,
    Placement,
    Supply,
    Vacancy,
)
from jinlin.domains.training.permissions import INTRODUCTION_RULES, RULES
from jinlin.domains.training.queries.board import CourseLine
from jinlin.domains.training.queries.story import story
from jinlin.services.seats.models import Hold


def out(course: Course) -> dict[str, Any]:
    """What everybody reads."""
    names = ("title", "kind", "state", "place_code", "starts_at", "ends_at", "seats", "free")
    return {
        "id": course.pk,
        **{name: getattr(course, name) for name in names},
        "cost": course.cost,
        "module": course.module.name if course.module else "",
        "place": course.place.name,
        "organiser": course.organiser.name,
    }


def shown(course: Course, actor: Actor) -> dict[str, Any]:
    """The class with its timetable, its parties, and what happened to it."""
    line, parties = CourseLine(course), course.parties.select_related("organisation")
    lessons = course.lessons.select_related("room", "teacher")
    return {
        **out(course),
        "version": course.version,
        "reason": course.reason,
        "due_at": course.due_at,
        "is_late": line.is_late,
        "taken": line.taken,
        "waiting": course.enrolments.filter(seat__state=Hold.WAITING).count(),
        "lessons": [_lesson(each) for each in lessons],
        "parties": [_party(each) for each in parties.order_by("side", "pk")],
        "moves": [move.name for move in RULES.open_to(actor, course)],
        "trail": story(course, actor=actor),
    }


def pupils(course: Course) -> list[dict[str, Any]]:
    """Who has or waits for a seat, masked: two statements, however many they are."""
    counted = Count("attendances", filter=Q(attendances__struck_on=None))
    rows = course.enrolments.live().annotate(attended=counted)
    rows = rows.select_related("person", "seat").prefetch_related("certificates")
    return [
        {
            "seat": row.pk,
            "name": row.person.shown_name(),
            "state": row.seat.state,
            "attended": row.attended,
            "completed_on": row.completed_on,
            "certificate": paper.number if (paper := row.valid_certificate()) else "",
        }
        for row in rows.order_by("seat__turn", "enrolled_at", "pk")
    ]


def out_of_work(row: Vacancy) -> dict[str, Any]:
    """The work as everybody reads it."""
    names = ("id", "title", "skills", "place_code", "hours", "pay", "wanted", "valid_until")
    return {
        **{name: getattr(row, name) for name in names},
        "organisation": row.organisation.name,
        "module": row.module.name if row.module else "",
        "place": row.place.name,
        "times": sorted(row.times),
    }


def out_of_own_work(row: Vacancy) -> dict[str, Any]:
    """The same as whoever offers it reads it."""
    names = ("told_on", "closed_on", "is_open")
    return {**out_of_work(row), **{name: getattr(row, name) for name in names}}


def out_of_offer(row: Supply) -> dict[str, Any]:
    names = ("title", "seats", "cost", "where", "qualification", "valid_from", "valid_until")
    return {
        "id": row.pk,
        **{name: getattr(row, name) for name in names},
        "lesson_hours": row.hours,
        "provider": row.provider.name,
        "module": row.module.name,
        "teacher": row.teacher.name if row.teacher else "",
        "times": sorted(row.times),
    }


def out_of_order(row: Order) -> dict[str, Any]:
    return {
        "id": row.pk,
        "person": row.person.shown_name(),
        "place": row.place.name,
        "place_code": row.place_code,
        "module": row.module.name if row.module else "",
        "text": row.text,
        "times": sorted(row.times),
        "state": row.state,
        "ordered_on": row.ordered_on,
    }


def out_of_certificate(row: Certificate) -> dict[str, Any]:
    course = row.enrolment.course
    code = row.document.code if row.document else ""
    return {
        "id": row.pk,
        "number": row.number,
        "title": course.title,
        "module": course.module.name if course.module else "",
        "place_code": row.place_code,
        "issued_on": row.issued_on,
        "withdrawn_on": row.withdrawn_on,
        "holds": row.withdrawn_on is None,
        "reason": row.reason,
        "verify": _whole(reverse("documents:verified", args=[code])) if code else "",
    }


def out_of_introduction(row: Introduction, *, clear: bool = False) -> dict[str, Any]:
    standing = (each for each in row.placements.all() if each.struck_on is None)
    placement: Placement | None = next(standing, None)
    return {
        "id": row.pk,
        "version": row.version,
        "state": row.state,
        "work": row.vacancy.title,
        "enterprise": row.vacancy.organisation.name,
        "place_code": row.place_code,
        "person": row.person.shown_name(clear=clear),
        "why": row.why,
        "due_at": row.due_at,
        "rung": placement.rung if placement else None,
    }


def shown_introduction(row: Introduction, actor: Actor, *, clear: bool = False) -> dict[str, Any]:
    """With what is open to this actor; `clear`: to the enterprise, which may have the name."""
    moves = [move.name for move in INTRODUCTION_RULES.open_to(actor, row)]
    phone = row.person.shown_phone(clear=True) if clear else ""
    return {**out_of_introduction(row, clear=clear), "phone": phone, "moves": moves}


def _whole(address: str) -> str:
    return site.whole(address)


def _lesson(row: Any) -> dict[str, Any]:
    names = ("number", "topic", "state", "starts_at", "ends_at", "reason")
    shown = {name: getattr(row, name) for name in names}
    return {"id": row.pk, **shown, "room": row.room.name, "teacher": row.teacher.name}


def _party(row: Any) -> dict[str, Any]:
    names = ("side", "provides", "pays", "answer", "answered_on", "how")
    shown = {name: getattr(row, name) for name in names}
    return {**shown, "organisation": row.organisation.name}
