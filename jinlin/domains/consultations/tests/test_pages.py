"""What do residents and staff see and send, and what does a list cost?"""

import re
from datetime import timedelta
from importlib import import_module
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jinlin.core.time import clock
from jinlin.domains.consultations import actions
from jinlin.domains.consultations.actions import Guest
from jinlin.domains.consultations.models import Objection, Statement, Topic
from jinlin.domains.consultations.tests.cast import (
    after,
    ballot,
    called,
    counted,
    day_of,
    decided,
    item,
    neighbours,
    now_of,
    opened,
    person_of,
    planned,
    prepared,
    raised,
    sitting,
    taken_up,
)
from jinlin.ground.accounts.tests.county import at_desk, at_phone
from jinlin.services.notices.models import Message
from jinlin.services.seats import codes

pytestmark = pytest.mark.one_engine

BOARD = "/desk/consultations/"


@pytest.fixture
def desk(cast):
    return at_desk(cast.users.clerk)


@pytest.fixture
def phone(cast):
    client = at_phone(cast.users.resident)
    client.cookies["place"] = cast.places.neighbourhood.code
    return client


def text_of(answer):
    return answer.content.decode()


def sent(client, address, **fields):
    form = client.get(address).context["form"]
    key = {"key": form["key"].value()} if "key" in form.fields else {}
    return client.post(address, {**key, **fields})


def test_a_resident_raises_a_topic_and_finds_it_among_their_matters(cast, phone):
    told = {"title": "建充电桩", "text": "想一起商量装在哪里。"}
    assert sent(phone, "/consultations/new/", **told).status_code == 302
    topic = Topic.objects.get()
    assert (topic.raised_by.user, topic.supports.count()) == (cast.users.resident, 1)
    assert "建充电桩" in text_of(phone.get("/mine/"))
    others = (Client(), at_phone(cast.users.neighbour))
    shown = [each.get(f"/consultations/{topic.pk}/").status_code for each in others]
    assert shown == [404, 404]  # not screened yet


def test_who_raised_a_topic_reads_it_again_and_who_looks_at_it_by_when(cast, phone):
    topic = raised(cast)
    page = phone.get(f"/consultations/{topic.pk}/")
    assert topic.text in page.text
    assert f"{topic.unit.name}将在" in page.text
    back = f'href="/consultations/{topic.pk}/withdraw/"'
    assert back in page.text
    assert at_phone(cast.users.neighbour).get(f"/consultations/{topic.pk}/").status_code == 404
    actions.take_up(topic, actor=cast.actors.clerk)
    assert back in phone.get(f"/consultations/{topic.pk}/").text
    for other in (at_phone(cast.users.neighbour), at_desk(cast.users.clerk), Client()):
        assert back not in other.get(f"/consultations/{topic.pk}/").text


def test_a_topic_is_found_by_its_words_or_its_place_and_by_no_number_in_it(cast, client):
    topic = actions.take_up(raised(cast, "建充电桩"), actor=cast.actors.clerk)
    other = actions.take_up(raised(cast, "修路灯"), actor=cast.actors.clerk)
    Topic.objects.filter(pk=other.pk).update(place=cast.places.other_community)

    def found(words: str) -> list:
        page = client.get("/consultations/", {"q": words})
        return [each.pk for each in page.context["cards"]]

    assert found("修路灯") == [other.pk]
    assert found(topic.place.name) == [topic.pk]
    assert set(found("")) == {topic.pk, other.pk}
    assert "没有找到这样的议题" in client.get("/consultations/", {"q": "13800000001"}).text


def test_a_meeting_that_is_only_planned_stands_on_no_page_of_its_topics(cast, client):
    meeting = planned(cast)
    topic = actions.put_on_agenda(taken_up(cast), meeting=meeting, actor=cast.actors.clerk)
    address, named = f"/consultations/{topic.pk}/", f"/consultations/meetings/{meeting.pk}/"
    assert client.get(named).status_code == 404
    assert named not in text_of(client.get(address))
    actions.list_guest(now_of(meeting), Guest(name="住户"), actor=cast.actors.clerk)
    actions.invite(now_of(meeting), actor=cast.actors.clerk)
    assert named in text_of(client.get(address))
    page = client.get(named)
    assert (page.status_code, "uri.amap.com" in text_of(page)) == (200, True)  # the way there


