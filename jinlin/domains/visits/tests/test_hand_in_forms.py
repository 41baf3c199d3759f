"""Is every form that a phone hands in there once, whatever happens on the way, and does nobody's
answer overwrite another's?
"""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.core.offline import Conflict
from jinlin.core.time import clock
from jinlin.domains.visits import actions
from jinlin.domains.visits.models import Aside, Clash, Finding, Phone, Visit
from jinlin.domains.visits.queries.answers import believed
from jinlin.domains.visits.queries.coverage import whole
from jinlin.domains.visits.queries.story import story_of_door
from jinlin.domains.visits.tests.cast import (
    all_to,
    answer,
    carried,
    form,
    found,
    going,
    hand_in,
    now_of,
)
from jinlin.ground.accounts.tests.county import at_desk
from jinlin.services.notices.models import Message


@pytest.fixture
def taken(cast):
    all_to(cast, going(cast))
    return carried(cast)


def test_the_form_s_key_is_the_visit_s_and_twice_is_once(cast, taken):
    key, content = uuid4(), form(taken, taken.doors[0], answers=[answer("alone", "yes")])
    states = [hand_in(cast, content, key=key).state for _time in range(3)]
    visit = Visit.objects.get()
    assert (states, visit.pk, now_of(taken.doors[0]).state) == (["stands"] * 3, key, "visited")
    assert (now_of(taken.doors[0]).version, visit.answer_list[0]["said"]) == (1, "yes")


def test_on_the_29th_of_february_forms_stand_too(cast):
    with clock.set_to(clock.at(date(2028, 2, 29), 9)):
        all_to(cast, going(cast))
        taken = carried(cast)
        assert hand_in(cast, form(taken, taken.doors[0])).state == "stands"


def test_other_words_under_the_same_key_are_kept_beside(cast, taken):
    key = uuid4()
    first = form(taken, taken.doors[0], answers=[answer("alone", "yes")])
    hand_in(cast, first, key=key)
    again = hand_in(cast, {**first, "answers": [answer("alone", "no")]}, key=key)
    assert (again.state, Visit.objects.count(), Conflict.objects.count()) == ("twice", 1, 1)
    assert Conflict.objects.get().fields["answers"][0]["said"] == "no"


def test_what_comes_before_its_predecessor_waits_and_then_both_count_in_their_order(cast, taken):
    door = taken.doors[0]
    later = hand_in(cast, form(taken, door, outcome="visited", own=3))
    second = hand_in(cast, form(taken, door, outcome="not_home", own=2))
    assert (later.state, second.state, now_of(door).state) == ("held", "held", "untried")
    first = hand_in(cast, form(taken, door, outcome="not_home", own=1))
    assert (first.state, now_of(door).state, now_of(door).tries) == ("stands", "visited", 2)
    assert set(Visit.objects.values_list("standing", flat=True)) == {"stands"}


def test_moved_away_by_mistake_is_taken_back_and_the_door_is_as_its_other_forms_say(cast, taken):
    first, second, third = taken.doors[:3]
    for door, before in ((first, None), (second, "visited"), (third, "not_home")):
        own = 1
        if before:
            hand_in(cast, form(taken, door, outcome=before, own=own))
            own += 1
        hand_in(cast, form(taken, door, outcome="moved", own=own))
        assert now_of(door).state == "moved"
    lead, writer = cast.actors.community_lead, cast.actors.visitor
    with pytest.raises(Unusable):
        actions.take_back(now_of(first), reason=" ", actor=lead)
    for door in (first, second, third):
        actions.take_back(now_of(door), reason="敲错了门", actor=writer)
    rows = [now_of(door) for door in (first, second, third)]
    assert [row.state for row in rows] == ["untried", "visited", "untried"]
    assert [(row.attempts, row.tries) for row in rows] == [(0, 0), (1, 0), (1, 1)]
    assert rows[1].reached_on == Visit.objects.get(door=second, outcome="visited").happened_on
    assert set(Visit.objects.filter(outcome="moved").values_list("standing", flat=True)) == {
        "set_aside"
    }
    whole_ = whole(first.round).cells
    assert (whole_["moved"], whole_["visited"], whole_["not_home"]) == (0, 1, 1)
    said = [line.sentence for line in story_of_door(rows[1], actor=lead)]
    assert any("敲错了门" in each for each in said)
    again = hand_in(cast, form(taken, first, outcome="visited", own=2))
    assert (again.state, now_of(first).state) == ("stands", "visited")
    with pytest.raises(NotNow):
        actions.take_back(now_of(first), reason="敲错了门", actor=lead)


