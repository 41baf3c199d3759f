"""Is danger heard wherever residents write: also in a wish, a topic to talk over, a statement?"""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from jinlin.core.tests.standing import once_a_file
from jinlin.core.time import clock
from jinlin.domains.consultations import actions as topics
from jinlin.domains.consultations.actions import Raised
from jinlin.domains.consultations.models import Topic
from jinlin.domains.wishes import actions as wishes
from jinlin.domains.wishes.models import Channel, Kind, Wish
from jinlin.domains.wishes.tests.cast import cast_of_dehua
from jinlin.ground.accounts.tests.county import at_desk, at_phone
from jinlin.ground.people.tests.known import person
from jinlin.insight import actions
from jinlin.insight.danger import Danger
from jinlin.insight.models import Alarm, Answer
from jinlin.insight.queries import open_alarms
from jinlin.services.notices.models import Message

GRAVE = "隔壁孩子天天被打，哭得很惨，今晚又在打。"
ALONE = "没人管的话我就从楼顶跳下去，不想活了。"
EVERYDAY = "想要一床厚一点的被子。"

standing_cast, cast = once_a_file(cast_of_dehua)


def wished(cast, text: str, **more) -> Wish:
    own = person(cast)
    post = wishes.Post(
        place=cast.places.neighbourhood,
        kind=Kind.THING,
        text=text,
        for_person=own,
        posted_by=own,
        **more,
    )
    return wishes.post(post, actor=cast.actors.resident)


def raised(cast, text: str) -> Topic:
    proposal = Raised(place=cast.places.neighbourhood, text=text, person=person(cast))
    return topics.raise_topic(proposal, actor=cast.actors.resident)


def told_to_lead(cast) -> list[Message]:
    return list(Message.objects.filter(event="insight.danger", user=cast.users.lead))


@pytest.mark.parametrize(
    ("write", "page"), [(wished, "wishes:desk_wish"), (raised, "consultations:desk_topic")]
)
def test_it_stands_above_all_that_waits_and_leads_to_what_was_written(cast, write, page):
    matter = write(cast, GRAVE)
    alarm = Alarm.objects.get()
    assert (alarm.matter, alarm.danger) == (matter, Danger.CHILD)
    shown = at_desk(cast.users.clerk).get(reverse("desk")).text
    way = reverse(page, args=[matter.pk])
    assert f'<a href="{way}">' in shown.split('id="alarms"')[1]
    assert cast.places.neighbourhood.name in shown.split('id="alarms"')[1]
    answer = reverse("insight:answer", args=[alarm.pk, "acted"])
    assert at_desk(cast.users.clerk).post(answer)["Location"] == way
    assert 'id="alarms"' not in at_desk(cast.users.clerk).get(reverse("desk")).text


@pytest.mark.parametrize("write", [wished, raised])
def test_the_lead_is_told_at_once_and_the_message_holds_none_of_the_words(cast, write):
    matter = write(cast, GRAVE)
    [message] = told_to_lead(cast)
    assert (message.is_urgent, message.about_id) == (True, matter.pk)
    assert "孩子有危险" in message.title
    assert "110" in message.body
    assert "被打" not in message.title + message.body


@pytest.mark.parametrize(
    "text",
    [
        "黄玉梅说夜里起来看不见，想要一个床头小夜灯，一碰就亮的那种。",
        "我妈要去县医院复查，我在厂里请不出假，想有人陪她半天。",
        "我妈屋里一个旧衣柜塌了半边堵着过道，想请人搬下楼。",
        "儿女都在外地，想有人每周来坐坐，说说话，下盘棋。",
    ],
)
def test_a_wish_of_somebody_old_and_alone_wakes_nobody_at_night(cast, text):
    wished(cast, text)
    assert (Alarm.objects.count(), told_to_lead(cast)) == (0, [])


def test_a_heavy_hint_is_heard_in_a_wish_too(cast):
    wished(cast, "我不敢回家,他说再报警就把我爸妈一起收拾了")
    assert Alarm.objects.get().danger == Danger.VIOLENCE


