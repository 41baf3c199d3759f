"""Does what an organiser taps without a network stay on the phone until the server has it, in a
real browser: through a reload, a lost answer, another tab and another user?
"""

import pytest
from playwright.sync_api import Error, Page, Route, expect

from tests.browsing import Chromium, resolved

pytestmark = pytest.mark.browser
ENTRIES = "**/desk/servicedays/entries/"
KEPT = """async () => {
  const opened = await new Promise((resolve, reject) => {
    const asked = indexedDB.open('jinlin-outbox', 1);
    asked.onsuccess = () => resolve(asked.result); asked.onerror = () => reject(asked.error);
  });
  return await new Promise((resolve) => {
    const asked = opened.transaction('entries').objectStore('entries').getAll();
    asked.onsuccess = () => resolve(asked.result.length);
  });
}"""


@pytest.fixture
def day(visit: Chromium) -> Page:
    """The organiser's day on a phone, kept for when there is no network."""
    page = visit.as_staff("clerk", viewport={"width": 390, "height": 844})
    page.goto(f"/desk/servicedays/{visit.house.people['service_day']}/")
    page.wait_for_function("navigator.serviceWorker && navigator.serviceWorker.ready")
    page.reload()
    return page


def waiting(page: Page, number: int) -> None:
    expect(page.locator("[data-outbox-count]")).to_have_text(str(number))


def emptied(page: Page) -> None:
    """The phone keeps nothing any more. A page that was opened anew says 0 before it has looked."""
    page.wait_for_function(f"async () => !(await ({KEPT})())")
    waiting(page, 0)


def count(page: Page, ticket: str) -> None:
    page.fill("#ticket", ticket)
    page.click("[data-outbox-with=ticket]")


def visitors(page: Page) -> str:
    page.reload()
    return page.locator("section[aria-labelledby=counts] p").first.inner_text()


def test_an_entry_made_without_a_network_leaves_the_phone_on_the_receipt_only(
    visit: Chromium, day: Page
) -> None:
    day.context.set_offline(True)
    count(day, "A1")
    waiting(day, 1)
    day.reload()  # the page itself opens without a network
    waiting(day, 1)
    assert resolved(day, KEPT) == 1
    day.context.set_offline(False)
    day.reload()
    emptied(day)
    visit.complaints.clear()  # that the network was away is said on the console
    assert "1" in visitors(day)


def test_a_page_with_names_is_kept_for_a_day_only(visit: Chromium, day: Page) -> None:
    """Whoever closed the browser without signing out leaves it on the phone."""
    left = resolved(
        day,
        """async () => {
          const cache = await caches.open('jinlin-pages-1'), [request] = await cache.keys();
          const kept = await cache.match(request), headers = new Headers(kept.headers);
          const left = Number(headers.get('X-Kept-Until')) - Date.now();
          headers.set('X-Kept-Until', Date.now() - 1);
          await cache.put(request, new Response(await kept.text(), { headers }));
          return left / 3600000;
        }""",
    )
    assert 0 < left <= 16
    day.context.set_offline(True)
    with pytest.raises(Error, match="ERR_"):
        day.reload()
    day.context.set_offline(False)
    visit.complaints.clear()  # that the network was away is said on the console


def test_a_lost_answer_is_asked_for_again_and_counts_once(visit: Chromium, day: Page) -> None:
    before = visitors(day)

    def lose(route: Route) -> None:
        route.fetch()  # the server has it, and its answer never arrives
        route.abort()

    day.context.route(ENTRIES, lose)
    with day.expect_event("requestfailed", lambda asked: "/entries/" in asked.url):
        count(day, "B1")
    waiting(day, 1)
    assert resolved(day, KEPT) == 1
    day.context.unroute(ENTRIES)
    day.reload()
    emptied(day)
    visit.complaints.clear()
    after = visitors(day)
    assert after != before
    count(day, "B1")
    waiting(day, 0)
    assert visitors(day) == after


def test_a_page_that_is_no_receipt_takes_nothing_off_the_phone(visit: Chromium, day: Page) -> None:
    day.context.route(ENTRIES, lambda route: route.fulfill(status=200, json={"id": "other"}))
    count(day, "C1")
    waiting(day, 1)
    # The newer answer stands before the older one: between the two the server is never reached.
    day.context.route(ENTRIES, lambda route: route.fulfill(status=502, body="gateway"))
    day.reload()
    waiting(day, 1)
    day.context.unroute(ENTRIES)
    day.reload()
    emptied(day)
    visit.complaints.clear()


