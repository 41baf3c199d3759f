"""Can programs of staff and of an enterprise do what they do at their pages?"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM
from jinlin.core.time import clock
from jinlin.domains.training import actions
from jinlin.domains.training.models import Attendance, Enrolment, Order
from jinlin.domains.training.tests.cast import (
    AFTER,
    FRIDAY,
    agreed,
    announced,
    at,
    at_desk,
    certified,
    introduced,
    lesson_of,
    now_of,
    running,
    slot,
)
from jinlin.ground.accounts.actions import issue_token
from jinlin.ground.accounts.actors import actor_for
from jinlin.services.documents.models import Document

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
TRAINING = "/api/v1/training"
JSON = "application/json"


def program(user, *scopes):
    until = clock.today() + timedelta(days=9)
    told = {"name": "p", "scopes": list(scopes), "expires_on": until, "actor": SYSTEM}
    _token, raw = issue_token(user, **told)
    return Client(headers={"authorization": f"Bearer {raw}"})


def of(user):
    return program(user, "training:read", "training:write")


def send(client, address, sent, **more):
    return client.post(f"{TRAINING}{address}", sent, content_type=JSON, **more)


def test_everybody_reads_which_classes_and_modules_there_are_and_what_is_wanted(cast):
    row = announced(cast)
    place = cast.places.neighbourhood.code
    with at(15):
        wants = actions.Wanted(cast.places.neighbourhood, cast.module, times={"evening"})
        actions.order(cast.resident, wants, actor=SYSTEM)
        found = Client().get(f"{TRAINING}?place={place}").json()
        modules = Client().get(f"{TRAINING}/modules?place={place}").json()
        (wanted,) = Client().get(f"{TRAINING}/wanted?place={place}").json()
    assert [(each["id"], each["free"], each["state"]) for each in found] == [
        (str(row.pk), 2, "announced")
    ]
    assert [each["name"] for each in modules] == ["养老护理", "电商直播"]
    assert (wanted["module"], wanted["people"], wanted["times"]["evening"]) == ("电商直播", 1, 1)


def test_an_order_sent_twice_under_one_key_is_one_and_the_person_is_masked(cast):
    with at(9):
        client = of(cast.users.clerk)
        sent = {
            "name": "李阿婆",
            "phone": "13800000009",
            "place": cast.places.community.code,
            "module": str(cast.module.pk),
            "times": ["evening"],
            "channel": "door",
        }
        key = {"headers": {"idempotency-key": "one"}}
        first, again = (send(client, "/orders", sent, **key) for _time in range(2))
        assert (first.status_code, first.json()) == (201, again.json())
        assert Order.objects.count() == 1
        (listed,) = client.get(f"{TRAINING}/orders").json()["items"]
    assert (listed["person"], listed["times"]) == ("李**", ["evening"])


def test_a_class_is_moved_by_its_version_and_a_stale_one_is_told(cast):
    row = agreed(cast)
    with at(13):
        actions.add_lesson(row, slot(cast), actor=cast.actors.organiser)
        client, version = of(cast.users.organiser), now_of(row).version
        shown = client.get(f"{TRAINING}/{row.pk}").json()
        assert (shown["moves"], len(shown["lessons"])) == (["announce", "cancel"], 1)
        stale = send(client, f"/{row.pk}/announce", {"version": version - 1})
        moved = send(client, f"/{row.pk}/announce", {"version": version})
        assert (stale.status_code, moved.json()["state"]) == (409, "announced")
        enrolled = send(client, f"/{row.pk}/enrolments", {"name": "李阿婆"})
    assert (enrolled.json()["taken"], Enrolment.objects.count()) == (1, 1)


def test_who_was_there_is_noted_once_for_each_id(cast):
    row = running(cast)
    with at(9, 5, day=FRIDAY):
        client = of(cast.users.teacher)
        (one, _two) = client.get(f"{TRAINING}/{row.pk}/pupils").json()
        now = clock.now().isoformat()
        sent = {"id": str(uuid4()), "seat": one["seat"], "said_at": now, "sent_at": now}
        entries = f"/lessons/{lesson_of(row).pk}/entries"
        first, again = (send(client, entries, sent) for _time in range(2))
        assert (first.status_code, first.json()["digest"]) == (200, again.json()["digest"])
        naive = {**sent, "said_at": "2025-04-18T09:05:00"}
        assert send(client, entries, naive).status_code == 422
    assert Attendance.objects.count() == 1
    assert "*" in one["name"]


def test_ones_own_certificates_are_read_and_nobody_else_s(cast):
    paper = certified(cast)
    with at(12, day=AFTER):
        own = of(paper.enrolment.person.user).get(f"{TRAINING}/certificates").json()["items"]
        assert [(each["number"], each["holds"]) for each in own] == [(paper.number, True)]
        assert (
            Client().get(f"/verify/{own[0]['verify'].rpartition('/verify/')[2]}").status_code == 200
        )
        clerk = of(cast.users.clerk)
        assert clerk.get(f"{TRAINING}/certificates").json()["items"] == []
        desk = clerk.get(f"{TRAINING}/certificates?own=false").json()["items"]
        assert [each["number"] for each in desk] == [paper.number]
        outside = of(cast.users.county_outsider).get(f"{TRAINING}/certificates?own=false")
    assert outside.json()["items"] == []


def test_an_organisation_that_is_asked_about_a_class_sees_it_and_nobody_in_it(cast):
    paper = certified(cast)
    course = f"/desk/training/{paper.enrolment.course_id}/"
    with at(12, day=AFTER):
        for who in (cast.users.school_clerk, cast.users.school_partner):
            desk = at_desk(who)
            page = desk.get(course)
            assert (page.status_code, page.context["sees_people"]) == (200, False)
            assert desk.get(f"{course}list/?as=csv").status_code == 403
            for row in (paper.pk, paper.enrolment_id):
                assert desk.get(f"/desk/training/behind/{row}/").status_code in {403, 404}
            found = of(who).get(f"{TRAINING}/certificates?own=false").json()["items"]
            assert found == []
            assert not Document.objects.visible_to(actor_for(who)).exists()
        whole = at_desk(cast.users.organiser).get(f"{course}list/?as=csv")
        assert len(b"".join(whole.streaming_content).splitlines()) == 3


def test_an_enterprise_s_program_has_the_name_only_after_the_yes_and_its_look_is_kept(cast):
    row = introduced(cast)
    with at(11, day=AFTER):
        employer = of(cast.users.employer)
        address = f"{TRAINING}/introductions/{row.pk}"
        assert employer.get(address).status_code == 404
        row = actions.agree_to_introduction(row, actor=cast.actors.resident)
        shown = employer.get(address).json()
        assert (shown["person"], shown["moves"]) == (cast.resident.name, ["hire", "turn_down"])
        lead = of(cast.users.lead).get(address).json()
        assert (lead["person"], lead["phone"]) == ("王**", "")
        hired = send(
            employer, f"/introductions/{row.pk}/hire", {"version": row.version, "since": str(AFTER)}
        )
    assert (hired.json()["state"], hired.json()["rung"], hired.json()["person"]) == (
        "hired",
        2,
        "王**",
    )
    looks = timeline.Access.objects.filter(subject_id=cast.resident.pk, what="introduction")
    assert looks.count() == 1


def test_a_token_that_may_only_read_moves_nothing(cast):
    row = announced(cast)
    with at(15):
        reader = program(cast.users.organiser, "training:read")
        answer = send(reader, f"/{row.pk}/cancel", {"version": row.version, "reason": "停电"})
    assert (answer.status_code, now_of(row).state) == (403, "announced")


def test_one_class_or_three_are_listed_in_as_many_statements(cast, django_assert_max_num_queries):
    announced(cast)
    with at(15):
        client, counts = of(cast.users.organiser), []
        client.get(f"{TRAINING}/desk")
        for title in ("", "乙班", "丙班"):
            if title:
                actions.plan(
                    cast.places.community,
                    cast.units.community,
                    actions.Terms(title),
                    actor=cast.actors.organiser,
                )
            with django_assert_max_num_queries(20) as asked:
                client.get(f"{TRAINING}/desk")
            counts.append(len(asked))
    assert counts[0] == counts[1] == counts[2]