def test_who_raised_a_topic_reads_at_the_address_they_got_why_it_was_refused(cast, phone):
    topic = raised(cast)
    actions.refuse(topic, reason="不归社区管", instead="请找供电所。", actor=cast.actors.clerk)
    told = Message.objects.filter(about_id=topic.pk, person__isnull=False).latest("pk").url
    page = phone.get(told)
    assert (page.status_code, "不归社区管" in text_of(page)) == (200, True)
    assert f'href="{told}"' in text_of(phone.get("/mine/"))
    for other in (Client(), at_phone(cast.users.neighbour)):
        assert other.get(told).status_code == 404


def test_the_address_of_a_combined_topic_leads_to_the_one_it_goes_on_in(cast, phone):
    one, other = taken_up(cast, "装充电桩"), taken_up(cast, "建充电桩")
    actions.combine(one, into=other, actor=cast.actors.clerk)
    for reader in (Client(), phone):
        answer = reader.get(f"/consultations/{one.pk}/")
        assert (answer.status_code, answer["Location"]) == (302, f"/consultations/{other.pk}/")


def test_whose_words_were_changed_before_screening_comes_to_a_page(cast, phone):
    topic = raised(cast)
    actions.reword(topic, title="装充电桩", text="装在哪里？", actor=cast.actors.clerk)
    told = Message.objects.filter(about_id=topic.pk, person__isnull=False).latest("pk").url
    assert "装充电桩" in text_of(phone.get(told))


def test_what_was_typed_stays_when_it_is_refused(phone):
    answer = sent(phone, "/consultations/new/", title="", text="想一起商量。")
    assert (answer.status_code, "想一起商量。" in text_of(answer)) == (422, True)


def test_neighbours_support_say_and_take_a_stance_and_read_sums_only(cast, phone, desk):
    topic = taken_up(cast)
    other = at_phone(cast.users.neighbour)
    page = f"/consultations/{topic.pk}/"
    for _tap in range(2):
        assert other.post(f"{page}support/").status_code == 302
    assert sent(other, f"{page}say/", text="先装在北门").status_code == 302
    said = Statement.objects.get()
    assert "先装在北门" not in text_of(phone.get(page))
    desk.post(f"{BOARD}{topic.pk}/said/{said.pk}/", {"is_fit": "yes"})
    for client, view in ((phone, "agree"), (other, "disagree"), (other, "agree")):
        assert client.post(f"{page}said/{said.pk}/", {"view": view}).status_code == 302
    text = text_of(phone.get(page))
    assert ("2户附议" in text, "2人赞成" in text, "李大山" in text) == (True, True, False)


def test_a_decision_is_read_objected_to_and_answered(cast, phone, desk):
    topic = decided(cast)
    item(cast, topic)
    page = f"/consultations/{topic.pk}/"
    text = text_of(Client().get(page))
    assert ("在北门装十个充电桩。" in text, "装好北门的充电桩" in text) == (True, True)
    for _time in range(2):
        assert sent(phone, f"{page}object/", reason="北门太窄").status_code == 302
    assert Objection.objects.count() == 1
    assert "北门太窄" not in text_of(Client().get(page))
    lead = at_desk(cast.users.community_lead)
    form = lead.get(f"{BOARD}{topic.pk}/stand_by/").context["attempt"].form
    told = {"reason": "已量过，够宽", "version": form["version"].value(), "key": uuid4()}
    assert lead.post(f"{BOARD}{topic.pk}/stand_by/", told).status_code == 302
    assert "已量过，够宽" in text_of(Client().get(page))


def test_the_code_in_the_room_signs_in_and_one_that_is_over_does_not(cast, phone, desk):
    meeting = called(cast)
    assert text_of(desk.get(f"{BOARD}meetings/{meeting.pk}/screen/")).count("<svg") >= 1
    with day_of(meeting):
        code = codes.shown(meeting.seats, clock.now())
        address = f"/consultations/meetings/{meeting.pk}/in/{code}/"
        page = phone.get(address)
        hidden = {name: page.context[value] for name, value in (("pass", "ticket"), ("key", "key"))}
        for _tap in range(2):
            assert phone.post(address, hidden).status_code == 200
        assert meeting.invitees.get(person=person_of(cast)).came_by == "code"
    with clock.set_to(meeting.starts_at + timedelta(hours=1)):
        assert phone.get(address).status_code == 422


