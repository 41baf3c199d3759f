"""Each voter votes once, through one door; the box opens only with both keys."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction

from jinlin.core import timeline
from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.core.idempotency import Answer
from jinlin.core.time import clock
from jinlin.domains.consultations import actions, sealing
from jinlin.domains.consultations.models import BoxRow, Elector, PrintedCode
from jinlin.domains.consultations.queries.public import voters_of
from jinlin.domains.consultations.tests.cast import (
    after,
    ballot,
    counted,
    neighbours,
    now_of,
    opened,
    pairs,
    prepared,
    recount,
    taken_up,
)

CODES = [f"CODE{n:012d}" for n in range(20)]


@pytest.fixture
def voters(cast):
    return neighbours(6)


def cast_all(vote, voters, choices):
    for (actor, _person), choice, code in zip(voters, choices, CODES, strict=False):
        actions.cast(vote, ballot(vote, choice, code), actor=actor)


def test_a_vote_from_the_roll_to_the_resolution(cast, voters):
    vote = opened(cast, voters)
    cast_all(vote, voters, ["for", "for", "for", "for", "against"])
    with after(vote):
        vote = actions.close(now_of(vote), actor=cast.actors.community_lead)
        assert (vote.is_sound, vote.took_part, len(vote.receipts)) == (True, 5, 5)
        assert counted(cast, vote) == {"for": 4, "against": 1, "abstain": 0, "invalid": 0}
        vote = actions.publish(now_of(vote), actor=cast.actors.community_lead)
    topic = now_of(vote.topic)
    held = topic.resolutions.get()
    assert (vote.is_carried, topic.state, held.how, held.in_favour) == (True, "decided", "vote", 4)


def test_a_second_ballot_needs_the_code_and_a_vote_that_allows_it(cast, voters):
    vote, actor = opened(cast, voters, change=True), voters[0][0]
    actions.cast(vote, ballot(vote, "for", CODES[0]), actor=actor)
    with pytest.raises(NotNow):
        actions.cast(vote, ballot(vote, "against", CODES[1]), actor=actor)
    receipt = actions.cast(vote, last := ballot(vote, "against", CODES[0]), actor=actor)
    assert receipt == sealing.receipt(last.sealed)
    assert recount(vote) == {"for": 0, "against": 1, "abstain": 0, "invalid": 0}


def test_where_nobody_changes_their_ballot_only_the_same_one_is_taken_again(cast, voters):
    vote, actor = opened(cast, voters), voters[0][0]
    first = ballot(vote, "for")
    assert actions.cast(vote, first, actor=actor) == actions.cast(vote, first, actor=actor)
    with pytest.raises(NotNow):
        actions.cast(vote, ballot(vote, "against"), actor=actor)


def disguised(sealed):
    """The same ballot, written otherwise: the last sign before the padding holds bits that say
    nothing.
    """
    text = sealed.rstrip("=")
    return text[:-1] + chr(ord(text[-1]) + 1) + "=" * (len(sealed) - len(text))


def test_whoever_reads_the_box_puts_no_copy_of_a_ballot_into_it(cast, voters):
    """By copies of one ballot, put in by a few, the count would say how its voter chose."""
    vote = opened(cast, voters, change=True)
    first = ballot(vote, "for", CODES[0])
    actions.cast(vote, first, actor=voters[0][0])
    changed = ballot(vote, "against", CODES[0])
    actions.cast(vote, changed, actor=voters[0][0])
    for sealed in (first.sealed, changed.sealed, disguised(changed.sealed)):
        with pytest.raises(NotNow), transaction.atomic():
            actions.cast(vote, replace(first, sealed=sealed, code=CODES[1]), actor=voters[1][0])
    assert now_of(vote.electors.get(person=voters[1][1])).door == ""
    with pytest.raises(NotNow), transaction.atomic():  # the first one, on its way for long
        actions.cast(vote, first, actor=voters[0][0])
    assert recount(vote) == {"for": 0, "against": 1, "abstain": 0, "invalid": 0}


def test_a_copy_that_was_put_into_the_box_behind_the_house_counts_for_nothing(cast, voters):
    vote = opened(cast, voters)
    cast_all(vote, voters, ["for", "against"])
    one, nonce = vote.box.exclude(sealed="").values_list("sealed", flat=True)[0], slice(2, 4)
    other = ballot(vote, "for").sealed.split(".")
    other[nonce] = one.split(".")[nonce]  # under halves of another key it opens to nothing at all
    for row, sealed in zip(vote.box.filter(sealed=""), (one, ".".join(other)), strict=False):
        row.sealed = sealed
        row.save()
    assert recount(vote) == {"for": 1, "against": 1, "abstain": 0, "invalid": 2}


def test_a_refusal_says_nothing_of_the_vote_by_name_that_stands(cast, voters):
    """Several share a place on the roll: whoever comes second reads the same whatever they try."""
    vote = opened(cast, voters, secret=False)
    actions.vote_by_name(vote, choice="for", actor=voters[0][0])
    refusals = set()
    for choice in vote.keys:
        with pytest.raises(NotNow) as no:
            actions.vote_by_name(vote, choice=choice, actor=voters[0][0])
        refusals.add(str(no.value))
    assert len(refusals) == 1


def test_nobody_votes_who_is_not_on_the_roll_and_nobody_comes_onto_it_after_opening(cast, voters):
    vote = opened(cast, voters[:5])
    with pytest.raises(NotAllowed):
        actions.cast(vote, ballot(vote, "for"), actor=voters[5][0])
    late = voters[5][1]
    with pytest.raises(NotNow):
        actions.enrol(vote, name=late.name, person=late, actor=cast.actors.clerk)
    with pytest.raises(NotNow):
        actions.strike(vote.electors.first(), actor=cast.actors.clerk)


def test_who_is_put_onto_the_roll_behind_the_house_makes_the_vote_void(cast, voters):
    vote = opened(cast, voters[:5])
    Elector.objects.create(county=vote.county, vote=vote, number=99, name="后来的人")
    with after(vote):
        vote = actions.close(now_of(vote), actor=cast.actors.community_lead)
        assert vote.is_sound is False
        with pytest.raises(NotNow):
            actions.publish(vote, actor=cast.actors.community_lead)
        actions.declare_void(now_of(vote), reason="名册被改动", actor=cast.actors.community_lead)
    assert (now_of(vote.topic).state, BoxRow.objects.count()) == ("taken_up", 0)


def test_a_ballot_put_into_the_box_behind_the_house_makes_the_vote_void(cast, voters):
    vote = opened(cast, voters)
    row = vote.box.first()
    row.sealed = ballot(vote, "for").sealed
    row.save()
    with after(vote):
        vote = actions.close(now_of(vote), actor=cast.actors.community_lead)
    assert vote.is_sound is False


def test_paper_code_and_phone_are_three_doors_and_each_voter_goes_through_one(cast, voters):
    vote, clerk = opened(cast, voters), cast.actors.clerk
    on_paper, with_code, online = vote.electors.order_by("number")[:3]
    actions.vote_on_paper(on_paper, actor=clerk)
    with pytest.raises(NotNow), transaction.atomic():
        actions.give_code(with_code, actor=clerk)  # none is printed yet
    actions.print_codes(vote, number=1, actor=clerk)
    actions.give_code(with_code, actor=clerk)
    actions.cast(vote, ballot(vote, "for"), actor=voters[2][0])
    for elector, voter in ((on_paper, voters[0]), (with_code, voters[1])):
        with pytest.raises(NotNow):
            actions.cast(vote, ballot(vote, "for", CODES[3]), actor=voter[0])
        with pytest.raises(NotNow):
            actions.vote_on_paper(elector, actor=clerk)
    with pytest.raises(NotNow):
        actions.vote_on_paper(now_of(online), actor=clerk)


def test_a_printed_code_is_good_for_one_ballot_and_nobody_knows_whose(cast, voters):
    vote, clerk = opened(cast, voters), cast.actors.clerk
    codes = actions.print_codes(vote, number=2, actor=clerk)
    with pytest.raises(NotNow):
        actions.cast_by_code(vote, ballot(vote, "for", codes[0]))
    actions.give_code(vote.electors.first(), actor=clerk)
    actions.cast_by_code(vote, ballot(vote, "for", codes[0]))
    with pytest.raises(NotNow):
        actions.cast_by_code(vote, ballot(vote, "for", codes[1]))
    with pytest.raises(NotNow):
        actions.cast_by_code(vote, ballot(vote, "against", codes[0]))
    with pytest.raises(Unusable):
        actions.cast_by_code(vote, ballot(vote, "against", CODES[5]))
    with pytest.raises(Unusable):
        actions.print_codes(vote, number=5, actor=clerk)
    stored = set(PrintedCode.objects.values_list("code_mark", flat=True))
    assert stored == {sealing.mark_of(code) for code in codes}
    with after(vote):
        vote = actions.close(now_of(vote), actor=cast.actors.community_lead)
    assert (vote.is_sound, vote.took_part) == (True, 1)


def test_paper_is_counted_by_two_who_must_agree(cast, voters):
    vote, lead = opened(cast, voters), cast.actors.community_lead
    for elector in vote.electors.order_by("number")[:5]:
        actions.vote_on_paper(elector, actor=cast.actors.clerk)
    counts = {"for": 4, "against": 0, "abstain": 0, "invalid": 1}
    with pytest.raises(NotNow):
        actions.count_paper(vote, counts=counts, actor=cast.actors.clerk)
    with after(vote):
        vote = actions.close(now_of(vote), actor=lead)
        with pytest.raises(Unusable):
            actions.count_paper(vote, counts={"for": 4}, actor=cast.actors.clerk)
        actions.count_paper(vote, counts=counts, actor=cast.actors.clerk)
        for other in ({**counts, "for": 3, "against": 1}, counts):
            if other == counts:
                actions.count_paper(vote, counts=other, actor=cast.actors.second_clerk)
                vote = actions.publish(now_of(vote), actor=lead)
            else:
                actions.count_paper(vote, counts=other, actor=cast.actors.second_clerk)
                with pytest.raises(NotNow):
                    actions.publish(now_of(vote), actor=lead)
    assert (vote.counts, vote.is_carried) == (counts, True)


def test_one_tellers_count_is_no_result_and_no_teller_runs_the_vote(cast, voters):
    vote = opened(cast, voters)
    cast_all(vote, voters, ["for", "against", "for", "for", "for"])
    with after(vote):
        vote = actions.close(now_of(vote), actor=cast.actors.community_lead)
        right = recount(vote)
        actions.hand_in_count(vote, counts=right, actor=cast.actors.teller)
        wrong = {**right, "for": right["for"] + 1, "against": 0}
        actions.hand_in_count(vote, counts=wrong, is_sure=True, actor=cast.actors.second_teller)
        with pytest.raises(NotNow):
            actions.publish(now_of(vote), actor=cast.actors.community_lead)
        with pytest.raises(NotAllowed):
            actions.hand_in_count(vote, counts=right, actor=cast.actors.clerk)
        with pytest.raises(NotAllowed):
            actions.publish(now_of(vote), actor=cast.actors.teller)


@pytest.mark.parametrize("choices", [["for"] * 5, ["for", "against"]])
def test_a_count_that_says_how_each_voted_is_warned_of_first(cast, voters, choices):
    vote = opened(cast, voters)
    cast_all(vote, voters, choices)
    with after(vote):
        vote = actions.close(now_of(vote), actor=cast.actors.community_lead)
        with pytest.raises(Unusable) as no:
            actions.hand_in_count(vote, counts=recount(vote), actor=cast.actors.teller)
    assert no.value.field == "is_sure"


def test_a_tiny_roll_is_warned_of_before_it_opens(cast, voters):
    vote = prepared(cast, voters=voters[:4])
    with pytest.raises(Unusable) as no:
        actions.open_(vote, actor=cast.actors.community_lead)
    assert no.value.field == "is_sure"


def test_the_box_is_made_before_anybody_votes_and_burnt_when_objections_are_over(cast, voters):
    vote = opened(cast, voters)
    made = set(vote.box.values_list("pk", flat=True))
    assert len(made) == 6
    cast_all(vote, voters, ["for"] * 4 + ["against"])
    assert set(vote.box.values_list("pk", flat=True)) == made
    with after(vote):
        vote = actions.close(now_of(vote), actor=cast.actors.community_lead)
        assert set(vote.box.values_list("pk", flat=True)) & made == set()
        assert set(vote.box.values_list("code_mark", flat=True)) == {""}
        counted(cast, vote)
        vote = actions.publish(now_of(vote), actor=cast.actors.community_lead)
        with pytest.raises(NotNow):
            actions.burn(now_of(vote))
    with clock.set_to(vote.due_at + timedelta(days=8)):
        vote = actions.burn(now_of(vote))
    assert (BoxRow.objects.count(), len(vote.receipts)) == (0, 5)


def test_a_ballot_leaves_no_entry_and_no_answer_anywhere(cast, voters):
    vote = opened(cast, voters)
    before = (timeline.Entry.objects.count(), Answer.objects.count(), now_of(vote).version)
    cast_all(vote, voters, ["for"] * 5)
    after_it = (timeline.Entry.objects.count(), Answer.objects.count(), now_of(vote).version)
    assert after_it == before


def test_a_sealed_ballot_has_one_length_and_one_key_opens_nothing(cast, voters):
    vote = opened(cast, voters)
    sealed = [ballot(vote, choice).sealed for choice in ("for", "against", "abstain") * 3]
    assert len({len(each) for each in sealed}) == 1
    one, two = pairs()
    for privates in ((one.private, one.private), (two.private, one.private)):
        assert sealing.opened(sealed[0], vote=str(vote.pk), privates=privates) == ""
    mine = (one.private, two.private)
    assert sealing.opened(sealed[0], vote=str(vote.pk), privates=mine) == "for"
    assert sealing.opened(sealed[0], vote="another", privates=mine) == ""


def test_nobody_votes_after_the_day_also_when_nobody_closed_it(cast, voters):
    vote = opened(cast, voters)
    with after(vote), pytest.raises(NotNow):
        actions.cast(vote, ballot(vote, "for"), actor=voters[0][0])
    with pytest.raises(NotNow):
        actions.close(now_of(vote), actor=cast.actors.community_lead)


def test_votes_by_name_keep_the_last_word_and_count_it(cast, voters):
    vote = opened(cast, voters, secret=False, change=True, options=("北门", "南门"))
    for (actor, _person), choice in zip(voters, "121112", strict=True):
        actions.vote_by_name(vote, choice=choice, actor=actor)
    actions.vote_by_name(vote, choice="2", actor=voters[0][0])
    with after(vote):
        vote = actions.close(now_of(vote), actor=cast.actors.community_lead)
        vote = actions.publish(vote, actor=cast.actors.community_lead)
    assert (vote.counts, vote.is_carried) == ({"1": 3, "2": 3, "invalid": 0}, False)
    assert now_of(vote.topic).state == "taken_up"


def test_two_tellers_of_the_place_none_of_whom_prepared_it(cast):
    ask = actions.Ask("是否？", "half-present", tellers=(cast.users.teller, cast.users.teller))
    topic = taken_up(cast)
    for tellers in (
        (cast.users.teller, cast.users.teller),
        (cast.users.teller, cast.users.community_lead),
        (cast.users.teller, cast.users.clerk),
    ):
        with pytest.raises(Unusable):
            actions.prepare(
                topic,
                ask=actions.Ask(ask.question, ask.rule, tellers=tellers),
                actor=cast.actors.community_lead,
            )


def test_a_vote_waits_for_whoever_took_a_code_and_has_not_used_it(cast, voters):
    vote, clerk, lead = opened(cast, voters[:2]), cast.actors.clerk, cast.actors.community_lead
    first, second = vote.electors.order_by("number")
    (code,) = actions.print_codes(vote, number=1, actor=clerk)
    actions.give_code(first, actor=clerk)
    actions.vote_on_paper(second, actor=clerk)
    with pytest.raises(NotNow):
        actions.close(now_of(vote), actor=lead)
    actions.cast_by_code(vote, ballot(vote, "for", code))
    assert actions.close(now_of(vote), actor=lead).took_part == 2


@pytest.mark.parametrize(("online", "uses", "shown"), [(4, True, 5), (4, False, 0), (5, False, 5)])
def test_whoever_took_a_code_is_among_the_voters_once_every_code_is_used(cast, online, uses, shown):
    everybody = neighbours(7)
    vote, clerk, lead = opened(cast, everybody), cast.actors.clerk, cast.actors.community_lead
    cast_all(vote, everybody[:online], ["for", "against", "for", "for", "for"][:online])
    (code,) = actions.print_codes(vote, number=1, actor=clerk)
    actions.give_code(vote.electors.get(number=7), actor=clerk)
    if uses:
        actions.cast_by_code(vote, ballot(vote, "for", code))
    with after(vote):
        actions.close(now_of(vote), actor=lead)
        counted(cast, vote)
        vote = actions.publish(now_of(vote), actor=lead)
    assert len(voters_of(vote)) == shown
