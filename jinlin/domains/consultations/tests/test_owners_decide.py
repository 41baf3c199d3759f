"""Owners decide by heads and by area (Civil Code, art. 278), by name; who is away gives a written
power.
"""

from datetime import timedelta

import pytest

from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.core.hands import Tally
from jinlin.core.time import clock
from jinlin.domains.consultations import actions
from jinlin.domains.consultations.actions import Ask, Decision, Owner
from jinlin.domains.consultations.deadlines import Quorum, in_metres
from jinlin.domains.consultations.forms.writing import OwnersForm
from jinlin.domains.consultations.models import Elector, NamedBallot
from jinlin.domains.consultations.models.votes import Basis
from jinlin.domains.consultations.queries import public
from jinlin.domains.consultations.tests.cast import (
    after,
    ballot,
    day_of,
    neighbours,
    now_of,
    on_agenda,
    opened,
    prepared,
    sitting,
    taken_up,
)
from jinlin.ground.accounts.tests.county import at_desk, at_phone

ORDINARY = Quorum(2, 3, 1, 2, part_reached=True, by_area=True)
MAJOR = Quorum(2, 3, 3, 4, part_reached=True, agree_reached=True, by_area=True)
# rule, may vote, took part, in favour -> met, carried; the same arithmetic for heads and for area
TABLE = [
    (ORDINARY, 90, 60, 31, True, True),  # 'two thirds or more' has the figure itself
    (ORDINARY, 90, 60, 30, True, False),  # 'over half' does not
    (ORDINARY, 90, 59, 59, False, False),
    (ORDINARY, 100, 66, 66, False, False),
    (ORDINARY, 100, 67, 34, True, True),
    (MAJOR, 90, 60, 45, True, True),  # three quarters of those who took part
    (MAJOR, 90, 60, 44, True, False),
    (MAJOR, 90, 90, 68, True, True),
    (MAJOR, 90, 90, 67, True, False),
    (MAJOR, 0, 0, 0, False, False),
]


@pytest.mark.one_engine
@pytest.mark.parametrize(("rule", "eligible", "took_part", "in_favour", "met", "carried"), TABLE)
def test_worked_cases_of_the_civil_code(rule, eligible, took_part, in_favour, met, carried):
    told = {"eligible": eligible, "took_part": took_part}
    assert rule.is_met(**told) is met
    assert rule.is_carried(**told, in_favour=in_favour) is carried


def owners_of(cast, areas, *, rule="owners"):
    """A vote of owners with these areas in m², prepared; their actors and persons."""
    voters = neighbours(len(areas))
    ask = Ask("要不要换电梯？", rule, basis=Basis.OWNER, is_secret=False)
    topic = actions.prepare(taken_up(cast), ask=ask, actor=cast.actors.community_lead)
    vote = topic.votes.get()
    told = [Owner(p.name, a * 100, p) for (_x, p), a in zip(voters, areas, strict=True)]
    assert actions.enrol_owners(vote, owners=told, actor=cast.actors.clerk) == len(areas)
    return now_of(vote), voters


def decided(cast, areas, choices, **more):
    """What the owners decided; None stays away."""
    vote, voters = owners_of(cast, areas, **more)
    vote = actions.open_(vote, actor=cast.actors.community_lead)
    for (actor, _person), choice in zip(voters, choices, strict=True):
        if choice:
            actions.vote_by_name(vote, choice=choice, actor=actor)
    with after(vote):
        vote = actions.close(now_of(vote), actor=cast.actors.community_lead)
        return actions.publish(now_of(vote), actor=cast.actors.community_lead)


@pytest.mark.one_engine
def test_enough_heads_with_too_little_area_do_not_carry(cast):
    vote = decided(cast, [60, 60, 60, 400], ["for", "for", "for", "against"])
    assert vote.counts == {"for": 3, "against": 1, "abstain": 0, "invalid": 0}
    assert vote.area_counts == {"for": 18000, "against": 40000, "abstain": 0, "invalid": 0}
    assert (vote.is_carried, now_of(vote.topic).state) == (False, "taken_up")
    assert public.areas_of(vote) == [("同意", "180", 31), ("不同意", "400", 68), ("弃权", "0", 0)]


