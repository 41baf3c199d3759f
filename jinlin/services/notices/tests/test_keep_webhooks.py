"""Does the system administrator of a county keep its webhooks, and nobody else?"""

import re

import pytest

from jinlin.core import timeline
from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.services.notices import actions
from jinlin.services.notices.actions import Wanted
from jinlin.services.notices.lifecycle import State
from jinlin.services.notices.models import Delivery, Webhook
from jinlin.services.notices.sending import send_due
from jinlin.services.notices.tests.conftest import (
    DEHUA,
    TONGWEI,
    actor_of,
    announce,
    confirmed,
    listen,
)

pytestmark = [pytest.mark.usefixtures("noon"), pytest.mark.one_engine]
PAGE = "/desk/notices/webhooks/"
GIVEN = {"county": DEHUA, "name": "县大数据平台", "events": "appeals. appeals.finish"}


@pytest.fixture
def desk(cast, browser):
    return browser(cast.users.system_admin)


def secret_on(page):
    return re.search(r'id="shown-once">([^<]+)<', page)[1]


def add(cast, wanted):
    added = actions.add_webhook(DEHUA, wanted, actor=actor_of(cast.users.system_admin))[0]
    return confirmed(cast, added)


def test_one_is_added_and_its_secret_is_shown_once(cast, desk, receiver):
    answer = desk.post(f"{PAGE}add/", {**GIVEN, "url": receiver.url})
    webhook = Webhook.objects.get()
    assert (
        answer.status_code,
        secret_on(answer.content.decode()),
        "no-store" in answer["Cache-Control"],
    ) == (200, webhook.secret, True)
    assert (webhook.events, webhook.created_by, len(webhook.secret)) == (
        ["appeals", "appeals.finish"],
        cast.users.system_admin.pk,
        43,
    )
    for page in (PAGE, f"{PAGE}{webhook.pk}/"):
        shown = desk.get(page).content.decode()
        assert (webhook.name in shown, webhook.secret in shown, receiver.url in shown) == (
            True,
            False,
            False,
        )


def test_what_is_recorded_of_it_holds_no_secret_and_no_address(cast, receiver):
    webhook = listen(cast, receiver, "appeals")
    actions.rotate_secret(webhook, actor=actor_of(cast.users.system_admin))
    actions.close_webhook(webhook, actor=actor_of(cast.users.system_admin))
    entries = [(each.verb, each.data, each.audience) for each in timeline.trail(webhook)]
    assert entries == [
        ("added", {"name": "县大数据平台", "events": ["appeals"]}, "staff"),
        ("confirmed", {}, "staff"),
        ("secret_rotated", {}, "staff"),
        ("closed", {"why": "by_hand"}, "staff"),
    ]


def test_a_new_secret_signs_what_goes_out_from_now_on(cast, desk, receiver):
    webhook = listen(cast, receiver)
    old = receiver.secret
    receiver.plan = ["500"]
    announce(cast)
    send_due()
    receiver.secret = secret_on(desk.post(f"{PAGE}{webhook.pk}/rotate/").content.decode())
    actions.resend(Delivery.objects.get(), actor=actor_of(cast.users.system_admin))
    assert (send_due(), len(receiver.delivered), receiver.secret == old) == (1, 1, False)


def test_a_closed_one_hears_nothing_more_and_stays_closed(cast, desk, receiver):
    webhook = listen(cast, receiver)
    announce(cast)
    desk.post(f"{PAGE}{webhook.pk}/close/")
    announce(cast)
    assert (send_due(), receiver.calls) == (0, [])
    assert list(Delivery.objects.values_list("state", "last_error")) == [(State.DEAD, "closed")]
    statuses = [
        desk.post(f"{PAGE}{webhook.pk}/{step}/").status_code for step in ("rotate", "close", "test")
    ]
    assert statuses == [409, 409, 409]
    for act in (actions.rotate_secret, actions.close_webhook, actions.try_webhook):
        with pytest.raises(NotNow):
            act(webhook, actor=actor_of(cast.users.system_admin))


def test_a_test_event_arrives_whatever_it_hears_otherwise(cast, desk, receiver):
    webhook = listen(cast, receiver, "wishes")
    page = desk.post(f"{PAGE}{webhook.pk}/test/", follow=True).content.decode()
    assert ("测试事件" in page, send_due(), receiver.delivered) == (
        True,
        1,
        [("notices.test", {"id": str(webhook.pk)})],
    )


def test_what_was_given_up_is_sent_again_with_the_same_id(cast, desk, receiver):
    webhook = listen(cast, receiver)
    announce(cast)
    receiver.plan = ["500"]
    send_due()
    delivery = Delivery.objects.get()
    page = desk.get(f"{PAGE}{webhook.pk}/").content.decode()
    assert [
        words in page
        for words in ("对方出错 (500)", "失败，稍后重试", str(delivery.pk), "重新发送")
    ] == [True] * 4
    desk.post(f"{PAGE}{webhook.pk}/{delivery.pk}/resend/")
    assert (
        send_due(),
        {headers["Jinlin-Delivery"] for headers, _body, _path in receiver.calls},
    ) == (1, {str(delivery.pk)})
    assert desk.post(f"{PAGE}{webhook.pk}/{delivery.pk}/resend/").status_code == 409


