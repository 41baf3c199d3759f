"""Who hears what, by which ways, and does it stand or fall with what it tells of?"""

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError

from jinlin.core.keys import uuid7
from jinlin.core.time import clock
from jinlin.services.notices import actions
from jinlin.services.notices.actions import Recipient
from jinlin.services.notices.models import (
    CountyChannel,
    Delivery,
    Mailbox,
    Message,
    Preference,
    QuietHours,
)
from jinlin.services.notices.queries.kept import ways
from jinlin.services.notices.tests.conftest import (
    DEHUA,
    NOON,
    PHONE,
    TONGWEI,
    build,
    say,
    to_phone,
    to_user,
)

pytestmark = pytest.mark.usefixtures("noon")


def told():
    rows = [
        (row.user and row.user.name, row.title) for row in Message.objects.select_related("user")
    ]
    return sorted(rows, key=lambda row: row[0] or "")


def outgoing():
    return sorted(
        (row.channel, row.address or str(row.robot.organisation))
        for row in Delivery.objects.select_related("robot__organisation")
    )


def test_a_user_has_it_in_the_inbox_and_on_the_phone(cast, sms):
    say(cast, to_user(cast.users.wang))
    assert (told(), outgoing()) == ([("王秀英", "您反映的路灯已受理")], [("sms", PHONE)])


def test_a_person_has_it_in_the_inbox_of_their_account(cast, sms):
    say(cast, Recipient(person_id=cast.person.pk))
    assert (told(), outgoing()) == ([("王秀英", "您反映的路灯已受理")], [("sms", PHONE)])


def test_a_phone_gets_a_text_message_and_the_house_keeps_that_it_was_told(cast, sms):
    say(cast, to_phone("+86 139-0000-9999"))
    assert (told(), outgoing()) == ([(None, "您反映的路灯已受理")], [("sms", "13900009999")])


def test_an_organisation_hears_it_by_its_robots_and_its_staff_by_their_inboxes(cast, sms, robots):
    say(cast, Recipient(organisation_id=cast.unit.pk))
    assert [name for name, _title in told()] == ["handler", "second_handler"]
    assert outgoing() == [("dingtalk", "浔中镇城管中队"), ("wecom", "浔中镇城管中队")]


def test_whoever_is_named_twice_is_told_once(cast, sms, robots):
    unit = Recipient(organisation_id=cast.unit.pk)
    say(
        cast,
        to_user(cast.users.wang),
        Recipient(person_id=cast.person.pk),
        to_user(cast.users.handler),
        unit,
        unit,
        to_phone("139 0000 9999"),
        to_phone("13900009999"),
    )
    assert [name for name, _title in told()] == [None, "handler", "second_handler", "王秀英"]
    assert outgoing() == [
        ("dingtalk", "浔中镇城管中队"),
        ("sms", PHONE),
        ("sms", "13900009999"),
        ("wecom", "浔中镇城管中队"),
    ]


def test_nobody_is_told_when_the_change_falls(cast, sms):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        say(cast, to_user(cast.users.wang))
        _ = 1 / 0
    assert (told(), outgoing()) == ([], [])


@pytest.mark.django_db(transaction=True)
def test_telling_outside_of_a_transaction_is_refused():
    cast = build()
    with pytest.raises(TransactionManagementError):
        actions.tell(
            county=DEHUA, event="x", title="x", body="x", about=cast.unit, url="", to=[to_phone()]
        )


@pytest.mark.parametrize(
    "url", ["https://elsewhere.example/", "//elsewhere.example/", "appeals/1/"]
)
def test_a_message_leads_nowhere_but_into_this_house(cast, url):
    with pytest.raises(ValueError):
        say(cast, to_phone(), url=url)


def test_a_county_without_a_gateway_tells_by_inbox_only(cast):
    say(cast, to_user(cast.users.wang), to_phone("13900009999"))
    assert (len(told()), outgoing()) == (2, [])


def test_the_installations_gateway_serves_a_county_without_its_own(cast, settings):
    settings.SMS_GATEWAY_URL = "http://127.0.0.1:1/send"
    say(cast, to_phone())
    assert outgoing() == [("sms", PHONE)]


def test_a_county_that_closed_its_channel_sends_nothing_there(cast, settings):
    settings.SMS_GATEWAY_URL = "http://127.0.0.1:1/send"
    CountyChannel.objects.create(county=DEHUA, kind="sms", is_open=False)
    say(cast, to_phone())
    assert outgoing() == []


