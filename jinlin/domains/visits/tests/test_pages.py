"""Do the pages of visits show what they should, to whom they should, in as many statements with
many rows as with one?
"""

import json
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jinlin.core.timeline import Access
from jinlin.domains.visits import actions
from jinlin.domains.visits.models import Checklist, ChecklistVersion, Clash, Door, VisitFile
from jinlin.domains.visits.queries.carried import carried as as_carried
from jinlin.domains.visits.tests.cast import (
    COUNTY,
    all_to,
    answer,
    carried,
    form,
    found,
    going,
    hand_in,
    home,
    now_of,
    planned,
)
from jinlin.ground.accounts.tests.county import at_desk
from jinlin.ground.people import actions as people

pytestmark = pytest.mark.one_engine


@pytest.fixture
def taken(cast):
    all_to(cast, going(cast))
    return carried(cast)


def statements(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_the_lists_take_as_many_statements_with_many_rows_as_with_one(cast):
    clerk, round_ = at_desk(cast.users.clerk), going(cast)
    doors = f"/desk/visits/{round_.pk}/doors/"
    before = {address: statements(clerk, address) for address in ("/desk/visits/", doors)}
    for number in range(5):
        home(cast, 20 + number)
    actions.look_after_rounds()
    going(cast, title="第二轮")
    assert {address: statements(clerk, address) for address in before} == before


def test_a_list_is_put_together_in_as_many_statements_for_many_doors_as_for_one(cast):
    def count(number):
        for each in range(number):
            home(cast, 40 + each)
        round_ = going(cast, title=f"第{number}轮")
        Door.objects.exclude(round=round_).update(visitor=None)
        all_to(cast, round_)
        taken = carried(cast)
        with CaptureQueriesContext(connection) as seen:
            as_carried(taken.pack, taken.doors)
        return len(seen)

    assert count(0) == count(7)


def test_two_hundred_households_are_less_than_300_kilobytes(cast):
    for number in range(197):
        home(cast, 100 + number)
    all_to(cast, going(cast))
    told = {"phone": str(uuid4()), "name": "Android"}
    answer = at_desk(cast.users.visitor).post(
        "/desk/visits/phone/list/", json.dumps(told), content_type="application/json"
    )
    assert len(answer.json()["doors"]) == 200
    assert len(answer.content) <= 300 * 1024


def test_a_name_is_taken_along_where_somebody_agrees_and_the_look_is_kept(cast):
    all_to(cast, going(cast))
    silent = cast.homes[0].memberships.get().person
    people.withdraw_consent(silent.consents.get(), actor=cast.actors.clerk)
    told = {"phone": str(uuid4())}
    lines = (
        at_desk(cast.users.visitor)
        .post("/desk/visits/phone/list/", json.dumps(told), content_type="application/json")
        .json()["doors"]
    )
    named = sorted(len(line["people"]) for line in lines)
    assert named == [0, 1, 1]
    assert [line["address"] for line in lines if not line["people"]] == [""]
    looks = Access.objects.filter(what="visits.list", user_id=cast.users.visitor.pk)
    assert looks.count() == 2


def test_a_form_is_read_by_the_lead_the_carer_and_its_writer_and_each_look_is_kept(cast, taken):
    said = [answer("alone", "yes"), {**answer("gas", ""), "given": "not_asked"}]
    visit = hand_in(cast, form(taken, taken.doors[0], answers=said)).visit
    people.link(
        taken.doors[0].household,
        role="worker",
        carer=people.Carer(cast.users.second_visitor),
        actor=cast.actors.clerk,
    )
    address = f"/desk/visits/records/{visit.pk}/"
    readers = ("visitor", "second_visitor", "community_lead", "lead", "county_lead")
    others = ("clerk", "second_clerk", "supervisor", "other_clerk", "town_outsider")
    found_by = {
        name: at_desk(getattr(cast.users, name)).get(address).status_code
        for name in (*readers, *others)
    }
    assert found_by == {**dict.fromkeys(readers, 200), **dict.fromkeys(others, 404)}
    assert Access.objects.filter(subject_id=visit.pk).count() == len(readers)
    page = at_desk(cast.users.visitor).get(address).content.decode()
    assert ("没问" in page, "是" in page) == (True, True)


def test_a_visitor_sees_their_own_doors_and_those_of_colleagues_and_no_round(cast, taken):
    browser = at_desk(cast.users.visitor)
    pages = {
        address: browser.get(address).status_code
        for address in (
            "/desk/",
            "/desk/visits/",
            "/desk/visits/phone/",
            "/desk/visits/phones/",
            f"/desk/visits/{taken.doors[0].round_id}/",
            f"/desk/visits/doors/{taken.doors[0].pk}/",
        )
    }
    assert list(pages.values()) == [200, 403, 200, 200, 403, 200]


def test_a_person_chooses_line_by_line_on_the_page(cast, taken):
    door = taken.doors[0]
    all_to(cast, door.round, "second_visitor")
    other = carried(cast, "second_visitor")
    first = hand_in(cast, form(taken, door, answers=[answer("alone", "yes")])).visit
    second = hand_in(
        cast, form(other, door, answers=[answer("alone", "no")]), who="second_visitor"
    ).visit
    clash = Clash.objects.get()
    lead = at_desk(cast.users.community_lead)
    page = lead.get(f"/desk/visits/clashes/{clash.pk}/").content.decode()
    assert "不一致" in page
    told = {"side0": str(first.pk), "side1": str(second.pk), "key": str(uuid4()), "note": ""}
    assert lead.post(f"/desk/visits/clashes/{clash.pk}/", told).status_code == 302
    assert now_of(clash).chosen == {"outcome": str(first.pk), "alone": str(second.pk)}


def test_a_checklist_changed_is_its_next_version_and_a_stale_one_is_refused(cast):
    lead, row = at_desk(cast.users.county_lead), Checklist.objects.get()
    told = {"title": "关爱走访", "seen": "1", "q0-kind": "yes_no", "q0-text": "一个人住吗？"}
    told |= {"q1-kind": "text", "q1-text": "谁常来？", "q1-after": "1", "q1-equals": "是"}
    address = f"/desk/visits/checklists/{row.pk}/"
    assert lead.post(address, {**told, "key": str(uuid4())}).status_code == 302
    assert lead.post(address, {**told, "key": str(uuid4())}).status_code == 409
    latest = ChecklistVersion.objects.get(checklist=row, number=2)
    first, second = latest.questions
    assert (second["after"], second["equals"]) == (first["key"], "yes")
    assert ChecklistVersion.objects.count() == 2


def test_a_question_waits_for_no_answer_that_nobody_can_give(cast):
    lead, address = at_desk(cast.users.county_lead), "/desk/visits/checklists/new/"
    told = {"title": "冬季走访", "seen": "0", "q0-kind": "choice", "q0-text": "身体怎么样？"}
    told |= {"q0-options": "是\n还行", "q1-kind": "text", "q1-text": "哪里不好？", "q1-after": "1"}
    for equals, status in (("很差", 422), ("", 422), ("是", 302)):
        sent = {**told, "q1-equals": equals, "key": str(uuid4())}
        answer_ = lead.post(address, sent)
        assert answer_.status_code == status, equals
        assert status == 302 or "不在可选答案里" in answer_.content.decode()
    (_first, second) = ChecklistVersion.objects.get(checklist__title="冬季走访").questions
    assert second["equals"] == "是"


def test_the_export_holds_every_door_and_no_name(cast, taken):
    lead = at_desk(cast.users.community_lead)
    answer_ = lead.get(f"/desk/visits/{taken.doors[0].round_id}/export/csv/")
    text = b"".join(answer_.streaming_content).decode("utf-8-sig")
    answer_.close()
    assert (len(text.strip().splitlines()), "苏阿公" in text) == (4, False)


def test_what_was_found_is_seen_to_on_its_page(cast, taken):
    hand_in(cast, form(taken, taken.doors[0], findings=[found("care", "没有人做饭")]))
    finding = taken.doors[0].findings.get()
    lead = at_desk(cast.users.community_lead)
    address = f"/desk/visits/findings/{finding.pk}/"
    assert lead.post(address, {"note": "已联系食堂", "key": str(uuid4())}).status_code == 302
    assert now_of(finding).state == "seen"


def test_a_file_comes_once_before_or_after_its_form_and_who_may_not_see_the_form_gets_none(
    cast, taken, settings, tmp_path
):
    from io import BytesIO

    from PIL import Image

    from jinlin.core.files.uploads import Upload
    from jinlin.domains.visits.actions.files import with_head

    settings.UPLOADS = tmp_path
    picture, key, visit = BytesIO(), uuid4(), uuid4()
    Image.new("RGB", (40, 30), "green").save(picture, "PNG")
    head = {"pack": str(taken.pack.pk), "secret": taken.pack.secret, "visit": str(visit)}
    whole = with_head({**head, "family": "photo", "question": "photo"}, picture.getvalue())
    sealed = actions.envelope(actions.sealed_for(COUNTY, whole))
    rows = [actions.take_file(key, sealed) for _time in range(2)]
    upload = Upload.objects.get(subject_id=key)
    assert (rows[0].pk, VisitFile.objects.count(), upload.is_sealed) == (rows[1].pk, 1, True)
    assert at_desk(cast.users.community_lead).get(upload.url).status_code == 404
    hand_in(cast, form(taken, taken.doors[0], files=2), key=visit)
    seen = {
        who: at_desk(getattr(cast.users, who)).get(upload.url).status_code
        for who in ("community_lead", "visitor", "clerk", "supervisor")
    }
    assert seen == {"community_lead": 200, "visitor": 200, "clerk": 404, "supervisor": 404}
    page = at_desk(cast.users.visitor).get(f"/desk/visits/records/{visit}/").content.decode()
    assert "还有 1 个附件在手机上" in page


def test_what_waits_is_each_one_s_own(cast, taken):
    door = taken.doors[0]
    for own in (1, 2, 3):
        hand_in(cast, form(taken, door, outcome="not_home", own=own))
    pages = {
        who: at_desk(getattr(cast.users, who)).get("/desk/").content.decode().count("要上门的住户")
        for who in ("visitor", "community_lead", "clerk")
    }
    assert pages == {"visitor": 3, "community_lead": 1, "clerk": 0}
    assert planned(cast, title="下一轮").state == "planned"
