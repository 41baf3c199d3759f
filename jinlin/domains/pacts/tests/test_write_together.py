"""Two people write at the same text, and neighbours comment: nothing is lost."""

from uuid import uuid4

import pytest

from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.domains.pacts import actions
from jinlin.domains.pacts.models import Comment, Endorsement
from jinlin.domains.pacts.tests.cast import (
    CLAUSES,
    changed,
    commenting,
    consolidating,
    drafted,
    now_of,
    said,
    texts_of,
    voting,
)
from jinlin.ground.people import actions as people


def test_two_who_change_different_clauses_both_stand(cast):
    pact = drafted(cast)
    mine = changed(pact, ["甲。", *CLAUSES[1:]])
    theirs = changed(pact, [*CLAUSES[:2], "丙。"])
    actions.write(pact, title="公约", changes=mine, actor=cast.actors.clerk)
    kept = actions.write(pact, title="公约", changes=theirs, actor=cast.actors.second_clerk)
    assert (texts_of(pact), kept) == (["甲。", CLAUSES[1], "丙。"], [])


def test_two_who_change_one_clause_the_second_is_kept_as_a_comment_to_be_answered(cast):
    pact = drafted(cast)
    changes = changed(pact, ["甲。", *CLAUSES[1:]])
    crossed = changed(pact, ["乙。", *CLAUSES[1:]])
    assert actions.write(pact, title="公约", changes=changes, actor=cast.actors.clerk) == []
    kept = actions.write(pact, title="公约", changes=crossed, actor=cast.actors.second_clerk)
    assert texts_of(pact) == ["甲。", *CLAUSES[1:]]
    assert [(each.text, each.clause_number, each.source) for each in kept] == [("乙。", 1, "clerk")]


def test_a_clause_taken_out_meanwhile_keeps_what_the_other_wrote_on_it(cast):
    pact = drafted(cast)
    gone, late = changed(pact, ["", *CLAUSES[1:]]), changed(pact, ["乙。", *CLAUSES[1:]])
    actions.write(pact, title="公约", changes=gone, actor=cast.actors.clerk)
    kept = actions.write(pact, title="公约", changes=late, actor=cast.actors.second_clerk)
    assert texts_of(pact) == list(CLAUSES[1:])
    assert [each.text for each in kept] == ["乙。"]


def test_the_text_is_fixed_while_it_is_out_for_comment_or_for_the_vote(cast):
    pact = commenting(cast)
    with pytest.raises(NotNow):
        actions.write(pact, title="公约", changes=changed(pact, CLAUSES), actor=cast.actors.clerk)


def test_a_comment_sent_twice_is_one_and_other_words_under_its_key_are_refused(cast):
    pact, key = commenting(cast), uuid4()
    first = said(cast, pact, key=key)
    assert said(cast, pact, key=key) == first
    with pytest.raises(NotNow):
        said(cast, pact, "别的话", key=key)
    assert Comment.objects.count() == 1


def test_no_comment_is_taken_while_the_text_is_consolidated(cast):
    pact = consolidating(cast)
    with pytest.raises(NotNow):
        said(cast, pact)


def test_everybody_who_spoke_is_answered_before_the_vote(cast):
    pact = commenting(cast)
    comment = said(cast, pact)
    pact = actions.consolidate(now_of(pact), actor=cast.actors.clerk)
    vote = {"meets_on": pact.drafted_on, "where": "活动室", "actor": cast.actors.clerk}
    with pytest.raises(NotNow, match="答复"):
        actions.put_to_vote(pact, **vote)
    with pytest.raises(Unusable):
        actions.answer(comment, answer="not_taken", actor=cast.actors.clerk)
    actions.answer(comment, answer="not_taken", reason="条例已有规定", actor=cast.actors.clerk)
    assert actions.put_to_vote(now_of(pact), **vote).state == "voting"
    with pytest.raises(NotNow):
        actions.answer(now_of(comment), answer="taken", actor=cast.actors.clerk)


def test_fine_as_it_is_counts_once_for_each(cast):
    pact = commenting(cast)
    user, actor = cast.users.resident, cast.actors.resident
    person = people.know(pact.county, name=user.name, user=user, actor=actor)
    for _tap in range(2):
        actions.endorse(pact, person=person, actor=actor)
    assert Endorsement.objects.count() == 1


def test_a_stranger_to_the_place_answers_nothing(cast):
    comment = said(cast, commenting(cast))
    with pytest.raises(NotAllowed):
        actions.answer(comment, answer="taken", actor=cast.actors.other_clerk)


def test_the_paper_of_a_version_is_issued_and_the_one_before_is_withdrawn(cast):
    from jinlin.domains.pacts.tests.cast import CARRIED
    from jinlin.services.documents.models import Document

    pact = actions.adopt(
        voting(cast),
        tally=CARRIED,
        since=cast.places.town.valid_from.today(),
        actor=cast.actors.community_lead,
    )
    paper = Document.objects.get(about_id=pact.pk)
    assert [each["text"] for each in paper.data["clauses"]] == list(CLAUSES)
    assert paper.data["in_favour"] == 61