def test_a_county_chooses_which_events_go_by_text_message(cast, sms):
    CountyChannel.objects.update(events="appeals.finish visits")
    for event in ("appeals.finish", "appeals.finished", "visits.found", "appeals.accept"):
        say(cast, to_phone(), event=event)
    assert sorted(Delivery.objects.values_list("event", flat=True)) == [
        "appeals.finish",
        "visits.found",
    ]


def test_a_person_of_another_county_is_not_reached_through_this_one(cast, sms):
    say(cast, Recipient(person_id=cast.person.pk), county=TONGWEI)
    assert (told(), outgoing()) == ([], [])


@pytest.mark.parametrize(
    ("wishes", "channels"),
    [
        ([], ["sms"]),
        ([("", False)], []),
        ([("appeals", False)], []),
        ([("appeals", False), ("appeals.accept", True)], ["sms"]),
        ([("appeals", True), ("appeals.accept", False)], []),
        ([("appeals.acc", False)], ["sms"]),
        ([("", True), ("visits", False)], ["sms"]),
    ],
)
def test_the_longest_prefix_that_a_user_decided_about_decides(cast, sms, wishes, channels):
    for prefix, wanted in wishes:
        Preference.objects.create(
            user=cast.users.wang, prefix=prefix, channel="sms", is_wanted=wanted
        )
    say(cast, to_user(cast.users.wang))
    assert [channel for channel, _address in outgoing()] == channels


def test_staff_get_text_messages_only_when_they_want_them(cast, sms):
    say(cast, to_user(cast.users.handler))
    assert outgoing() == []
    Preference.objects.create(
        user=cast.users.handler, prefix="appeals", channel="sms", is_wanted=True
    )
    say(cast, to_user(cast.users.handler))
    assert outgoing() == [("sms", "13700003333")]


def test_only_a_confirmed_mailbox_is_written_to(cast, settings):
    settings.EMAIL_HOST = "mail.example"
    CountyChannel.objects.create(county=DEHUA, kind="email", address="news@dehua.example")
    mailbox = Mailbox.objects.create(user=cast.users.wang, address="wang@example.cn", given_at=NOON)
    say(cast, to_user(cast.users.wang))
    assert outgoing() == []
    mailbox.confirmed_at = NOON
    mailbox.save()
    say(cast, to_user(cast.users.wang))
    assert outgoing() == [("email", "wang@example.cn")]
    assert (
        Delivery.objects.get().body
        == "浔中镇城管中队4月18日前给您答复。\n\nhttp://127.0.0.1:8000/appeals/1/"
    )


@pytest.mark.parametrize(
    ("urgent", "hour"), [(False, clock.at(NOON.date(), 23)), (True, clock.at(NOON.date(), 23))]
)
def test_at_night_a_text_message_waits_unless_it_is_urgent(cast, sms, robots, urgent, hour):
    with clock.set_to(hour):
        say(cast, to_phone(), Recipient(organisation_id=cast.unit.pk), urgent=urgent)
    morning = clock.at(NOON.date().replace(day=16), 8)
    due = dict(Delivery.objects.values_list("channel", "next_at"))
    assert due == {"sms": hour if urgent else morning, "wecom": hour, "dingtalk": hour}


def test_a_county_has_its_own_night(cast, sms):
    QuietHours.objects.create(county=DEHUA, begins="11:00", ends="14:30")
    say(cast, to_phone())
    assert Delivery.objects.get().next_at == clock.at(NOON.date(), 14, 30)


def test_addresses_and_words_on_their_way_are_not_readable_in_the_database(cast, sms):
    from django.db import connection

    say(cast, to_phone())
    with connection.cursor() as cursor:
        cursor.execute("SELECT address, title, body FROM notices_delivery")
        (stored,) = cursor.fetchall()
    assert [PHONE in stored[0], "路灯" in stored[1], "答复" in stored[2]] == [False, False, False]


@pytest.mark.parametrize("many", [1, 30])
def test_telling_many_takes_as_many_statements_as_telling_one(
    cast, sms, robots, django_assert_num_queries, many
):
    phones = [to_phone(f"139{number:08}") for number in range(many)]
    ways()  # kept in memory
    with django_assert_num_queries(9):
        say(
            cast,
            *phones,
            to_user(cast.users.wang),
            Recipient(person_id=cast.person.pk),
            Recipient(organisation_id=cast.unit.pk),
        )
    assert Message.objects.count() == many + 3


def test_a_recipient_whom_nobody_knows_is_nobody(cast, sms):
    say(
        cast,
        Recipient(user_id=uuid7()),
        Recipient(person_id=uuid7()),
        Recipient(organisation_id=uuid7()),
        Recipient(),
    )
    assert (told(), outgoing()) == ([], [])