def test_of_many_the_last_fifty_stand_there(cast, desk, receiver):
    webhook = listen(cast, receiver)
    for _event in range(51):
        announce(cast)
    assert desk.get(f"{PAGE}{webhook.pk}/").content.decode().count("<tr data-row>") == 50


def test_the_list_says_when_it_last_worked_and_when_it_did_not(cast, desk, receiver):
    listen(cast, receiver)
    receiver.plan = ["ok", "500"]
    for _event in range(2):
        announce(cast)
    send_due()
    page = desk.get(PAGE).content.decode()
    assert (page.count("4月15日（周三）12:00"), "对方出错 (500)" in page) == (2, True)


def test_an_empty_list_says_what_to_do(desk):
    assert "还没有接收事件的系统" in desk.get(PAGE).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_with_one_and_with_three(
    cast, desk, receiver, django_assert_num_queries, count
):
    for number in range(count):
        listen(cast, receiver, name=f"平台{number}")
    desk.get(PAGE)
    with django_assert_num_queries(5):
        assert desk.get(PAGE).content.decode().count("<tr data-row>") == count


@pytest.mark.parametrize("name", ["lead", "clerk", "town_lead", "security_admin"])
def test_other_staff_are_told_that_it_is_not_theirs(cast, browser, receiver, name):
    webhook, desk = listen(cast, receiver), browser(getattr(cast.users, name))
    reads = [desk.get(f"{PAGE}{rest}").status_code for rest in ("", "add/", f"{webhook.pk}/")]
    writes = [
        desk.post(f"{PAGE}{webhook.pk}/{step}/").status_code for step in ("rotate", "close", "test")
    ]
    assert {*reads, *writes} == {403}
    with pytest.raises(NotAllowed):
        actions.add_webhook(
            DEHUA, Wanted("别的", receiver.url), actor=actor_of(getattr(cast.users, name))
        )


def test_another_countys_webhook_does_not_exist(cast, desk, receiver):
    webhook = listen(cast, receiver)
    Webhook.objects.update(county=TONGWEI)
    assert webhook.name not in desk.get(PAGE).content.decode()
    assert desk.get(f"{PAGE}{webhook.pk}/").status_code == 404
    with pytest.raises(NotAllowed):
        actions.add_webhook(
            TONGWEI, Wanted("别的", receiver.url), actor=actor_of(cast.users.system_admin)
        )


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "请填写这一项"),
        ("nonsense", "这个地址无法访问"),
        ("https://", "这个地址无法访问"),
        ("https://hooks.example:port/", "这个地址无法访问"),
        ("https://me:secret@hooks.example/", "这个地址无法访问"),
        ("https://hooks.example/事件", "这个地址无法访问"),
        ("http://hooks.example/", "以 https:// 开头"),
        ("ftp://hooks.example/", "以 https:// 开头"),
        ("https://127.0.0.1/", "指向本县内网"),
        ("https://localhost:8443/x", "指向本县内网"),
        ("https://10.0.0.8/x", "指向本县内网"),
        ("https://[::1]/", "指向本县内网"),
        ("https://169.254.169.254/latest/", "指向本县内网"),
    ],
)
def test_an_address_that_cannot_be_is_refused_in_clear_words_and_what_was_typed_stays(
    desk, settings, url, words
):
    settings.WEBHOOKS_PRIVATE = False
    answer = desk.post(f"{PAGE}add/", {**GIVEN, "url": url})
    page = answer.content.decode()
    assert (answer.status_code, words in page, "县大数据平台" in page, Webhook.objects.count()) == (
        422,
        True,
        True,
        0,
    )


def test_where_the_house_allows_it_an_address_inside_may_be_named(cast, receiver):
    assert add(cast, Wanted("内网平台", receiver.url)).house == receiver.url.removesuffix("/send")


@pytest.mark.parametrize("events", [["appeals.finish!"], ["Appeals"], ["appeals..finish"], ["<b>"]])
def test_what_no_event_can_begin_with_is_refused(cast, receiver, events):
    with pytest.raises(Unusable) as no:
        add(cast, Wanted("平台", receiver.url, events))
    assert no.value.field == "events"


def test_two_in_use_have_different_names(cast, receiver):
    first = listen(cast, receiver)
    with pytest.raises(Unusable) as no:
        listen(cast, receiver)
    assert no.value.field == "name"
    actions.close_webhook(first, actor=actor_of(cast.users.system_admin))
    assert listen(cast, receiver).is_open


def test_a_keeper_of_the_outbox_sees_that_it_failed_but_not_where_it_leads(cast, browser, receiver):
    listen(cast, receiver)
    receiver.plan = ["500"]
    announce(cast)
    send_due()
    page = browser(cast.users.lead).get("/desk/notices/?channel=webhook").content.decode()
    assert (
        "县大数据平台" in page,
        "对方出错 (500)" in page,
        receiver.url in page,
        PAGE in page,
    ) == (True, True, False, False)
    assert (
        f'href="{PAGE}"' in browser(cast.users.system_admin).get("/desk/notices/").content.decode()
    )