def test_whoever_signs_in_next_at_this_phone_sends_nothing_of_the_one_before(
    visit: Chromium, day: Page
) -> None:
    day.context.set_offline(True)
    count(day, "D1")
    waiting(day, 1)
    day.context.route(ENTRIES, lambda route: route.abort())
    day.context.set_offline(False)
    assert resolved(day, KEPT) == 1
    resolved(
        day,
        """async () => {
          const asked = indexedDB.open('jinlin-outbox', 1);
          const database = await new Promise((r) => { asked.onsuccess = () => r(asked.result); });
          const work = database.transaction('entries', 'readwrite');
          const store = work.objectStore('entries');
          const read = store.getAll();
          read.onsuccess = () => store.put({ ...read.result[0], user: 'somebody-else' });
          await new Promise((r) => { work.oncomplete = r; });
        }""",
    )
    day.context.unroute(ENTRIES)
    day.reload()
    waiting(day, 0)  # of this user
    assert resolved(day, KEPT) == 1  # the other's is still there
    visit.complaints.clear()


def test_what_is_typed_of_a_case_stays_on_the_page_while_the_server_cannot_be_reached(
    visit: Chromium,
) -> None:
    """Nothing of it is kept on the device: it leaves the page when the house answers."""
    desk = visit.as_staff("caseworker", viewport={"width": 390, "height": 844})
    desk.goto(f"/desk/casework/{visit.house.people['case']}/notes/")
    form = desk.locator("form[data-stays]")
    words = form.locator("textarea:visible").first
    words.fill("谈了学校的事")
    desk.context.set_offline(True)
    form.locator("button.button").last.click()  # keep it as a draft
    expect(form.locator("[data-unsent]")).to_be_visible()
    expect(words).to_have_value("谈了学校的事")
    kept = desk.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "学校" not in kept
    desk.context.set_offline(False)
    with desk.expect_navigation():
        form.locator("button.button").last.click()
    expect(desk.locator("form[data-stays] .notice").first).to_contain_text("草稿")
    expect(desk.locator("form[data-stays] textarea:visible").first).to_have_value("谈了学校的事")
    visit.complaints.clear()  # that the network was away is said on the console


def test_who_came_to_a_lesson_is_ticked_without_a_network_once(visit: Chromium) -> None:
    desk = visit.as_staff("lead", viewport={"width": 390, "height": 844})
    desk.goto(f"/desk/training/lessons/{visit.house.people['lesson']}/")
    desk.wait_for_function("navigator.serviceWorker && navigator.serviceWorker.ready")
    desk.reload()
    desk.context.set_offline(True)
    desk.locator("[data-outbox-entry]").first.click()
    waiting(desk, 1)
    assert resolved(desk, KEPT) == 1
    desk.context.set_offline(False)
    desk.reload()
    emptied(desk)
    visit.complaints.clear()


def test_without_a_network_a_page_that_was_not_kept_leads_to_those_that_were(
    visit: Chromium, day: Page
) -> None:
    kept, heading = day.url, day.locator("h1").inner_text()
    day.context.set_offline(True)
    day.goto("/desk/")
    assert day.locator("h1").inner_text() == "现在没有网络。这些页面照样能打开："
    day.locator("main a").click()
    expect(day.locator("h1")).to_have_text(heading)
    assert day.url == kept
    day.context.set_offline(False)
    visit.complaints.clear()  # that the network was away is said on the console


SEALED = """async () => {
  const opened = await new Promise((resolve) => {
    const asked = indexedDB.open('jinlin-outbox', 1);
    asked.onsuccess = () => resolve(asked.result);
  });
  const asked = opened.transaction('entries').objectStore('entries').getAll();
  await new Promise((resolve) => { asked.onsuccess = resolve; });
  return JSON.stringify(asked.result);
}"""


def test_answers_at_a_door_are_sealed_on_the_phone_and_sent_later_once(visit: Chromium) -> None:
    people = visit.house.people
    needs = f"/desk/projects/{people['project']}/needs/"
    desk = visit.as_staff("clerk", viewport={"width": 390, "height": 844})
    desk.goto(needs)
    before = desk.locator("main").inner_text()
    desk.goto(f"{needs}{people['survey']}/")
    expect(desk.locator("[data-answers-kept]")).to_be_visible()  # on the first visit
    desk.context.set_offline(True)
    desk.reload()
    desk.locator("[data-answers-form] input[type=radio]").first.check()
    answer = desk.locator("[data-answers-form] input[type=radio]").first.get_attribute("value")
    desk.locator("[data-answers-form] button.button").first.click()
    waiting(desk, 1)
    assert answer
    assert answer not in resolved(desk, SEALED)
    desk.reload()
    waiting(desk, 1)
    desk.context.set_offline(False)
    desk.reload()
    emptied(desk)
    expect(desk.locator("[data-outbox-said]")).to_have_text("已记下，请继续下一位。")
    desk.goto(needs)
    now = desk.locator("main").inner_text()
    assert ("上门填写1份" in before, "上门填写2份" in now) == (True, True)
    visit.complaints.clear()  # that the network was away is said on the console
