"""Whatever is typed or sent: is the answer a clear word in Chinese, with everything typed kept, and
never a broken page?
"""

import json
from io import BytesIO
from typing import Any
from unicodedata import category
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client

from jinlin.core.text import tidy
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.tests.cast import ABROAD, in_hand, reported
from tests.every_sent_form import EVERY
from tests.sent_forms import (
    ANSWERS,
    MARK,
    NASTY,
    UNTYPED,
    Form,
    complaint,
    is_chinese,
    is_kept,
)

pytestmark = pytest.mark.one_engine
MB = 1024 * 1024
WHAT = "/report/what/"


@pytest.mark.parametrize("kind", NASTY)
def test_every_form_stands_whatever_is_typed_into_it(scene, made, browsers, visitor, kind):
    wrong = {}
    for form in EVERY:
        sent = form.fill(scene, made)
        if problem := _problem_with(form, NASTY[kind], browsers[form.who], sent):
            wrong[f"{form.name} {form.at}"] = problem
    assert wrong == {}


def _problem_with(form: Form, typed: str, browser: Client, sent: tuple[str, Any]) -> str:
    """What is not as it should be when this is typed; empty when all is well."""
    address, told = sent
    with transaction.atomic():
        answer = browser.post(address, {**told, form.at: typed})
        transaction.set_rollback(True)
    page = answer.content.decode()
    if answer.status_code not in ANSWERS:
        return f"status {answer.status_code}"
    if answer.status_code < 400:
        return ""
    said = complaint(page)
    if not said or not all(map(is_chinese, said)):
        return f"{answer.status_code} says {said}"
    lost = [
        text
        for name, text in {**told, form.at: typed}.items()
        if _is_own_words(text)
        and name not in UNTYPED
        and not (is_kept(text, page) or is_kept(_visible(text), page))
    ]
    return f"{answer.status_code} lost {[text[:20] for text in lost]}" if lost else ""


def _is_own_words(text: Any) -> bool:
    return isinstance(text, str) and text.startswith(MARK)


def _visible(text: str) -> str:
    return MARK if tidy(text) == MARK else tidy(text)


@pytest.mark.parametrize(
    "kind",
    [
        "emoji and rare characters",
        "markup",
        "control characters",
        "direction tricks",
        "template and sql",
    ],
)
def test_what_can_be_read_is_stored_as_it_was_typed_and_shown_harmless(scene, visitor, kind):
    told = {
        "identity": "anonymous",
        "text": NASTY[kind],
        "place": scene.cast.places.neighbourhood.code,
        "key": str(uuid4()),
    }
    before = set(Appeal.objects.values_list("pk", flat=True))
    assert visitor.post("/report/who/", told).status_code == 302
    appeal = Appeal.objects.exclude(pk__in=before).get()
    assert appeal.text == tidy(NASTY[kind])
    page = visitor.get(f"/appeals/{appeal.pk}/").content.decode()
    assert is_kept(appeal.text, page)
    assert [markup for markup in ("<script>alert", "<img src=x") if markup in page] == []


def test_just_what_nobody_types_is_left_out_of_a_text():
    ends = "\n\r\x85\u2028\u2029"
    tricks = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
    wrong = []
    for each in map(chr, range(0x11000)):
        gone = each in tricks or (category(each) in {"Cc", "Cs"} and each != "\t")
        kept = "\n" if each in ends else "" if gone else each
        if tidy(f"a{each}b") != f"a{kept}b":
            wrong.append(hex(ord(each)))
    assert wrong == []


