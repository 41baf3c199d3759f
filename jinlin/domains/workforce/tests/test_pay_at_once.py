"""Two officers, two files, two rosters in the same moment: is everything there once?"""

from datetime import date, timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Sum
from xlsxwriter import Workbook

from jinlin.core.tests.databases import together
from jinlin.core.time import clock
from jinlin.domains.workforce import actions
from jinlin.domains.workforce.actions import Answered, Intake
from jinlin.domains.workforce.actions.exams import Candidate, Exam, reach
from jinlin.domains.workforce.models import Booking, Candidacy, Line, Payment, Professional
from jinlin.domains.workforce.tests.cast import (
    COUNTY,
    cast_of_yangcheng,
    policy,
    registered,
)
from jinlin.domains.workforce.tests.planted import id_of
from jinlin.ground.people.actions import Listed
from jinlin.ground.places.tests.parallel import shared_house

__all__ = ["shared_house"]


@pytest.fixture
def everybody(shared_house):
    return cast_of_yangcheng()


def owed(everybody, *numbers):
    """Awards of so many people, each with one payment that nobody holds."""
    rule = policy(1, needs_registration=False)
    for number in numbers:
        one = registered(everybody, f"王{number}", citizen_id=id_of(number))
        with clock.set_to(clock.now() - timedelta(days=60)):
            row = actions.apply(
                one.qualifications.get(),
                policy=rule,
                account="6222021234567890",
                actor=everybody.actors.registrar,
            )
            row = actions.check(row, actor=everybody.actors.registrar)
            row = actions.review(row, actor=everybody.actors.registrar)
            row = actions.approve(row, actor=everybody.actors.lead)
            row = actions.publish(row, actor=everybody.actors.registrar)
        actions.award(row)


def freezing(everybody):
    return partial(actions.freeze, COUNTY, actor=everybody.actors.officer)


def test_of_batches_frozen_at_once_each_payment_is_in_one(everybody):
    owed(everybody, 11, 13)
    outcomes = together(*(freezing(everybody) for _n in range(4)))
    assert sorted(type(each).__name__ for each in outcomes) == ["Batch", *["NotNow"] * 3]
    assert Line.objects.count() == Payment.objects.count() == 2


def test_without_the_lock_both_find_the_same_payment_and_the_database_stops_the_second(everybody):
    """The control: two who look before either writes find the same; only the constraint is left."""
    owed(everybody, 11)
    seen = [list(Payment.objects.payable()) for _n in range(2)]
    assert seen[0] == seen[1] != []
    batch = actions.freeze(COUNTY, actor=everybody.actors.officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Line.objects.create(
            county=COUNTY,
            batch=batch,
            payment=seen[1][0],
            reference="again",
            holder="x",
            account="x",
            amount=1,
        )


def test_one_return_file_read_by_three_at_once_books_once(everybody):
    owed(everybody, 11, 13)
    batch = actions.freeze(COUNTY, actor=everybody.actors.officer)
    file = [Answered(line.reference, "paid", clock.now()) for line in batch.lines.all()]
    reading = partial(actions.read_back, batch, file, actor=everybody.actors.officer)
    outcomes = together(*(reading for _n in range(3)))
    assert sorted(sorted(each) for each in outcomes) == [["paid"], ["same"], ["same"]]
    assert Booking.objects.aggregate(total=Sum("amount"))["total"] == 2000


def test_one_roster_taken_in_by_two_at_once_lands_once(everybody, tmp_path):
    path = tmp_path / "a.xlsx"
    with Workbook(str(path)) as book:
        sheet = book.add_worksheet("名册")
        sheet.write_row(0, 0, ["姓名", "身份证号"])
        for number in range(1, 6):
            sheet.write_row(number, 0, [f"陈{chr(0x4E00 + number)}", id_of(number)])
    taking = partial(actions.take_in, Intake(path, COUNTY), actor=everybody.actors.registrar)
    outcomes = together(taking, taking)
    assert sorted((each.landed, each.unchanged) for each in outcomes) == [(0, 5), (5, 0)]
    assert Professional.objects.count() == 5


def test_of_lists_of_candidates_that_come_at_once_everybody_stands_once_for_the_exam(everybody):
    """In one order and the other, by two who mobilise: neither is turned away."""
    people = [Candidate(Listed(f"陈{chr(0x4E00 + n)}", id_of(n))) for n in range(1, 9)]
    listing = [
        partial(
            reach,
            Exam(COUNTY, 2025, 1),
            "mobilised_on",
            those,
            on=date(2025, 3, 1),
            actor=everybody.actors.registrar,
        )
        for those in (people, people[::-1], people)
    ]
    outcomes = together(*listing)
    assert sorted(sorted(each) for each in outcomes) == [["new"], ["new"], ["new"]]
    assert Candidacy.objects.count() == len(people)
