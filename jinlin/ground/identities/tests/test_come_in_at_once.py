"""Two at the same moment: does one code open one door, and does one identity get one owner?"""

import threading
from contextlib import contextmanager

import pytest
from django.db import connections
from django.test import Client

from jinlin.core.errors import Refusal
from jinlin.ground.accounts.actors import without_grants
from jinlin.ground.accounts.tests import county as small
from jinlin.ground.identities import actions, asking
from jinlin.ground.identities.actions import Person
from jinlin.ground.identities.models import Identity
from jinlin.ground.identities.tests import houses
from jinlin.ground.identities.tests.conftest import WECHAT, provider_of

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls):
    """What each call gives or refuses with, all begun at the same moment."""
    gate, found = threading.Barrier(len(calls)), [None] * len(calls)

    def run(index, call):
        gate.wait()
        try:
            found[index] = call()
        except Refusal as no:
            found[index] = type(no).__name__
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@contextmanager
def a_bound_resident(settings):
    settings.WEBHOOKS_PRIVATE = True
    with houses.standing_house() as house:
        county = small.county()
        provider = provider_of(house)
        person = Person(house.who.openid)
        actor = without_grants(county.users.resident)
        actions.bind(provider, person, actor=actor, by_phone=True)
        yield house, provider


def answer_in_one_browser():
    """How one request brings the answer of the other house; all that come by it bring the same."""
    browser = Client()
    back = houses.agreed(browser.get("/sign-in/with/wechat/", **WECHAT)["Location"])

    def bring():
        twin = Client()
        twin.cookies = browser.cookies.copy()
        return twin.get(back, **WECHAT).status_code

    return bring


def test_two_answers_with_one_code_open_one_door(settings, monkeypatch):
    """The second comes while the first is asking the house over there, which is slow."""
    is_asking, is_refused, ask = threading.Event(), threading.Event(), asking._answered

    def asked_slowly(call):
        is_asking.set()
        assert is_refused.wait(60)
        return ask(call)

    def second():
        assert is_asking.wait(60)
        try:
            return bring()
        finally:
            is_refused.set()

    with a_bound_resident(settings) as (house, _provider):
        bring = answer_in_one_browser()
        monkeypatch.setattr(asking, "_answered", asked_slowly)
        assert at_once(bring, second) == [302, 409]
        asked = [path for path, _asked, _sent in house.calls if path.endswith("access_token")]
        assert len(asked) == 1


def test_without_the_mark_both_would_ask(settings, monkeypatch):
    """The control: it is the mark in the database that keeps the second one away."""
    gate, own = threading.Barrier(2), threading.local()

    def unmarked(_what):
        """Each is there, with the question it was sent out with, before either goes on."""
        if not getattr(own, "is_there", False):
            own.is_there = True
            gate.wait(60)
        return True

    monkeypatch.setattr(asking, "_first", unmarked)
    with a_bound_resident(settings) as (house, _provider):
        bring = answer_in_one_browser()
        at_once(bring, bring)
        asked = [path for path, _asked, _sent in house.calls if path.endswith("access_token")]
        assert len(asked) == 2


def test_an_identity_bound_by_two_accounts_at_once_has_one_owner(settings):
    settings.WEBHOOKS_PRIVATE = True
    with houses.standing_house() as house:
        county = small.county()
        provider = provider_of(house)
        users = (county.users.resident, county.users.neighbour)
        found = at_once(
            *(
                lambda user=user: (
                    actions.bind(
                        provider, Person("oA"), actor=without_grants(user), by_phone=True
                    ).user_id
                )
                for user in users
            )
        )
    assert Identity.objects.count() == 1
    assert sorted(found, key=str) == sorted([Identity.objects.get().user_id, "NotNow"], key=str)


def test_one_account_binds_one_of_two_identities_brought_at_once(settings):
    settings.WEBHOOKS_PRIVATE = True
    with houses.standing_house() as house:
        county = small.county()
        provider = provider_of(house)
        actor = without_grants(county.users.resident)
        found = at_once(
            *(
                lambda name=name: (
                    actions.bind(provider, Person(name), actor=actor, by_phone=True).subject
                )
                for name in ("oA", "oB")
            )
        )
    assert Identity.objects.count() == 1
    assert sorted(found) == sorted([Identity.objects.get().subject, "NotNow"])


def test_the_same_identity_bound_twice_by_one_account_is_one(settings):
    settings.WEBHOOKS_PRIVATE = True
    with houses.standing_house() as house:
        county = small.county()
        provider = provider_of(house)
        actor = without_grants(county.users.resident)

        def bind():
            return actions.bind(provider, Person("oA"), actor=actor, by_phone=True).pk

        found = at_once(bind, bind)
    assert set(found) == {Identity.objects.get().pk}
