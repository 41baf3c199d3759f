"""How does WeCom (企业微信, also the government's own 政务微信) say which member somebody is?"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from jinlin.core.errors import NotAllowed
from jinlin.ground.identities.actions import Person
from jinlin.ground.identities.clients import calls, passes
from jinlin.ground.identities.clients.handshake import Handshake
from jinlin.ground.identities.models import Provider

PAGES, DESK_PAGES = "https://open.weixin.qq.com", "https://login.work.weixin.qq.com"
CALLS = "https://qyapi.weixin.qq.com"
USED_UP, BUSY = frozenset({40029, 42022}), frozenset({-1, 45009, 45033})
STALE = frozenset({40014, 42001})


def leads_to(provider: Provider, handshake: Handshake) -> str:
    """Inside WeCom at once; in another browser by a code to scan."""
    fields = {
        "appid": provider.client_id,
        "redirect_uri": handshake.back_to,
        "agentid": provider.agent_id,
        "state": handshake.state,
    }
    if "wxwork" in handshake.agent.lower():
        fields |= {"response_type": "code", "scope": "snsapi_base"}
        pages = provider.pages_at or PAGES
        return f"{pages}/connect/oauth2/authorize?{urlencode(fields)}#wechat_redirect"
    pages = provider.pages_at or DESK_PAGES
    return f"{pages}/wwlogin/sso/login?{urlencode({'login_type': 'CorpApp', **fields})}"


def identified(provider: Provider, _handshake: Handshake, answer: Mapping[str, str]) -> Person:
    address, code = f"{provider.calls_at or CALLS}/cgi-bin/auth/getuserinfo", answer.get("code", "")
    found = passes.renewed(
        provider,
        lambda: _checked(calls.get(address, {"access_token": token(provider), "code": code})),
        stale=STALE,
    )
    member = found.get("userid") or found.get("UserId")
    if not member:
        raise NotAllowed(
            _(
                "You are no member of this organisation there. Please sign in with user name and "
                "password."
            )
        )
    return Person(subject=calls.text({"userid": member}, "userid"))


def token(provider: Provider) -> str:
    fields = {"corpid": provider.client_id, "corpsecret": provider.secret}
    return passes.held(
        provider,
        "token",
        lambda: _checked(calls.get(f"{provider.calls_at or CALLS}/cgi-bin/gettoken", fields)),
        named="access_token",
        lasts="expires_in",
    )


def _checked(answer: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = calls.checked(answer, used_up=USED_UP, busy=BUSY)
    return found
