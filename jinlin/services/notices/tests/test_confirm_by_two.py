"""Does one administrator alone lead messages of the county anywhere?"""

import pytest
from django.db.models import QuerySet

from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotAllowed, NotNow, Stale
from jinlin.core.timeline import Entry
from jinlin.ground.accounts.models import User
from jinlin.ground.identities.actions import settle_provider
from jinlin.ground.identities.models import Provider
from jinlin.services.notices import actions
from jinlin.services.notices.actions import Credentials, Wanted
from jinlin.services.notices.models import CountyChannel, GroupRobot, Message, Webhook
from jinlin.services.notices.queries.kept import ways
from jinlin.services.notices.queries.ways import way
from jinlin.services.notices.tests.conftest import DEHUA, TONGWEI, actor_of

PAGE = "/desk/notices/addresses/"
OLD, NEW = "https://sms.example/send", "https://evil.example/take?token=abcd9876"
PROVIDER = {
    "county": DEHUA,
    "kind": "oidc",
    "audience": "staff",
    "slug": "province",
    "name": "省统一身份认证",
    "client_id": "1",
    "issuer": "https://id.example",
}


def one(cast, what):
    """One row of each kind, entered by the system administrator."""
    actor = actor_of(cast.users.system_admin)
    if what == "channel":
        actions.settle_channel(DEHUA, "sms", Credentials(OLD, "s"), actor=SYSTEM)
        return actions.settle_channel(DEHUA, "sms", Credentials(NEW), actor=actor)
    if what == "robot":
        return actions.settle_robot(cast.unit, "wecom", Credentials(NEW), actor=actor)
    if what == "webhook":
        return actions.add_webhook(DEHUA, Wanted("省平台", NEW), actor=actor)[0]
    return settle_provider(Provider(**PROVIDER), actor=actor, secret="s")


def in_force(what) -> bool:
    """Whether the new address is one that the house uses."""
    if what == "channel":
        return way(DEHUA, "sms").address == NEW
    if what == "robot":
        return bool(ways().robots)
    if what == "webhook":
        return bool(ways().webhooks)
    return Provider.objects.usable().exists()


WHATS = ["channel", "robot", "webhook", "way"]


@pytest.mark.parametrize("what", WHATS)
def test_it_holds_only_once_another_administrator_confirmed_it(cast, browser, what):
    row = one(cast, what)
    assert (row.is_proposed, in_force(what)) == (True, False)
    with pytest.raises(NotAllowed):
        actions.confirm_address(row, actor=actor_of(cast.users.system_admin), seen_as=row.seen_as)
    second = browser(cast.users.security_admin)
    page = second.get(PAGE).content.decode()
    assert ("example/…" in page, NEW in page) == (True, False)
    sent = {"seen_as": row.seen_as}
    assert second.post(f"{PAGE}{what}/{row.pk}/confirm/", sent).status_code == 302
    assert in_force(what)
    verbs = Entry.objects.filter(subject_id=row.pk).order_by("seq").values_list("verb", flat=True)
    assert list(verbs)[-1] == "confirmed"
    assert second.post(f"{PAGE}{what}/{row.pk}/confirm/", sent).status_code == 409


@pytest.mark.parametrize("what", WHATS)
def test_what_is_refused_changes_nothing(cast, what):
    row = one(cast, what)
    refused = actions.refuse_address(
        row, actor=actor_of(cast.users.security_admin), seen_as=row.seen_as
    )
    assert (refused.is_proposed, in_force(what)) == (False, False)
    with pytest.raises(NotNow):
        actions.confirm_address(row, actor=SYSTEM, seen_as=row.seen_as)


def test_a_way_in_that_was_refused_is_not_opened_again_by_one(cast):
    row, actor = one(cast, "way"), actor_of(cast.users.system_admin)
    row = actions.refuse_address(row, actor=actor, seen_as=row.seen_as)
    row.is_open = True
    row = settle_provider(row, actor=actor)
    assert (row.is_proposed, in_force("way")) == (True, False)


def test_nobody_confirms_what_they_did_not_read(cast):
    """Another address was entered while the second administrator read the first one."""
    read = one(cast, "channel").seen_as
    actor = actor_of(cast.users.system_admin)
    row = actions.settle_channel(DEHUA, "sms", Credentials("https://third.example/"), actor=actor)
    with pytest.raises(Stale):
        actions.confirm_address(row, actor=actor_of(cast.users.security_admin), seen_as=read)


@pytest.mark.parametrize("name", ["lead", "clerk", "wang"])
def test_nobody_but_administrators_confirms_or_sees_any(cast, browser, name):
    row, user = one(cast, "webhook"), getattr(cast.users, name)
    with pytest.raises(NotAllowed):
        actions.confirm_address(row, actor=actor_of(user), seen_as=row.seen_as)
    assert browser(user).get(PAGE).status_code in {302, 403}


def test_another_countys_address_does_not_exist(cast, browser):
    row = one(cast, "channel")
    CountyChannel.objects.update(county=TONGWEI)
    second = browser(cast.users.security_admin)
    assert second.get(PAGE).context["lines"] == []
    assert second.post(f"{PAGE}channel/{row.pk}/confirm/").status_code == 404
    assert second.post(f"{PAGE}nonsense/{row.pk}/confirm/").status_code == 404


@pytest.mark.parametrize("what", WHATS)
def test_those_who_confirm_are_told_and_whoever_entered_it_is_not(cast, what):
    one(cast, what)
    actions.tell_of_ways_in()
    assert actions.tell_of_ways_in() == 0
    told = list(told_users())
    assert told == [cast.users.security_admin]


def told_users() -> "QuerySet[User]":
    users = Message.objects.filter(event="notices.settled").values("user")
    return User.objects.filter(pk__in=users).order_by("pk")


def test_what_the_house_itself_enters_holds_at_once(cast):
    actions.settle_robot(cast.unit, "wecom", Credentials(NEW), actor=SYSTEM)
    actions.add_webhook(DEHUA, Wanted("省平台", NEW), actor=SYSTEM)
    rows = [GroupRobot.objects.get(), Webhook.objects.get()]
    assert [row.is_proposed for row in rows] == [False, False]
    assert (in_force("robot"), in_force("webhook")) == (True, True)
