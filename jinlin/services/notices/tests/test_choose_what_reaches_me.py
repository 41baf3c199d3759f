"""Does a person choose what reaches them by which way, and only they?"""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from jinlin.core.errors import NotAllowed, NotNow
from jinlin.core.time import clock
from jinlin.services.notices import actions, events
from jinlin.services.notices.events import Audience, Event
from jinlin.services.notices.models import CountyChannel, Delivery, Mailbox, Preference
from jinlin.services.notices.sending import send_due
from jinlin.services.notices.tests.conftest import DEHUA, NOON, say, to_user

pytestmark = [pytest.mark.usefixtures("noon"), pytest.mark.one_engine]
CHOICES = "/notices/choices/"


@pytest.fixture
def offered(monkeypatch):
    """What domains could offer, in place of what they do at present."""
    some = (
        Event("appeals.accept", "受理与转办"),
        Event("appeals.finish", "办结"),
        Event("appeals.desk", "新任务", Audience.STAFF),
    )
    monkeypatch.setattr(events, "known", lambda: some)
    return some


@pytest.fixture
def mailing(cast, settings):
    settings.EMAIL_HOST = "mail.example"
    CountyChannel.objects.create(county=DEHUA, kind="email", address="news@dehua.example")


def boxes(page):
    found = re.findall(r'name="((?:sms|email):[^"]*)"( checked)?', page.content.decode())
    return {name: bool(ticked) for name, ticked in found}


def test_every_event_has_a_box_for_each_way_of_the_county(cast, sms, mailing, offered, browser):
    page = browser(cast.users.wang).get(CHOICES)
    assert boxes(page) == {
        "sms:appeals.accept": True,
        "email:appeals.accept": True,
        "sms:appeals.finish": True,
        "email:appeals.finish": True,
        "sms:notices.digest": False,
        "email:notices.digest": False,
    }


def test_staff_choose_about_their_own_events_and_get_no_text_messages_unasked(
    cast, sms, offered, browser
):
    assert boxes(browser(cast.users.clerk).get(CHOICES)) == {
        "sms:appeals.desk": False,
        "sms:notices.digest": False,
    }


def test_without_anything_offered_there_is_one_choice_for_all(cast, sms, monkeypatch, browser):
    monkeypatch.setattr(events, "known", lambda: ())
    assert boxes(browser(cast.users.wang).get(CHOICES)) == {
        "sms:": True,
        "sms:notices.digest": False,
    }


def test_a_county_that_sends_nothing_says_so(cast, browser):
    page = browser(cast.users.wang).get(CHOICES).content.decode()
    assert (
        "本县暂不发送短信和邮件，所有消息都在这里查看。" in page,
        'type="checkbox"' in page,
    ) == (True, False)


def test_a_box_left_empty_is_a_no_and_holds_from_the_next_message_on(cast, sms, offered, browser):
    answer = browser(cast.users.wang).post(CHOICES, {"sms:appeals.finish": "on"}, follow=True)
    assert (answer.redirect_chain, boxes(answer)) == (
        [(CHOICES, 302)],
        {"sms:appeals.accept": False, "sms:appeals.finish": True, "sms:notices.digest": False},
    )
    for event in ("appeals.accept", "appeals.finish"):
        say(cast, to_user(cast.users.wang), event=event)
    assert list(Delivery.objects.values_list("event", flat=True)) == ["appeals.finish"]


def test_choosing_twice_leaves_one_choice(cast, sms, offered, browser):
    signed_in = browser(cast.users.wang)
    signed_in.post(CHOICES, {"sms:appeals.finish": "on"})
    signed_in.post(CHOICES, {})
    assert sorted(Preference.objects.values_list("prefix", "is_wanted")) == [
        ("appeals.accept", False),
        ("appeals.finish", False),
        ("notices.digest", False),
    ]


def test_a_program_does_not_choose_for_a_person(cast):
    from jinlin.ground.accounts.actors import actor_for

    with pytest.raises(NotAllowed):
        actions.choose(
            {("", "sms"): False}, actor=actor_for(cast.users.clerk, scopes=["appeals:write"])
        )


def give(cast, browser, address="wang@example.cn"):
    return browser(cast.users.wang).post(
        "/notices/choices/mail/", {"address": address}, follow=True
    )


def mailed_link():
    return re.search(r"http://127\.0\.0\.1:8000(/notices/confirm/\S+)", mail.outbox[-1].body)[1]


def test_an_address_is_written_to_only_after_its_link_was_opened(cast, mailing, browser):
    give(cast, browser)
    assert (send_due(), mail.outbox[0].to, Mailbox.objects.get().confirmed_at) == (
        1,
        ["wang@example.cn"],
        None,
    )
    link = mailed_link()
    assert (Client().get(link).status_code, Mailbox.objects.get().confirmed_at) == (200, None)
    assert (Client().post(link)["Location"], Mailbox.objects.get().confirmed_at) == ("/", NOON)
    say(cast, to_user(cast.users.wang))
    assert (send_due(), mail.outbox[1].subject) == (1, "您反映的路灯已受理")


def test_the_page_shows_the_address_masked(cast, mailing, browser):
    page = give(cast, browser).content.decode()
    assert ("w***@example.cn" in page, "wang@example.cn" in page) == (True, False)


def test_a_link_for_an_address_given_up_since_opens_nothing(cast, mailing, browser):
    give(cast, browser)
    send_due()
    with clock.set_to(NOON + timedelta(minutes=6)):
        give(cast, browser, "other@example.cn")
    assert Client().post(mailed_link()).status_code == 409


def test_a_link_opens_nothing_after_three_days_nor_when_it_was_changed(cast, mailing, browser):
    give(cast, browser)
    send_due()
    token = mailed_link().split("/")[3]
    with pytest.raises(NotNow):
        actions.confirm_mailbox(token[:-2] + ("xx" if token[-2:] != "xx" else "yy"))


def test_links_are_not_mailed_one_after_the_other(cast, mailing, browser):
    give(cast, browser)
    again = give(cast, browser, "stranger@example.cn")
    assert (
        again.status_code,
        Delivery.objects.count(),
        'value="stranger@example.cn"' in again.content.decode(),
    ) == (429, 1, True)


def test_an_address_that_is_none_is_said_beside_the_field(cast, mailing, browser):
    assert (give(cast, browser, "nonsense").status_code, Mailbox.objects.count()) == (422, 0)


def test_an_address_can_be_forgotten(cast, mailing, browser):
    give(cast, browser)
    browser(cast.users.wang).post("/notices/choices/mail/drop/")
    assert Mailbox.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("appeals.accept", "受理与转办"),
        ("appeals.accepted", "appeals.accepted"),
        ("notices.mailbox", "确认邮箱"),
    ],
)
def test_an_event_has_a_name_in_words(offered, name, words):
    assert str(events.label_of(name)) == words
