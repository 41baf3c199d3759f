"""How does DingTalk (钉钉) say who somebody is?

The names of its two houses: pages and api.dingtalk.com speak the newer way, oapi the older one. A
government edition that stands behind one address answers to both there.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from jinlin.core.gateways import NotTaken, Wrong
from jinlin.ground.identities.actions import Person
from jinlin.ground.identities.clients import calls, passes
from jinlin.ground.identities.clients.handshake import Handshake
from jinlin.ground.identities.models import Provider

PAGES, CALLS = "https://login.dingtalk.com", "https://api.dingtalk.com"
OLDER_CALLS = "https://oapi.dingtalk.com"
BUSY = frozenset({-1, 88, 90018})
STALE = frozenset({40014, 42001, 88})


def leads_to(provider: Provider, handshake: Handshake) -> str:
    fields = {
        "client_id": provider.client_id,
        "redirect_uri": handshake.back_to,
        "response_type": "code",
        "scope": "openid",
        "state": handshake.state,
        "prompt": "consent",
    }
    return f"{provider.pages_at or PAGES}/oauth2/auth?{urlencode(fields)}"


def identified(provider: Provider, _handshake: Handshake, answer: Mapping[str, str]) -> Person:
    base = provider.calls_at or CALLS
    message = {
        "clientId": provider.client_id,
        "clientSecret": provider.secret,
        "code": answer.get("authCode") or answer.get("code", ""),
        "grantType": "authorization_code",
    }
    try:
        found = calls.post(f"{base}/v1.0/oauth2/userAccessToken", message)
    except NotTaken as no:
        if no.wrong == Wrong.REFUSED and no.detail == "400":
            raise calls.UsedUp from no
        raise
    own = calls.text(found, "accessToken", longest=1000)
    person = calls.get(f"{base}/v1.0/contact/users/me", {}, **{"x-acs-dingtalk-access-token": own})
    return Person(subject=calls.text(person, "unionId"), name=str(person.get("nick") or ""))


def token(provider: Provider) -> str:
    base = provider.calls_at or CALLS
    fields = {"appKey": provider.client_id, "appSecret": provider.secret}
    return passes.held(
        provider,
        "token",
        lambda: calls.post(f"{base}/v1.0/oauth2/accessToken", fields),
        named="accessToken",
        lasts="expireIn",
    )


def member(provider: Provider, union: str) -> str:
    """How the organisation itself names this person: what its messages are sent to."""
    base = provider.calls_at or OLDER_CALLS
    found: dict[str, Any] = calls.checked(
        calls.post(
            f"{base}/topapi/user/getbyunionid?{urlencode({'access_token': token(provider)})}",
            {"unionid": union},
        ),
        used_up=frozenset(),
        busy=BUSY,
    )
    return calls.text(found.get("result") or {}, "userid")
