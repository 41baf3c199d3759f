"""Who fits which work, who is introduced with their consent, on whose word do we know the end?"""

from datetime import timedelta

import pytest
from django.urls import reverse

from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.core.figures.measures import Window
from jinlin.domains.training import actions, jobs, measures
from jinlin.domains.training.models import (
    Evidence,
    FollowUp,
    Introduction,
    JobWish,
    Placement,
    Rung,
)
from jinlin.domains.training.queries.matches import matches
from jinlin.domains.training.queries.outcomes import ladder, outcomes
from jinlin.domains.training.queries.shown import shown_introduction
from jinlin.domains.training.queries.story import story_of_introduction
from jinlin.domains.training.tests.cast import (
    AFTER,
    at,
    certified,
    finished,
    introduced,
    looking,
    now_of,
    offered,
    people,
)
from jinlin.ground.accounts.tests.county import at_phone
from jinlin.ground.people.models import Consent
from jinlin.services.notices.models import Message

pytestmark = pytest.mark.django_db


def test_who_fits_has_the_skill_the_place_and_the_times_and_the_reason_says_so(cast):
    paper = certified(cast)
    looking(cast, paper.enrolment.person, times={"evening"})
    looking(cast, people(cast, 1)[0])  # without the skill
    with at(10, day=AFTER):
        assert [row.person for row in matches(offered(cast, times={"daytime"}))] == []
        (row,) = matches(offered(cast, times={"evening", "weekend"}))
    assert (row.person, row.times, row.nearness) == (paper.enrolment.person, ("evening",), 2)
    assert paper.number in row.why


def test_the_nearest_with_the_skill_is_named_however_many_look(cast, monkeypatch):
    monkeypatch.setattr("jinlin.domains.training.queries.matches.READ", 1)
    paper = certified(cast)
    first, second = people(cast, 2)
    looking(cast, first)  # without the skill
    looking(cast, paper.enrolment.person)
    with at(10, day=AFTER):
        assert [row.person for row in matches(offered(cast))] == [paper.enrolment.person]
        looking(cast, second)
        far = cast.places.far_neighbourhood.code
        JobWish.objects.exclude(person=second).update(place_code=far)
        assert [row.person for row in matches(offered(cast, module=None))] == [second]


def test_without_a_skill_asked_for_everybody_who_looks_fits_and_nobody_twice(cast):
    vacancy = offered(cast, module=None)
    looking(cast)
    with at(10, day=AFTER):
        assert [row.person for row in matches(vacancy)] == [cast.resident]
        actions.introduce(vacancy, cast.resident, why="近", actor=cast.actors.lead)
        assert matches(vacancy) == []
        with pytest.raises(NotNow):
            actions.introduce(vacancy, cast.resident, why="近", actor=cast.actors.lead)


def test_the_enterprise_has_nothing_until_the_person_agrees(cast):
    row = introduced(cast)
    employer, own = cast.actors.employer, cast.actors.resident
    assert "training.introduce" in Message.objects.filter(user=cast.resident.user).values_list(
        "event", flat=True
    )
    with at(11, day=AFTER):
        assert not Introduction.objects.for_desk(employer).exists()
        with pytest.raises(NotAllowed):
            actions.agree_to_introduction(row, actor=employer)
        with pytest.raises(NotAllowed):
            actions.agree_to_introduction(row, actor=cast.actors.lead)
        row = actions.agree_to_introduction(row, actor=own)
    assert Introduction.objects.for_desk(employer).get() == row
    assert row.consent == Consent.objects.get()


def test_a_withdrawn_introduction_takes_the_consent_with_it(cast):
    row = introduced(cast)
    with at(11, day=AFTER):
        row = actions.agree_to_introduction(row, actor=cast.actors.resident)
        actions.withdraw_introduction(row, reason="不去了", actor=cast.actors.resident)
    assert Consent.objects.get().withdrawn_at is not None


