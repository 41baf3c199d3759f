"""Is what was typed kept when a form is stale, too late, forged or sent too often?"""

from uuid import uuid4

import pytest
from django.test import Client

from jinlin.domains.appeals.tests.cast import (
    accepted,
    at_desk,
    at_phone,
    in_hand,
    reported,
)
from jinlin.ground.accounts.middleware import SEEN
from tests.every_sent_form import EVERY
from tests.sent_forms import (
    MARK,
    complaint,
    is_chinese,
    is_kept,
)

pytestmark = pytest.mark.one_engine


def test_a_stale_form_says_what_changed_and_keeps_the_words(scene):
    seen = accepted(scene.cast)
    told = {
        "unit": scene.names["unit"],
        "internal": MARK,
        "version": seen.version,
        "key": str(uuid4()),
    }
    at_desk(scene.cast.users.clerk).post(f"/desk/appeals/{seen.pk}/hand_over/", told)
    late = at_desk(scene.cast.users.lead).post(
        f"/desk/appeals/{seen.pk}/hand_over/", {**told, "key": str(uuid4())}
    )
    page = late.content.decode()
    assert (
        late.status_code,
        all(map(is_chinese, complaint(page))),
        "这期间的变化" in page or "变化" in page,
        is_kept(MARK, page),
    ) == (
        409,
        True,
        True,
        True,
    )


def test_a_resident_whose_page_is_stale_is_told_so_and_keeps_the_words(scene):
    seen = in_hand(scene.cast)
    told = {"text": MARK, "version": seen.version - 1, "key": str(uuid4())}
    answer = at_phone(scene.cast.users.resident).post(f"/appeals/{seen.pk}/add_information/", told)
    page = answer.content.decode()
    assert (answer.status_code, all(map(is_chinese, complaint(page))), is_kept(MARK, page)) == (
        409,
        True,
        True,
    )


def test_a_form_sent_by_staff_who_were_away_too_long_comes_back_with_its_words(scene):
    appeal = reported(scene.cast)
    browser = at_desk(scene.cast.users.clerk)
    session = browser.session
    session[SEEN] = 0
    session.save()
    answer = browser.post(
        f"/desk/appeals/{appeal.pk}/accept/",
        {"note": MARK, "version": appeal.version, "key": str(uuid4())},
    )
    assert (
        answer.status_code,
        is_kept(MARK, answer.content.decode()),
        "登录" in answer.content.decode(),
    ) == (401, True, True)


@pytest.mark.parametrize(
    "form",
    [
        form
        for form in EVERY
        if MARK in form.told.values() or form.at in {"text", "reason", "reply"}
    ],
    ids=lambda form: f"{form.name} {form.at}",
)
def test_a_form_without_its_token_is_refused_with_its_words(scene, made, browsers, form):
    if form.who == "visitor":
        browser = Client(enforce_csrf_checks=True)
    else:
        browser = browsers[form.who]
        browser.handler.enforce_csrf_checks = True
    address, told = form.fill(scene, made)
    answer = browser.post(address, told)
    page = answer.content.decode()
    assert (answer.status_code, all(map(is_chinese, complaint(page))), is_kept(MARK, page)) == (
        403,
        True,
        True,
    )


def test_who_tries_too_often_is_told_how_long_to_wait(scene, visitor):
    answers = [
        visitor.post("/track/", {"number": "260418-ABCDE", "code": f"WRONG{turn}0000"})
        for turn in range(7)
    ]
    assert [answer.status_code for answer in answers] == [422] * 5 + [429] * 2
    assert all(map(is_chinese, complaint(answers[-1].content.decode())))