@pytest.mark.parametrize("write", [wished, raised])
def test_an_everyday_one_raises_none(cast, write):
    write(cast, EVERYDAY)
    assert not Alarm.objects.exists()


def test_what_is_added_to_a_wish_is_heard_and_one_that_was_answered_waits_again(cast):
    wish = wished(cast, EVERYDAY)
    wish = wishes.ask_back(wish, actor=cast.actors.clerk, question="要多厚的？")
    wish = wishes.answer_back(wish, actor=cast.actors.resident, answer=ALONE)
    alarm = Alarm.objects.get()
    assert (alarm.wish, alarm.danger) == (wish, Danger.SUICIDE)
    actions.answer(alarm, Answer.FALSE, actor=cast.actors.clerk)
    wishes.remark(wish, actor=cast.actors.resident, text=ALONE)
    alarm.refresh_from_db()
    assert (alarm.answer, Alarm.objects.count(), len(told_to_lead(cast))) == (Answer.OPEN, 1, 2)


def test_a_statement_of_a_resident_is_heard_and_the_desks_own_is_not(cast):
    topic = topics.take_up(raised(cast, "想一起商量装充电桩。"), actor=cast.actors.clerk)
    topics.state(topic, text=GRAVE, person=None, actor=cast.actors.clerk)
    assert not Alarm.objects.exists()
    topics.state(topic, text=ALONE, person=person(cast), actor=cast.actors.resident)
    assert [each.topic for each in Alarm.objects.all()] == [topic]


def test_what_came_from_an_appeal_was_heard_there(cast):
    own = person(cast)
    post = wishes.Post(cast.places.neighbourhood, Kind.THING, GRAVE, own, channel=Channel.STATION)
    wishes.from_appeal(
        post, actor=cast.actors.clerk, appeal_id=cast.places.county.pk, appeal_number="1"
    )
    assert not Alarm.objects.exists()


def test_what_staff_ended_presses_nobody_and_what_was_taken_back_still_does(cast):
    ended, back = wished(cast, GRAVE), wished(cast, GRAVE)
    topic = raised(cast, GRAVE)
    wishes.decline(ended, actor=cast.actors.clerk, reason="已报警。", instead="派出所")
    wishes.withdraw(back, actor=cast.actors.resident, reason="不用了。")
    assert [each.matter for each in open_alarms(cast.actors.clerk).first] == [topic, back]
    topics.refuse(topic, actor=cast.actors.clerk, reason="已报警。", instead="派出所")
    assert [each.matter for each in open_alarms(cast.actors.clerk).first] == [back]


def test_one_of_each_costs_one_statement(cast, django_assert_num_queries):
    wished(cast, GRAVE)
    raised(cast, GRAVE)
    with django_assert_num_queries(1):
        found = open_alarms(cast.actors.clerk).first
        assert [each.matter.place.name for each in found] == ["凤池新村"] * 2
        assert [bool(each.matter.title and each.page) for each in found] == [True] * 2


def test_an_alarm_is_of_one_matter(cast):
    wish, topic = wished(cast, GRAVE), raised(cast, EVERYDAY)
    for told in ({"wish": wish, "topic": topic}, {}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Alarm.objects.create(
                county=wish.county,
                place_code=wish.place_code,
                danger=Danger.FIRE,
                words="冒烟",
                heard_at=clock.now(),
                heard_on=clock.today(),
                **told,
            )


def test_who_writes_reads_at_once_which_numbers_to_call(cast):
    topic = topics.take_up(raised(cast, "想一起商量装充电桩。"), actor=cast.actors.clerk)
    phone = at_phone(cast.users.resident)
    phone.cookies["place"] = cast.places.neighbourhood.code
    ways = [
        reverse("wishes:post"),
        reverse("consultations:raise"),
        reverse("consultations:say", args=[topic.pk]),
        reverse("appeals:report_place"),
    ]
    for way in ways:
        page = phone.get(way).text
        assert [f'href="tel:{number}"' in page for number in (110, 119, 120)] == [True] * 3, way
