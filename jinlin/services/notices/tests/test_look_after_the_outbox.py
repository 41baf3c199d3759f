"""Do those who keep the outbox see what did not arrive, send it again, and never read it?"""

import re
from datetime import timedelta

import pytest
from django.db.models import F

from jinlin.core.errors import NotAllowed, NotNow
from jinlin.core.time import clock
from jinlin.core.timeline import Entry
from jinlin.services.notices import actions
from jinlin.services.notices.lifecycle import State
from jinlin.services.notices.models import Delivery
from jinlin.services.notices.queries.outbox import tallies
from jinlin.services.notices.sending import send_due
from jinlin.services.notices.tests.conftest import NOON, PHONE, actor_of, say, to_phone

pytestmark = pytest.mark.usefixtures("noon")
OUTBOX = "/desk/notices/"


@pytest.fixture
def dead(cast, sms):
    """One was refused for good."""
    sms.plan = ["400"]
    say(cast, to_phone())
    send_due()
    return Delivery.objects.get()


@pytest.mark.one_engine
@pytest.mark.parametrize("keeper", ["lead", "system_admin"])
def test_keepers_see_where_it_goes_and_what_went_wrong_but_not_what_it_says(
    cast, dead, browser, keeper
):
    page = browser(getattr(cast.users, keeper)).get(OUTBOX).content.decode()
    seen = [
        words in page
        for words in ("138****1111", "对方拒收 (400)", "未送达", "重新发送 1 条未送达")
    ]
    hidden = [words in page for words in (PHONE, "路灯", "4月18日前", str(dead.gateway_key))]
    assert (seen, hidden) == ([True] * 4, [False] * 4)


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("name", "status", "is_named"),
    [
        ("lead", 200, True),
        ("system_admin", 200, True),
        ("town_lead", 403, False),
        ("clerk", 403, False),
        ("security_admin", 403, False),
    ],
)
def test_the_outbox_opens_to_those_who_keep_a_whole_county_and_is_named_to_nobody_else(
    cast, browser, name, status, is_named
):
    desk = browser(getattr(cast.users, name))
    assert (
        desk.get(OUTBOX).status_code,
        f'href="{OUTBOX}"' in desk.get("/notices/").content.decode(),
    ) == (status, is_named)


@pytest.mark.one_engine
def test_another_countys_outbox_does_not_exist(cast, dead, browser):
    far = browser(cast.users.far_lead)
    assert (
        "138****1111" in far.get(OUTBOX).content.decode(),
        far.post(f"{OUTBOX}{dead.pk}/resend/").status_code,
    ) == (False, 404)


def test_a_town_lead_sends_nothing_again(cast, dead, browser):
    town_lead = browser(cast.users.town_lead)
    assert [
        town_lead.post(f"{OUTBOX}{dead.pk}/resend/").status_code,
        town_lead.post(f"{OUTBOX}resend/").status_code,
    ] == [404, 403]
    with pytest.raises(NotAllowed):
        actions.resend(dead, actor=actor_of(cast.users.town_lead))


def test_after_a_clear_no_it_is_sent_again_under_a_new_key(cast, dead, sms, browser):
    browser(cast.users.lead).post(f"{OUTBOX}{dead.pk}/resend/")
    waiting = Delivery.objects.get()
    assert (waiting.state, waiting.tries, waiting.gateway_key == dead.gateway_key) == (
        State.WAITING,
        0,
        False,
    )
    assert (send_due(), len(sms.delivered)) == (1, 1)
    entry = Entry.objects.get(subject_id=dead.pk)
    assert (entry.verb, entry.user_id, entry.audience) == ("resent", cast.users.lead.pk, "staff")


def test_after_anything_unclear_it_keeps_its_key_and_does_not_arrive_twice(cast, sms):
    sms.plan = ["late"] * 6
    say(cast, to_phone(), urgent=True)
    for _try in range(6):
        with clock.set_to(Delivery.objects.get().next_at):
            send_due()
    assert (Delivery.objects.get().state, len(sms.delivered)) == (State.DEAD, 1)
    with clock.set_to(NOON + timedelta(days=1)):
        actions.resend(Delivery.objects.get(), actor=actor_of(cast.users.lead))
        assert (send_due(), len(sms.delivered)) == (1, 1)


