"""Can a partner's program offer, change and withdraw courses and work, as its people do?"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from jinlin.core.errors import NotNow, Unusable
from jinlin.core.keys import uuid7
from jinlin.core.timeline import Entry
from jinlin.domains.training import actions
from jinlin.domains.training.models import Supply, Vacancy
from jinlin.domains.training.queries.near import offered_in, work_near
from jinlin.domains.training.tests.cast import AFTER, at, at_desk, now_of, offered
from jinlin.domains.training.tests.test_speak_to_programs import of, program, send

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
UNTIL = (AFTER + timedelta(days=60)).isoformat()


def a_course(cast, **more):
    told = {"provider": str(cast.units.school.pk), "module": str(cast.module.pk)}
    return {**told, "title": "直播运营", "lesson_hours": 16, "cost": 200, **more}


def some_work(cast, **more):
    told = {"organisation": str(cast.units.enterprise.pk), "place": cast.places.community.code}
    told |= {"title": "直播助理", "hours": "8小时", "pay": "4000元/月", "valid_until": UNTIL}
    return {**told, **more}


def verbs_of(pk):
    return list(Entry.objects.filter(subject_id=pk).order_by("seq").values_list("verb", flat=True))


def test_a_school_s_program_offers_a_course_changes_it_and_takes_it_off(cast):
    with at(9, day=AFTER):
        client = of(cast.users.school_partner)
        made = send(client, "/offers", a_course(cast, times=["evening"]))
        row = Supply.objects.get()
        assert (made.status_code, made.json()["id"]) == (201, str(row.pk))
        assert (row.provider, row.hours, row.cost, row.evening) == (
            *(cast.units.school, 16, 200),
            True,
        )
        anew = {name: each for name, each in a_course(cast, cost=0).items() if name != "provider"}
        changed = send(client, f"/offers/{row.pk}/change", anew).json()
        assert (changed["cost"], changed["times"]) == (0, ["daytime", "evening", "weekend"])
        (listed,) = client.get("/api/v1/training/offers").json()["items"]
        assert listed == changed
        assert offered_in(cast.places.community) == [row]
        ended = [send(client, f"/offers/{row.pk}/withdraw", {}).json() for _time in range(2)]
    assert {each["valid_until"] for each in ended} == {AFTER.isoformat()}
    assert verbs_of(row.pk) == ["supply", "change_supply", "end_supply"]
    with at(9, day=AFTER + timedelta(days=1)):
        client = of(cast.users.school_partner)
        assert client.get("/api/v1/training/offers").json()["items"] == []
        assert len(client.get("/api/v1/training/offers?ended=true").json()["items"]) == 1
        assert send(client, f"/offers/{row.pk}/change", anew).status_code == 409


def test_an_enterprise_s_program_offers_work_changes_it_and_withdraws_it(cast):
    with at(9, day=AFTER):
        client = of(cast.users.employer)
        made = send(client, "/work", some_work(cast, module=str(cast.module.pk)))
        row = Vacancy.objects.get()
        assert (made.status_code, made.json()["id"], row.module) == (201, str(row.pk), cast.module)
        anew = {
            n: each for n, each in some_work(cast, pay="4500元/月").items() if n != "organisation"
        }
        changed = send(client, f"/work/{row.pk}/change", anew).json()
        assert (changed["pay"], changed["module"], changed["is_open"]) == ("4500元/月", "", True)
        assert client.get("/api/v1/training/work/own").json()["items"] == [changed]
        assert work_near(cast.places.community) == [row]
        ended = [send(client, f"/work/{row.pk}/withdraw", {}).json() for _time in range(2)]
        assert [each["is_open"] for each in ended] == [False, False]
        assert send(client, f"/work/{row.pk}/change", anew).status_code == 409
        assert client.get("/api/v1/training/work/own").json()["items"] == []
        assert len(client.get("/api/v1/training/work/own?closed=true").json()["items"]) == 1
    assert verbs_of(row.pk) == ["offer_work", "change_work", "close_work"]


@pytest.mark.parametrize(
    ("address", "body", "model", "who"),
    [
        ("/offers", a_course, Supply, "school_partner"),
        ("/work", some_work, Vacancy, "employer"),
    ],
)
def test_what_is_sent_twice_stands_once(cast, address, body, model, who):
    key, pk = {"headers": {"idempotency-key": "one"}}, str(uuid7())
    with at(9, day=AFTER):
        client = of(getattr(cast.users, who))
        keyed = [send(client, address, body(cast), **key) for _time in range(2)]
        other = send(client, address, body(cast, title="另一个"), **key)
        mine = [send(client, address, body(cast, id=pk, title="离线写的")) for _time in range(2)]
        crossed = send(client, address, body(cast, id=pk, title="写得不同"))
        row = keyed[0].json()["id"]
        anew = {n: v for n, v in body(cast).items() if n not in {"provider", "organisation"}}
        again = [send(client, f"{address}/{row}/change", anew, **key) for _time in range(2)]
    assert [each.status_code for each in (*keyed, *mine)] == [201] * 4
    assert len({each.content for each in keyed}) == len({each.content for each in mine}) == 1
    assert (other.status_code, crossed.status_code, mine[0].json()["id"]) == (409, 409, pk)
    assert model.objects.count() == 2
    assert [each.status_code for each in again] == [409, 409]  # the key was another call's


def test_nobody_offers_for_others_and_nothing_of_another_county(cast):
    stranger = {"module": str(uuid4())}
    with at(9, day=AFTER):
        school, employer = of(cast.users.school_partner), of(cast.users.employer)
        theirs = send(employer, "/offers", a_course(cast))
        elsewhere = send(school, "/offers", a_course(cast, **stranger))
        nowhere = send(employer, "/work", some_work(cast, place="350100"))
        not_mine = send(school, "/work", some_work(cast))
        made = send(employer, "/work", some_work(cast)).json()
        unseen = send(school, f"/work/{made['id']}/withdraw", {})
        over = send(employer, "/work", some_work(cast, valid_until="2020-01-01"))
        reader = send(program(cast.users.employer, "training:read"), "/work", some_work(cast))
    fields = [
        each.json()["detail"].get("field") for each in (theirs, elsewhere, nowhere, not_mine, over)
    ]
    assert fields == ["provider", "module", "place", "organisation", "valid_until"]
    assert [each.status_code for each in (theirs, elsewhere, nowhere, not_mine)] == [422] * 4
    assert (unseen.status_code, reader.status_code, over.status_code) == (404, 403, 422)
    assert (Supply.objects.count(), Vacancy.objects.count()) == (0, 1)


def test_the_same_course_twice_on_one_day_is_refused_in_words(cast):
    with at(9, day=AFTER):
        client = of(cast.users.school_partner)
        send(client, "/offers", a_course(cast))
        again = send(client, "/offers", a_course(cast))
    assert (again.status_code, again.json()["detail"]["field"]) == (422, "title")
    assert Supply.objects.count() == 1


def test_a_course_on_offer_is_changed_on_a_page_that_keeps_what_was_typed(cast):
    told = actions.Offered(cast.module, "直播运营", hours=16, times=frozenset({"evening"}))
    with at(9, day=AFTER):
        row = actions.supply(cast.units.school, told, actor=cast.actors.school_partner)
        page, desk = (
            reverse("training:change_supply", args=[row.pk]),
            at_desk(cast.users.school_partner),
        )
        assert page in desk.get(reverse("training:supply")).content.decode()
        form = desk.get(page).context["form"]
        sent = {field.html_name: value for field in form if (value := field.value())}
        assert sent["times"] == ["evening"]
        refused = desk.post(page, {**sent, "seats": "0", "title": "直播运营进阶"})
        assert (refused.status_code, "直播运营进阶" in refused.content.decode()) == (422, True)
        late = desk.post(page, {**sent, "valid_until": "2020-01-01"})
        assert late.status_code == 422
        assert desk.post(page, {**sent, "cost": "100"}).status_code == 302
        assert at_desk(cast.users.employer).get(page).status_code in {403, 404}
    row = now_of(row)
    assert (row.title, row.cost, row.hours, row.evening) == ("直播运营", 100, 16, True)


def test_work_asks_for_no_skill_of_another_county(cast):
    cast.module.county = "350100"
    with pytest.raises(Unusable):
        offered(cast)


def test_a_course_that_is_over_is_not_changed(cast):
    told = actions.Offered(cast.module, "直播运营")
    with at(9, day=AFTER):
        row = actions.supply(cast.units.school, told, actor=cast.actors.school_partner)
        actions.end_supply(row, actor=cast.actors.school_partner)
    with at(9, day=AFTER + timedelta(days=1)), pytest.raises(NotNow):
        actions.change_supply(row, told, actor=cast.actors.school_partner)
