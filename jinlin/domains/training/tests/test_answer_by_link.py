"""Does the link in a message answer one question, for whoever holds it, and nothing else?"""

from datetime import timedelta

import pytest
from django.core.signing import Signer
from django.test import Client

from jinlin.core.errors import NotNow, Unusable
from jinlin.domains.training import actions, jobs
from jinlin.domains.training.models import FollowUp, Placement
from jinlin.domains.training.one_tap import MOST_UNKNOWN, SALT, token_of
from jinlin.domains.training.queries.outcomes import outcomes
from jinlin.domains.training.tests.cast import (
    AFTER,
    at,
    at_phone,
    finished,
    now_of,
)
from jinlin.services.notices.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
MONTH = AFTER + timedelta(days=31)


@pytest.fixture
def asked(cast):
    finished(cast)
    with at(9, day=MONTH):
        jobs.ask_how_it_went()
    return FollowUp.objects.select_related("enrolment").get(
        months=1, enrolment__person=cast.resident
    )


def address_of(row):
    return f"/training/answer/{token_of(row)}/"


def test_the_message_holds_the_link_and_it_answers_without_signing_in(cast, asked):
    sent = Message.objects.get(user=cast.resident.user, event="training.follow_up")
    assert sent.url == address_of(asked)
    with at(10, day=MONTH):
        page = Client().get(sent.url)
        assert (page.status_code, now_of(asked).answer) == (200, "")  # opened, nothing is said
        assert cast.resident.name not in page.content.decode()
        assert page["X-Robots-Tag"] == "noindex, nofollow"
        assert Client().post(sent.url, {"answer": "employed"}).status_code == 200
        first = outcomes(cast.actors.lead)[0]
    row = now_of(asked)
    assert (row.answer, row.is_by_phone, row.answered_by) == ("employed", False, None)
    assert (first.people, first.employed, first.unknown, first.response.percent) == (2, 1, 1, 50.0)


def test_a_wrong_tap_is_put_right_by_another(asked):
    with at(10, day=MONTH):
        for answer in ("none", "own"):
            Client().post(address_of(asked), {"answer": answer})
        assert Client().post(address_of(asked), {"answer": "rich"}).status_code == 422
    assert now_of(asked).answer == "own"


def test_after_each_distance_one_is_asked_once_with_a_link_of_its_own(cast, asked):
    for days in (92, 184, 366):
        with at(9, day=AFTER + timedelta(days=days)):
            assert (jobs.ask_how_it_went(), jobs.ask_how_it_went()) == (2, 0)
    rows = FollowUp.objects.filter(enrolment=asked.enrolment)
    assert sorted(rows.values_list("months", flat=True)) == [1, 3, 6, 12]
    urls = Message.objects.filter(user=cast.resident.user, event="training.follow_up")
    assert {each.url for each in urls} == {address_of(row) for row in rows}


def test_a_link_of_another_purpose_or_made_up_opens_nothing(asked):
    key = token_of(asked).partition(".")[0]
    forged = (
        Signer(salt="jinlin.other", sep=".").sign(key),
        Signer(salt=SALT, sep=".").sign("AAAAAAAAAAAAAAAAAAAAAA"),
        f"{token_of(asked)[:-1]}{'A' if token_of(asked)[-1] != 'A' else 'B'}",
        str(asked.pk),
    )
    with at(10, day=MONTH):
        answers = {Client().get(f"/training/answer/{each}/").status_code for each in forged}
        assert answers == {404}


def test_what_was_not_asked_yet_is_not_open(cast, asked):
    later = FollowUp.objects.get(enrolment=asked.enrolment, months=3)
    with at(10, day=MONTH):
        assert Client().get(address_of(later)).status_code == 404


def test_two_months_later_the_link_is_over(asked):
    with at(10, day=MONTH + timedelta(days=61)):
        assert Client().get(address_of(asked)).status_code == 409
        assert Client().post(address_of(asked), {"answer": "own"}).status_code == 409
    assert now_of(asked).answer == ""


def test_whoever_tries_many_is_slowed_down(asked):
    client = Client()
    with at(10, day=MONTH):
        for number in range(MOST_UNKNOWN):
            client.get(f"/training/answer/guess-{number}/")
        assert client.get("/training/answer/guess/").status_code == 429


def told(row, employer="瓷都电商", since=AFTER, *, actor):
    with at(10, day=MONTH):
        return actions.tell_work(row, employer=employer, since=since, actor=actor)


def test_work_that_somebody_found_themselves_is_told_once_and_counts_as_told(cast, asked):
    one = told(asked.enrolment, actor=cast.actors.resident)
    again = told(asked.enrolment, actor=cast.actors.organiser)
    assert (one.pk, Placement.objects.count(), one.rung) == (again.pk, 1, 1)
    with pytest.raises(Unusable):
        told(asked.enrolment, "别家", MONTH + timedelta(days=9), actor=cast.actors.resident)


def test_who_was_never_there_has_nothing_to_tell(cast, asked):
    asked.enrolment.first_attended_on = None
    asked.enrolment.save()
    with pytest.raises(NotNow):
        told(asked.enrolment, actor=cast.actors.resident)


def test_it_is_told_on_the_portal(cast, asked):
    phone, course = at_phone(cast.users.resident), asked.enrolment.course_id
    with at(10, day=MONTH):
        page = phone.get(f"/training/{course}/found-work/")
        key = page.context["form"]["key"].value()
        sent = {"key": key, "employer": "瓷都电商", "since": str(AFTER)}
        answer = phone.post(f"/training/{course}/found-work/", sent)
        assert (answer.status_code, Placement.objects.get().employer) == (302, "瓷都电商")
        assert phone.post(f"/training/{course}/found-work/", {"key": key}).status_code == 422
