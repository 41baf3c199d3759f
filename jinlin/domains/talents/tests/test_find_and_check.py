"""How do talents come to be known, and is each person one?"""

import pytest
from django.db import transaction

from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.domains.talents import actions
from jinlin.domains.talents.actions import By, Find, Profile
from jinlin.domains.talents.models import Nomination, Source, Talent
from jinlin.domains.talents.tests import cast as c
from jinlin.domains.talents.tests.cast import listed, nominated, now_of, person_of


@pytest.mark.parametrize(
    "table",
    ["IN_STATE", "TALENT_IN_STATE", "CERTIFICATE_IN_STATE", "PAIR_IN_STATE", "HELP_IN_STATE"],
)
def test_the_real_verbs_bring_a_row_into_each_state(cast, table):
    found = {}
    for name, tell in getattr(c, table).items():
        with transaction.atomic():
            found[name] = str(tell(cast).state)
            transaction.set_rollback(True)
    assert found == {name: name for name in getattr(c, table)}


def test_two_neighbours_who_nominate_one_phone_make_one_talent_with_two_voices(cast):
    place = cast.places.neighbourhood
    for who in ("resident", "neighbour"):
        find = Find("修水电的。", name="老张", phone="13711112222", skills=())
        by = By(Source.NEIGHBOUR, person_of(cast, who))
        actions.nominate(place, find, by=by, actor=getattr(cast.actors, who))
        actions.nominate(place, find, by=by, actor=getattr(cast.actors, who))
    talent = Talent.objects.get()
    assert (talent.nominations.count(), talent.state) == (2, "nominated")


def test_whoever_was_declined_or_left_waits_again_when_nominated_again(cast):
    talent = c.declined(cast)
    find = Find("他现在愿意了。", person=talent.person)
    by = By(Source.NEIGHBOUR, person_of(cast, "neighbour"))
    actions.nominate(cast.places.neighbourhood, find, by=by, actor=cast.actors.neighbour)
    assert now_of(talent).state == "nominated"


def test_a_nomination_needs_a_phone_and_a_reason(cast):
    by = By(Source.NEIGHBOUR, person_of(cast))
    for find in (Find("会修灯", name="老李"), Find(" ", name="老李", phone="13711112222")):
        with pytest.raises(Unusable):
            actions.nominate(cast.places.neighbourhood, find, by=by, actor=cast.actors.resident)


def test_a_sheet_of_finds_is_entered_once_for_each_person(cast):
    finds = [
        Find("会理发", name=f"人{n}", phone=f"1371111333{n}", called=f"人{n}师傅") for n in range(3)
    ]
    place, clerk = cast.places.neighbourhood, cast.actors.clerk
    first = actions.enter_finds(place, finds, actor=clerk)
    again = actions.enter_finds(place, finds, actor=clerk)
    assert (len(first), len(again), Talent.objects.listed().count()) == (3, 0, 3)
    with pytest.raises(NotAllowed):
        actions.enter_finds(place, finds, actor=cast.actors.other_clerk)


def test_nobody_is_shown_before_they_agreed(cast):
    talent = nominated(cast)
    assert not Talent.objects.listed().exists()
    with pytest.raises(Unusable):
        actions.take_in(talent, called=" ", actor=cast.actors.clerk)


def test_a_profile_says_what_is_offered_and_what_it_costs(cast):
    talent = listed(cast)
    told = {"called": "陈师傅", "about": "", "reach": "town", "times": "evenings"}
    skills = [cast.skills["管道疏通"].pk, cast.skills["电路维修"].pk]
    for more in ({"is_free": False}, {"is_paid": True}):
        with pytest.raises(Unusable):
            profile = Profile(**told, skills=skills, **more)
            actions.describe(now_of(talent), profile=profile, actor=cast.actors.craftsman)
    profile = Profile(**told, skills=skills, is_paid=True, fee_note="50元起")
    talent = actions.describe(now_of(talent), profile=profile, actor=cast.actors.craftsman)
    assert (talent.fee_note, talent.skills.count()) == ("50元起", 2)


def test_staff_do_not_check_themselves(cast):
    find = Find("我会修灯。", person=person_of(cast, "clerk"))
    talent = actions.nominate(
        cast.places.neighbourhood, find, by=By(Source.SELF), actor=cast.actors.clerk
    )
    with pytest.raises(NotAllowed):
        actions.take_in(talent, called="郑姐", actor=cast.actors.clerk)
    assert actions.take_in(talent, called="郑姐", actor=cast.actors.lead).state == "listed"


def test_who_nominated_is_on_record_and_their_words_are_for_staff(cast):
    nominated(cast)
    seen = Nomination.objects.visible_to
    assert [seen(getattr(cast.actors, who)).count() for who in ("clerk", "resident")] == [1, 1]
    assert [seen(getattr(cast.actors, who)).count() for who in ("neighbour", "other_clerk")] == [
        0,
        0,
    ]


def test_whoever_left_is_asked_for_nothing(cast):
    talent = listed(cast)
    actions.leave(now_of(talent), actor=cast.actors.craftsman)
    with pytest.raises(NotNow):
        c.help_asked(cast, talent)
