"""How does a test drive a real browser through the house, as a resident with a phone or as staff at
a desk?
"""

import json
import shutil
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, expect

from tests.serving import House
from tests.small_house import PASSWORD

# The same engine without the windows of a desktop costs half; not every machine has it.
BROWSER = shutil.which("chromium-headless-shell") or shutil.which("chromium") or "chromium"
FLAGS = [
    *(
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
    ),
    # A page lives for a second: its scripts are never run often enough to be worth compiling well.
    "--js-flags=--no-opt --no-maglev",
    *("--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
]
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
RESIDENT_NUMBER = "13800000001"
PATIENCE_MS = 60_000  # on a machine that has much else to do; nothing here measures speed
expect.set_options(timeout=PATIENCE_MS)


@dataclass
class Chromium:
    """One Chromium at one house.

    Whoever signed in once is signed in again in every further window.
    """

    house: House
    browser: Browser
    signed_in: dict[str, Any] = field(default_factory=dict)
    windows: list[BrowserContext] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def as_visitor(self, **ways: Any) -> Page:
        """A phone in the hand of somebody unknown; their neighbourhood is known unless
        `place=False`.
        """
        return self._page({}, viewport=PHONE, **ways)

    def as_resident(self, **ways: Any) -> Page:
        return self._page(self._kept("resident"), viewport=PHONE, **ways)

    def as_staff(self, name: str, **ways: Any) -> Page:
        return self._page(self._kept(name), **{"viewport": DESK, "place": False, **ways})

    def close_windows(self) -> list[str]:
        """What went wrong in any window since the last time."""
        for window in self.windows:
            window.close()
        told, self.windows, self.complaints = self.complaints, [], []
        return told

    def _page(self, state: Any, *, place: bool = True, **ways: Any) -> Page:
        window = self.browser.new_context(
            base_url=self.house.url,
            locale="zh-CN",
            storage_state=state or None,
            reduced_motion="reduce",
            **ways,
        )
        window.set_default_timeout(PATIENCE_MS)
        self.windows.append(window)
        if place:
            window.add_cookies(
                [{"name": "place", "value": self.house.people["place"], "url": self.house.url}]
            )
        page = window.new_page()
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda said: self._listen(page, said))
        page.on("response", self._watch)
        return page

    def _listen(self, page: Page, said: ConsoleMessage) -> None:
        """Errors and broken security policies.

        That a refused form came back with its status is no error.
        """
        if said.type in {"error", "warning"} and not said.text.startswith(
            "Failed to load resource: the server responded with a status of 4"
        ):
            self.complaints.append(f"{page.url}: {said.text}")

    def _watch(self, answer: Response) -> None:
        if answer.status >= 500 or (answer.status >= 400 and "/static/" in answer.url):
            self.complaints.append(f"{answer.url}: {answer.status}")

    def _kept(self, name: str) -> Any:
        if name not in self.signed_in:
            page = self._page({}, place=False, viewport=PHONE)
            by_phone(page, RESIDENT_NUMBER) if name == "resident" else by_password(page, name)
            self.signed_in[name] = page.context.storage_state()
        return self.signed_in[name]


def by_phone(page: Page, number: str, *, start: str = "/sign-in/") -> None:
    """Signed in with the code that a demo house shows on its page."""
    if start:
        page.goto(start)
    page.fill("input[name=phone]", number)
    press(page, "form:has(input[name=phone]) button")
    page.fill("input[name=code]", page.locator("#demo-code").inner_text())
    press(page, "form:has(input[name=code]) button")


def by_password(page: Page, name: str) -> None:
    page.goto("/desk/sign-in/")
    page.fill("input[name=login]", name.replace("_", "-"))
    page.fill("input[name=password]", PASSWORD)
    press(page, "form:has(input[name=password]) button")
    assert "/sign-in/" not in page.url, page.url


def press(page: Page, what: str) -> None:
    """Tap it, and wait for the page it leads to."""
    with page.expect_navigation():
        page.locator(what).first.click()


def say(page: Page) -> str:
    return page.locator("main").inner_text()


def tell(house: House, title: str, *, state: str = "reported") -> str:
    """A new appeal of the resident, told through the API by the clerk, and brought to a state; its
    key.
    """
    told = {
        "place": house.people["place"],
        "title": title,
        "text": f"{title}，请派人来看看。",
        "reporter_name": "王小梅",
        "reporter_phone": RESIDENT_NUMBER,
    }
    appeal = _ask(house, "POST", "", told)
    steps: dict[str, list[tuple[str, dict[str, Any]]]] = {
        "reported": [],
        "accepted": [("accept", {"category": "0202"})],
        "finished": [("answer_at_once", {"reply": "灯泡已换，今晚就亮。", "category": "0202"})],
    }
    for move, said in steps[state]:
        appeal = _ask(
            house, "POST", f"/{appeal['id']}/{move}", {"version": appeal["version"], **said}
        )
    return str(appeal["id"])


def now_of(house: House, pk: str) -> dict[str, Any]:
    """How the appeal stands, as the API tells the clerk."""
    appeal = _ask(house, "GET", f"/{pk}")
    return {name: appeal[name] for name in ("state", "reopened", "moves")}


def _ask(
    house: House, method: str, path: str, body: dict[str, Any] | None = None
) -> dict[str, Any]:
    headers = {
        "Authorization": f"Bearer {house.people['token']}",
        "Content-Type": "application/json",
        "Idempotency-Key": str(uuid4()),
    }
    status, answer = house.ask(
        method, f"/api/v1/appeals{path}", body=json.dumps(body) if body else None, headers=headers
    )
    assert status in {200, 201}, answer
    told: dict[str, Any] = json.loads(answer)
    return told


def resolved(page: Page, script: str, given: Any = None) -> Any:
    """What a script of the page resolves to. One that never does fails, and holds up nobody."""
    late = f"setTimeout(() => late(new Error('no answer after {PATIENCE_MS} ms')), {PATIENCE_MS})"
    either = f"Promise.race([({script})(given), new Promise((_, late) => {late})])"
    return page.evaluate(f"(given) => {either}", given)
