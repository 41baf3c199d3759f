"""A craftsman of the directory comes to a service day: once, under the trade, and knows of it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from jinlin.core.errors import NotAllowed, NotHere, NotNow, Unusable
from jinlin.core.tests.standing import once_a_file
from jinlin.core.time import clock
from jinlin.core.timeline import Entry
from jinlin.domains.servicedays import actions as days
from jinlin.domains.servicedays.actions import Offer
from jinlin.domains.servicedays.deadlines import Rhythm, Rule
from jinlin.domains.servicedays.models import Session, StallKind
from jinlin.domains.servicedays.queries.story import story
from jinlin.domains.talents.queries.story import story_of_talent
from jinlin.domains.talents.tests import cast as play
from jinlin.ground.accounts.tests.county import at_desk
from jinlin.journeys.talent_to_stall import craftsmen_for, invite
from jinlin.services.notices.models import Message

pytestmark = pytest.mark.django_db


standing_cast, cast = once_a_file(play.cast_of_talents)


@pytest.fixture
def session(cast):
    """Tomorrow's day of the neighbourhood."""
    tomorrow = clock.today() + timedelta(days=1)
    rhythm = Rhythm(Rule.MONTH_DAY, day=tomorrow.day)
    terms = days.Terms("邻里圩", rhythm=rhythm)
    series = days.set_up(
        cast.places.neighbourhood, cast.units.community, terms, actor=cast.actors.lead
    )
    days.lay_out(series, until=tomorrow)
    return Session.objects.get(series=series)


def test_a_craftsman_has_one_stall_under_the_trade_and_is_told(cast, session):
    talent = play.listed(cast)
    skill = talent.skills.first().skill.name
    (card,) = craftsmen_for(session)
    assert (card.pk, skill in card.skills) == (talent.pk, True)
    stall = invite(session, talent=talent.pk, skill=skill, actor=cast.actors.clerk)
    assert (stall.kind, stall.shown_as, stall.talent_id) == ("craftsman", skill, talent.pk)
    assert craftsmen_for(session) == []
    again = invite(session, talent=talent.pk, skill=skill, actor=cast.actors.clerk)
    assert (again, session.stalls.count()) == (stall, 1)  # asked twice, it is the same
    offer = Offer(StallKind.CRAFTSMAN, "别的手艺", "别的手艺", talent=talent.pk)
    with pytest.raises(NotNow):
        days.add_stall(session, offer, actor=cast.actors.clerk)
    told = story_of_talent(play.now_of(talent), actor=cast.actors.clerk)
    assert session.title in told[-1].sentence
    assert skill in story(session, actor=cast.actors.clerk)[-1].sentence
    assert Message.objects.filter(event="talents.talent.stall").count() == 1


def test_who_is_not_in_the_directory_and_what_they_cannot_do_is_refused(cast, session):
    talent = play.listed(cast)
    skill = talent.skills.first().skill.name
    with pytest.raises(Unusable):
        invite(session, talent=talent.pk, skill="开飞机", actor=cast.actors.clerk)
    with pytest.raises(NotAllowed):
        invite(session, talent=talent.pk, skill=skill, actor=cast.actors.resident)
    with pytest.raises(NotHere):
        invite(session, talent=session.pk, skill=skill, actor=cast.actors.clerk)
    assert session.stalls.count() == 0
    assert Entry.objects.filter(verb="stall").count() == 0


def test_the_page_shows_whom_one_may_ask_and_asks(cast, session):
    talent = play.listed(cast)
    skill = talent.skills.first().skill.name
    desk, address = (
        at_desk(cast.users.clerk),
        reverse("journeys:talent_to_stall", args=[session.pk]),
    )
    assert talent.called in desk.get(address).content.decode()
    page = desk.post(address, {"talent": talent.pk, "skill": skill}, follow=True)
    assert talent.called not in page.content.decode()
    day = desk.get(reverse("servicedays:session", args=[session.pk])).content.decode()
    assert skill in day
    assert talent.called not in day
