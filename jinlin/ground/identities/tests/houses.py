"""What stands at the other end in the tests? One server on this machine that speaks, over HTTP, as
WeChat, WeCom, DingTalk and an identity service do.

`who` is the person who holds the phone over there. `lies` names what it does wrong from now on:
slow 500 garbage (any call), state nonce signature expired issuer audience none symmetric azp
(identity service), snapshot other_openid (WeChat), stranger (WeCom). Codes open once, as there.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.error import HTTPError
from urllib.parse import parse_qsl, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

APP, SECRET, AGENT = "wx1234567890abcdef", "secret-of-the-app", "1000002"
OWN = rsa.generate_private_key(public_exponent=65537, key_size=2048)
FOREIGN = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Who:
    openid: str = "oA-openid-of-mei"
    unionid: str = "uA-union-of-mei"
    userid: str = "zhengxiuyun"
    sub: str = "sub-of-mei"
    name: str = "小梅"


@dataclass
class Grant:
    who: Who
    asked: dict
    is_spent: bool = False


class House(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answers)
        self.who, self.lies, self.grants, self.calls = Who(), set(), {}, []
        self.sent, self.tokens, self.plan, self.posts = [], 0, [], 0
        self.says_union = True
        self.go_on = threading.Event()
        self.lock = threading.Lock()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"


class Answers(BaseHTTPRequestHandler):
    server: House

    def do_GET(self):
        self.answer({})

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        is_form = self.headers["Content-Type"].startswith("application/x-www-form")
        self.answer(dict(parse_qsl(body)) if is_form else json.loads(body))

    def answer(self, sent):
        parts = urlsplit(self.path)
        asked = dict(parse_qsl(parts.query))
        with self.server.lock:
            self.server.calls.append((parts.path, asked, sent))
        page = PAGES.get(parts.path)
        if page:
            return self.lead_back(page, asked)
        if "slow" in self.server.lies:
            self.server.go_on.wait(120)
        if "500" in self.server.lies:
            return self.say(500, {})
        if "garbage" in self.server.lies:
            return self.say(200, "<html>please sign in to the network</html>")
        with self.server.lock:
            status, said = CALLS.get(parts.path, nothing)(self, asked, sent)
        return self.say(status, said)

    def lead_back(self, name, asked):
        """The person agrees, and the browser is sent back with a code."""
        code = secrets.token_urlsafe(12)
        self.server.grants[code] = Grant(self.server.who, asked)
        state = "another-state" if "state" in self.server.lies else asked["state"]
        back = {name: code, "state": state}
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri']}?{urlencode(back)}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def say(self, status, said):
        body = (said if isinstance(said, str) else json.dumps(said)).encode()
        try:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            pass  # who asked is gone

    def spent(self, code):
        """The grant of a code, once."""
        grant = self.server.grants.get(code)
        if grant is None or grant.is_spent:
            return None
        grant.is_spent = True
        return grant

    def has_forgotten(self, token):
        """Whether it takes only the newest, and this is an older one."""
        return "forgets" in self.server.lies and token != f"token-{self.server.tokens}"

    def log_message(self, *_words):
        pass


def nothing(_self, _asked, _sent):
    return 404, {}


# WeChat ------------------------------------------------------------------------------------------


def wechat_token(self, asked, _sent):
    if (asked["appid"], asked["secret"]) != (APP, SECRET):
        return 200, {"errcode": 40125, "errmsg": "invalid appsecret"}
    grant = self.spent(asked["code"])
    if grant is None:
        return 200, {"errcode": 40163, "errmsg": "code been used"}
    said = {
        "access_token": f"of-{grant.who.openid}",
        "expires_in": 7200,
        "openid": grant.who.openid,
        "scope": grant.asked["scope"],
    }
    if "snapshot" in self.server.lies:
        said["is_snapshotuser"] = 1
    if self.server.says_union:
        said["unionid"] = grant.who.unionid
    return 200, said


def wechat_person(self, asked, _sent):
    openid = "oX-somebody-else" if "other_openid" in self.server.lies else asked["openid"]
    return 200, {"openid": openid, "nickname": self.server.who.name}


def stable_token(self, _asked, sent):
    assert sent == {"grant_type": "client_credential", "appid": APP, "secret": SECRET}
    self.server.tokens += 1
    return 200, {"access_token": f"token-{self.server.tokens}", "expires_in": 7200}


def ticket(self, asked, _sent):
    assert asked["type"] == "jsapi"
    if self.has_forgotten(asked["access_token"]):
        return 200, {"errcode": 40001, "errmsg": "invalid credential"}
    return 200, {"errcode": 0, "ticket": f"ticket-for-{asked['access_token']}", "expires_in": 7200}


# WeCom -------------------------------------------------------------------------------------------


def wecom_token(self, asked, _sent):
    if (asked["corpid"], asked["corpsecret"]) != (APP, SECRET):
        return 200, {"errcode": 40001, "errmsg": "invalid credential"}
    self.server.tokens += 1
    return 200, {"errcode": 0, "access_token": f"token-{self.server.tokens}", "expires_in": 7200}


def wecom_person(self, asked, _sent):
    if self.has_forgotten(asked["access_token"]):
        return 200, {"errcode": 42001, "errmsg": "access_token expired"}
    grant = self.spent(asked["code"])
    if grant is None:
        return 200, {"errcode": 40029, "errmsg": "invalid code"}
    if "stranger" in self.server.lies:
        return 200, {"errcode": 0, "errmsg": "ok", "openid": "wo-stranger"}
    return 200, {"errcode": 0, "errmsg": "ok", "userid": grant.who.userid}


# DingTalk ----------------------------------------------------------------------------------------


def dingtalk_own_token(self, _asked, sent):
    grant = self.spent(sent["code"])
    if grant is None or (sent["clientId"], sent["clientSecret"]) != (APP, SECRET):
        return 400, {"code": "invalidParameter.authCode.notFound"}
    return 200, {"accessToken": f"of-{grant.who.unionid}", "expireIn": 7200}


def dingtalk_person(self, _asked, _sent):
    union = self.headers["x-acs-dingtalk-access-token"].removeprefix("of-")
    return 200, {"nick": self.server.who.name, "unionId": union, "openId": "per-app"}


def dingtalk_token(self, _asked, sent):
    assert sent == {"appKey": APP, "appSecret": SECRET}
    self.server.tokens += 1
    return 200, {"accessToken": f"token-{self.server.tokens}", "expireIn": 7200}


def dingtalk_member(self, _asked, sent):
    return 200, {"errcode": 0, "result": {"userid": f"member-{sent['unionid']}"}}


# Messages in all three ---------------------------------------------------------------------------


def message(self, asked, sent):
    """Taken from whoever holds the last token, unless `plan` says another number."""
    self.server.posts += 1
    if self.server.plan:
        return 200, {"errcode": self.server.plan.pop(0), "errmsg": "13800001111 not allowed"}
    if asked["access_token"] != f"token-{self.server.tokens}":
        return 200, {"errcode": 42001, "errmsg": "access_token expired"}
    if sent not in self.server.sent or not sent.get("enable_duplicate_check"):
        self.server.sent.append(sent)
    return 200, {"errcode": 0, "errmsg": "ok"}


# An identity service -----------------------------------------------------------------------------


def described(self, _asked, _sent):
    url = self.server.url
    return 200, {
        "issuer": "https://elsewhere.example" if "issuer" in self.server.lies else url,
        "authorization_endpoint": f"{url}/authorize",
        "token_endpoint": f"{url}/token",
        "jwks_uri": f"{url}/jwks",
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
    }


def keys(_self, _asked, _sent):
    own = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(OWN.public_key()))
    return 200, {"keys": [{**own, "kid": "own", "use": "sig", "alg": "RS256"}]}


def id_token(self, _asked, sent):
    pair = base64.b64decode(self.headers["Authorization"].removeprefix("Basic ")).decode()
    grant = self.spent(sent["code"])
    digest = hashlib.sha256(sent["code_verifier"].encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    if (
        grant is None
        or pair != f"{APP}:{SECRET}"
        or grant.asked["code_challenge"] != challenge
        or grant.asked["redirect_uri"] != sent["redirect_uri"]
    ):
        return 400, {"error": "invalid_grant"}
    return 200, {"access_token": "x", "token_type": "Bearer", "id_token": signed(self, grant)}


def signed(self, grant):
    lies, now = self.server.lies, int(time.time())
    claims = {
        "iss": self.server.url,
        "sub": grant.who.sub,
        "aud": "another-app" if "audience" in lies else APP,
        "exp": now - 3600 if "expired" in lies else now + 300,
        "iat": now - 7200 if "expired" in lies else now,
        "nonce": "another-nonce" if "nonce" in lies else grant.asked["nonce"],
        "name": grant.who.name,
    }
    if "azp" in lies:
        claims |= {"aud": [APP, "another-app"], "azp": "another-app"}
    if "no_nonce" in lies:
        del claims["nonce"]
    if "none" in lies:
        return jwt.encode(claims, None, algorithm="none", headers={"kid": "own"})
    if "symmetric" in lies:
        return jwt.encode(claims, SECRET * 3, algorithm="HS256", headers={"kid": "own"})
    key = FOREIGN if "signature" in lies else OWN
    return jwt.encode(claims, key, algorithm="RS256", headers={"kid": "own"})


PAGES = {
    "/connect/oauth2/authorize": "code",
    "/wwlogin/sso/login": "code",
    "/oauth2/auth": "authCode",
    "/authorize": "code",
}
CALLS = {
    "/sns/oauth2/access_token": wechat_token,
    "/sns/userinfo": wechat_person,
    "/cgi-bin/stable_token": stable_token,
    "/cgi-bin/ticket/getticket": ticket,
    "/cgi-bin/gettoken": wecom_token,
    "/cgi-bin/auth/getuserinfo": wecom_person,
    "/v1.0/oauth2/userAccessToken": dingtalk_own_token,
    "/v1.0/contact/users/me": dingtalk_person,
    "/v1.0/oauth2/accessToken": dingtalk_token,
    "/topapi/user/getbyunionid": dingtalk_member,
    "/cgi-bin/message/subscribe/bizsend": message,
    "/cgi-bin/message/send": message,
    "/topapi/message/corpconversation/asyncsend_v2": message,
    "/.well-known/openid-configuration": described,
    "/jwks": keys,
    "/token": id_token,
}


@contextmanager
def standing_house():
    house = House()
    thread = threading.Thread(target=house.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield house
    finally:
        house.go_on.set()
        house.shutdown()
        thread.join()
        house.server_close()


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_asked):
        return None


def agreed(address):
    """The person's browser opens the other house's page, agrees, and is sent back: where to."""
    with pytest.raises(HTTPError) as raised:
        build_opener(_Stay()).open(Request(address.partition("#")[0]), timeout=60)
    with raised.value as answer:
        assert answer.code == 302
        parts = urlsplit(answer.headers["Location"])
        return f"{parts.path}?{parts.query}"
