"""Do rolls, agendas and support hold when places merge, people move, or topics become one?"""

from datetime import timedelta

import pytest

from jinlin.core.actor import SYSTEM
from jinlin.core.time import clock
from jinlin.domains.consultations import actions
from jinlin.domains.consultations.actions import Ask, Plan
from jinlin.domains.consultations.forms.moves import AgendaForm, CombineForm
from jinlin.domains.consultations.models import Stance, Support
from jinlin.domains.consultations.models.votes import Basis, places_of
from jinlin.domains.consultations.tests.cast import (
    RULE,
    neighbours,
    now_of,
    raised,
    taken_up,
)
from jinlin.ground.people.models import Household, Membership
from jinlin.ground.places import actions as places

pytestmark = pytest.mark.django_db


def home(cast, where, address):
    place = getattr(cast.places, where)
    told = {"county": place.county_code, "place": place, "place_code": place.code}
    return Household.objects.create(**told, address=address)


def lives_in(household, person):
    Membership.objects.create(household=household, person=person, since=clock.today())


def merged(cast):
    """The two neighbourhoods of the community go on as one, under a new code."""
    both = [cast.places.neighbourhood, cast.places.second_neighbourhood]
    code = f"{cast.places.community.code}900"
    return places.merge(both, code=code, name="凤池花园", actor=SYSTEM)


def vote_at(cast, place, basis):
    topic = raised(cast, place=place, title=f"合并后{basis}")
    topic = actions.take_up(topic, actor=SYSTEM)
    ask = Ask("是否建充电桩？", RULE, basis=basis, is_secret=False)
    return actions.prepare(topic, ask=ask, actor=SYSTEM).votes.get()


@pytest.mark.parametrize("basis", [Basis.HOUSEHOLD, Basis.PERSON])
def test_the_roll_of_a_merged_place_has_the_homes_of_both(cast, basis):
    homes = ("neighbourhood", "second_neighbourhood", "other_neighbourhood")
    for where, (_actor, person) in zip(homes, neighbours(3), strict=True):
        lives_in(home(cast, where, "1幢101室"), person)
    vote = vote_at(cast, merged(cast), basis)
    assert vote.electors.count() == 2


def test_a_topic_from_before_comes_onto_an_agenda_of_the_merged_place(cast):
    before = taken_up(cast)
    after = merged(cast)
    young = raised(cast, place=after, title="合并后提的")
    evening = clock.at(clock.today() + timedelta(days=9), 19)
    meeting = actions.plan(after, Plan("议事会", evening, "活动室"), actor=SYSTEM)
    offered = AgendaForm(row=before, actor=cast.actors.clerk).fields["meeting"].queryset
    assert list(offered) == [meeting]
    assert actions.put_on_agenda(before, meeting=meeting, actor=SYSTEM).state == "on_agenda"
    assert actions.combine(young, into=now_of(before), actor=SYSTEM).into == before


def test_topics_of_merged_communities_can_be_combined(cast):
    here = taken_up(cast)
    there = raised(cast, place=cast.places.other_neighbourhood, title="隔壁也提了")
    both = [cast.places.community, cast.places.other_community]
    code = f"{cast.places.town.code}900"
    places.merge(both, code=code, name="凤东社区居委会", actor=SYSTEM)
    offered = CombineForm(row=there, actor=cast.actors.clerk).fields["into"].queryset
    assert list(offered) == [here]
    assert actions.combine(there, into=here, actor=SYSTEM).state == "combined"


def test_who_moves_house_supports_a_topic_once(cast):
    topic = taken_up(cast)
    ((actor, person),) = neighbours(1)
    actions.support(topic, person=person, actor=actor)
    lives_in(home(cast, "neighbourhood", "1幢101室"), person)
    actions.support(now_of(topic), person=person, actor=actor)
    assert Support.objects.filter(topic=topic, person=person).count() == 1


def test_stances_on_the_same_words_count_in_the_topic_that_goes_on(cast):
    into, topic = taken_up(cast), taken_up(cast, "再建充电桩")
    (one, first), (two, second), (three, third) = neighbours(3)
    for each, voices in ((into, ((one, first),)), (topic, ((one, first), (two, second)))):
        said = actions.state(each, text="停车位不能少", person=None, actor=cast.actors.clerk)
        for actor, person in voices:
            actions.take_a_stance(said, view="agree", person=person, actor=actor)
    other = actions.state(topic, text="要有遮雨棚", person=None, actor=cast.actors.clerk)
    actions.take_a_stance(other, view="agree", person=third, actor=three)
    actions.combine(now_of(topic), into=now_of(into), actor=cast.actors.clerk)
    found = {each.text: each.stances.count() for each in into.statements.all()}
    assert found == {"停车位不能少": 2, "要有遮雨棚": 1}
    assert Stance.objects.filter(person=first).count() == 2


def test_a_child_does_not_vote_for_its_household(cast):
    household = home(cast, "neighbourhood", "1幢101室")
    grown, child, unknown = (pair for pair in neighbours(3))
    year = clock.today().year
    for (_actor, person), born in ((grown, year - 18), (child, year - 17), (unknown, None)):
        person.birth_year = born
        person.save()
        lives_in(household, person)
    vote = vote_at(cast, cast.places.neighbourhood, Basis.HOUSEHOLD)
    may = [bool(places_of(vote, actor)) for actor, _person in (grown, child, unknown)]
    assert may == [True, False, True]
