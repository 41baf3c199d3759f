"""What becomes of a panel on which somebody never judges?"""

from datetime import timedelta

import pytest

from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.core.time import clock
from jinlin.domains.talents import actions
from jinlin.domains.talents.actions import Declaration
from jinlin.domains.talents.models import Seat
from jinlin.domains.talents.permissions import RULES
from jinlin.domains.talents.tests.cast import JUDGES, now_of, on_panel
from jinlin.ground.accounts import actions as accounts
from jinlin.ground.accounts.models import Grant
from jinlin.ground.accounts.tests.county import at_desk
from jinlin.services.notices.models import Message


def but_one(cast):
    """All but the last have judged."""
    application = on_panel(cast)
    for who in JUDGES[:-1]:
        actor = getattr(cast.actors, who)
        seat = Seat.objects.of(actor).get(application=application)
        seat = actions.declare(seat, Declaration(False), actor=actor)
        actions.judge(seat, "for", words="看过活儿。", actor=actor)
    return now_of(application)


def leave(cast, who):
    for grant in Grant.objects.current().filter(user=getattr(cast.users, who)):
        accounts.revoke_role(grant, actor=SYSTEM)


def test_nobody_is_let_off_while_there_is_time_nor_whoever_has_judged(cast):
    application = but_one(cast)
    lead = cast.actors.community_lead
    seats = {str(seat.pk) for seat in Seat.objects.filter(application=application)}
    for seat in seats:
        with pytest.raises(NotNow):
            actions.excuse(application, seat=seat, reason="出差", actor=lead)
    with clock.set_to(application.due_at + timedelta(hours=1)):
        (late,) = now_of(application).excusable()
        with pytest.raises(NotAllowed):
            told = {"seat": str(late.pk), "reason": "出差"}
            actions.excuse(application, **told, actor=cast.actors.clerk)
        for judged in seats - {str(late.pk)}:
            with pytest.raises(Unusable):
                actions.excuse(now_of(application), seat=judged, reason="出差", actor=lead)
        actions.excuse(now_of(application), seat=str(late.pk), reason="出差两月", actor=lead)
    assert Seat.objects.filter(application=application).count() == len(JUDGES) - 1
    told = Message.objects.get(user=getattr(cast.users, JUDGES[-1]), event__endswith=".excuse")
    assert told.body == "出差两月"


def test_who_left_is_let_off_at_once_on_the_page_and_the_panel_goes_on(cast):
    application = but_one(cast)
    leave(cast, JUDGES[-1])
    browser = at_desk(cast.users.community_lead)
    address = f"/desk/talents/applications/{application.pk}/excuse/"
    assert address in browser.get(address.replace("excuse/", "")).content.decode()
    form = browser.get(address).context["form"]
    sent = {field.html_name: field.value() or "" for field in form}
    seat = str(Seat.objects.get(application=application, verdict="").pk)
    answer = browser.post(address, {**sent, "seat": seat, "reason": "已调离本县"})
    assert answer.status_code == 302
    application = now_of(application)
    assert "publish" not in [
        each.name for each in RULES.open_to(cast.actors.community_lead, application)
    ]  # three have to be free
    accounts.grant_role(
        getattr(cast.users, JUDGES[-1]), role="assessor", at=cast.places.county, actor=SYSTEM
    )
    panel = {str(getattr(cast.users, JUDGES[-1]).pk): "residents"}
    actions.add_assessor(application, panel=panel, actor=cast.actors.community_lead)
    actor = getattr(cast.actors, JUDGES[-1])
    seat = actions.declare(Seat.objects.of(actor).get(), Declaration(False), actor=actor)
    actions.judge(seat, "for", words="看过活儿。", actor=actor)
    notice = actions.publish(now_of(application), actor=cast.actors.community_lead)
    assert notice.state == "on_notice"
