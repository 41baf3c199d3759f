"""How long does a session last, and what happens to what was typed when it is over?"""

from datetime import timedelta

import pytest
from django.test import Client

from jinlin.core.time import clock

pytestmark = pytest.mark.one_engine

AWAY = timedelta(minutes=31)


def test_staff_who_were_away_too_long_come_back_to_where_they_were(clerk, at_desk):
    browser = at_desk(clerk)
    with clock.set_to(clock.now() + AWAY):
        answer = browser.get("/desk/security/?tab=2")
    assert answer["Location"] == "/desk/sign-in/?next=%2Fdesk%2Fsecurity%2F%3Ftab%3D2&away=1"
    assert "_auth_user_id" not in browser.session
    assert "您离开了一会儿" in browser.get(answer["Location"]).content.decode()


def test_staff_at_work_stay_signed_in(clerk, at_desk):
    browser, now = at_desk(clerk), clock.now()
    for minutes in (20, 40, 60, 80):
        with clock.set_to(now + timedelta(minutes=minutes)):
            assert browser.get("/desk/security/").status_code == 200


def test_what_was_being_sent_is_shown_back_but_never_a_password(security, clerk, at_desk):
    browser = at_desk(security)
    typed = {"reason": "搬到新办公室了", "password": "geheim-123", "place": str(clerk.county.pk)}
    with clock.set_to(clock.now() + AWAY):
        answer = browser.post(f"/desk/accounts/{clerk.user.pk}/lock/", typed)
    assert (answer.status_code, answer.context["typed"]) == (401, ["搬到新办公室了"])
    assert answer.headers["Cache-Control"] == "no-store"
    clerk.user.refresh_from_db()
    assert clerk.user.is_active


def test_a_part_of_a_page_sends_the_whole_page_to_the_sign_in(clerk, at_desk):
    browser = at_desk(clerk)
    with clock.set_to(clock.now() + AWAY):
        answer = browser.get("/desk/security/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (
        401,
        "/desk/sign-in/?next=%2Fdesk%2Fsecurity%2F&away=1",
    )


def test_another_site_cannot_put_words_onto_the_page(security, clerk):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(security.user)
    session = browser.session
    session["seen_at"] = (clock.now() - AWAY).timestamp()
    session.save()
    answer = browser.post(
        f"/desk/accounts/{clerk.user.pk}/lock/",
        {"reason": "call this number"},
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    assert answer.status_code == 403
    assert "call this number" not in answer.content.decode()


def test_residents_stay_signed_in_for_a_month(by_phone, db):
    browser = by_phone("13800001111").browser
    assert browser.session.get_expiry_age() == 30 * 24 * 3600
    with clock.set_to(clock.now() + timedelta(days=20)):
        assert browser.get("/me/").context["user"].is_authenticated


def test_a_staff_cookie_ends_with_the_browser(clerk, at_desk):
    assert at_desk(clerk).session.get_expire_at_browser_close()


def test_visitors_get_no_session(client, db):
    client.get("/me/")
    assert "sessionid" not in client.cookies
