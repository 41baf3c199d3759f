"""Does a calendar know when something can be said or decided, and what did each version change?"""

from datetime import timedelta

import pytest
from icalendar import Calendar

from jinlin.core.time import clock
from jinlin.domains.pacts import actions
from jinlin.domains.pacts.models import Comment
from jinlin.domains.pacts.tests.cast import (
    CARRIED,
    CLAUSES,
    changed,
    commenting,
    drafted,
    in_force,
    now_of,
    said,
    voting,
)
from jinlin.ground.accounts.tests.county import at_desk, at_phone


def days_of(cast, place) -> list[tuple[str, object, str]]:
    answer = at_phone(cast.users.resident).get(f"/pacts/calendar/{place.code}.ics")
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    return [(str(one["summary"]), one["dtstart"].dt, str(one["location"])) for one in found]


@pytest.mark.one_engine
def test_the_calendar_of_a_place_names_last_days_and_votes_and_no_draft(cast):
    drafted(cast, "second_neighbourhood")
    pact, place = commenting(cast), cast.places.neighbourhood
    until = clock.today() + timedelta(days=7)
    assert days_of(cast, place) == [("凤池新村公约征求意见截止", until, "凤池新村")]
    pact = actions.consolidate(pact, actor=cast.actors.clerk)
    assert days_of(cast, place) == []
    day = clock.today() + timedelta(days=2)
    actions.put_to_vote(pact, meets_on=day, where="居民活动室", actor=cast.actors.clerk)
    assert days_of(cast, place) == [("凤池新村公约表决", day, "凤池新村 居民活动室")]
    assert days_of(cast, cast.places.community) == days_of(cast, place)
    assert days_of(cast, cast.places.far_neighbourhood) == []


@pytest.mark.one_engine
def test_a_calendar_that_is_known_already_is_not_sent_again(cast):
    voting(cast)
    phone, address = at_phone(cast.users.resident), "/pacts/calendar/350526100001.ics"
    tag = phone.get(address)["ETag"]
    assert phone.get(address, headers={"if-none-match": tag}).status_code == 304


@pytest.mark.one_engine
def test_the_page_of_a_day_says_what_that_version_changed(cast):
    pact, lead = in_force(cast), cast.actors.community_lead
    pact = actions.amend(pact, actor=lead)
    texts = ["楼道不放任何杂物。", *CLAUSES[1:]]
    actions.write(pact, title="公约", changes=changed(pact, texts), actor=lead)
    until, day = clock.today() + timedelta(days=7), clock.today() + timedelta(days=1)
    pact = actions.publish(now_of(pact), until=until, actor=lead)
    pact = actions.consolidate(pact, actor=lead)
    pact = actions.put_to_vote(pact, meets_on=clock.today(), where="活动室", actor=lead)
    actions.adopt(pact, tally=CARRIED, since=day, actor=lead)
    phone = at_phone(cast.users.resident)
    first, second = (
        phone.get(f"/pacts/{pact.pk}/?on={on:%Y-%m-%d}").context["sheet"].changed
        for on in (clock.today(), day)
    )
    assert first == []
    assert [change.is_same for change in second] == [False, True, True]
    assert "".join(run.text for run in second[0].runs if run.kind != "gone") == texts[0]


def test_many_comments_are_read_page_by_page_and_the_answered_ones_apart(cast):
    pact, desk = commenting(cast), at_desk(cast.users.clerk)
    for number in range(31):
        said(cast, pact, f"第{number}条建议")
    address = f"/desk/pacts/{pact.pk}/comments/"
    page = desk.get(address)
    assert (len(page.context["lines"]), page.context["counts"]["open"]) == (30, 31)
    rest = desk.get(f"{address}?after={page.context['page'].next}").context["lines"]
    assert [comment.text for comment, _form in rest] == ["第30条建议"]
    first = Comment.objects.order_by("written_at").first()
    actions.answer(first, answer="taken", actor=cast.actors.clerk)
    answered = desk.get(f"{address}?show=answered").context["lines"]
    assert [comment for comment, _form in answered] == [first]
    refused = desk.post(f"{address}{rest[0][0].pk}/", {f"{rest[0][0].pk}-answer": "later"})
    assert (refused.status_code, refused.context["lines"][0][0]) == (422, rest[0][0])
