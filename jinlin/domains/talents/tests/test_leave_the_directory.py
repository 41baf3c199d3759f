"""What becomes of what is open when a craftsman leaves the directory?"""

import pytest

from jinlin.domains.talents import actions
from jinlin.domains.talents.tests import cast as c
from jinlin.domains.talents.tests.cast import help_asked, listed, now_of, on_notice, on_panel
from jinlin.services.notices.models import Message

pytestmark = pytest.mark.django_db


def test_who_waits_for_an_answer_is_told_and_what_was_agreed_goes_on(cast):
    talent = listed(cast)
    waiting = help_asked(cast, talent)
    actions.leave(now_of(talent), actor=cast.actors.craftsman)
    waiting = now_of(waiting)
    assert (waiting.state, waiting.reason) == ("declined", "对方已退出能人名录。")
    told = Message.objects.filter(user=cast.users.resident, event__startswith="talents.help")
    assert "对方已退出能人名录。" in told.latest("pk").body


def test_a_promised_help_stays_a_promise(cast):
    promised = c.accepted(cast)
    actions.leave(now_of(promised.talent), actor=cast.actors.craftsman)
    assert now_of(promised).state == "accepted"


def test_no_panel_judges_who_has_left_and_what_stood_before_everybody_is_decided(cast):
    judged = on_panel(cast)
    actions.leave(now_of(judged.talent), actor=cast.actors.craftsman)
    judged = now_of(judged)
    assert (judged.state, judged.decided_on is not None) == ("withdrawn", True)


def test_an_application_on_public_notice_keeps_its_course(cast):
    shown = on_notice(cast)
    actions.leave(now_of(shown.talent), actor=cast.actors.craftsman)
    assert now_of(shown).state == "on_notice"
