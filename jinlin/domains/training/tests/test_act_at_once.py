"""The last seat wanted by two, one certificate asked for a hundred times: what stands afterwards?"""

from collections import Counter
from functools import partial

import pytest
from django.db import IntegrityError

from jinlin.core.tests.databases import together
from jinlin.core.time import clock
from jinlin.domains.training import actions
from jinlin.domains.training.models import Certificate, Enrolment
from jinlin.domains.training.tests.cast import (
    AFTER,
    announced,
    at,
    cast_of_dehua,
    finished,
    now_of,
)
from jinlin.ground.places.tests.parallel import shared_house
from jinlin.services.documents.models import Document

__all__ = ["shared_house"]


def enrol(cast, row, name):
    with at(14):
        who, actor = getattr(cast, name), getattr(cast.actors, name)
        return actions.enrol(row, [who], actor=actor)[0]


def certify(cast, row):
    with at(10, day=AFTER):
        return actions.certify(row, actor=cast.actors.organiser)


def test_the_last_seat_goes_to_one_of_two_and_the_other_is_first_on_the_list(shared_house):
    cast = cast_of_dehua()
    row = announced(cast, seats=1)
    together(*(partial(enrol, cast, row, name) for name in ("resident", "neighbour")))
    seats = [each.seat for each in Enrolment.objects.select_related("seat")]
    assert Counter(seat.state for seat in seats) == {"taken": 1, "waiting": 1}
    assert [seat.turn for seat in seats if seat.turn] == [1]
    assert now_of(row.unit).taken == 1


def test_a_hundred_who_ask_for_one_certificate_get_one(shared_house):
    cast = cast_of_dehua()
    row = finished(cast).enrolments.get(person=cast.resident)
    made = together(*(partial(certify, cast, row) for _number in range(100)))
    assert {each.pk for each in made} == {Certificate.objects.get().pk}
    assert Document.objects.count() == 1


@pytest.mark.django_db
def test_past_the_verb_the_database_refuses_a_second_certificate():
    """The control: whoever writes without asking the verb is stopped by the constraint alone."""
    cast = cast_of_dehua()
    row = finished(cast).enrolments.get(person=cast.resident)
    told = {"county": row.county, "enrolment": row, "place_code": row.place_code}
    Certificate.objects.create(**told, number="1", issued_on=clock.today())
    with pytest.raises(IntegrityError):
        Certificate.objects.create(**told, number="2", issued_on=clock.today())
