"""Does the page of a move show what it is decided by, and say why it is not open?"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from jinlin.core.files import uploads
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.actions import Verdict
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.tests.cast import Cast, days_on, finished, in_hand, joint, now_of
from jinlin.domains.appeals.tests.test_desk_register import NEW, told
from jinlin.domains.appeals.tests.test_send_photos_by_programs import a_photo
from jinlin.ground.accounts.tests.county import at_desk, at_phone

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
UNSOLVED = Verdict(answered=True, solved=False, satisfied=False)


def move(appeal: Appeal, name: str) -> str:
    return reverse("appeals:desk_move", args=[appeal.pk, name])


def typed(appeal: Appeal, **words) -> dict:
    return {"version": now_of(appeal).version, "key": str(uuid4()), **words}


def asked(cast: Cast) -> Appeal:
    return actions.ask_extension(
        in_hand(cast), actor=cast.actors.handler, days=5, reason="配件要从外地调。"
    )


def test_whoever_grants_days_reads_how_many_why_and_until_when_and_may_give_others(cast):
    appeal, lead = asked(cast), at_desk(cast.users.lead)
    page = lead.get(move(appeal, "grant_extension"))
    assert page.context["form" if "form" in page.context else "attempt"] is not None
    assert ("配件要从外地调。" in page.text, 'value="5"' in page.text) == (True, True)
    assert "申请延期 5 天" in page.text
    before = appeal.due_at
    lead.post(move(appeal, "grant_extension"), typed(appeal, days="2", reason="两天够了。"))
    assert now_of(appeal).due_at == before + timedelta(days=2)


def test_who_finishes_again_reads_the_earlier_reply_and_what_the_resident_said_to_it(cast):
    appeal = finished(cast)
    reply = appeal.rounds.get().reply
    appeal = actions.judge(
        appeal, actor=cast.actors.resident, verdict=UNSOLVED, comment="灯还是不亮。"
    )
    page = at_desk(cast.users.handler).get(move(appeal, "finish")).text
    assert [words in page for words in (reply, "灯还是不亮。", "没解决")] == [True, True, True]


def test_a_step_that_is_not_open_says_why_on_the_page_and_when_it_is_asked_for(cast):
    appeal, handler = joint(cast), at_desk(cast.users.handler)
    why = "还有协办单位没有答复"
    page = handler.get(reverse("appeals:desk_appeal", args=[appeal.pk])).text
    assert (why in page, "现在还不能办的" in page) == (True, True)
    refused = handler.get(move(appeal, "finish"))
    assert (refused.status_code, why in refused.text) == (409, True)


def test_a_step_of_another_state_says_which(cast):
    refused = at_desk(cast.users.clerk).get(move(in_hand(cast), "accept"))
    assert (
        refused.status_code,
        "“受理”要在“待受理”时才能办，现在是“办理中”。" in refused.text,
    ) == (
        409,
        True,
    )


def test_several_units_are_asked_to_help_at_once(cast):
    appeal = in_hand(cast)
    clerk = at_desk(cast.users.clerk)
    offered = clerk.get(move(appeal, "convene")).context["attempt"].form.fields["helper"].queryset
    one, two = list(offered.values_list("pk", flat=True))[:2]
    given = {"helper": one, "second": two, "third": one, "task": "一起查看。", "due_on": days_on(3)}
    clerk.post(move(appeal, "convene"), typed(appeal, **given))
    assert sorted(now_of(appeal).parts.values_list("unit_id", flat=True)) == sorted([one, two])


def test_who_says_that_it_is_not_solved_shows_it_with_a_photo(cast):
    appeal = finished(cast)
    answers = {"answered": "yes", "solved": "no", "satisfied": "no", "comment": "还是不亮。"}
    at_phone(cast.users.resident).post(
        reverse("appeals:move", args=[appeal.pk, "judge"]),
        typed(appeal, **answers, photos=a_photo()),
    )
    page = at_desk(cast.users.handler).get(reverse("appeals:desk_appeal", args=[appeal.pk]))
    assert [len(entry.photos) for entry in page.context["entries"] if entry.verb == "judge"] == [1]


def test_what_is_registered_may_have_photos_and_a_mistake_loses_none(cast):
    clerk = at_desk(cast.users.clerk)
    again = clerk.post(NEW, told(cast, text="", photos=a_photo()))
    assert again.status_code == 422
    kept = [photo.pk for photo in again.context["attempt"].photos]
    clerk.post(NEW, told(cast, kept_photos=kept))
    assert [photo.pk for photo in uploads.of(Appeal.objects.get())] == kept