def test_what_moved_away_is_not_taken_back_by_others_nor_after_the_round(cast, taken):
    door = taken.doors[0]
    hand_in(cast, form(taken, door, outcome="moved"))
    for name in ("second_visitor", "clerk"):
        with pytest.raises(NotAllowed):
            actions.take_back(now_of(door), reason="敲错了门", actor=getattr(cast.actors, name))
    actions.close(now_of(door).round, report="好", actor=cast.actors.community_lead)
    with pytest.raises(NotNow):
        actions.take_back(now_of(door), reason="敲错了门", actor=cast.actors.community_lead)


def test_what_had_not_moved_away_is_put_right_beside_a_closed_round(cast, taken):
    door, other = taken.doors[:2]
    lead, writer = cast.actors.community_lead, cast.actors.visitor
    for each in (door, other):
        hand_in(cast, form(taken, each, outcome="moved"))
    with pytest.raises(NotNow):
        actions.put_right(now_of(door), reason="敲错了门", actor=lead)
    round_ = actions.close(now_of(door).round, report="两户已搬走", actor=lead)
    before = whole(round_).cells
    for name in ("second_visitor", "clerk"):
        with pytest.raises(NotAllowed):
            actions.put_right(now_of(door), reason="敲错了门", actor=getattr(cast.actors, name))
    with pytest.raises(Unusable):
        actions.put_right(now_of(door), reason=" ", actor=writer)
    actions.put_right(now_of(door), reason="敲错了门", actor=writer)
    actions.put_right(now_of(other), reason="邻居说还住着", actor=lead)
    with pytest.raises(NotNow):
        actions.put_right(now_of(door), reason="再来一次", actor=lead)
    row = now_of(door)
    assert (row.state, row.put_right_on, whole(round_).cells) == ("moved", clock.today(), before)
    assert set(row.visits.values_list("standing", flat=True)) == {"stands"}
    assert now_of(round_).report == "两户已搬走"
    said = [line.sentence for line in story_of_door(row, actor=lead)]
    assert any("敲错了门" in each for each in said)
    heard = Message.objects.filter(event="visits.put_right").values_list("user", "about_id")
    assert set(heard) == {
        (cast.users.community_lead.pk, door.pk),
        (cast.users.visitor.pk, other.pk),
    }
    browser = at_desk(cast.users.community_lead)
    for page in ("", "report/"):
        assert "有2户" in browser.get(f"/desk/visits/{round_.pk}/{page}").text
    listed = browser.get(f"/desk/visits/{round_.pk}/doors/?state=put_right").text
    assert (str(door.pk) in listed, str(taken.doors[2].pk) in listed) == (True, False)


def test_a_form_whose_predecessor_never_comes_counts_after_the_county_s_days(cast, taken):
    door = taken.doors[0]
    hand_in(cast, form(taken, door, own=2))
    now = clock.now()
    assert actions.release_held(now + timedelta(days=4)) == 0
    assert [actions.release_held(now + timedelta(days=6)) for _time in range(2)] == [1, 0]
    assert now_of(door).state == "visited"


def test_two_visitors_without_a_network_at_one_door_both_stand_and_a_person_chooses(cast, taken):
    door = taken.doors[0]
    all_to(cast, door.round, "second_visitor")
    other = carried(cast, "second_visitor")
    mine = [answer("alone", "yes"), answer("gas", "yes", text="煤气安全吗？")]
    theirs = [answer("alone", "no"), answer("gas", "yes", text="煤气安全吗？")]
    first = hand_in(cast, form(taken, door, answers=mine))
    second = hand_in(cast, form(other, door, answers=theirs), who="second_visitor")
    clash = Clash.objects.get()
    assert (first.state, second.state, now_of(door).has_clash) == ("stands", "beside", True)
    told = set(Message.objects.filter(event="visits.clash").values_list("user", flat=True))
    users = cast.users
    assert told == {users.visitor.pk, users.second_visitor.pk, users.community_lead.pk}
    actions.choose(
        clash,
        chosen={"outcome": first.visit.pk, "alone": second.visit.pk},
        note="电话问过",
        actor=cast.actors.community_lead,
    )
    said = {each["key"]: each["said"] for each in believed(now_of(first.visit))}
    assert said == {"alone": "no", "gas": "yes"}
    assert (now_of(second.visit).standing, now_of(door).has_clash) == ("set_aside", False)
    assert Visit.objects.count() == 2


def test_that_nobody_was_home_for_one_contradicts_nothing(cast, taken):
    door = taken.doors[0]
    all_to(cast, door.round, "second_visitor")
    other = carried(cast, "second_visitor")
    hand_in(cast, form(taken, door))
    state = hand_in(cast, form(other, door, outcome="not_home"), who="second_visitor").state
    assert (state, now_of(door).state, Clash.objects.count()) == ("stands", "visited", 0)


def test_the_same_phone_may_say_it_anew(cast, taken):
    door = taken.doors[0]
    hand_in(cast, form(taken, door, outcome="refused"))
    hand_in(cast, form(taken, door, outcome="visited", own=2))
    assert (now_of(door).state, Clash.objects.count()) == ("visited", 0)


