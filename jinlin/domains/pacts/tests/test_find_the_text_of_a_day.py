"""Which text held on that day? For every day there is one answer, whatever happened."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jinlin.core.errors import NotNow, Unusable
from jinlin.core.time import clock
from jinlin.core.time.months import months_later
from jinlin.domains.pacts import actions
from jinlin.domains.pacts.models import Pact, Version
from jinlin.domains.pacts.queries.days import text_on, versions_of
from jinlin.domains.pacts.tests.cast import (
    CARRIED,
    CLAUSES,
    LOST,
    changed,
    commenting,
    in_force,
    now_of,
    numbers_of,
    repealed,
    texts_of,
    voting,
)

DAY = timedelta(days=1)


def test_the_first_text_holds_from_its_day_and_none_before(cast):
    since = clock.today() + 3 * DAY
    pact = in_force(cast, since)
    assert text_on(pact, since - DAY) is None
    assert text_on(pact, since).clauses == list(CLAUSES)
    assert (pact.holds, pact.edition, pact.adopted_on) == (1, 1, clock.today())


def test_a_change_leaves_the_present_text_until_its_day(cast):
    pact = in_force(cast)
    actions.amend(pact, actor=cast.actors.clerk)
    pact = now_of(pact)
    assert (pact.state, pact.edition, text_on(pact, clock.today()).number) == ("drafting", 2, 1)
    texts = [*CLAUSES[:2], "晚上九点半后不大声喧哗。"]
    actions.write(pact, title="公约", changes=changed(pact, texts), actor=cast.actors.clerk)
    assert text_on(pact, clock.today()).clauses == list(CLAUSES)
    pact = _adopted(cast, now_of(pact), clock.today() + 5 * DAY)
    assert text_on(pact, clock.today() + 4 * DAY).clauses == list(CLAUSES)
    assert text_on(pact, clock.today() + 5 * DAY).clauses == texts


def test_after_a_repeal_no_text_holds_and_the_old_one_is_found_on_its_days(cast):
    pact = repealed(cast)
    assert text_on(pact, clock.today()).number == 1
    assert text_on(pact, clock.today() + DAY) is None
    assert (pact.state, pact.holds, pact.review_on) == ("repealed", None, None)


@pytest.mark.parametrize("late", [0, 1])
def test_the_next_text_begins_after_the_one_before(cast, late):
    pact = in_force(cast, clock.today() + DAY)
    pact = actions.amend(pact, actor=cast.actors.clerk)
    with pytest.raises(Unusable):
        _adopted(cast, pact, clock.today() + late * DAY)
    assert numbers_of(pact) == [(1, clock.today() + DAY, False)]


def test_no_text_begins_in_the_past(cast):
    pact = voting(cast)
    with pytest.raises(Unusable):
        actions.adopt(
            pact, tally=CARRIED, since=clock.today() - DAY, actor=cast.actors.community_lead
        )


def test_what_a_meeting_did_not_carry_is_not_adopted_and_the_other_way_round(cast):
    pact = voting(cast)
    lead = cast.actors.community_lead
    with pytest.raises(Unusable, match="没有过半"):
        actions.adopt(pact, tally=LOST, since=clock.today(), actor=lead)
    with pytest.raises(Unusable):
        actions.turn_down(now_of(pact), tally=CARRIED, actor=lead)
    pact = actions.turn_down(now_of(pact), tally=LOST, actor=lead)
    assert (pact.state, numbers_of(pact), pact.meets_on) == ("consolidating", [], None)


def test_a_version_is_never_changed_not_even_by_sql(cast):
    pact = in_force(cast)
    version = Version.objects.get(pact=pact)
    with pytest.raises(TypeError):
        version.save()
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE pacts_version SET number = 7")


def test_whoever_gives_a_change_up_finds_the_present_text_again(cast):
    pact = actions.amend(in_force(cast), actor=cast.actors.clerk)
    changes = changed(pact, ["别的。", "", "还有别的。"])
    actions.write(pact, title="公约", changes=changes, actor=cast.actors.clerk)
    pact = actions.keep_old(now_of(pact), reason="大家不想改", actor=cast.actors.clerk)
    assert (pact.state, texts_of(pact), pact.edition) == ("in_force", list(CLAUSES), 1)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(st.tuples(st.sampled_from("ar"), st.integers(0, 5)), max_size=6))
def test_versions_never_overlap_and_every_day_has_one_answer(cast, steps):
    """Adopted and repealed at random, each some days from the day before: what a day answers is
    what the last step that had begun by then says.
    """
    with transaction.atomic():
        pact, told = in_force(cast), [(clock.today(), True)]
        for verb, gap in steps:
            since = told[-1][0] + gap * DAY
            try:
                with transaction.atomic():
                    pact = _step(cast, now_of(pact), verb, since)
            except (NotNow, Unusable):
                pact = now_of(pact)
                continue
            told.append((since, verb == "a"))
        for n in range(40):
            day = clock.today() + n * DAY
            last = [holds for since, holds in told if since <= day][-1]
            assert (text_on(pact, day) is not None) == last
        starts = [since for _number, since, _repeal in numbers_of(pact)]
        assert starts == sorted(set(starts)) == [since for since, _holds in told]
        ends = [(version.since, until) for version, until in versions_of(pact)]
        assert [until for _since, until in ends[1:]] == [since for since, _until in ends[:-1]]
        transaction.set_rollback(True)


def test_a_review_is_planned_kept_and_counted(cast):
    pact = in_force(cast, date(clock.today().year + 1, 1, 31))
    assert pact.review_on == date(clock.today().year + 2, 1, 31)
    pact = actions.review(pact, note="大家都在遵守", actor=cast.actors.clerk)
    assert pact.review_on == months_later(clock.today(), 12)
    done = list(pact.reviews.order_by("due_on").values_list("done_on", flat=True))
    assert sorted(done, key=str) == sorted([clock.today(), None], key=str)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_its_month(day, months, later):
    assert months_later(day, months) == later


def test_a_place_has_one_pact(cast):
    commenting(cast)
    with pytest.raises(NotNow):
        actions.draft(
            cast.places.neighbourhood, title="又一个", clauses=[], actor=cast.actors.clerk
        )
    assert Pact.objects.count() == 1


def _adopted(cast, pact, since):
    clerk, lead = cast.actors.clerk, cast.actors.community_lead
    pact = actions.publish(pact, until=clock.today() + 7 * DAY, actor=clerk)
    pact = actions.consolidate(pact, actor=clerk)
    pact = actions.put_to_vote(pact, meets_on=clock.today(), where="活动室", actor=clerk)
    return actions.adopt(pact, tally=CARRIED, since=since, actor=lead)


def _step(cast, pact, verb, since):
    if verb == "r":
        return actions.repeal(pact, tally=CARRIED, since=since, actor=cast.actors.community_lead)
    begin = actions.amend if pact.state == "in_force" else actions.draft_anew
    return _adopted(cast, begin(pact, actor=cast.actors.clerk), since)
