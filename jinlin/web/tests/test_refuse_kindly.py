"""Does every no say why, in the right form, with nothing typed lost?"""

import pytest
from django.test import Client

pytestmark = [
    pytest.mark.urls("jinlin.web.tests.doors"),
    pytest.mark.one_engine,
    pytest.mark.django_db,  # forms of strangers are counted
]

TYPED = "三号楼后面的污水井又冒出来了"


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("no", "status", "title"),
    [
        ("stale", 409, "刚才情况有变"),
        ("not-allowed", 403, "这件事不归您办"),
        ("too-often", 429, "请稍慢一点"),
        ("unusable", 422, "填写的内容需要改一改"),
    ],
)
def test_a_refusal_in_a_view_is_a_page_with_its_status(visitor, no, status, title):
    answer = visitor.get(f"/no/{no}/")
    assert (answer.status_code, title in answer.text) == (status, True)


def test_the_typed_text_stands_on_the_page_of_the_refusal(visitor):
    answer = visitor.post("/no/stale/", {"text": TYPED, "reply": "<b>明天</b>"})
    assert [TYPED in answer.text, "&lt;b&gt;明天&lt;/b&gt;" in answer.text] == [True, True]


def test_passwords_codes_and_keys_are_never_shown_back(visitor):
    secrets = {
        "password": "tiger-lily-9",
        "code": "482913",
        "idempotency_key": "k-2291",
        "totp_token": "771204",
        "csrfmiddlewaretoken": "c-112",
    }
    answer = visitor.post("/no/stale/", secrets | {"text": TYPED})
    assert [value for value in secrets.values() if value in answer.text] == []


def test_words_from_a_foreign_form_are_not_shown_on_our_page(visitor):
    answers = [
        visitor.post("/no/stale/", {"text": TYPED}, headers={"sec-fetch-site": "cross-site"}),
        visitor.post(
            "/no/stale/", {"text": TYPED}, headers={"origin": "https://elsewhere.example"}
        ),
    ]
    assert [TYPED in answer.text for answer in answers] == [False, False]


def test_a_program_gets_code_message_and_detail(visitor):
    answer = visitor.post("/api/v1/too-large/")
    assert (answer.status_code, answer.json()) == (
        422,
        {
            "code": "too_large",
            "message": "This photo is too large (52 MB).",
            "detail": {"limit_mb": 20, "field": "photos"},
        },
    )


def test_whoever_asks_for_json_gets_json_at_any_address(visitor):
    answer = visitor.get("/no/stale/", headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (409, "stale")


def test_a_part_of_a_page_gets_a_part_that_goes_to_the_flash(visitor):
    answer = visitor.post("/no/stale/", {"text": TYPED}, headers={"hx-request": "true"})
    assert (
        answer.status_code,
        answer["HX-Retarget"],
        answer["HX-Reswap"],
        "<html" in answer.text,
    ) == (409, "#flash", "innerHTML", False)


def test_our_own_mistake_in_a_part_leaves_the_page_as_it_is(visitor):
    answer = visitor.post("/broken/", {"text": TYPED}, headers={"hx-request": "true"})
    assert (answer.status_code, answer["HX-Retarget"], "<html" in answer.text) == (
        500,
        "#flash",
        False,
    )


def test_an_unknown_address_is_a_page_and_in_the_api_json(visitor):
    page, program = visitor.get("/nowhere/"), visitor.get("/api/v1/nowhere/")
    assert (
        page.status_code,
        "这里没有内容" in page.text,
        program.status_code,
        program.json()["code"],
    ) == (404, True, 404, "not_here")


def test_our_own_mistake_is_said_to_be_ours_and_keeps_the_text(visitor):
    page, program = visitor.post("/broken/", {"text": TYPED}), visitor.get("/api/v1/broken/")
    assert (page.status_code, "是我们这边出了问题" in page.text, TYPED in page.text) == (
        500,
        True,
        True,
    )
    assert (program.status_code, program.json()["code"]) == (500, "broken")


def test_an_expired_form_keeps_the_text(visitor):
    answer = Client(enforce_csrf_checks=True).post("/tell/", {"text": TYPED})
    assert (answer.status_code, "页面已过期" in answer.text, TYPED in answer.text) == (
        403,
        True,
        True,
    )


def test_a_megabyte_too_much_is_413_with_the_limit(visitor, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
    page = visitor.post(
        "/tell/", "text=" + "a" * 1_100_000, content_type="application/x-www-form-urlencoded"
    )
    assert (page.status_code, "不能超过 1 MB" in page.text) == (413, True)


def test_too_many_fields_are_413(visitor):
    page = visitor.post("/tell/", {f"f{n}": "x" for n in range(1100)})
    assert page.status_code == 413


@pytest.mark.parametrize("address", ["/tell/?q=%00", "/tell/?a%00b=1"])
def test_nul_in_an_address_is_refused(visitor, address):
    assert visitor.get(address).status_code == 422


def test_nul_in_a_form_is_refused_and_the_rest_is_kept(visitor):
    answer = visitor.post("/tell/", {"text": TYPED, "place": "a\0b"})
    assert (answer.status_code, TYPED in answer.text) == (422, True)


@pytest.mark.parametrize(
    ("body", "status"), [('{"text": "a\\u0000b"}', 422), ('{"text": "a\\\\u0000b"}', 409)]
)
def test_nul_in_json_is_refused_but_the_written_out_escape_is_not(visitor, body, status):
    answer = visitor.post("/api/v1/no/stale/", body, content_type="application/json")
    assert answer.status_code == status


def test_half_a_character_is_refused(visitor):
    assert visitor.post("/api/v1/half/", "{}", content_type="application/json").status_code == 422


@pytest.mark.parametrize("host", ["evil.example", "a b", "x" * 300, "[::1", "evil.example:80@x"])
@pytest.mark.parametrize("path", ["/", "/desk/", "/api/v1/appeals", "/nowhere/", "/static/x.css"])
def test_an_address_that_is_not_the_house_s_is_refused_in_words(host, path, client):
    answers = [client.get(path, headers={"host": host}), client.post(path, headers={"host": host})]
    assert [(each.status_code, each.text) for each in answers] == [
        (400, "这里没有用这个网址的网站，请用本站公布的网址打开。\n")
    ] * 2


def test_an_address_that_only_takes_what_is_sent_says_so_to_whoever_opens_it(visitor):
    page = visitor.get("/mode/", headers={"accept": "text/html"})
    assert (page.status_code, page["Allow"], "这里没有可看的内容" in page.text) == (
        405,
        "POST",
        True,
    )
    assert visitor.get("/mode/").content == b""  # a program reads the status
