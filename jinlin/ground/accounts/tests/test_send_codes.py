"""What does the SMS gateway receive, and what happens when it does not answer?"""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from jinlin.ground.accounts import sms

pytestmark = pytest.mark.one_engine


@pytest.fixture
def gateway(settings):
    """A gateway on this machine; `answers` are the statuses it gives in turn, then 200."""
    received, answers = [], []

    class Gateway(BaseHTTPRequestHandler):
        def do_POST(self):
            received.append(
                (dict(self.headers), self.rfile.read(int(self.headers["Content-Length"])))
            )
            self.send_response(answers.pop(0) if answers else 200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_words):
            pass

    server = HTTPServer(("127.0.0.1", 0), Gateway)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    settings.SMS_GATEWAY_URL, settings.SMS_GATEWAY_SECRET = (
        f"http://127.0.0.1:{server.server_port}/send",
        "shared",
    )
    yield received, answers
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_message_is_signed(gateway):
    received, _answers = gateway
    sms.send("13800001111", "sign_in_code", {"code": "123456"})
    headers, body = received[0]
    assert json.loads(body) == {
        "phone": "13800001111",
        "template": "sign_in_code",
        "values": {"code": "123456"},
    }
    assert headers["X-Signature"] == sms.signature(headers["X-Timestamp"], body)


def test_a_second_try_carries_the_same_idempotency_key(gateway):
    received, answers = gateway
    answers.append(503)
    sms.send("13800001111", "sign_in_code", {"code": "123456"})
    keys = [headers["Idempotency-Key"] for headers, _body in received]
    assert (len(keys), len(set(keys))) == (2, 1)


@pytest.mark.parametrize(("statuses", "tries"), [([503, 503], 2), ([400], 1)])
def test_a_gateway_that_refuses_is_told_to_the_person(gateway, statuses, tries):
    received, answers = gateway
    answers.extend(statuses)
    with pytest.raises(sms.NotSent):
        sms.send("13800001111", "sign_in_code", {"code": "123456"})
    assert len(received) == tries


def test_with_a_gateway_nothing_is_shown_on_the_page_even_in_a_demo(gateway, settings, client, db):
    settings.DEMO = True
    page = client.post("/sign-in/", {"phone": "13800001111"}, follow=True)
    code = json.loads(gateway[0][0][1])["values"]["code"]
    assert (
        page.status_code,
        code in page.content.decode(),
        client.session["sign_in_code"]["shown"],
    ) == (200, False, "")
    assert client.post("/sign-in/code/", {"code": code})["Location"] == "/"


def test_a_gateway_nobody_answers_at_is_told_to_the_person(settings, client, db):
    settings.SMS_GATEWAY_URL = "http://127.0.0.1:1/send"
    page = client.post("/sign-in/", {"phone": "13800001111"})
    assert (page.status_code, page.context["form"]["phone"].value()) == (503, "13800001111")
