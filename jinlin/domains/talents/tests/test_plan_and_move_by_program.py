"""Do mentor and learner find their days in a calendar, does a learner go on alone, and can programs
move what the desk moves?
"""

from datetime import timedelta

import pytest
from django.test import Client
from icalendar import Calendar

from jinlin.core.actor import SYSTEM
from jinlin.core.errors import Unusable
from jinlin.core.time import clock
from jinlin.domains.talents import actions
from jinlin.domains.talents.models import Pair, Talent
from jinlin.domains.talents.tests import cast as c
from jinlin.domains.talents.tests.cast import now_of
from jinlin.ground.accounts.actions import issue_token
from jinlin.ground.accounts.tests.county import at_phone
from jinlin.services.notices.models import Message

pytestmark = pytest.mark.one_engine

API, JSON = "/api/v1/talents", "application/json"


def entries(url):
    calendar = Calendar.from_ical(Client().get(url).content)
    return [
        (str(each["summary"]), each.decoded("dtstart"), each["sequence"])
        for each in calendar.walk("VEVENT")
    ]


def feed_of(user):
    page = at_phone(user).post("/talents/me/calendar/")
    return "/" + page.context["address"].partition("://")[2].partition("/")[2]


def test_mentor_and_learner_read_in_their_calendars_when_they_meet_next(cast):
    pair, at = c.running(cast), clock.now() + timedelta(days=3)
    feeds = [feed_of(cast.users.craftsman), feed_of(cast.users.neighbour)]
    pair = actions.plan(pair, at=at, actor=cast.actors.neighbour)
    told = Message.objects.filter(event="talents.pair.plan").count()
    later = at + timedelta(days=1)
    pair = actions.plan(pair, at=later, actor=cast.actors.craftsman)
    for url in feeds:
        ((words, day, sequence),) = entries(url)
        assert (words, day, sequence) == (
            *("师徒碰面：管道疏通", later.astimezone(clock.CHINA).replace(microsecond=0)),
            2,
        )
    assert told > 0
    assert "陈" not in Client().get(feeds[0]).content.decode()
    actions.end(now_of(pair), reason="没时间", actor=cast.actors.craftsman)
    assert entries(feeds[0]) == []


def test_the_last_day_of_a_certificate_stands_in_the_calendar(cast):
    certificate = c.held(cast)
    ((words, day, _sequence),) = entries(feed_of(cast.users.craftsman))
    assert (words, day) == ("证书到期：管道疏通", certificate.valid_until)


@pytest.mark.parametrize("days", [-1, 400])
def test_a_session_is_planned_ahead_and_within_a_year(cast, days):
    pair = c.running(cast)
    with pytest.raises(Unusable):
        actions.plan(pair, at=clock.now() + timedelta(days=days), actor=cast.actors.clerk)


def test_a_session_that_was_held_is_planned_no_more(cast):
    pair = actions.plan(
        c.running(cast), at=clock.now() + timedelta(minutes=5), actor=cast.actors.clerk
    )
    with clock.set_to(clock.start_of_next(clock.local_day(pair.next_at)) + timedelta(hours=9)):
        session = actions.Session(clock.today(), 60, "通了一次地漏。")
        pair = actions.meet(pair, session=session, actor=cast.actors.clerk)
    assert pair.next_at is None


def test_who_works_alone_is_nominated_by_the_mentor_and_shown_only_after_a_yes(cast):
    pair = c.completed(cast)
    talent = Talent.objects.get(person=pair.learner)
    voice = talent.nominations.get()
    assert (talent.state, [each.skill.name for each in talent.skills.all()]) == (
        *("nominated", ["管道疏通"]),
    )
    assert voice.by_person == pair.mentor.person
    assert "陈师傅" in voice.why


@pytest.mark.parametrize("outcome", ["partly", "not"])
def test_who_cannot_do_it_alone_is_not_nominated(cast, outcome):
    pair = actions.complete(c.running(cast), outcome=outcome, actor=cast.actors.craftsman)
    assert not Talent.objects.filter(person=pair.learner).exists()


def program(user):
    until = clock.today() + timedelta(days=9)
    scopes = ["talents:read", "talents:write"]
    _token, raw = issue_token(user, name="p", scopes=scopes, expires_on=until, actor=SYSTEM)
    return Client(headers={"authorization": f"Bearer {raw}"})


def sent(client, address, body, **more):
    return client.post(f"{API}{address}", body, content_type=JSON, **more)


def test_a_find_handed_in_twice_under_one_key_is_one_and_waits_to_be_asked(cast):
    client, key = program(cast.users.clerk), {"headers": {"idempotency-key": "one"}}
    find = {
        "place": cast.places.neighbourhood.code,
        "name": "吴阿姨",
        "phone": "13922223333",
        "why": "会剪头发。",
        "skills": ["理发"],
    }
    first, again = (sent(client, "/nominations", find, **key) for _time in range(2))
    assert (first.status_code, first.json()) == (201, again.json())
    row = Talent.objects.get()
    assert (row.state, row.nominations.count()) == ("nominated", 1)
    unknown = sent(client, "/nominations", {**find, "skills": ["开飞机"]})
    assert unknown.status_code == 422
    moved = {"version": row.version, "called": "吴阿姨", "agreed": False}
    assert sent(client, f"/{row.pk}/take_in", moved).status_code == 422
    taken = sent(client, f"/{row.pk}/take_in", {**moved, "agreed": True})
    assert (taken.status_code, taken.json()["state"]) == (200, "listed")
    outside = sent(program(cast.users.other_clerk), f"/{row.pk}/leave", {"version": 2})
    assert outside.status_code == 404


def test_a_pair_is_brought_together_and_goes_its_way_by_program(cast):
    mentor, client = c.listed(cast), program(cast.users.clerk)
    learner = {"name": "小吴", "phone": "13922224444", "skill": "管道疏通", "goals": ["会通马桶"]}
    made = sent(client, "/pairs", {"mentor": str(mentor.pk), **learner}).json()
    assert made["state"] == "proposed"
    way = (
        ("agree", {}),
        ("meet", {"on": clock.today().isoformat(), "minutes": 60, "words": "看了一次。"}),
        ("plan", {"at": (clock.now() + timedelta(days=2)).isoformat()}),
        ("reach", {"goal": made["goals"][0]["id"]}),
        ("complete", {"outcome": "independent"}),
    )
    for verb, said in way:
        answer = sent(client, f"/pairs/{made['id']}/{verb}", {"version": made["version"], **said})
        assert answer.status_code == 200, answer.content
        made = answer.json()
    assert (made["state"], made["next_at"], Pair.objects.count()) == ("completed", None, 1)
    assert made["goals"][0]["reached_on"] == clock.today().isoformat()
    (listed,) = client.get(f"{API}/pairs?state=completed").json()["items"]
    assert listed["id"] == made["id"]
    assert program(cast.users.other_clerk).get(f"{API}/pairs").json()["items"] == []


def test_a_certificate_is_withdrawn_by_the_lead_s_program_and_by_nobody_else_s(cast):
    row = c.held(cast)
    said = {"version": row.version, "reason": "材料不实"}
    answers = {
        who: sent(program(getattr(cast.users, who)), f"/certificates/{row.pk}/withdraw", said)
        for who in ("clerk", "craftsman", "other_clerk", "community_lead")
    }
    assert {who: answer.status_code for who, answer in answers.items()} == {
        "clerk": 403,
        "craftsman": 403,
        "other_clerk": 404,
        "community_lead": 200,
    }
    assert now_of(row).state == "withdrawn"