def test_what_was_sent_again_by_night_waits_for_the_morning(cast, dead):
    with clock.set_to(clock.at(NOON.date(), 22)):
        assert actions.resend(dead, actor=actor_of(cast.users.lead)).next_at == clock.at(
            NOON.date().replace(day=16), 8
        )


def test_what_was_sent_cannot_be_sent_again(cast, sms):
    say(cast, to_phone())
    send_due()
    with pytest.raises(NotNow):
        actions.resend(Delivery.objects.get(), actor=actor_of(cast.users.lead))


def test_all_that_was_given_up_sets_out_again_at_once(cast, dead, sms, browser):
    sms.plan = ["400", "500"]
    say(cast, to_phone("13900000001"))
    say(cast, to_phone("13900000002"))
    send_due()
    page = browser(cast.users.system_admin).post(f"{OUTBOX}resend/", follow=True).content.decode()
    assert sorted(Delivery.objects.values_list("state", flat=True)) == [
        "failed",
        "waiting",
        "waiting",
    ]
    assert "2 条消息已重新排队。" in page


@pytest.mark.parametrize(
    ("asked", "phones"),
    [
        ("", {"139****0003", "139****0002", "139****0001"}),
        ("?state=dead", {"139****0001"}),
        ("?state=failed&channel=sms", {"139****0002"}),
        ("?state=waiting", {"139****0003"}),
        ("?state=sent", {"139****0004"}),
        ("?channel=wecom", set()),
        ("?state=nonsense", {"139****0003", "139****0002", "139****0001"}),
    ],
)
def test_the_outbox_is_filtered_by_its_address(cast, sms, browser, asked, phones):
    sms.plan = ["400", "500"]
    for number in (1, 2, 4, 3):
        if number == 3:
            send_due()
        say(cast, to_phone(f"1390000{number:04}"))
    page = browser(cast.users.lead).get(OUTBOX + asked).content.decode()
    assert set(re.findall(r"139\*\*\*\*\d{4}", page)) == phones


def test_the_statistics_count_each_channel_over_today_and_seven_days(cast, sms):
    for days in (7, 6, 0):
        with clock.set_to(NOON - timedelta(days=days)):
            say(cast, to_phone(f"1390000000{days}"))
            send_due()
    sms.plan = ["400", "500"]
    for number in (1, 2):
        say(cast, to_phone(f"1380000000{number}"))
    send_due()
    say(cast, to_phone("13800000003"))
    lines = [
        (line.channel, line.waiting, line.failed, line.dead, line.today, line.week)
        for line in tallies(actor_of(cast.users.lead))
    ]
    assert lines == [
        ("sms", 1, 1, 1, 1, 2),
        ("email", 0, 0, 0, 0, 0),
        ("wecom", 0, 0, 0, 0, 0),
        ("dingtalk", 0, 0, 0, 0, 0),
        ("webhook", 0, 0, 0, 0, 0),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_outbox_costs_the_same_with_one_delivery_and_with_three(
    cast, robots, browser, django_assert_num_queries, count
):
    from jinlin.services.notices.actions import Recipient

    for _time in range(count):
        say(cast, Recipient(organisation_id=cast.unit.pk))
    Delivery.objects.update(state=State.FAILED, attempts=F("attempts") + 1, last_error="broken 500")
    lead = browser(cast.users.lead)
    lead.get(OUTBOX)
    with django_assert_num_queries(6):
        page = lead.get(OUTBOX)
    assert page.content.decode().count("<tr data-row>") == 2 * count


@pytest.mark.one_engine
def test_an_empty_outbox_says_so(cast, browser):
    assert "该发的消息都已发出。" in browser(cast.users.lead).get(OUTBOX).content.decode()