@pytest.mark.one_engine
def test_enough_area_with_too_few_heads_does_not_carry(cast):
    vote = decided(cast, [400, 60, 60, 60], ["for", "against", "against", "abstain"])
    assert vote.is_carried is False


@pytest.mark.one_engine
def test_both_together_carry(cast):
    vote = decided(cast, [100, 100, 100], ["for", "for", None])
    assert (vote.took_part, vote.area_took_part, vote.area) == (2, 20000, 30000)
    assert vote.is_carried is True


@pytest.mark.one_engine
def test_the_area_of_those_who_stay_away_can_be_missing_to_the_quorum(cast):
    vote = decided(cast, [50, 50, 200], ["for", "for", None])  # two of three heads, a third of area
    assert vote.is_carried is False


@pytest.mark.one_engine
def test_a_major_matter_needs_three_quarters_of_both(cast):
    assert decided(cast, [100] * 4, ["for"] * 3 + ["against"], rule="owners-major").is_carried


def test_papers_are_counted_by_heads_and_by_area_by_two_who_agree(cast):
    vote, voters = owners_of(cast, [100, 80, 70])
    vote = actions.open_(vote, actor=cast.actors.community_lead)
    actions.vote_by_name(vote, choice="for", actor=voters[0][0])
    for elector in vote.electors.filter(person__in=[voters[1][1], voters[2][1]]):
        actions.vote_on_paper(elector, actor=cast.actors.clerk)
    counts = {"for": 1, "against": 1, "area-for": 8000, "area-against": 7000}
    with after(vote):
        vote = actions.close(now_of(vote), actor=cast.actors.community_lead)
        with pytest.raises(Unusable, match="150"):
            wrong = {**counts, "area-against": 6000}
            actions.count_paper(vote, counts=wrong, actor=cast.actors.clerk)
        for who in ("clerk", "community_lead"):
            actions.count_paper(vote, counts=counts, actor=getattr(cast.actors, who))
        vote = actions.publish(now_of(vote), actor=cast.actors.community_lead)
    assert vote.counts == {"for": 2, "against": 1, "abstain": 0, "invalid": 0}
    assert vote.area_counts == {"for": 18000, "against": 7000, "abstain": 0, "invalid": 0}
    assert vote.is_carried is True


@pytest.mark.parametrize(
    ("rule", "basis", "is_secret"),
    [
        ("owners", Basis.PERSON, False),
        ("half-present", Basis.OWNER, False),
        ("owners", Basis.OWNER, True),
    ],
)
def test_owners_and_their_rule_belong_together_and_are_never_secret(cast, rule, basis, is_secret):
    ask = Ask("换电梯？", rule, basis=basis, is_secret=is_secret)
    with pytest.raises(Unusable):
        actions.prepare(taken_up(cast), ask=ask, actor=cast.actors.community_lead)


def test_several_flats_of_one_owner_are_one_head_with_the_sum_of_their_area(cast):
    vote, voters = owners_of(cast, [90, 60])
    again = [Owner("同一业主", 3000, voters[0][1])]
    assert actions.enrol_owners(vote, owners=again, actor=cast.actors.clerk) == 0
    assert vote.electors.get(person=voters[0][1]).area == 12000


def test_another_area_gives_another_mark_and_the_vote_can_only_be_void(cast):
    vote, voters = owners_of(cast, [90, 60, 60])
    vote = actions.open_(vote, actor=cast.actors.community_lead)
    Elector.objects.filter(vote=vote, person=voters[0][1]).update(area=50000)
    with after(vote):
        vote = actions.close(now_of(vote), actor=cast.actors.community_lead)
    assert vote.is_sound is False