def test_nobody_home_three_times_goes_up_and_the_lead_is_told(cast, taken):
    door = taken.doors[0]
    states = []
    for own in (1, 2, 3):
        hand_in(cast, form(taken, door, outcome="not_home", own=own))
        states.append(now_of(door).state)
    assert states == ["not_home", "not_home", "raised"]
    assert Message.objects.get(event="visits.go_up").user == cast.users.community_lead


def test_a_checklist_that_is_gone_is_still_accepted_and_can_be_read(cast, taken):
    gone = f"{uuid4()}:7"
    asked = [answer("old", "yes", text="以前的问题")]
    visit = hand_in(cast, form(taken, taken.doors[0], checklist=gone, answers=asked)).visit
    row = now_of(visit)
    assert (row.checklist, row.asked_by, row.answer_list[0]["text"]) == (None, gone, "以前的问题")


def test_a_clock_that_is_wrong_by_a_year_tells_the_right_day(cast, taken):
    from datetime import datetime

    now = clock.now()
    wrong = now + timedelta(days=365)
    content = form(taken, taken.doors[0], said_at=(wrong - timedelta(hours=3)).isoformat())
    handed = actions.Handed(uuid4(), content, "d", wrong, cast.actors.visitor)
    visit = actions.take(handed).visit
    away = now - visit.happened_at
    assert timedelta(hours=2, minutes=59) < away < timedelta(hours=3, minutes=1)
    assert abs(visit.off_seconds - 365 * 86400) < 5
    assert isinstance(visit.said_at, datetime)


def test_a_colleague_hands_in_what_another_wrote_and_it_stays_the_other_s(cast, taken):
    taken_in = hand_in(cast, form(taken, taken.doors[0]), who="second_visitor")
    assert taken_in.visit.visitor == cast.users.visitor


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"secret": "guessed"}, "other_door"),
        ({"pack": str(uuid4())}, "other_door"),
        ({"door": str(uuid4())}, "other_door"),
        ({"outcome": "nonsense"}, "unclear"),
        ({"said_at": "yesterday"}, "unclear"),
        ({"answers": "no list"}, "unclear"),
        ({"draft": True}, "unfinished"),
    ],
)
def test_what_cannot_count_is_laid_aside_once_and_never_lost(cast, taken, changed, why):
    key, content = uuid4(), {**form(taken, taken.doors[0]), **changed}
    states = [hand_in(cast, content, key=key).state for _time in range(2)]
    row = Aside.objects.get()
    assert (states, row.why, Visit.objects.count()) == (["aside", "aside"], why, 0)


def test_an_unfinished_form_is_taken_in_by_whoever_leads(cast, taken):
    hand_in(cast, {**form(taken, taken.doors[0]), "draft": True})
    actions.take_in(Aside.objects.get(), actor=cast.actors.community_lead)
    assert (now_of(taken.doors[0]).state, Aside.objects.get().decided_at is None) == (
        "visited",
        False,
    )


def test_a_lost_phone_gets_no_list_and_its_forms_are_laid_aside(cast, taken):
    phone = Phone.objects.get(pk=taken.phone)
    with pytest.raises(NotAllowed):
        actions.shut_out(phone, actor=cast.actors.second_visitor)
    actions.shut_out(phone, actor=cast.actors.community_lead)
    with pytest.raises(NotAllowed):
        carried(cast, phone=taken.phone)
    assert hand_in(cast, form(taken, taken.doors[0])).state == "aside"
    assert Aside.objects.get().why == "shut_out"
    assert actions.hear(taken.phone, waiting=1, actor=cast.actors.visitor).shut_out_at


def test_danger_is_told_to_the_lead_at_once_also_when_its_form_must_wait(cast, taken):
    danger = found("urgent", "老人倒在地上", danger="life", called="120")
    hand_in(cast, form(taken, taken.doors[0], own=2, findings=[danger]))
    told = Message.objects.get(event="visits.urgent")
    assert (told.user, now_of(taken.doors[0]).is_urgent) == (cast.users.community_lead, True)
    finding = Finding.objects.get()
    actions.see_to(finding, note="已送县医院", actor=cast.actors.community_lead)
    assert now_of(taken.doors[0]).is_urgent is False


def test_a_need_of_care_is_told_to_whoever_looks_after_the_home(cast, taken):
    from jinlin.ground.people import actions as people

    door = taken.doors[0]
    people.link(
        door.household,
        role="volunteer",
        carer=people.Carer(cast.users.resident),
        actor=cast.actors.clerk,
    )
    hand_in(cast, form(taken, door, findings=[found("care", "没有人做饭")]))
    told = Message.objects.get(event="visits.care")
    assert (told.user, "做饭" in told.body) == (cast.users.resident, False)
