"""Does a system administrator settle by which ways a county sends,
without ever reading a secret?
"""

from datetime import time

import pytest

from jinlin.core.errors import NotAllowed, Unusable
from jinlin.core.timeline import Entry
from jinlin.services.notices import actions
from jinlin.services.notices.actions import Credentials
from jinlin.services.notices.models import CountyChannel, GroupRobot, QuietHours
from jinlin.services.notices.tests.conftest import DEHUA, TONGWEI, actor_of, confirmed

pytestmark = pytest.mark.one_engine

ADMIN = "/desk/admin/notices/"
SECRETS = (
    "https://sms.example/send",
    "shhh",
    "https://oapi.dingtalk.com/robot/send?access_token=t",
    "SEC1",
)


@pytest.fixture
def admin(cast, browser):
    return browser(cast.users.system_admin)


def test_a_channel_is_settled_and_its_secrets_are_not_shown_again(cast, admin):
    answer = admin.post(
        f"{ADMIN}countychannel/add/",
        {
            "of_county": DEHUA,
            "kind": "sms",
            "address": SECRETS[0],
            "secret": SECRETS[1],
            "is_open": "on",
        },
    )
    row = CountyChannel.objects.get()
    waits = (row.address, row.next_address, row.next_secret)
    assert (answer.status_code, row.county, row.kind, waits) == (
        302,
        DEHUA,
        "sms",
        ("", *SECRETS[:2]),
    )
    row = confirmed(cast, row)
    assert (row.address, row.secret, row.next_address) == (*SECRETS[:2], "")
    page = admin.get(f"{ADMIN}countychannel/{row.pk}/change/").content.decode()
    assert [secret in page for secret in SECRETS] == [False] * 4


def test_what_is_left_empty_stays(cast, admin):
    row = CountyChannel.objects.create(
        county=DEHUA, kind="sms", address=SECRETS[0], secret=SECRETS[1]
    )
    answer = admin.post(
        f"{ADMIN}countychannel/{row.pk}/change/",
        {"address": "", "secret": "new", "events": " appeals  visits "},
    )
    row.refresh_from_db()
    row = confirmed(cast, row)
    assert (answer.status_code, row.address, row.secret, row.events, row.is_open) == (
        302,
        SECRETS[0],
        "new",
        "appeals visits",
        False,
    )


def test_a_robot_is_settled_for_a_unit_of_the_county(cast, admin):
    answer = admin.post(
        f"{ADMIN}grouprobot/add/",
        {
            "organisation": cast.unit.pk,
            "kind": "dingtalk",
            "url": SECRETS[2],
            "secret": SECRETS[3],
            "is_open": "on",
        },
    )
    row = GroupRobot.objects.get()
    assert (row.url, row.secret) == ("", "")
    row = confirmed(cast, row)
    assert (answer.status_code, row.county, row.organisation, row.url, row.secret) == (
        302,
        DEHUA,
        cast.unit,
        *SECRETS[2:],
    )
    page = admin.get(f"{ADMIN}grouprobot/{row.pk}/change/").content.decode()
    assert [secret in page for secret in SECRETS] == [False] * 4


@pytest.mark.parametrize("url", ["", "oapi.dingtalk.com/robot", "file:///etc/passwd"])
def test_a_robot_without_an_address_is_none(cast, admin, url):
    answer = admin.post(
        f"{ADMIN}grouprobot/add/",
        {"organisation": cast.unit.pk, "kind": "wecom", "url": url, "is_open": "on"},
    )
    assert (answer.status_code, GroupRobot.objects.count()) == (200, 0)


def test_quiet_hours_are_settled_once_per_county(cast, admin):
    for ends in ("07:30", "09:00"):
        admin.post(f"{ADMIN}quiethours/add/", {"of_county": DEHUA, "begins": "22:00", "ends": ends})
    row = QuietHours.objects.get()
    assert (row.begins, row.ends) == (time(22), time(9))


def test_it_is_on_record_who_settled_what_but_no_secret(cast):
    row = actions.settle_channel(
        DEHUA, "sms", Credentials(*SECRETS[:2]), actor=actor_of(cast.users.system_admin)
    )
    entry = Entry.objects.get(subject_id=row.pk)
    assert (entry.verb, entry.user_id, entry.data) == (
        "settled",
        cast.users.system_admin.pk,
        {"kind": "sms", "is_open": True, "events": ""},
    )


@pytest.mark.parametrize("name", ["lead", "clerk", "security_admin", "wang"])
def test_nobody_else_settles_anything(cast, browser, name):
    user = getattr(cast.users, name)
    with pytest.raises(NotAllowed):
        actions.settle_channel(DEHUA, "sms", Credentials(*SECRETS[:2]), actor=actor_of(user))
    with pytest.raises(NotAllowed):
        actions.settle_robot(cast.unit, "wecom", Credentials(SECRETS[2]), actor=actor_of(user))
    with pytest.raises(NotAllowed):
        actions.settle_quiet_hours(DEHUA, time(21), time(8), actor=actor_of(user))


def test_a_system_administrator_settles_nothing_in_another_county(cast, admin):
    far = CountyChannel.objects.create(county=TONGWEI, kind="sms", address=SECRETS[0])
    with pytest.raises(NotAllowed):
        actions.settle_channel(
            TONGWEI, "sms", Credentials(SECRETS[0]), actor=actor_of(cast.users.system_admin)
        )
    answers = [
        admin.post(f"{ADMIN}countychannel/add/", {"of_county": TONGWEI, "kind": "email"}),
        admin.get(f"{ADMIN}countychannel/{far.pk}/change/"),
    ]
    assert ([answer.status_code for answer in answers], CountyChannel.objects.count()) == (
        [200, 302],
        1,
    )


def test_an_address_that_is_none_is_refused(cast):
    with pytest.raises(Unusable):
        actions.settle_channel(
            DEHUA, "sms", Credentials("gopher://elsewhere"), actor=actor_of(cast.users.system_admin)
        )


@pytest.mark.parametrize(
    "address", ["http://gateway.example/send", "https://127.0.0.1/send", "https://10.0.0.8/send"]
)
def test_no_address_of_the_inside_and_none_in_clear_is_taken(cast, admin, settings, address):
    settings.WEBHOOKS_PRIVATE = False
    actor = actor_of(cast.users.system_admin)
    with pytest.raises(Unusable):
        actions.settle_channel(DEHUA, "sms", Credentials(address, "s"), actor=actor)
    with pytest.raises(Unusable):
        actions.settle_robot(cast.unit, "wecom", Credentials(address), actor=actor)
    told = {"of_county": DEHUA, "kind": "sms", "address": address, "is_open": "on"}
    assert admin.post(f"{ADMIN}countychannel/add/", told).status_code == 200
    assert CountyChannel.objects.count() == 0