def test_who_changes_jobs_is_counted_once(cast):
    for day in (AFTER, AFTER + timedelta(days=30)):
        row = introduced(cast)
        with at(11, day=day):
            row = actions.agree_to_introduction(row, actor=cast.actors.resident)
            actions.hire(row, since=day, actor=cast.actors.employer)
    assert Placement.objects.filter(proved_on__isnull=False).count() == 2
    for since, counts in ((None, 1), (AFTER, 1), (AFTER + timedelta(days=9), 0)):
        window = Window("350526", AFTER + timedelta(days=60), since)
        assert measures.placements(window).count() == counts


@pytest.mark.parametrize(
    ("who", "rung", "counts"),
    [("resident", Rung.TOLD, 0), ("lead", Rung.TOLD, 0), ("employer", Rung.CONFIRMED, 1)],
)
def test_the_ladder_begins_on_the_word_of_whoever_said_it(cast, who, rung, counts):
    row = introduced(cast)
    with at(11, day=AFTER):
        row = actions.agree_to_introduction(row, actor=cast.actors.resident)
        actions.hire(row, since=AFTER, actor=getattr(cast.actors, who))
    placement = Placement.objects.get()
    assert placement.rung == rung
    window = Window("350526", AFTER)
    assert measures.placements(window).count() == counts
    with at(12, day=AFTER):
        placement = actions.prove(placement, Rung.SEEN, words="劳动合同", actor=cast.actors.lead)
        actions.prove(placement, Rung.SEEN, words="劳动合同", actor=cast.actors.lead)
        with pytest.raises(Unusable):
            actions.prove(placement, Rung.SEEN, actor=cast.actors.lead)
        with pytest.raises(NotAllowed):
            actions.prove(placement, Rung.CONFIRMED, actor=cast.actors.resident)
    assert (placement.rung, measures.placements(window).count()) == (Rung.SEEN, 1)
    assert Evidence.objects.filter(rung=Rung.SEEN).count() == 1
    assert measures.placements(Window("350526", AFTER - timedelta(days=1))).count() == 0


def hired(cast, who="employer", row=None, day=AFTER):
    row = row or introduced(cast)
    with at(11, day=day):
        if row.state == "proposed":
            row = actions.agree_to_introduction(row, actor=cast.actors.resident)
        return actions.hire(row, since=day, actor=getattr(cast.actors, who))


def test_a_wrong_hire_is_taken_back_with_the_reason_and_every_count_follows(cast):
    row, lead = hired(cast), cast.actors.lead
    later = AFTER + timedelta(days=2)
    with at(12, day=later):
        with pytest.raises(Unusable):
            actions.take_back_hire(row, reason=" ", actor=lead)
        row = actions.take_back_hire(row, reason="记错了人", actor=lead)
        wrong = Placement.objects.get()
        assert (row.state, wrong.struck_reason, wrong.struck_on) == ("sent", "记错了人", later)
        assert (wrong.struck_by, wrong.employer) == (lead.user_id, wrong.employer)
        assert [number for _rung, number in ladder(lead)] == [0, 0, 0]
        with pytest.raises(NotNow):
            actions.prove(wrong, Rung.SEEN, words="劳动合同", actor=lead)
        with pytest.raises(NotNow):
            actions.strike_work(wrong, reason="再撤一次", actor=lead)
        assert shown_introduction(now_of(row), lead)["rung"] is None
    (said,) = [each for each in story_of_introduction(row, actor=lead) if each.verb == "take_back"]
    assert "记错了人" in said.sentence
    heard = Message.objects.filter(event="training.take_back").values_list("user", flat=True)
    assert set(heard) == {cast.resident.user_id, cast.users.employer.pk}
    days = [measures.placements(Window("350526", day)).count() for day in (AFTER, later)]
    assert days == [1, 0]  # what was published of a day before still adds up
    hired(cast, row=row, day=later)
    assert measures.placements(Window("350526", later)).count() == 1
    assert Placement.objects.standing().count() == 1
    assert Placement.objects.count() == 2


def test_the_person_takes_back_what_only_they_said(cast):
    row, own = hired(cast, "resident"), cast.actors.resident
    with at(12, day=AFTER):
        row = actions.take_back_hire(row, reason="还没去上班", actor=own)
        row = actions.hire(row, since=AFTER, actor=own)
        actions.prove(
            row.placements.standing().get(), Rung.SEEN, words="合同", actor=cast.actors.lead
        )
        with pytest.raises(NotAllowed):
            actions.take_back_hire(row, reason="还没去上班", actor=own)
        with pytest.raises(NotAllowed):
            actions.take_back_hire(row, reason="不对", actor=cast.actors.neighbour)


