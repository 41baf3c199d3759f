"""How does each kind of house say who somebody is?

Each client knows where to lead somebody (`leads_to`) and whom the answer names (`identified`); it
raises NotTaken when the house did not answer as it should, and Refusal when it said no.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from jinlin.ground.identities.actions import Person
from jinlin.ground.identities.clients import dingtalk, oidc, wechat, wecom
from jinlin.ground.identities.clients.handshake import Handshake
from jinlin.ground.identities.models import Kind, Provider


@dataclass(frozen=True)
class Client:
    leads_to: Callable[[Provider, Handshake], str]
    identified: Callable[[Provider, Handshake, Mapping[str, str]], Person]


CLIENTS: dict[str, Client] = {
    Kind.WECHAT: Client(wechat.leads_to, wechat.identified),
    Kind.WECOM: Client(wecom.leads_to, wecom.identified),
    Kind.DINGTALK: Client(dingtalk.leads_to, dingtalk.identified),
    Kind.OIDC: Client(oidc.leads_to, oidc.identified),
}
