"""Is whoever was hired without a class asked how they went on, as those of a class are?"""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from jinlin.core.errors import NotNow
from jinlin.core.figures.measures import Window
from jinlin.core.time.months import months_later
from jinlin.domains.training import actions, jobs, measures
from jinlin.domains.training.models import FollowUp, Placement
from jinlin.domains.training.one_tap import opened, token_of
from jinlin.domains.training.queries.near import mine
from jinlin.domains.training.queries.outcomes import outcomes
from jinlin.domains.training.tests.cast import AFTER, at, certified, introduced, now_of
from jinlin.services.notices.models import Message

pytestmark = pytest.mark.django_db
MONTH, HALF_A_YEAR = months_later(AFTER, 1), months_later(AFTER, 6)


def hired(cast, since=AFTER):
    row = introduced(cast)
    with at(11, day=AFTER):
        row = actions.agree_to_introduction(row, actor=cast.actors.resident)
        return actions.hire(row, since=since, actor=cast.actors.employer)


def the_first():
    return FollowUp.objects.get(months=1)


def desk(user, day):
    client = Client()
    client.force_login(user)
    return client, at(12, day=day)


def test_who_was_hired_without_a_class_is_asked_one_three_six_and_twelve_months_later(cast):
    hired(cast)
    rows = FollowUp.objects.order_by("months")
    days = [(months, months_later(AFTER, months)) for months in (1, 3, 6, 12)]
    assert list(rows.values_list("months", "due_on")) == days
    with at(9, day=MONTH - timedelta(days=1)):
        assert (jobs.ask_how_it_went(), mine(cast.actors.resident).follow_ups) == (0, [])
    with at(9, day=MONTH):
        assert (jobs.ask_how_it_went(), jobs.ask_how_it_went()) == (1, 0)
        assert mine(cast.actors.resident).follow_ups == [the_first()]
        assert mine(cast.actors.neighbour).follow_ups == []
    told = Message.objects.get(event="training.follow_up")
    assert told.user == cast.resident.user
    assert Placement.objects.get().employer in told.title


def test_after_a_class_they_are_asked_once_and_not_for_the_work_too(cast):
    paper = certified(cast)
    before = FollowUp.objects.filter(enrolment=paper.enrolment).count()
    row = introduced(cast)
    with at(11, day=AFTER):
        row = actions.agree_to_introduction(row, actor=cast.actors.resident)
        actions.hire(row, since=AFTER, actor=cast.actors.employer)
    assert (before, Placement.objects.get().enrolment) == (4, paper.enrolment)
    assert not FollowUp.objects.filter(placement__isnull=False).exists()


def test_for_days_that_are_over_nobody_is_asked(cast):
    hired(cast, since=AFTER - timedelta(days=100))
    assert list(FollowUp.objects.order_by("months").values_list("months", flat=True)) == [6, 12]


def test_answers_count_beside_those_of_classes_and_are_struck_out_with_the_work(cast):
    row, lead = hired(cast), cast.actors.lead
    with at(9, day=HALF_A_YEAR):
        asked = FollowUp.objects.get(months=6)
        actions.answer_follow_up(asked, "employed", actor=cast.actors.resident)
        at_six = next(each for each in outcomes(lead) if each.months == 6)
        assert (at_six.people, at_six.employed) == (1, 1)
    later = HALF_A_YEAR + timedelta(days=1)
    with at(9, day=later):
        jobs.ask_how_it_went()
        link = token_of(the_first())
        actions.take_back_hire(now_of(row), reason="记错了人", actor=lead)
        assert (jobs.ask_how_it_went(), mine(cast.actors.resident).follow_ups) == (0, [])
        assert all(each.people == 0 for each in outcomes(lead))
        with pytest.raises(NotNow):
            actions.answer_follow_up(the_first(), "employed", actor=lead)
        with pytest.raises(NotNow):
            opened(link, who="somebody")
    windows = [Window("350526", day) for day in (HALF_A_YEAR, later)]
    assert [measures.follow_ups(each).count() for each in windows] == [1, 0]
    assert [measures.answers(each).count() for each in windows] == [1, 0]


def test_the_page_of_the_link_names_the_work_and_nobody(cast):
    hired(cast)
    with at(9, day=MONTH):
        jobs.ask_how_it_went()
        page = Client().get(reverse("training:one_tap", args=[token_of(the_first())]))
        text = page.content.decode()
    assert Placement.objects.get().employer in text
    assert cast.resident.name not in text


def test_staff_write_down_what_was_said_on_the_phone_and_the_employer_does_not_read_it(cast):
    hired(cast)
    placement, asked = Placement.objects.get(), the_first()
    page = reverse("training:placement", args=[placement.pk])
    sent = reverse("training:answer_follow_up", args=[asked.pk])
    client, time = desk(cast.users.lead, MONTH)
    with time:
        before = client.get(page)
        key = before.context["answer_form"]["key"].value()
        refused = client.post(sent, {"answer": "", "key": key})
        assert (refused.status_code, refused.context["row"]) == (422, placement)
        kept = client.post(sent, {"answer": "employed", "key": key})
        board = client.get(reverse("training:outcomes")).content.decode()
        behind = client.get(reverse("training:behind", args=[asked.pk]))
    assert (kept.headers["Location"], behind.headers["Location"]) == (page, page)
    assert sent in before.content.decode()
    assert cast.resident.name not in board
    assert (now_of(asked).answer, now_of(asked).is_by_phone) == ("employed", True)
    client, time = desk(cast.users.employer, MONTH)
    with time:
        assert "follow_ups" in (seen := client.get(page)).context
        assert seen.context["follow_ups"] == []
        assert client.post(sent, {"answer": "none"}).status_code in {403, 404}
        assert client.get(reverse("training:behind", args=[asked.pk])).status_code in {403, 404}


def test_silence_leads_to_the_work_and_the_file_has_its_line(cast):
    hired(cast)
    placement = Placement.objects.get()
    client, time = desk(cast.users.lead, MONTH)
    with time:
        board = client.get(reverse("training:outcomes")).content.decode()
        taken = client.get(reverse("training:export_outcomes"), {"as": "csv"})
        lines = b"".join(taken.streaming_content).decode("utf-8-sig")
    assert reverse("training:placement", args=[placement.pk]) in board
    assert placement.employer in lines


def test_a_question_is_after_a_class_or_after_work_never_both_or_neither(cast):
    hired(cast)
    asked = the_first()
    asked.months = 2
    enrolment = certified(cast).enrolment
    for both in ((enrolment, asked.placement), (None, None)):
        asked.enrolment, asked.placement = both
        with pytest.raises(IntegrityError), transaction.atomic():
            asked.save()