def test_the_room_is_not_offered_the_rule_of_owners(cast):
    topic = on_agenda(cast)
    with day_of(topic.meeting):
        sitting(cast, topic.meeting)
        decision = Decision("换。", "hands", Tally(3, 3, 3, 0), "owners")
        with pytest.raises(Unusable):
            actions.decide(now_of(topic), decision=decision, actor=cast.actors.community_lead)


def test_the_register_is_pasted_as_it_stands_in_a_table():
    text = "1-101 张三\t89.37\t13900000001\n2栋302，120㎡\n王 五  60.5平方米 13900000002"
    form = OwnersForm({"owners": text, "key": "0190a0a0-0000-7000-8000-000000000000"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["owners"] == [
        ("1-101 张三", 8937, "13900000001"),
        ("2栋302", 12000, ""),
        ("王 五", 6050, "13900000002"),
    ]
    assert not OwnersForm({"owners": "张三 面积待定", "key": form["key"].value()}).is_valid()
    assert in_metres(8937) == "89.37"


def test_who_holds_a_written_power_votes_for_one_other_and_for_themselves(cast):
    vote, voters = owners_of(cast, [100, 100, 100])
    away, actor = vote.electors.get(person=voters[0][1]), voters[1][0]
    actions.name_proxy(away, person=voters[1][1], actor=cast.actors.clerk)
    second = vote.electors.get(person=voters[2][1])
    with pytest.raises(Unusable):
        actions.name_proxy(second, person=voters[1][1], actor=cast.actors.clerk)
    with pytest.raises(Unusable):
        actions.name_proxy(second, person=voters[2][1], actor=cast.actors.clerk)
    with pytest.raises(NotAllowed):
        actions.name_proxy(second, person=voters[1][1], actor=cast.actors.other_clerk)
    vote = actions.open_(now_of(vote), actor=cast.actors.community_lead)
    actions.vote_by_name(vote, choice="against", actor=actor)  # their own place comes first
    actions.vote_by_name(vote, choice="for", elector=away.pk, actor=actor)
    told = dict(NamedBallot.objects.values_list("elector__person__name", "choice"))
    assert told == {voters[0][1].name: "for", voters[1][1].name: "against"}
    with pytest.raises(NotNow):  # whoever came first counts
        actions.vote_by_name(vote, choice="against", actor=voters[0][0])
    with pytest.raises(NotAllowed):
        actions.vote_by_name(vote, choice="for", elector=second.pk, actor=actor)


def test_who_is_not_grown_up_holds_no_power_and_stands_on_no_roll(cast):
    voters = neighbours(3)
    vote = prepared(cast, secret=False, voters=voters[:1])
    child = voters[2][1]
    child.birth_year = clock.today().year - 17
    child.save()
    with pytest.raises(Unusable):
        actions.name_proxy(vote.electors.get(), person=child, actor=cast.actors.clerk)
    with pytest.raises(Unusable):
        actions.enrol(vote, name=child.name, person=child, actor=cast.actors.clerk)
    assert vote.electors.get().proxy is None


def test_a_secret_ballot_by_a_power_lies_in_the_box_beside_ones_own(cast):
    voters = neighbours(6)
    vote = opened(cast, voters)
    away = vote.electors.get(person=voters[0][1])
    actions.name_proxy(away, person=voters[1][1], actor=cast.actors.clerk)
    mine, theirs = (
        ballot(vote, "for", "MINE000000000001"),
        ballot(vote, "against", "THEIRS0000000001"),
    )
    theirs = type(theirs)(theirs.sealed, theirs.code, away.pk)
    actions.cast(vote, mine, actor=voters[1][0])
    actions.cast(vote, theirs, actor=voters[1][0])
    assert vote.box.exclude(sealed="").count() == 2
    assert [each.name for each in public.places(vote, voters[1][0])] == ["", away.shown_name()]
    page = at_phone(voters[1][1].user).get(f"/consultations/votes/{vote.pk}/")
    assert page.context["ballots"] == []


def test_no_power_is_given_once_the_vote_is_closed_or_cast(cast):
    voters = neighbours(6)
    vote = opened(cast, voters)
    elector = vote.electors.get(person=voters[0][1])
    actions.cast(vote, ballot(vote, "for"), actor=voters[0][0])
    with pytest.raises(NotNow):
        actions.name_proxy(elector, person=voters[1][1], actor=cast.actors.clerk)
    with after(vote):
        vote = actions.close(now_of(vote), actor=cast.actors.community_lead)
        other = vote.electors.get(person=voters[2][1])
        with pytest.raises(NotNow):
            actions.name_proxy(other, person=voters[1][1], actor=cast.actors.clerk)


def test_the_station_pastes_owners_names_a_proxy_and_everybody_reads_the_count_by_area(cast):
    ask = Ask("换电梯？", "owners", basis=Basis.OWNER, is_secret=False)
    topic = actions.prepare(taken_up(cast), ask=ask, actor=cast.actors.community_lead)
    vote, client = topic.votes.get(), at_desk(cast.users.clerk)
    roll = f"/desk/consultations/votes/{vote.pk}/roll/"
    key = client.get(roll).context["form"]["key"].value()
    answer = client.post(roll, {"key": key, "owners": "张三 90 13900000001\n李四 60"})
    assert (answer.status_code, vote.electors.count()) == (302, 2)
    first = vote.electors.order_by("number").first()
    proxy = f"{roll}{first.pk}/proxy/"
    form = client.get(proxy).context["form"]
    said = {"key": form["key"].value(), "name": "王五", "phone": "13900000009"}
    assert client.post(proxy, said).status_code == 422  # nobody saw the power
    assert client.post(proxy, {**said, "is_seen": "on"}).status_code == 302
    assert now_of(first).proxy.name == "王五"
    assert "已委托" in client.get(roll).content.decode()
    client.post(proxy, {"nobody": "1"})
    assert now_of(first).proxy is None
    with clock.set_to(clock.now() + timedelta(minutes=1)):
        vote = actions.open_(now_of(vote), actor=cast.actors.community_lead)
        for elector in vote.electors.all():
            actions.vote_on_paper(elector, actor=cast.actors.clerk)
    with after(vote):
        vote = actions.close(now_of(vote), actor=cast.actors.community_lead)
        paper = f"/desk/consultations/votes/{vote.pk}/paper/"
        counted = {"for": 2, "against": 0, "abstain": 0, "invalid": 0, "area-for": "150.00"}
        counted |= {f"area-{name}": "0" for name in ("against", "abstain", "invalid")}
        for who in ("clerk", "community_lead"):
            assert at_desk(getattr(cast.users, who)).post(paper, counted).status_code == 302
        actions.publish(now_of(vote), actor=cast.actors.community_lead)
        page = (
            at_phone(cast.users.resident).get(f"/consultations/votes/{vote.pk}/").content.decode()
        )
    assert "150 m²" in page
    assert "人数和面积都达到" in page


def test_everybody_on_the_roll_hears_once_that_a_vote_closes_within_a_day(cast):
    from jinlin.domains.consultations import jobs
    from jinlin.services.notices.models import Message

    voters = neighbours(6)
    vote = opened(cast, voters)
    actions.cast(vote, ballot(vote, "for"), actor=voters[0][0])
    reminded = Message.objects.filter(event="consultations.vote_remind")
    with clock.set_to(vote.due_at - timedelta(days=2)):
        assert (jobs.remind_voters(), reminded.count()) == (0, 0)
    with clock.set_to(vote.due_at - timedelta(hours=20)):
        assert [jobs.remind_voters(), jobs.remind_voters()] == [1, 0]
    told = reminded.count()
    assert told == vote.electors.filter(person__isnull=False).count()  # whoever voted too