def test_a_meeting_is_kept_at_the_desk(cast, desk):
    meeting = planned(cast)
    page = f"{BOARD}meetings/{meeting.pk}/"
    names = "王五\n赵六 13900000009"
    for _time in range(2):
        form = desk.get(page).context["form"]
        sent_now = {"key": form["key"].value(), "names": names, "may_vote": "on"}
        assert desk.post(f"{page}guests/", sent_now).status_code == 302
    meeting = actions.invite(now_of(meeting), actor=cast.actors.clerk)
    guest = meeting.invitees.first()
    with day_of(meeting):
        desk = at_desk(cast.users.clerk)
        desk.post(f"{page}guests/{guest.pk}/hand/")
        text = text_of(desk.get(page))
    assert ("手写签到" in text, "到场1票" in text) == (True, True)


def test_votes_by_name_are_hidden_until_the_result(cast, phone, desk):
    voters = [*neighbours(5), (cast.actors.resident, person_of(cast))]
    vote = opened(cast, voters, secret=False)
    page = f"/consultations/votes/{vote.pk}/"
    assert "请您投票" in text_of(phone.get("/mine/"))
    assert phone.post(f"{page}choice/", {"choice": "for"}).status_code == 302
    for actor, _person in voters[:5]:
        actions.vote_by_name(vote, choice="for", actor=actor)
    for client in (phone, desk, at_desk(cast.users.lead), at_desk(cast.users.supervisor)):
        for address in (page, f"{BOARD}votes/{vote.pk}/"):
            text = text_of(client.get(address))
            assert re.search(r"<td>\s*6\s*</td>", text) is None
    with after(vote):
        actions.close(now_of(vote), actor=cast.actors.community_lead)
        actions.publish(now_of(vote), actor=cast.actors.community_lead)
    text = text_of(Client().get(page))
    assert ("通过" in text, "参加投票名单" in text, "应投6" in text) == (True, True, True)
    assert "<summary>参加投票名单</summary>" in text


def test_a_secret_vote_shows_receipts_and_who_took_part_from_five_on(cast, phone):
    voters = neighbours(6)
    vote = opened(cast, voters)
    page = f"/consultations/votes/{vote.pk}/"
    assert vote.roll_mark in text_of(phone.get(page))
    for number, (actor, _person) in enumerate(voters[:4]):
        mine = ballot(vote, "for" if number else "against", f"CODE{number:012d}")
        receipt = actions.cast(vote, mine, actor=actor)
    with after(vote):
        vote = actions.close(now_of(vote), actor=cast.actors.community_lead)
        assert receipt not in text_of(phone.get(page))  # nothing before the result
        counted(cast, vote)
        actions.publish(now_of(vote), actor=cast.actors.community_lead)
    text = text_of(Client().get(page))
    assert (receipt in text, "<summary>参加投票名单</summary>" in text) == (True, False)


def test_the_tellers_pages_are_for_the_tellers_of_this_vote(cast):
    vote = prepared(cast, voters=neighbours(6))
    teller, lead = at_desk(cast.users.teller), at_desk(cast.users.lead)
    for name in ("key", "box"):
        assert lead.get(f"{BOARD}votes/{vote.pk}/{name}/").status_code == 403
    assert teller.get(f"{BOARD}votes/{vote.pk}/key/").status_code == 200
    assert teller.get(f"{BOARD}votes/{vote.pk}/").status_code == 200
    assert teller.get(f"{BOARD}{vote.topic_id}/").status_code == 403
    vote = actions.open_(vote, actor=cast.actors.community_lead)
    with after(vote):
        actions.close(now_of(vote), actor=cast.actors.community_lead)
        page = at_desk(cast.users.teller).get(f"{BOARD}votes/{vote.pk}/box/")
    assert (page.status_code, "data-ballots" in text_of(page)) == (200, True)


def test_printed_codes_stand_on_one_page_once(cast, desk):
    vote = opened(cast, neighbours(6))
    page = f"{BOARD}votes/{vote.pk}/codes/"
    text = text_of(desk.post(page, {"number": "2"}))
    found = re.findall(r'class="code">([A-Z2-7]{16})<', text)
    assert len(set(found)) == 2
    assert not any(code in text_of(desk.get(page)) for code in found)
    assert desk.post(page, {"number": "9"}).status_code == 422


@pytest.mark.parametrize(
    "address", [f"{BOARD}?state=all", f"{BOARD}meetings/", "/consultations/", "/mine/"]
)
def test_a_list_costs_the_same_with_one_and_with_three_rows(cast, desk, phone, address):
    client = desk if address.startswith(BOARD) else phone
    taken_up(cast)
    called(cast)
    one = _statements(client, address)
    for number in range(2):
        taken_up(cast, f"另一件{number}")
        called(cast)
    assert _statements(client, address) == one