def test_work_found_without_an_introduction_is_struck_out_and_can_be_told_anew(cast):
    row = finished(cast, cast.resident)
    enrolment, lead = row.enrolments.get(person=cast.resident), cast.actors.lead
    with at(9, day=AFTER):
        wrong = actions.tell_work(enrolment, employer="瓷都电商", since=AFTER, actor=lead)
        actions.strike_work(wrong, reason="是另一个人", actor=lead)
        again = actions.tell_work(enrolment, employer="瓷都电商", since=AFTER, actor=lead)
    assert (wrong.pk == again.pk, Placement.objects.standing().get()) == (False, again)


def test_silence_is_neither_work_nor_the_lack_of_it_and_the_response_stands_beside(cast):
    row = finished(cast, cast.resident, cast.neighbour, *people(cast, 2), seats=4)
    month = AFTER + timedelta(days=31)
    with at(9, day=month):
        assert (jobs.ask_how_it_went(), jobs.ask_how_it_went()) == (4, 0)
        asked = {each.enrolment.person_id: each for each in FollowUp.objects.filter(months=1)}
        own = cast.actors.resident
        actions.answer_follow_up(asked[cast.resident.pk], "employed", actor=own)
        with pytest.raises(NotAllowed):
            actions.answer_follow_up(asked[cast.neighbour.pk], "employed", actor=own)
        said = actions.answer_follow_up(
            asked[cast.neighbour.pk], "none", actor=cast.actors.organiser
        )
        first = outcomes(cast.actors.lead)[0]
        later = FollowUp.objects.filter(months=3).first()
        with pytest.raises(NotNow):
            actions.answer_follow_up(later, "employed", actor=cast.actors.organiser)
    assert (said.is_by_phone, now_of(asked[cast.resident.pk]).is_by_phone) == (True, False)
    assert (first.months, first.people, first.employed, first.none, first.unknown) == (
        1,
        4,
        1,
        1,
        2,
    )
    assert (first.at_work.percent, first.response.percent) == (50.0, 50.0)
    assert row.enrolments.count() == 4


def test_the_figure_after_six_months_leaves_out_who_did_not_answer(cast):
    finished(cast)
    half_a_year = AFTER + timedelta(days=200)
    with at(9, day=half_a_year):
        rows = list(FollowUp.objects.filter(months=6).order_by("enrolment__enrolled_at"))
        actions.answer_follow_up(rows[0], "own", actor=SYSTEM)
    window = Window("350526", half_a_year)
    assert measures.follow_ups(window).count() == 2
    assert measures.follow_ups(window).filter(measures.answered(window)).count() == 1
    assert measures.answers(window).count() == 1
    assert measures.answers(window).filter(measures.working(window)).count() == 1


def test_the_enterprise_hears_of_who_agreed_and_the_person_what_came_of_it(cast):
    row = introduced(cast)
    with at(11, day=AFTER):
        row = actions.agree_to_introduction(now_of(row), actor=cast.actors.resident)
        actions.turn_down(row, reason="已经招满", actor=cast.actors.employer)
    heard = Message.objects.filter(about_id=row.pk).order_by("pk").values_list("event", "user")
    assert list(heard) == [
        ("training.introduce", cast.users.resident.pk),
        ("training.agree", cast.users.employer.pk),
        ("training.turn_down", cast.users.resident.pk),
    ]


def test_work_that_somebody_asked_for_offers_the_way_to_it_instead_of_asking_again(cast):
    vacancy = offered(cast)
    want = reverse("training:want_work", args=[vacancy.pk])
    phone = at_phone(cast.users.resident)
    phone.cookies["place"] = cast.places.neighbourhood.code
    with at(10, day=AFTER):
        assert f'action="{want}"' in phone.get(reverse("training:work")).text
        onward = phone.post(want)["Location"]
        page = phone.get(reverse("training:work")).text
        assert (f'action="{want}"' in page, f'href="{onward}"' in page) == (False, True)
