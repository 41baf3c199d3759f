"""Do appeals, wishes and pacts reach the neighbours who decide, and does what was agreed come back
from where it was handled?
"""

from datetime import timedelta

import pytest

from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotNow
from jinlin.core.tests.standing import once_a_file
from jinlin.core.time import clock
from jinlin.domains.appeals import actions as appeals
from jinlin.domains.appeals.actions import Report, offer_usual_classes
from jinlin.domains.appeals.models import Appeal, Category
from jinlin.domains.appeals.queries import story as story_of_appeal
from jinlin.domains.consultations import actions
from jinlin.domains.consultations.actions import Ask
from jinlin.domains.consultations.models import Topic
from jinlin.domains.consultations.models.votes import Basis
from jinlin.domains.consultations.tests.cast import (
    cast_of_consultations,
    decided,
    item,
    neighbours,
    now_of,
    person_of,
)
from jinlin.domains.pacts import actions as pacts
from jinlin.domains.wishes import actions as wishes
from jinlin.domains.wishes.actions import Post
from jinlin.domains.wishes.models import Kind
from jinlin.ground.accounts.tests.county import at_desk
from jinlin.journeys.appeal_to_consultation import Matter, talk_over
from jinlin.journeys.consultation_to_appeal import Handed, carry_news_back, hand_on
from jinlin.journeys.pact_to_consultation import RULE, ask_everybody, carry_results_back
from jinlin.journeys.wish_to_consultation import talk_wish_over

TOLD = Matter("充电桩", "小区没有充电桩，想一起商量。")


def made():
    offer_usual_classes()
    return cast_of_consultations()


standing_cast, cast = once_a_file(made)


def a_class():
    return Category.objects.exclude(parent=None).order_by("code").first()


def test_an_appeal_goes_on_as_a_topic_of_the_same_person_and_both_name_the_other(cast):
    me = person_of(cast)
    said = Report(place=cast.places.neighbourhood, text="没地方充电", reporter=me)
    appeal = appeals.report(said, actor=cast.actors.resident)
    appeal = talk_over(appeal, TOLD, actor=cast.actors.clerk)
    topic = Topic.objects.get()
    assert (appeal.state, topic.raised_by, topic.origin_number) == ("rejected", me, appeal.number)
    last = story_of_appeal(appeal, actor=cast.actors.resident)[-1]
    assert topic.title in last.sentence


def test_a_wish_goes_on_as_a_topic(cast):
    told = Post(
        place=cast.places.neighbourhood,
        kind=Kind.THING,
        text="想要一个充电桩",
        for_person=person_of(cast),
    )
    wish = wishes.post(told, actor=cast.actors.resident)
    wish = talk_wish_over(wish, TOLD, actor=cast.actors.clerk)
    assert (wish.state, Topic.objects.get().origin_number) == ("declined", wish.number)


def handed(cast):
    told = Handed("装好北门的充电桩", a_class())
    return hand_on(item(cast, owner="bureau"), told, actor=cast.actors.clerk)


def test_what_was_agreed_goes_on_as_an_appeal_in_the_hand_of_its_unit(cast):
    one = handed(cast)
    appeal = Appeal.objects.get()
    assert (one.state, one.went_number, appeal.unit) == (
        "passed_on",
        appeal.number,
        cast.units.bureau,
    )
    assert carry_news_back() == 0


def test_its_end_comes_back_by_itself_and_once(cast):
    one = handed(cast)
    appeal = appeals.finish(
        Appeal.objects.get(), actor=cast.actors.handler, reply="已装好，请验收。"
    )
    assert (carry_news_back(), now_of(one).state) == (0, "passed_on")  # nobody has judged yet
    Appeal.objects.filter(pk=appeal.pk).update(
        state="closed", ended_at=clock.now(), ended_on=clock.today()
    )
    assert (carry_news_back(), carry_news_back(), now_of(one).state) == (1, 0, "done")


def test_an_appeal_that_is_withdrawn_gives_the_item_back_to_who_keeps_it(cast):
    one = handed(cast)
    Appeal.objects.update(state="withdrawn", ended_at=clock.now(), ended_on=clock.today())
    assert (carry_news_back(), now_of(one).state, now_of(one).went_id) == (1, "open", None)


def voting_pact(cast):
    clerk = cast.actors.clerk
    pact = pacts.draft(
        cast.places.neighbourhood, title="凤池新村公约", clauses=["楼道不堆物。"], actor=clerk
    )
    pact = pacts.publish(pact, until=clock.today() + timedelta(days=7), actor=clerk)
    pact = pacts.consolidate(pact, actor=clerk)
    return pacts.put_to_vote(pact, meets_on=clock.today(), where="活动室", actor=clerk)


def voted(cast, pact, choices):
    ask = Ask(pact.title, RULE, basis=Basis.PERSON, is_secret=False)
    ask_everybody(now_of(pact), ask, actor=cast.actors.community_lead)
    vote = Topic.objects.get(origin="pact").votes.get()
    voters = neighbours(len(choices))
    for _actor, person in voters:
        actions.enrol(vote, name=person.name, person=person, actor=cast.actors.clerk)
    vote = actions.open_(now_of(vote), actor=cast.actors.community_lead)
    for (actor, _person), choice in zip(voters, choices, strict=True):
        actions.vote_by_name(vote, choice=choice, actor=actor)
    vote = actions.close(now_of(vote), actor=SYSTEM)
    return actions.publish(vote, actor=SYSTEM)


@pytest.mark.parametrize(
    ("choices", "state"),
    [(("for",) * 4 + ("against",), "in_force"), (("for", "against", "against"), "consolidating")],
)
def test_a_pacts_vote_comes_back_to_it(cast, choices, state):
    pact = voting_pact(cast)
    voted(cast, pact, choices)
    assert (carry_results_back(), carry_results_back(), now_of(pact).state) == (1, 0, state)


def test_a_pact_is_voted_on_once_at_a_time(cast):
    pact = voting_pact(cast)
    ask = Ask(pact.title, RULE, is_secret=False)
    ask_everybody(now_of(pact), ask, actor=cast.actors.community_lead)
    with pytest.raises(NotNow):
        ask_everybody(now_of(pact), ask, actor=cast.actors.community_lead)


def test_an_item_is_passed_on_from_its_page(cast):
    one = item(cast, decided(cast), "bureau")
    desk = at_desk(cast.users.clerk)
    address = f"/desk/consultations/items/{one.pk}/appeal/"
    form = desk.get(address).context["attempt"].form
    sent = {
        "text": "装好北门的充电桩",
        "category": a_class().pk,
        "grade": "ordinary",
        "to_owner": "on",
        "version": form["version"].value(),
        "key": form["key"].value(),
    }
    for _time in range(2):
        assert desk.post(address, sent).status_code == 302
    appeal = Appeal.objects.get()
    assert appeal.number in desk.get(f"/desk/consultations/items/{one.pk}/").content.decode()
