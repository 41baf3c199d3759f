"""The last seat, one certificate, one lesson's room: who wins when two act at the same moment?"""

import threading
from collections import Counter
from functools import partial

import pytest
from django.db import IntegrityError, connection, transaction

from jinlin.core.tests.databases import together
from jinlin.core.time import clock
from jinlin.domains.training import actions
from jinlin.domains.training.models import Attendance, Certificate, Enrolment, FollowUp, Lesson
from jinlin.domains.training.tests.cast import (
    AFTER,
    FRIDAY,
    agreed,
    announced,
    at,
    cast_of_dehua,
    certified,
    finished,
    lesson_of,
    now_of,
    people,
    running,
    sight,
    slot,
)
from jinlin.ground.places.tests.parallel import shared_house
from jinlin.services.documents.models import Document
from jinlin.services.seats.models import Unit

__all__ = ["shared_house"]
ONCE = next(each for each in Certificate._meta.constraints if each.name.endswith("_once"))


@pytest.fixture
def everybody(shared_house):
    return cast_of_dehua()


def names_of(outcomes) -> Counter:
    return Counter(type(each).__name__ for each in outcomes)


def enrol(cast, row, person):
    with at(15):
        return actions.enrol(row, [person], actor=cast.actors.organiser)[0]


def test_the_last_seat_taken_by_two_at_once_goes_to_one_and_the_other_is_first_on_the_list(
    everybody,
):
    row = announced(everybody, seats=2)
    enrol(everybody, row, people(everybody, 1)[0])
    pair = (everybody.resident, everybody.neighbour)
    outcomes = together(*(partial(enrol, everybody, row, who) for who in pair))
    assert sorted((each.seat.state, each.seat.turn) for each in outcomes) == [
        ("taken", None),
        ("waiting", 1),
    ]
    assert Unit.objects.get(pk=row.unit_id).taken == 2


def certify(cast, row):
    with at(10, day=AFTER):
        return actions.certify(row, actor=cast.actors.organiser)


def test_a_hundred_who_issue_a_certificate_at_once_issue_one(everybody):
    row = finished(everybody).enrolments.select_related("course").first()
    outcomes = together(*(partial(certify, everybody, row) for _press in range(100)))
    assert names_of(outcomes) == {"Certificate": 100}
    assert len({each.pk for each in outcomes}) == 1
    assert (Certificate.objects.count(), Document.objects.count()) == (1, 1)


def look_and_write(row, gate, number):
    """A certificate written past the verb, as a program would that looks first and then writes."""
    is_there = row.certificates.valid().exists()
    gate.wait()
    if is_there:
        return None
    with transaction.atomic():
        return Certificate.objects.create(
            county=row.county,
            enrolment=row,
            place_code=row.place_code,
            number=str(number),
            issued_on=clock.today(),
        )


def written_past_the_verb(row):
    gate = threading.Barrier(2)
    return together(*(partial(look_and_write, row, gate, number) for number in range(2)))


def test_whoever_looks_and_then_writes_is_stopped_by_the_database(everybody):
    row = finished(everybody).enrolments.first()
    outcomes = written_past_the_verb(row)
    assert sorted(type(each).__name__ for each in outcomes) == ["Certificate", "IntegrityError"]
    assert isinstance(next(e for e in outcomes if isinstance(e, Exception)), IntegrityError)


def test_without_that_constraint_there_would_be_two(everybody):
    """The control: the same two, the constraint dropped."""
    row = finished(everybody).enrolments.first()
    with connection.schema_editor() as editor:
        editor.remove_constraint(Certificate, ONCE)
    try:
        outcomes = written_past_the_verb(row)
        assert names_of(outcomes) == {"Certificate": 2}
        assert row.certificates.valid().count() == 2
    finally:
        Certificate.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(Certificate, ONCE)


def withdraw(cast, paper):
    told = {"reason": "本人未到", "was_there": False}
    with at(11, day=AFTER):
        return actions.withdraw_certificate(paper, actor=cast.actors.organiser, **told)


def test_a_certificate_withdrawn_eight_times_at_once_is_withdrawn_once(everybody):
    paper = certified(everybody)
    outcomes = together(*(partial(withdraw, everybody, paper) for _press in range(8)))
    assert names_of(outcomes) == {"Certificate": 1, "NotNow": 7}
    kept = Attendance.objects.filter(enrolment=paper.enrolment_id)
    assert (kept.count(), kept.counted().count()) == (2, 0)
    assert Enrolment.objects.get(pk=paper.enrolment_id).credited_minutes == 0


def scan(cast, lesson):
    with at(9, 5, day=FRIDAY):
        return actions.arrive(lesson, cast.resident, sight(), actor=cast.actors.teacher)


def test_twenty_scans_at_once_are_one_attendance(everybody):
    lesson = lesson_of(running(everybody))
    outcomes = together(*(partial(scan, everybody, lesson) for _scan in range(20)))
    assert Counter(each.outcome for each in outcomes) == {"counted": 1, "repeated": 19}
    assert Attendance.objects.count() == 1


def add(cast, row, **more):
    with at(15):
        return actions.add_lesson(row, slot(cast, **more), actor=cast.actors.organiser)


def test_two_who_take_the_room_at_once_have_one_lesson_in_it(everybody):
    rows = [agreed(everybody, title=name) for name in ("甲班", "乙班")]
    teachers = (everybody.teacher, everybody.other_teacher)
    outcomes = together(
        *(
            partial(add, everybody, row, teacher=teacher)
            for row, teacher in zip(rows, teachers, strict=True)
        )
    )
    assert names_of(outcomes) == {"Lesson": 1, "NotNow": 1}
    assert Lesson.objects.count() == 1


def test_who_enrols_in_two_classes_of_one_hour_at_once_has_one_of_them(everybody):
    first = announced(everybody)
    other = agreed(everybody, title="乙班")
    add(everybody, other, room=everybody.other_room, teacher=everybody.other_teacher)
    with at(15):
        other = actions.announce(now_of(other), actor=everybody.actors.organiser)
    outcomes = together(
        *(partial(enrol, everybody, row, everybody.resident) for row in (first, other))
    )
    assert names_of(outcomes) == {"Enrolment": 1, "NotNow": 1}
    assert Enrolment.objects.filter(person=everybody.resident).count() == 1


def ask(row):
    with at(9, day=AFTER.replace(month=6)):
        return actions.ask_how_it_went(row)


def test_the_job_run_by_two_workers_asks_once(everybody):
    finished(everybody)
    row = FollowUp.objects.filter(months=1).order_by("pk").first()
    outcomes = together(*(partial(ask, row) for _worker in range(4)))
    assert sorted(outcomes) == [False, False, False, True]
