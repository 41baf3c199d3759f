"""How does a message reach somebody in WeChat, WeCom or DingTalk?

To the identity that they bound, by the app that the county entered for signing in, with the access
token that all processes share. WeCom drops what it had in the last half hour; WeChat and DingTalk
know no key of ours: when a worker dies between their answer and our note of it, the same message
may be read twice (DingTalk itself drops the same text to the same person within a day).
"""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import gettext as _

from jinlin.core import site, spoken
from jinlin.core.errors import Refusal
from jinlin.core.gateways import NotTaken, Wrong
from jinlin.ground.identities.clients import calls, dingtalk, passes, wechat, wecom
from jinlin.ground.identities.models import Provider
from jinlin.services.notices.clients.robots import cut
from jinlin.services.notices.models import AppTemplate, Delivery, is_for
from jinlin.services.notices.queries.ways import Way

LONGEST = {
    "thing": 20,
    "character_string": 32,
    "phrase": 5,
    "name": 10,
    "const": 20,
    "time": 40,
    "date": 40,
}  # characters of each kind of field, by the beginning of its name
BUSY = {-1, 45009, 45033, 88, 90018}
NEVER = {
    *{43101, 40003, 40037, 41030, 47003},  # WeChat: not subscribed, unknown, no such template
    *{81013, 60011, 60020, 48002},  # WeCom: nobody there, not allowed
    *{33012, 40035, 400002},  # DingTalk: nobody there
}
DUPLICATES_SECONDS = 1800


def send_in_wechat(delivery: Delivery, way: Way) -> None:
    provider = _provider(way)
    template = _template(delivery)
    message: dict[str, object] = {
        "touser": delivery.address,
        "template_id": template.template,
        "data": {
            name: {"value": _fitting(name, _words(delivery)[ours])}
            for name, ours in template.fields.items()
        },
    }
    if address := _page(delivery):
        message["page"] = address
    base = provider.calls_at or wechat.CALLS
    _hand_in(provider, wechat, f"{base}/cgi-bin/message/subscribe/bizsend", message)


def send_in_wecom(delivery: Delivery, way: Way) -> None:
    provider = _provider(way)
    message = {
        "touser": delivery.address,
        "agentid": int(provider.agent_id or 0),
        "msgtype": "textcard",
        "textcard": {
            "title": cut(delivery.title, 128),
            "description": cut(delivery.body, 512),
            "url": _page(delivery) or settings.SITE_URL,
            "btntxt": _("Open"),
        },
        "enable_duplicate_check": 1,
        "duplicate_check_interval": DUPLICATES_SECONDS,
    }
    base = provider.calls_at or wecom.CALLS
    answer = _hand_in(provider, wecom, f"{base}/cgi-bin/message/send", message)
    if answer.get("invaliduser"):
        raise NotTaken(Wrong.REFUSED, "invaliduser")


def send_in_dingtalk(delivery: Delivery, way: Way) -> None:
    provider = _provider(way)
    base = provider.calls_at or dingtalk.OLDER_CALLS
    message: dict[str, object] = {
        "agent_id": provider.agent_id,
        "userid_list": _called(lambda: dingtalk.member(provider, delivery.address)),
        "msg": {
            "msgtype": "action_card",
            "action_card": {
                "title": cut(delivery.title, 128),
                "markdown": cut(f"### {delivery.title}\n\n{delivery.body}", 2000),
                "single_title": _("Open"),
                "single_url": _page(delivery) or settings.SITE_URL,
            },
        },
    }
    address = f"{base}/topapi/message/corpconversation/asyncsend_v2"
    _hand_in(provider, dingtalk, address, message)


def _hand_in(
    provider: Provider, house: Any, address: str, message: dict[str, object]
) -> dict[str, Any]:
    """What the house answered when it took the message. Raises NotTaken."""
    token = _called(lambda: house.token(provider))
    answer = calls.post(f"{address}?{urlencode({'access_token': token})}", message)
    code = answer.get("errcode")
    if code == 0:
        return answer
    if not isinstance(code, int):
        raise NotTaken(Wrong.GARBAGE)
    if code in house.STALE and code not in BUSY:
        passes.drop(provider)  # the next try has a fresh one
        raise NotTaken(Wrong.BROKEN, code)
    if code in BUSY:
        raise NotTaken(Wrong.BUSY, code, stay_away=timedelta(minutes=1))
    raise NotTaken(Wrong.REFUSED if code in NEVER else Wrong.BROKEN, code)


def _called(call: Any) -> str:
    """What a call for a key or a name gives; a no of the other house is its trouble, not ours."""
    try:
        found: str = call()
    except Refusal as no:
        raise NotTaken(Wrong.GARBAGE) from no
    return found


def _provider(way: Way) -> Provider:
    found = Provider.objects.usable().filter(slug=way.address).first()
    if found is None:
        raise NotTaken(Wrong.BROKEN, "closed")
    return found


def _template(delivery: Delivery) -> AppTemplate:
    rows = AppTemplate.objects.filter(county=delivery.county, is_open=True)
    fitting = [row for row in rows if is_for(delivery.event, row.prefix)]
    if not fitting:
        raise NotTaken(Wrong.REFUSED, "template")
    return max(fitting, key=lambda row: len(row.prefix))


def _words(delivery: Delivery) -> dict[str, str]:
    return {
        "title": delivery.title,
        "text": delivery.body,
        "time": spoken.moment(delivery.created_at),
        "event": delivery.event_label,
    }


def _fitting(name: str, text: str) -> str:
    """In one line, as long as this kind of field may be: a longer one is refused as a whole."""
    most = LONGEST.get(name.rstrip("0123456789"), 20)
    line = " ".join(text.split()) or "-"
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _page(delivery: Delivery) -> str:
    """Where it leads; what opens something by itself is no secret there: it is the person's own."""
    url = delivery.message.url if delivery.message else ""
    return site.whole(url) if url else ""