def test_half_a_character_in_a_form_is_read_as_an_unknown_one(scene, visitor):
    body = urlencode({"text": MARK}) + "%ED%A0%80%FF"
    answer = visitor.post(WHAT, body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in ANSWERS


def test_more_text_than_the_house_reads_is_refused_in_chinese(scene, visitor):
    answer = visitor.post(WHAT, {"text": MARK + "啊" * (2 * MB)})
    assert (answer.status_code, all(map(is_chinese, complaint(answer.content.decode())))) == (
        413,
        True,
    )


@pytest.mark.parametrize("kind", NASTY)
def test_the_api_answers_nasty_text_with_a_code_and_a_word_in_chinese(scene, clerks_program, kind):
    bodies = {
        "": {"place": scene.cast.places.neighbourhood.code, "text": NASTY[kind]},
        f"/{reported(scene.cast).pk}/reject": {
            "version": 1,
            "reason": NASTY[kind],
            "basis": "属地",
            "instead": "12345",
        },
        f"/{in_hand(scene.cast).pk}/add_information": {"version": 3, "text": NASTY[kind]},
    }
    answers = [_api(clerks_program, path, body) for path, body in bodies.items()]
    assert {answer.status_code for answer in answers} - {200, 201, 422} == set()
    assert [
        answer.json() for answer in answers if answer.status_code == 422 and not _is_problem(answer)
    ] == []


@pytest.mark.parametrize(
    "body",
    [
        '{"text": "\\ud800", "place": "350526100001"}',
        "{",
        "[]",
        "null",
        '"x"',
        "\xff\xfe",
        "{" * 5000,
    ],
    ids=range(7),
)
def test_the_api_survives_what_is_no_report(clerks_program, body):
    answer = clerks_program.post(
        "/api/v1/appeals", body.encode("latin-1"), content_type="application/json"
    )
    assert (answer.status_code in {400, 422}, _is_problem(answer)) == (True, True), answer.content


@pytest.mark.parametrize(
    "key",
    ["x" * 201, "\x01", "\udc00".encode("utf-8", "surrogatepass").decode("latin-1")],
    ids=["long", "control", "half"],
)
def test_a_key_that_cannot_be_kept_is_refused(scene, clerks_program, key):
    told = {"place": scene.cast.places.neighbourhood.code, "text": MARK}
    answer = clerks_program.post(
        "/api/v1/appeals",
        json.dumps(told),
        content_type="application/json",
        headers={"idempotency-key": key},
    )
    assert (answer.status_code, _is_problem(answer)) == (422, True)


PLACES = {
    "another county": ABROAD + "100",
    "nonsense": "12ab; DROP",
    "a county": "350526",
    "closed": "350526100009",
    "rare digits": "３５０５２６",
}


@pytest.mark.parametrize("kind", PLACES)
def test_a_forged_place_is_refused_and_the_words_are_kept(
    scene, made, browsers, visitor, clerks_program, kind
):
    code, problems = PLACES[kind], {}
    for form in (
        form for form in EVERY if form.at in {"place", "code"} and "verify" not in form.address
    ):
        address, told = form.fill(scene, made)
        answer = browsers[form.who].post(address, {**told, form.at: code})
        kept = "text" not in told or is_kept(MARK, answer.content.decode())
        if answer.status_code != 422 or not kept:
            problems[form.name] = (answer.status_code, kept)
    api = _api(clerks_program, "", {"place": code, "text": MARK})
    assert (problems, api.status_code, _is_problem(api)) == (
        {},
        403 if kind == "a county" else 422,
        True,
    )


PHONES = [
    "1",
    "123456789012345678901234567890",
    "abc",
    "138-0000",
    "+1 555 0100",
    "１３８",
    "🎂",
    "12800000001",
]


@pytest.mark.parametrize("phone", PHONES)
def test_a_wrong_phone_is_named_wherever_one_is_asked_for(scene, made, browsers, visitor, phone):
    forms = [form for form in EVERY if form.at in {"phone", "row-0-phone"}]
    for form in forms:
        address, told = form.fill(scene, made)
        answer = browsers[form.who].post(address, {**told, "row-0-name": "李阿婆", form.at: phone})
        page = answer.content.decode()
        assert (
            form.name,
            answer.status_code,
            all(map(is_chinese, complaint(page))),
            is_kept(phone, page),
        ) == (form.name, 422, True, True)


DAYS = {
    "since": ["2999-01-01", "2026-02-30", "gestern", "0000-00-00"],
    "until": ["1900-01-01", "x"],
}
ODD_ADDRESSES = (
    *(("clerk", f"/desk/appeals/?{name}={day}") for name, days in DAYS.items() for day in days),
    *(
        ("clerk", f"/desk/figures/?{asked}")
        for asked in (
            "month=2999-13",
            "month=x",
            "as_of=2999-01-01",
            "as_of=x",
            "place=x",
            "place=3505%00",
        )
    ),
    *(
        ("clerk", f"/desk/figures/appeals.received/rows/?{asked}")
        for asked in ("met=x", "after=x", "month=0000-00")
    ),
    *(
        ("clerk", f"/desk/appeals/?{asked}")
        for asked in (
            "state=x",
            "after=x",
            "unit=x",
            "place=x",
            "order=x",
            "channel=x",
            "q=" + "x" * 3000,
            "q=%00",
            "q=%25_'",
        )
    ),
    *(
        ("clerk", address)
        for address in (
            "/desk/?after=x",
            "/desk/people/?after=x",
            "/desk/appeals/new/?made=x",
            "/desk/documents/?q=%F0%A0%AE%B7&kind=x",
        )
    ),
    *(
        ("resident", address)
        for address in (
            "/mine/?after=x",
            "/notices/?after=x",
            "/places/?q=%00",
            "/places/?q=" + "x" * 3000,
            "/report/place/?q=%F0%A0%AE%B7",
        )
    ),
    *(
        ("security_admin", address)
        for address in ("/desk/accounts/?q=%25&after=x", "/desk/tokens/?after=x")
    ),
    *(
        ("visitor", address)
        for address in (
            "/verify/%F0%A0%AE%B7/",
            "/verify/" + "x" * 500 + "/",
            "/p/" + "x" * 300 + "/",
            "/sign-in/?next=//evil.example/",
            "/%00",
            "/%ED%A0%80",
        )
    ),
)


@pytest.mark.parametrize(("who", "address"), ODD_ADDRESSES)
def test_an_odd_address_gets_a_page_and_a_word(browsers, who, address):
    answer = browsers[who].get(address)
    assert answer.status_code in ANSWERS
    if answer.status_code in {400, 404, 413, 422}:
        said = complaint(answer.content.decode())
        assert said
        assert all(map(is_chinese, said)), said


def test_the_odd_addresses_of_the_api_get_a_problem(clerks_program):
    asked = (
        "since=2999-02-30",
        "until=x",
        "after=x",
        "limit=0",
        "limit=9999999",
        "place=x",
        "text=" + "x" * 200,
        "order=x",
        "text=%00",
        "unit=x",
        "grade=x",
        "channel=x",
    )
    answers = {query: clerks_program.get(f"/api/v1/appeals?{query}") for query in asked}
    assert {
        query: answer.status_code
        for query, answer in answers.items()
        if answer.status_code != 422 or not _is_problem(answer)
    } == {}


BEYOND = (
    *("/appeals?since=0001-01-01", "/appeals?until=9999-12-31", "/appeals?place=%C2%B2"),
    *("/consultations?place=x", "/consultations/meetings?place=" + "1" * 5000),
    *("/consultations?place=%C2%B2", "/talents?place=x"),
)


@pytest.mark.parametrize("address", BEYOND)
def test_a_day_or_a_place_beyond_all_is_no_broken_answer(scene, clerks_program, address):
    answer = clerks_program.get(f"/api/v1{address}")
    told = answer.json()
    if answer.status_code == 200:  # a place that is none has nothing
        assert told["items"] == []
        return
    assert (answer.status_code, set(told)) == (422, {"code", "message", "detail"})


def test_a_form_sent_where_json_is_read_is_told_so(scene, clerks_program):
    answer = clerks_program.post("/api/v1/appeals", {"text": "路灯坏了"})
    assert (answer.status_code, "JSON" in answer.json()["message"]) == (422, True)


def test_a_moment_without_its_offset_is_refused(scene, clerks_program):
    told: dict[str, Any] = {
        "version": 1,
        "reason": "有出入",
        "begins_at": "2026-01-01T09:00:00",
        "ends_at": "2026-01-01T10:00:00",
    }
    address = f"/api/v1/volunteers/records/{scene.names['record']}/correct"
    answer = clerks_program.post(address, json.dumps(told), content_type="application/json")
    assert answer.status_code == 422


def _api(client: Client, path: str, body: dict[str, Any]) -> Any:
    return client.post(f"/api/v1/appeals{path}", json.dumps(body), content_type="application/json")


def _is_problem(answer: Any) -> bool:
    """A code for programs, a Chinese message for people, details."""
    body = json.load(BytesIO(answer.content))
    return (
        isinstance(body, dict)
        and set(body) == {"code", "message", "detail"}
        and is_chinese(body["message"])
    )
