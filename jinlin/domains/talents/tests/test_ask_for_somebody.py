"""Who asks a craftsman for help without a page of their own: staff for somebody, and a program?"""

from datetime import timedelta
from uuid import uuid4

from django.test import Client

from jinlin.core.actor import SYSTEM
from jinlin.core.time import clock
from jinlin.domains.talents import actions
from jinlin.domains.talents.models import Help, TalentRule
from jinlin.domains.talents.tests import cast as c
from jinlin.domains.talents.tests.cast import listed, now_of
from jinlin.ground.accounts.actions import issue_token
from jinlin.ground.accounts.tests.county import COUNTY, at_desk
from jinlin.services.notices.models import Message


def test_staff_ask_for_somebody_without_a_phone_once_and_say_what_is_broken(cast):
    talent, desk = listed(cast), at_desk(cast.users.clerk)
    address = f"/desk/talents/{talent.pk}/ask/"
    told = {
        "key": desk.get(address).context["form"]["key"].value(),
        "place": cast.places.neighbourhood.code,
        "name": "苏阿婆",
        "text": "马桶堵了",
        "wanted": "今晚",
        "is_paid": "free",
    }
    first, again = (desk.post(address, told) for _time in range(2))
    row = Help.objects.get()
    assert {first.headers["Location"], again.headers["Location"]} == {
        f"/desk/talents/helps/{row.pk}/"
    }
    assert (row.person.name, row.skill.name, row.place) == (
        *("苏阿婆", "管道疏通"),
        cast.places.neighbourhood,
    )
    assert desk.post(address, {**told, "key": uuid4(), "text": ""}).status_code == 422


def test_a_craftsman_s_program_answers_as_they_do(cast):
    row = c.help_asked(cast)
    until = clock.today() + timedelta(days=9)
    scopes = ["talents:read", "talents:write"]
    told = {"name": "p", "scopes": scopes, "expires_on": until, "actor": SYSTEM}
    answers = {}
    for who in ("clerk", "craftsman"):
        _token, raw = issue_token(getattr(cast.users, who), **told)
        program = Client(headers={"authorization": f"Bearer {raw}"})
        sent = {"version": row.version, "comes": "今晚七点"}
        answer = program.post(
            f"/api/v1/talents/helps/{row.pk}/accept", sent, content_type="application/json"
        )
        answers[who] = (answer.status_code, now_of(row).state)
    assert answers == {"clerk": (403, "asked"), "craftsman": (200, "accepted")}


def test_the_mentor_is_asked_and_the_learner_hears_the_answer(cast):
    pair = c.running(cast)
    heard = Message.objects.filter(about_id=pair.pk).order_by("pk").values_list("event", "person")
    assert list(heard) == [
        ("talents.pair.propose", pair.mentor.person_id),
        ("talents.pair.agree", pair.learner_id),
    ]


def test_each_next_word_is_due_by_the_countys_days(cast):
    TalentRule.objects.create(county=COUNTY, valid_from=clock.today(), tell_days=3)
    row = c.accepted(cast)
    days = [row.due_at]
    with clock.set_to(clock.now() + timedelta(days=1)):
        row = actions.finish(row, span=c.span(), what="通开了。", actor=cast.actors.craftsman)
        days.append(row.due_at)
    with clock.set_to(clock.now() + timedelta(days=2)):
        days.append(actions.tell(row, went="well", actor=cast.actors.resident).due_at)
    assert days == [clock.by_end_of(clock.today(), 3 + number) for number in range(3)]
