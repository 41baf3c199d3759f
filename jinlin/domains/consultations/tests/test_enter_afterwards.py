"""Is a meeting that took place without a line recorded afterwards, in time, marked and by two?

And is no decision forged by it?
"""

from datetime import timedelta

import pytest

from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.core.files.uploads import Upload
from jinlin.core.time import clock
from jinlin.domains.consultations import actions
from jinlin.domains.consultations.actions import Decision, Guest
from jinlin.domains.consultations.actions.papers import drafted
from jinlin.domains.consultations.models import ConsultationRule, LateRecord, QuorumRule
from jinlin.domains.consultations.queries.public import sheet
from jinlin.domains.consultations.tests.cast import (
    CARRIED,
    RULE,
    called,
    day_of,
    now_of,
    on_agenda,
    photo,
    taken_up,
)
from jinlin.ground.accounts.tests.county import at_desk

WHY = "活动室当晚没有网络"
DECISION = Decision("在北门装十个充电桩。", "hands", CARRIED, RULE)


def days_after(meeting, days=1):
    return clock.set_to(meeting.starts_at + timedelta(days=days))


def entered(cast, meeting, who="clerk"):
    told = {"reason": WHY, "photos": [photo(cast, who)], "actor": getattr(cast.actors, who)}
    return actions.enter_afterwards(now_of(meeting), **told)


def all_here(cast, meeting):
    for guest in meeting.invitees.filter(may_vote=True):
        actions.sign_in(guest, by="hand", actor=cast.actors.clerk)


def test_it_is_recorded_marked_and_decided_by_a_second_person(cast):
    topic = on_agenda(cast)
    meeting = topic.meeting
    with days_after(meeting, 2):
        with pytest.raises(NotNow):
            actions.begin(now_of(meeting), actor=cast.actors.clerk)
        meeting = entered(cast, meeting, "community_lead")
        all_here(cast, meeting)
        with pytest.raises(NotNow) as refusal:
            actions.decide(now_of(topic), decision=DECISION, actor=cast.actors.community_lead)
        assert refusal.value.status == 409
        topic = actions.decide(now_of(topic), decision=DECISION, actor=cast.actors.lead)
        meeting = actions.end(now_of(meeting), actor=cast.actors.clerk)
        held = topic.resolutions.get()
        assert (held.decided_on, held.objections_until) == (
            clock.today(),
            clock.today() + timedelta(days=7),
        )  # nobody lost a day in which to object
        assert "补录" in held.how_words
        assert "补录" in drafted(meeting)["day"]
        assert "补录" in sheet(now_of(topic), cast.actors.resident).held.how
    assert (meeting.entered_on, meeting.on) == (meeting.on + timedelta(days=2), meeting.on)
    late = LateRecord.objects.get()
    assert (late.reason, late.by) == (WHY, cast.users.community_lead.pk)


def test_only_after_its_day_within_the_countys_days_with_the_signed_list_and_once(cast):
    meeting = called(cast)
    with day_of(meeting), pytest.raises(NotNow):
        entered(cast, meeting)
    with days_after(meeting, 7):
        told = {"reason": WHY, "photos": [], "actor": cast.actors.clerk}
        with pytest.raises(Unusable):
            actions.enter_afterwards(now_of(meeting), **told)
        with pytest.raises(Unusable):
            told = {**told, "reason": " ", "photos": [photo(cast)]}
            actions.enter_afterwards(now_of(meeting), **told)
        with pytest.raises(NotAllowed):
            entered(cast, meeting, "other_clerk")
        entered(cast, meeting)
        with pytest.raises(NotNow):
            entered(cast, meeting)
    assert LateRecord.objects.count() == 1


@pytest.mark.parametrize(("days", "is_open"), [(None, False), (10, True)])
def test_the_days_are_the_countys(cast, days, is_open):
    meeting = called(cast)
    if days:
        since = clock.today() - timedelta(days=1)
        ConsultationRule.objects.create(county=meeting.county, valid_from=since, late_days=days)
    with days_after(meeting, 8):
        if is_open:
            assert entered(cast, meeting).state == "sitting"
        else:
            with pytest.raises(NotNow):
                entered(cast, meeting)


def test_after_its_day_nothing_can_be_added_of_which_a_majority_is_made(cast):
    meeting = called(cast, has_proxies=True)
    first, second, third = meeting.invitees.filter(may_vote=True)
    clerk, other = cast.actors.clerk, taken_up(cast)
    with days_after(meeting):
        refusals = []
        for verb, told in (
            (actions.list_guest, (now_of(meeting), Guest(name="后来的人"))),
            (actions.strike_guest, (third,)),
        ):
            with pytest.raises((NotNow, Unusable)) as refusal:
                verb(*told, actor=clerk)
            refusals.append(refusal.value.status)
        with pytest.raises(NotNow):
            actions.give_proxy(second, to=first, actor=clerk)
        with pytest.raises(NotNow):
            actions.put_on_agenda(other, meeting=now_of(meeting), actor=clerk)
        meeting = entered(cast, meeting)
        for by in ("name", "code"):
            with pytest.raises(NotNow):
                actions.sign_in(first, by=by, actor=clerk)
        actions.sign_in(first, by="hand", actor=clerk)
        listener = actions.list_guest(meeting, Guest(name="旁听", may_vote=False), actor=clerk)
    assert (refusals, listener.may_vote) == ([422, 409], False)
    assert meeting.invitees.exclude(came_by="").count() == 1


def test_the_rules_are_those_of_the_day_on_which_people_sat_together(cast):
    topic = on_agenda(cast)
    meeting = topic.meeting
    easy = {"name": "好过", "part": 0, "part_of": 1, "agree": 0, "agree_of": 1}
    QuorumRule.objects.create(
        county=meeting.county, code="easy", valid_from=meeting.on + timedelta(days=1), **easy
    )
    with days_after(meeting, 2):
        all_here(cast, entered(cast, meeting))
        decision = Decision("在北门装十个充电桩。", "hands", CARRIED, "easy")
        with pytest.raises(Unusable) as refusal:
            actions.decide(now_of(topic), decision=decision, actor=cast.actors.community_lead)
    assert refusal.value.field == "rule"


def test_the_page_keeps_what_was_typed_and_shows_the_list_to_the_desk_alone(cast):
    meeting = called(cast)
    address = f"/desk/consultations/meetings/{meeting.pk}/enter_afterwards/"
    assert at_desk(cast.users.clerk).get(address).status_code == 409
    with days_after(meeting):
        clerk = at_desk(cast.users.clerk)
        question = clerk.get(address)
        form = question.context["attempt"].form
        assert '<span class="label" id="photos-label">照片</span>' in question.text
        sent = {name: form[name].value() or "" for name in form.fields} | {"reason": WHY}
        refused = clerk.post(address, sent)
        assert (refused.status_code, WHY in refused.content.decode()) == (422, True)
        sent["kept_photos"] = [str(photo(cast).pk)]
        assert clerk.post(address, sent).status_code == 302
        page = clerk.get(f"/desk/consultations/meetings/{meeting.pk}/").content.decode()
        assert ("补录" in page, WHY in page) == (True, True)
        late = LateRecord.objects.get()
        upload = Upload.objects.get(subject_id=late.pk)
        shown = clerk.get(f"/consultations/meetings/{meeting.pk}/").content.decode()
        assert ("补录" in shown, str(upload.pk) in shown) == (True, False)
    seen = LateRecord.objects.visible_to
    assert seen(cast.actors.clerk).exists()
    assert not seen(cast.actors.resident).exists()
    assert not seen(cast.actors.other_clerk).exists()
