"""What stands at the other end in the tests? Servers on this machine that really speak HTTP.

`Receiver` is another system that listens: it proves each signature with the secret that it
was given. `SmsGateway` honours idempotency keys: what it `delivered` is what phones got.
`Robots` answers as WeCom and DingTalk do. Both do what `plan` says, one word for each call,
then "ok": ok 500 429 400 404 410 garbage drip hang drop late (it delivers, and hangs up without an
answer).
"""

import base64
import hashlib
import hmac
import json
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from jinlin.core import gateways

SECRET = "shared-with-the-gateway"
ROBOT_SECRET = "SEC-of-the-robot"


class Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, handler):
        super().__init__(("127.0.0.1", 0), handler)
        self.plan = []
        self.calls = []  # (headers, body, path)
        self.delivered = []  # (phone, text), or the text of a group
        self.answers = {}  # by idempotency key
        self.honours_keys = True
        self.got_one = threading.Event()
        self.go_on = threading.Event()
        self.go_on.set()
        self.lock = threading.Lock()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/send"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        with self.server.lock:
            self.server.calls.append((dict(self.headers), body, self.path))
            word = self.server.plan.pop(0) if self.server.plan else "ok"
        getattr(self, f"do_{word}")(body)

    def do_ok(self, body):
        answer = self.act(json.loads(body))
        self.server.got_one.set()
        self.server.go_on.wait(120)
        self.answer(200, json.dumps(answer).encode())

    def do_late(self, body):
        self.act(json.loads(body))
        self.close_connection = True

    def do_500(self, _body):
        self.answer(500, b"broken")

    def do_400(self, _body):
        self.answer(400, b"no such number 13800001111")

    def do_404(self, _body):
        self.answer(404, b"")

    def do_410(self, _body):
        self.answer(410, b"")

    def do_429(self, _body):
        self.answer(429, b"", {"Retry-After": "600"})

    def do_garbage(self, _body):
        self.answer(200, b"<html>please sign in to the network</html>")

    def do_redirect(self, _body):
        self.answer(302, b"", {"Location": "http://127.0.0.1:1/elsewhere"})

    def do_hang(self, _body):
        self.server.go_on.wait(120)
        self.close_connection = True

    def do_drip(self, _body):
        """One byte at a time: no single wait is long, all together never end."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        try:
            while True:
                self.wfile.write(b"a")
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            self.close_connection = True

    def do_drop(self, _body):
        self.close_connection = True

    def answer(self, status, body, headers=None):
        try:
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            pass  # who asked is gone

    def log_message(self, *_words):
        pass


class SmsGateway(Handler):
    def act(self, message):
        key = self.headers["Idempotency-Key"]
        assert self.headers["X-Signature"] == gateways.signature(
            SECRET, self.headers["X-Timestamp"], self.server.calls[-1][1]
        )
        with self.server.lock:
            if key not in self.server.answers or not self.server.honours_keys:
                self.server.delivered.append((message["phone"], message["values"]["text"]))
                self.server.answers[key] = {"id": len(self.server.delivered)}
            return self.server.answers[key]


class Robots(Handler):
    def act(self, message):
        assert set(message) == {"msgtype", "text"}
        assert message["msgtype"] == "text"
        asked = parse_qs(urlsplit(self.path).query)
        if "access_token" in asked and not self.is_signed(asked):
            return {"errcode": 310000, "errmsg": "sign not match"}
        with self.server.lock:
            self.server.delivered.append(message["text"]["content"])
        return {"errcode": 0, "errmsg": "ok"}

    def do_busy(self, _body):
        self.answer(
            200,
            json.dumps(
                {"errcode": 130101, "errmsg": "send too fast, exceed 20 times per minute"}
            ).encode(),
        )

    def do_unknown(self, _body):
        self.answer(200, json.dumps({"errcode": 93000, "errmsg": "invalid webhook url"}).encode())

    @staticmethod
    def is_signed(asked):
        stamp = asked["timestamp"][0]
        wanted = hmac.new(
            ROBOT_SECRET.encode(), f"{stamp}\n{ROBOT_SECRET}".encode(), hashlib.sha256
        ).digest()
        return base64.b64decode(asked["sign"][0]) == wanted


class Receiver(Handler):
    """As docs/webhooks.md tells integrators to be: it verifies, and acts once for each delivery."""

    def act(self, event):
        stamp, signed, body = (
            self.headers["Jinlin-Timestamp"],
            self.headers["Jinlin-Signature"],
            json_as_sent(event),
        )
        wanted = hmac.new(
            self.server.secret.encode(), stamp.encode() + b"." + body, hashlib.sha256
        ).hexdigest()
        if not hmac.compare_digest(signed, f"v1={wanted}"):
            return {"error": "signature"}
        with self.server.lock:
            if event["id"] not in self.server.answers:
                self.server.answers[event["id"]] = "done"
                self.server.delivered.append((event["event"], event["data"]))
        return {}

    def do_much(self, body):
        """A success, and more words beside it than anybody reads."""
        self.act(json.loads(body))
        self.answer(202, b"x" * 200_000)


def json_as_sent(event):
    """The body again, byte for byte: it is canonical, so that what was read can be written back."""
    return json.dumps(event, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


@contextmanager
def serving(handler) -> Iterator[Server]:
    server = Server(handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.go_on.set()
        server.shutdown()
        thread.join()
        server.server_close()


class MailServer(socketserver.StreamRequestHandler):
    """Speaks SMTP. What it answers to RCPT stands in the server's `rcpt`."""

    def handle(self):
        self.say("220 mail.example")
        while line := self.rfile.readline():
            word = line.decode().strip().upper()
            if word.startswith("RCPT"):
                self.say(self.server.rcpt)
            elif word == "DATA":
                self.say("354 go on")
                text = b""
                while not text.endswith(b"\r\n.\r\n"):
                    text += self.rfile.readline()
                self.server.delivered.append(text.decode())
                self.say("250 taken")
            elif word == "QUIT":
                return self.say("221 bye")
            else:
                self.say("250 fine")
        return None

    def say(self, words):
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def mail_serving(rcpt):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), MailServer) as server:
        server.daemon_threads = True
        server.rcpt, server.delivered = rcpt, []
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
