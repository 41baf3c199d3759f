"""Does a house work as docs/operations.md says it is to be run: behind the documented TLS proxy,
not as a demo, started by the two documented units?
"""

import http.client
import json
import os
import shlex
import signal
import ssl
import subprocess
import sys
from collections.abc import Iterator
from configparser import RawConfigParser
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from jinlin.services.notices.tests.gateways import SECRET, Handler, serving
from tests.browsing import BROWSER, FLAGS, PATIENCE_MS, by_password, press
from tests.house import ROOT
from tests.proxy import NAME, Proxy, in_front_of, proxy_at_free_ports
from tests.serving import House, house_at

pytestmark = pytest.mark.browser
INSTALLED_AT = "/srv/jinlin/.venv/bin/"
LAMP = "3幢楼下的路灯坏了三天，晚上老人看不见台阶。"


class CodesOnly(Handler):
    """An SMS gateway that keeps the codes it was asked to send."""

    def act(self, message):
        if "code" in message["values"]:
            self.server.delivered.append(message["values"]["code"])
        return {}


@pytest.fixture(scope="module")
def gateway():
    with serving(CodesOnly) as server:
        yield server


@pytest.fixture(scope="module")
def proxy(tmp_path_factory, gateway):
    at, proxy = tmp_path_factory.mktemp("proxy"), proxy_at_free_ports()
    further = {
        "JINLIN_DEMO": "",
        "JINLIN_SITE_URL": proxy.url,
        "JINLIN_HOSTS": f"{NAME},127.0.0.1",
        "JINLIN_TRUSTED_PROXIES": "127.0.0.1",
        "JINLIN_SMS_GATEWAY_URL": gateway.url,
        "JINLIN_SMS_GATEWAY_SECRET": SECRET,
    }
    var = tmp_path_factory.mktemp("secure")
    with house_at(var, database="sqlite", further=further) as house:
        assert house.people["token"]
        house.start(started_by("jinlin.service", house))
        with in_front_of(house, proxy, at), worker(house):
            yield proxy


def started_by(unit: str, house: House) -> list[str]:
    """The unit's own command line, with the program where the test has it, and the test's port."""
    read = RawConfigParser()
    read.optionxform = str  # type: ignore[assignment, method-assign]
    read.read(ROOT / "docs" / "systemd" / unit)
    line = read["Service"]["ExecStart"]
    assert line.startswith(INSTALLED_AT)
    words = shlex.split(line.removeprefix(INSTALLED_AT).replace("8000", str(house.port)))
    return [str(Path(sys.executable).with_name(words[0])), *words[1:]]


@contextmanager
def worker(house: House) -> Iterator[None]:
    words = started_by("jinlin-work.service", house)
    with (house.var / "work.log").open("ab") as log:
        process = subprocess.Popen(words, cwd=ROOT, env=house.environment, stdout=log, stderr=log)
    try:
        yield
        assert process.poll() is None, (house.var / "work.log").read_text()
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0


@pytest.fixture(scope="module")
def browser(proxy, playwright):
    lead_here = f"--host-resolver-rules=MAP {NAME} 127.0.0.1"
    chromium = playwright.chromium.launch(executable_path=BROWSER, args=[*FLAGS, lead_here])
    yield chromium
    chromium.close()


@pytest.fixture
def page(browser, proxy):
    window = browser.new_context(base_url=proxy.url, locale="zh-CN", ignore_https_errors=True)
    window.set_default_timeout(PATIENCE_MS)
    yield window.new_page()
    window.close()


