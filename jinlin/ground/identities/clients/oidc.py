"""How does an identity service prove who somebody is (OpenID Connect, code flow with PKCE)?"""

import base64
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

import jwt
from jwt import PyJWK

from jinlin.core.errors import Unusable
from jinlin.core.gateways import NotTaken, Wrong
from jinlin.core.outside import check_address
from jinlin.ground.identities.actions import Person
from jinlin.ground.identities.clients import calls
from jinlin.ground.identities.clients.handshake import Handshake
from jinlin.ground.identities.models import Provider

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]
LEEWAY = 60  # seconds by which two clocks may differ
NEEDED = ("iss", "sub", "aud", "exp", "iat", "nonce")


def leads_to(provider: Provider, handshake: Handshake) -> str:
    fields = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": handshake.back_to,
        "scope": "openid profile" if provider.asks_name else "openid",
        "state": handshake.state,
        "nonce": handshake.nonce,
        "code_challenge": handshake.challenge,
        "code_challenge_method": "S256",
    }
    page = _described(provider)["authorization_endpoint"]
    return f"{page}{'&' if '?' in page else '?'}{urlencode(fields)}"


def identified(provider: Provider, handshake: Handshake, answer: Mapping[str, str]) -> Person:
    if (issuer := answer.get("iss")) and issuer != provider.issuer:
        raise calls.Doubted  # the answer of another house, sent here
    house = _described(provider)
    fields = {
        "grant_type": "authorization_code",
        "code": answer.get("code", ""),
        "redirect_uri": handshake.back_to,
        "code_verifier": handshake.verifier,
    }
    try:
        found = _exchanged(provider, house, fields)
    except NotTaken as no:
        if no.wrong == Wrong.REFUSED and no.detail == "400":
            raise calls.UsedUp from no
        raise
    claims = _proved(provider, house, calls.text(found, "id_token", longest=20_000))
    if claims["nonce"] != handshake.nonce:
        raise calls.Doubted
    return Person(
        subject=calls.text(claims, "sub", longest=255), name=str(claims.get("name") or "")
    )


def _described(provider: Provider) -> dict[str, Any]:
    """What the service says of itself. It must be the one that was asked, and its addresses such
    as may be called.
    """
    found = calls.get(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration", {})
    if found.get("issuer") != provider.issuer:
        raise calls.Doubted
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        try:
            check_address(calls.text(found, name, longest=500))
        except Unusable:
            raise calls.Doubted from None
    return found


def _exchanged(
    provider: Provider, house: Mapping[str, Any], fields: dict[str, str]
) -> dict[str, Any]:
    """By the header, as is usual; in the form where the service takes only that."""
    takes = house.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    if "client_secret_basic" not in takes and "client_secret_post" in takes:
        own = {"client_id": provider.client_id, "client_secret": provider.secret}
        return calls.post_form(house["token_endpoint"], {**fields, **own})
    pair = f"{quote(provider.client_id, safe='')}:{quote(provider.secret, safe='')}"
    header = f"Basic {base64.b64encode(pair.encode()).decode()}"
    return calls.post_form(house["token_endpoint"], fields, Authorization=header)


def _proved(provider: Provider, house: Mapping[str, Any], token: str) -> dict[str, Any]:
    """The claims of a token that this service signed, for this house, and that holds now."""
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            _key(house["jwks_uri"], jwt.get_unverified_header(token)),
            algorithms=ALGORITHMS,
            audience=provider.client_id,
            issuer=provider.issuer,
            leeway=LEEWAY,
            options={"require": list(NEEDED)},
        )
    except (jwt.PyJWTError, ValueError, TypeError, KeyError):
        raise calls.Doubted from None
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if (several or "azp" in claims) and claims.get("azp") != provider.client_id:
        raise calls.Doubted
    return claims


def _key(address: str, header: Mapping[str, Any]) -> Any:
    """The key by which the service says that it signed; with several, the one that is named."""
    if header.get("alg") not in ALGORITHMS:
        raise calls.Doubted
    keys = calls.get(address, {}).get("keys")
    fitting = [
        each
        for each in (keys if isinstance(keys, list) else [])
        if isinstance(each, dict)
        and each.get("use", "sig") == "sig"
        and ("kid" not in header or each.get("kid") == header["kid"])
    ]
    if len(fitting) != 1:
        raise calls.Doubted
    return PyJWK(fitting[0], algorithm=header["alg"])