def test_the_list_leaves_as_a_table(cast, desk):
    raised(cast)
    for kind, begins in (("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")):
        answer = desk.get(f"{BOARD}list/?as={kind}")
        assert b"".join(answer.streaming_content).startswith(begins)


def test_a_sitting_meeting_shows_its_minutes_as_they_grow(cast):
    meeting = called(cast)
    with day_of(meeting):
        sitting(cast, meeting)
        text = text_of(at_desk(cast.users.clerk).get(f"{BOARD}meetings/{meeting.pk}/minutes/"))
    assert "签到3人" in text


def _statements(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as told:
        assert client.get(address).status_code == 200
    return len(told)


def test_many_guests_are_turned_page_by_page_and_somebody_stands_in_from_a_page(
    cast, desk, monkeypatch
):
    module = import_module("jinlin.domains.consultations.desk.guests")
    monkeypatch.setattr(module, "GUESTS", 2)
    monkeypatch.setattr(module, "FEW", 2)
    meeting = planned(cast, has_proxies=True)
    for name in ("甲", "乙", "丙"):
        actions.list_guest(now_of(meeting), Guest(name=name), actor=cast.actors.clerk)
    page = f"{BOARD}meetings/{meeting.pk}/"
    first = desk.get(page)
    second = desk.get(page, {"after": first.context["page"].next})
    assert [len(answer.context["guests"]) for answer in (first, second)] == [2, 1]
    assert b'name="to"' not in first.content, "of many nobody is chosen beside each name"
    guest, other, last = meeting.invitees.all()
    step = f"{page}guests/{guest.pk}/proxy/?after=here"
    assert [row.pk for row in desk.get(step).context["others"]] == [guest.pk, other.pk, last.pk]
    told = desk.post(step, {"to": last.pk})
    assert told.url == f"{page}?after=here#guests"
    guest.refresh_from_db()
    assert (guest.proxy_id, other.proxy_id) == (last.pk, None)
    assert desk.get(f"{page}guests/{guest.pk}/strike/").status_code == 405


def test_one_of_many_guests_is_found_by_name_or_first_letters_and_seen_again_after_a_step(
    cast, desk, monkeypatch
):
    monkeypatch.setattr(import_module("jinlin.domains.consultations.desk.guests"), "FEW", 2)
    meeting = planned(cast)
    page = f"{BOARD}meetings/{meeting.pk}/"
    for name in ("林秀英", "陈建国", "林志强"):
        if name == "林志强":
            assert 'name="q"' not in desk.get(page).text.split('id="guests"')[1]
        actions.list_guest(now_of(meeting), Guest(name=name), actor=cast.actors.clerk)
    unit = Guest(organisation=cast.units.property, may_vote=False)
    actions.list_guest(now_of(meeting), unit, actor=cast.actors.clerk)

    def found(words):
        return [guest.name or guest.organisation.name for guest in _guests_of(desk, page, words)]

    assert found("林") == ["林秀英", "林志强"]
    assert found(" LXY ") == ["林秀英"]
    assert found(cast.units.property.name[:2]) == [cast.units.property.name]
    assert found("王") == []
    assert "名单上没有这个人" in desk.get(page, {"q": "王"}).text
    guest = meeting.invitees.get(order=1)
    told = desk.post(f"{page}guests/{guest.pk}/strike/?q=林")
    assert told.url == f"{page}?q=%E6%9E%97#guests"


def _guests_of(desk, page, words):
    return desk.get(page, {"q": words}).context["guests"]


def test_statements_that_nobody_read_stand_first_on_their_pages(cast, desk, monkeypatch):
    topic = taken_up(cast)
    texts = [f"第{number}条" for number in range(52)]
    Statement.objects.bulk_create(
        Statement(
            county=topic.county, topic=topic, text=text, on=clock.today(), is_released=number < 2
        )
        for number, text in enumerate(texts)
    )
    first = desk.get(f"{BOARD}{topic.pk}/said/").context["page"]
    assert (len(first.rows), {row.is_released for row in first.rows}) == (50, {False})
    second = desk.get(f"{BOARD}{topic.pk}/said/", {"after": first.next}).context["page"]
    assert [row.text for row in second.rows] == texts[:2]