def test_a_resident_signs_in_reports_with_a_photo_and_finds_it(page, gateway, tmp_path):
    _signed_in_by_phone(page, gateway)
    page.goto("/")
    page.fill("#text", LAMP)
    press(page, "form[action='/report/'] button")
    page.fill("#q", "凤池新村")
    press(page, "form[role=search] button")
    press(page, "button.pick")
    page.set_input_files("input[name=photos]", _photo(tmp_path))
    press(page, "form[action='/report/what/'] .actions button")
    page.fill("input[name=name]", "陈先生")
    press(page, "form[action='/report/who/'] button")
    assert page.url.endswith("/report/done/")
    page.goto("/mine/")
    press(page, "main a[href^='/appeals/']")
    assert LAMP in page.locator("main").inner_text()
    photo = page.goto(page.locator("img[src^='/files/']").get_attribute("src") or "")
    assert photo
    assert (photo.status, photo.headers["content-type"]) == (200, "image/jpeg")


def test_staff_sign_in_and_open_a_matter(page):
    by_password(page, "clerk")
    page.goto("/desk/appeals/")
    assert page.locator("[data-row]").count() >= 1


def test_every_cookie_is_for_encrypted_ways_only(page, gateway):
    _signed_in_by_phone(page, gateway)
    cookies = page.context.cookies()
    assert {"sessionid", "csrftoken"} <= {each["name"] for each in cookies}
    assert [each["name"] for each in cookies if not each["secure"]] == []


def test_the_browser_is_told_never_to_ask_in_clear_and_to_keep_nothing(page):
    by_password(page, "clerk")
    answer = page.goto("/desk/")
    assert answer
    told = answer.headers
    assert told["strict-transport-security"] == "max-age=31536000"
    assert "no-store" in told["cache-control"]
    assert told["content-security-policy"].startswith("default-src 'self'")


def test_who_asks_in_clear_is_sent_to_the_encrypted_address(proxy):
    connection = http.client.HTTPConnection("127.0.0.1", proxy.plain_port)
    connection.request("GET", "/mine/", headers={"Host": NAME})
    answer = connection.getresponse()
    assert (answer.status, answer.headers["Location"]) == (308, f"https://{NAME}/mine/")
    connection.close()


def test_a_form_from_another_site_is_still_refused(proxy):
    headers = {"Host": f"{NAME}:{proxy.port}", "Origin": "https://elsewhere.example"}
    assert _asked(proxy, "POST", "/report/", headers) == 403


def test_check_finds_the_settings_fit(proxy, page):
    environment = dict(os.environ) | {
        "JINLIN_SITE_URL": proxy.url,
        "JINLIN_TRUSTED_PROXIES": "",
        "PYTHONPATH": str(ROOT),
    }
    ask = "import django; django.setup(); from jinlin.web import health; import json; "
    ask += "print(json.dumps(health.settings_fit()))"

    def level(**more: str) -> str:
        told = subprocess.run(
            [sys.executable, "-c", ask],
            cwd=ROOT,
            env=environment | more,
            capture_output=True,
            text=True,
            check=True,
        )
        return str(json.loads(told.stdout)[0])

    assert (level(), level(JINLIN_TRUSTED_PROXIES="127.0.0.1")) == ("fail", "ok")


def _asked(proxy: Proxy, method: str, path: str, headers: dict[str, str]) -> int:
    unproved = ssl._create_unverified_context()
    connection = http.client.HTTPSConnection("127.0.0.1", proxy.port, context=unproved)
    connection.request(method, path, headers=headers)
    status = connection.getresponse().status
    connection.close()
    return status


def _signed_in_by_phone(page: Page, gateway) -> None:
    page.goto("/sign-in/")
    page.fill("input[name=phone]", f"1390000{len(gateway.delivered):04d}")
    press(page, "form:has(input[name=phone]) button")
    page.fill("input[name=code]", gateway.delivered[-1])
    press(page, "form:has(input[name=code]) button")
    assert "/sign-in/" not in page.url


def _photo(at: Path) -> str:
    content = BytesIO()
    Image.new("RGB", (320, 240), "grey").save(content, "JPEG")
    (at / "lamp.jpg").write_bytes(content.getvalue())
    return str(at / "lamp.jpg")
