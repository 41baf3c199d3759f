"""Who is told something in the tests, and what stands at the other end?"""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.test import Client

from jinlin.core.secrets.fields import match_key
from jinlin.core.tests.standing import once_a_file
from jinlin.core.time import clock
from jinlin.ground.accounts.actors import actor_for, without_grants
from jinlin.ground.accounts.models import Grant, User
from jinlin.ground.accounts.sessions import BY_PHONE
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import Organisation, Place
from jinlin.ground.places.tests.parallel import shared_house
from jinlin.services.notices import actions
from jinlin.services.notices.actions import Recipient, Wanted
from jinlin.services.notices.models import CountyChannel, GroupRobot
from jinlin.services.notices.tests.gateways import (
    ROBOT_SECRET,
    SECRET,
    Receiver,
    Robots,
    SmsGateway,
    serving,
)

__all__ = ["shared_house"]

DEHUA, TONGWEI = "350526", "621121"
SINCE = date(2020, 1, 1)
NOON = clock.at(date(2026, 4, 15), 12)
SIGN_IN = "allauth.account.auth_backends.AuthenticationBackend"
PHONE = "13800001111"


def place(code, name):
    levels = {6: "county", 9: "town"}
    return Place.objects.create(
        county=code[:6], code=code, name=name, level=levels[len(code)], valid_from=SINCE
    )


def resident(name, phone):
    return User.objects.create(name=name, phone=phone, phone_key=match_key(phone, "phone"))


def build() -> SimpleNamespace:
    """A county with a town and a unit in it, a far county, one of each kind of people."""
    dehua, tongwei, town = (
        place(DEHUA, "德化县"),
        place(TONGWEI, "通渭县"),
        place("350526100", "浔中镇"),
    )
    unit = Organisation.objects.create(
        county=DEHUA, name="浔中镇城管中队", kind="department", place=town, place_code=town.code
    )

    def hire(name, role, where, organisation=None, phone=""):
        user = User.objects.create(county=where.county, username=name, name=name, phone=phone)
        held = {"role": role, "place": where, "organisation": organisation}
        Grant.objects.create(county=where.county, user=user, valid_from=SINCE, **held)
        return user

    users = SimpleNamespace(
        wang=resident("王秀英", PHONE),
        li=resident("李建国", "13900002222"),
        clerk=hire("clerk", "clerk", dehua),
        handler=hire("handler", "handler", town, unit, "13700003333"),
        second_handler=hire("second_handler", "handler", town, unit),
        lead=hire("lead", "lead", dehua),
        town_lead=hire("town_lead", "lead", town),
        far_lead=hire("far_lead", "lead", tongwei),
        system_admin=hire("system_admin", "system_admin", dehua),
        security_admin=hire("security_admin", "security_admin", dehua),
    )
    person = Person.objects.create(
        county=DEHUA,
        name="王秀英",
        phone=PHONE,
        phone_key=match_key(PHONE, "phone"),
        user=users.wang,
    )
    return SimpleNamespace(county=dehua, town=town, unit=unit, users=users, person=person)


def actor_of(user):
    return actor_for(user) if user.username else without_grants(user)


def made():
    return build()


standing_cast, cast = once_a_file(made)


@pytest.fixture
def noon():
    """It is a Wednesday noon, when nothing is quiet."""
    with clock.set_to(NOON):
        yield NOON


def say(cast, *to, **changes):
    """Something is told about a matter (the unit stands for it)."""
    told = {
        "county": DEHUA,
        "event": "appeals.accept",
        "title": "您反映的路灯已受理",
        "body": "浔中镇城管中队4月18日前给您答复。",
        "about": cast.unit,
        "url": "/appeals/1/",
        "to": to,
        **changes,
    }
    with transaction.atomic():
        actions.tell(**told)


def to_phone(number=PHONE):
    return Recipient(phone=number)


def to_user(user):
    return Recipient(user_id=user.pk)


@pytest.fixture
def gateway():
    """A text-message gateway that honours idempotency keys."""
    with serving(SmsGateway) as server:
        yield server


def open_sms(gateway, county=DEHUA):
    return CountyChannel.objects.create(
        county=county, kind="sms", address=gateway.url, secret=SECRET
    )


@pytest.fixture
def sms(gateway, cast):
    """The county sends through this gateway."""
    open_sms(gateway)
    return gateway


@pytest.fixture
def robots(cast):
    """The unit has a robot in a WeCom group and one in a DingTalk group."""
    with serving(Robots) as server:
        server.wecom = GroupRobot.objects.create(
            county=DEHUA, organisation=cast.unit, kind="wecom", url=f"{server.url}?key=of-the-group"
        )
        server.dingtalk = GroupRobot.objects.create(
            county=DEHUA,
            organisation=cast.unit,
            kind="dingtalk",
            url=f"{server.url}?access_token=of-the-group",
            secret=ROBOT_SECRET,
        )
        yield server


@pytest.fixture(autouse=True)
def _gateways_of_this_machine(settings, monkeypatch):
    """The gateways and robots of these tests stand inside, and the processes that the tests start
    may go there too; who tests the wall puts it up again.
    """
    settings.WEBHOOKS_PRIVATE = True
    monkeypatch.setenv("JINLIN_WEBHOOKS_PRIVATE", "1")


@pytest.fixture
def receiver():
    """Another system on this machine."""
    with serving(Receiver) as server:
        yield server


def listen(cast, receiver, *events, name="县大数据平台"):
    """The other system hears these events."""
    wanted = Wanted(name, receiver.url, events)
    webhook, receiver.secret = actions.add_webhook(
        DEHUA, wanted, actor=actor_of(cast.users.system_admin)
    )
    return confirmed(cast, webhook)


def confirmed(cast, row):
    """Read by the second administrator."""
    actor = actor_of(cast.users.security_admin)
    return actions.confirm_address(row, actor=actor, seen_as=row.seen_as)


def announce(cast, event="appeals.accept", county=DEHUA, **payload):
    """A move of some matter (the unit stands for it)."""
    with transaction.atomic():
        actions.announce(
            county=county,
            event=event,
            subject_id=cast.unit.pk,
            payload={"number": "260415-ABCDE", **payload},
        )


@pytest.fixture
def browser():
    """A browser in which somebody is signed in: staff by password, residents by phone."""

    def browser(user):
        client = Client()
        client.force_login(user, backend=SIGN_IN)
        if not user.username:
            session = client.session
            session[BY_PHONE] = True
            session.save()
        return client

    return browser


def later(**span) -> datetime:
    return clock.now() + timedelta(**span)
