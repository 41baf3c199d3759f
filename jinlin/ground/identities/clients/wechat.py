"""How does a WeChat official account say who somebody is (网页授权), and sign a page (JS-SDK)?"""

import hashlib
import time
from collections.abc import Mapping
from secrets import token_hex
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from jinlin.core.errors import NotNow
from jinlin.ground.identities.actions import Person
from jinlin.ground.identities.clients import calls, passes
from jinlin.ground.identities.clients.handshake import Handshake
from jinlin.ground.identities.models import Provider

PAGES, CALLS = "https://open.weixin.qq.com", "https://api.weixin.qq.com"
USED_UP, BUSY = frozenset({40029, 40163, 41008, 42003}), frozenset({-1, 45009, 45011})
STALE = frozenset({40001, 40014, 42001})  # the app's token is no longer the right one


def leads_to(provider: Provider, handshake: Handshake) -> str:
    fields = {
        "appid": provider.client_id,
        "redirect_uri": handshake.back_to,
        "response_type": "code",
        "scope": "snsapi_userinfo" if provider.asks_name else "snsapi_base",
        "state": handshake.state,
    }  # in this order: WeChat's own check of the address is strict
    pages = provider.pages_at or PAGES
    return f"{pages}/connect/oauth2/authorize?{urlencode(fields)}#wechat_redirect"


def identified(provider: Provider, _handshake: Handshake, answer: Mapping[str, str]) -> Person:
    base = provider.calls_at or CALLS
    found = _call(
        f"{base}/sns/oauth2/access_token",
        appid=provider.client_id,
        secret=provider.secret,
        code=answer.get("code", ""),
        grant_type="authorization_code",
    )
    if found.get("is_snapshotuser"):  # a preview shows a stranger whom WeChat made up
        raise NotNow(
            _("WeChat shows a preview only. Please tap “use the full service” below and try again.")
        )
    openid, union, name = calls.text(found, "openid"), found.get("unionid") or "", ""
    if provider.asks_name:
        more = _call(
            f"{base}/sns/userinfo",
            access_token=calls.text(found, "access_token", longest=1000),
            openid=openid,
            lang="zh_CN",
        )
        if more.get("openid") != openid:
            raise calls.Doubted
        union, name = more.get("unionid") or union, str(more.get("nickname") or "")
    return Person(subject=openid, union=str(union), name=name)


def token(provider: Provider) -> str:
    """The app's own access token; the stable one, which other systems of the county may fetch too
    without ending ours.
    """
    base = provider.calls_at or CALLS
    fields = {
        "grant_type": "client_credential",
        "appid": provider.client_id,
        "secret": provider.secret,
    }
    return passes.held(
        provider,
        "token",
        lambda: _checked(calls.post(f"{base}/cgi-bin/stable_token", fields)),
        named="access_token",
        lasts="expires_in",
    )


def signature(provider: Provider, url: str) -> dict[str, object]:
    """What a page with this address needs to use WeChat's own scanner and place."""
    base = provider.calls_at or CALLS
    ticket = passes.held(
        provider,
        "ticket",
        lambda: passes.renewed(
            provider,
            lambda: _call(
                f"{base}/cgi-bin/ticket/getticket", access_token=token(provider), type="jsapi"
            ),
            stale=STALE,
        ),
        named="ticket",
        lasts="expires_in",
    )
    stamp, nonce = int(time.time()), token_hex(8)
    signed = f"jsapi_ticket={ticket}&noncestr={nonce}&timestamp={stamp}&url={url}"
    return {
        "appId": provider.client_id,
        "timestamp": stamp,
        "nonceStr": nonce,
        "signature": hashlib.sha1(signed.encode()).hexdigest(),  # noqa: S324 - WeChat's protocol
    }


def _call(url: str, **fields: str) -> dict[str, Any]:
    return _checked(calls.get(url, fields))


def _checked(answer: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = calls.checked(answer, used_up=USED_UP, busy=BUSY)
    return found
