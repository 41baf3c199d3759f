"""Two people, one pact, the same moment: who wins, and what does the other see?"""

from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest

from jinlin.core import timeline
from jinlin.core.errors import NotNow, Stale
from jinlin.core.offline import Conflict
from jinlin.core.tests.databases import together
from jinlin.core.time import clock
from jinlin.domains.pacts import actions
from jinlin.domains.pacts.models import Comment, Endorsement, Pact, Version
from jinlin.domains.pacts.tests.cast import (
    CARRIED,
    CLAUSES,
    cast_of_pacts,
    changed,
    commenting,
    drafted,
    now_of,
    numbers_of,
    said,
    texts_of,
    voting,
)
from jinlin.ground.people import actions as people
from jinlin.ground.places.tests.parallel import shared_house

__all__ = ["shared_house"]


@pytest.fixture
def everybody(shared_house):
    return cast_of_pacts()


def names_of(outcomes) -> list[str]:
    return sorted(type(each).__name__ for each in outcomes)


def test_of_four_who_enter_the_vote_at_once_one_wins_and_three_are_told(everybody):
    pact, lead = voting(everybody), everybody.actors.community_lead
    adopt = {"tally": CARRIED, "since": clock.today(), "actor": lead}
    outcomes = together(*(partial(actions.adopt, now_of(pact), **adopt) for _lead in range(4)))
    assert names_of(outcomes) == ["Pact", "Stale", "Stale", "Stale"]
    assert numbers_of(pact) == [(1, clock.today(), False)]
    assert [entry.verb for entry in timeline.trail(pact)].count("adopt") == 1


def test_without_lock_and_version_both_would_believe_that_theirs_stands(everybody):
    """The control: two who read the same row and save it without locking."""
    pact = voting(everybody)
    copies = [now_of(pact), now_of(pact)]
    for copy, title in zip(copies, ("甲公约", "乙公约"), strict=True):
        copy.title = title
        copy.save()
    assert now_of(pact).title == "乙公约"
    with pytest.raises(Stale):
        actions.turn_down(
            Pact(pk=pact.pk, version=0), tally=CARRIED, actor=everybody.actors.community_lead
        )


def test_a_place_that_four_draft_for_at_once_has_one_pact(everybody):
    outcomes = together(*(partial(drafted, everybody) for _clerk in range(4)))
    assert names_of(outcomes) == ["NotNow", "NotNow", "NotNow", "Pact"]
    assert (Pact.objects.count(), texts_of(Pact.objects.get())) == (1, list(CLAUSES))


def test_two_who_write_on_one_clause_at_once_both_keep_their_words(everybody):
    pact = drafted(everybody)
    clerks = (everybody.actors.clerk, everybody.actors.second_clerk)
    changes = [changed(pact, [text, *CLAUSES[1:]]) for text in ("甲。", "乙。")]
    together(
        *(
            partial(actions.write, now_of(pact), title="公约", changes=change, actor=clerk)
            for change, clerk in zip(changes, clerks, strict=True)
        )
    )
    kept = Comment.objects.get()
    assert {texts_of(pact)[0], kept.text} == {"甲。", "乙。"}
    assert [entry.verb for entry in timeline.trail(pact)] == ["draft", "write", "write"]


def test_a_comment_sent_eight_times_at_once_is_one(everybody):
    pact, key = commenting(everybody), uuid4()
    outcomes = together(*(partial(said, everybody, pact, key=key) for _time in range(8)))
    assert {getattr(each, "pk", each) for each in outcomes} == {key}
    assert Comment.objects.count() == 1


def test_other_words_under_its_key_are_kept_beside_it(everybody):
    pact, key = commenting(everybody), uuid4()
    said(everybody, pact, "宠物要牵绳。", key=key)
    outcomes = together(*(partial(said, everybody, pact, "要签名。", key=key) for _ in range(2)))
    assert names_of(outcomes) == ["NotNow", "NotNow"]
    assert [conflict.fields["text"] for conflict in Conflict.objects.all()] == ["要签名。"]


def test_nobody_who_speaks_while_the_comments_are_closed_goes_unanswered_into_the_vote(everybody):
    """Whoever was in time is answered first; whoever was not is told."""
    pact, actors = commenting(everybody), everybody.actors
    closing = partial(actions.consolidate, now_of(pact), actor=actors.clerk)
    _closed, *spoken = together(
        closing, *(partial(said, everybody, pact, f"第{n}条建议") for n in range(3))
    )
    in_time = [each for each in spoken if isinstance(each, Comment)]
    late = [each for each in spoken if isinstance(each, NotNow)]
    assert (len(in_time) + len(late), Comment.objects.count()) == (3, len(in_time))
    vote = {"meets_on": clock.today(), "where": "活动室", "actor": actors.clerk}
    for comment in in_time:
        with pytest.raises(NotNow):
            actions.put_to_vote(now_of(pact), **vote)
        actions.answer(comment, answer="taken", actor=actors.clerk)
    assert actions.put_to_vote(now_of(pact), **vote).state == "voting"


def test_fine_as_it_is_tapped_eight_times_at_once_counts_once(everybody):
    pact, user = commenting(everybody), everybody.users.resident
    actor = everybody.actors.resident
    person = people.know(pact.county, name=user.name, user=user, actor=actor)
    together(*(partial(actions.endorse, pact, person=person, actor=actor) for _tap in range(8)))
    assert Endorsement.objects.count() == 1


def test_adopted_and_dropped_at_once_it_is_one_of_both(everybody):
    pact, actors = voting(everybody), everybody.actors
    day = clock.today() + timedelta(days=1)
    outcomes = together(
        partial(actions.adopt, now_of(pact), tally=CARRIED, since=day, actor=actors.community_lead),
        partial(actions.drop, now_of(pact), reason="不定了", actor=actors.clerk),
    )
    assert names_of(outcomes) == ["Pact", "Stale"]
    assert Version.objects.count() == (now_of(pact).state == "in_force")
