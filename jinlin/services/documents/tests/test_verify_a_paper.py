"""What does a stranger learn who holds a paper, mistypes a code, or guesses?"""

import pytest
from django.test import Client

from jinlin.core.actor import SYSTEM
from jinlin.core.tests.drawn import without_drawn
from jinlin.services.documents import codes, kinds, limits
from jinlin.services.documents.actions import revoke
from jinlin.services.documents.models import Document
from jinlin.services.documents.tests.papers import DATA, HANDOVER, KINDS, issued

pytestmark = pytest.mark.one_engine

PLANTED = {
    "reporter": "欧阳娜娜甲",
    "phone": "13912345678",
    "title": "欧阳娜娜甲家漏水",
    "text": "我叫欧阳娜娜甲，住瓷都花园3号楼502",
    "spot": "3号楼502室",
    "note": "联系欧阳娜娜甲",
    "helpers": [{"unit": "欧阳娜娜甲"}],
    "comment": "欧阳娜娜甲",
}


def page_of(document: Document, client: Client | None = None):
    return (client or Client()).get(f"/verify/{document.verify_code}/")


def test_the_page_shows_number_kind_date_issuer_state_and_the_public_fields(dehua):
    document = issued(dehua.matter)
    page = page_of(document)
    found = page.context["found"]
    assert page.status_code == 200
    assert (
        found.number,
        found.label,
        found.county,
        found.issued_on,
        found.issued_by,
        found.is_valid,
    ) == (
        document.number,
        "现场交办单",
        "德化县",
        document.issued_on,
        "德化县诉求受理中心",
        True,
    )
    assert found.fields == [
        ("诉求编号", "250411-7K3QX"),
        ("承办单位", "德化县城市管理局"),
        ("办结期限", "2025年4月18日前"),
    ]
    assert (page["X-Robots-Tag"], "no-store" in page["Cache-Control"]) == (
        "noindex, nofollow",
        True,
    )


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.template)
def test_planted_names_never_appear_for_a_stranger_or_the_lead(dehua, signed_in, kind):
    document = issued(dehua.matter, kind, **PLANTED)
    revoked = issued(dehua.matter, kind, **PLANTED)
    revoke(revoked, actor=SYSTEM, reason="欧阳娜娜甲写错了")
    said = "".join(
        page_of(each, client).text
        for each in (document, revoked)
        for client in (None, signed_in("lead"))
    )
    assert [
        word
        for word in ("欧阳", "娜娜", "13912345678", "502", "漏水", "王秀英")
        if word in without_drawn(said)
    ] == []
    assert said.count(document.number) >= 2


def test_a_field_that_is_a_mapping_is_never_public(dehua):
    loose = kinds.Kind(
        "test.loose",
        "松",
        "handover",
        "松",
        "people.person",
        {"helpers": "协办", "unit": "承办单位", "answered": "答复"},
    )
    with kinds.only(loose):
        document = issued_as(loose, dehua)
        assert page_of(document).context["found"].fields == [
            ("承办单位", "甲、乙"),
            ("答复", "True"),
        ]


def issued_as(kind, dehua):
    from jinlin.services.documents.actions import issue

    data = {
        "helpers": [{"unit": "x", "name": "欧阳"}],
        "unit": ["甲", "乙", {"name": "欧阳"}],
        "answered": True,
    }
    return issue(
        county="350526", kind=kind.key, title="x", about=dehua.matter, data=data, actor=SYSTEM
    )


def test_a_revoked_paper_verifies_as_revoked(dehua):
    document = issued(dehua.matter)
    revoke(document, actor=SYSTEM, reason="单位写错了")
    page = page_of(document)
    assert (page.status_code, page.context["found"].is_valid) == (200, False)
    assert ("已作废" in page.text, ">有效<" in page.text, "单位写错了" in page.text) == (
        True,
        False,
        False,
    )


def test_a_tampered_record_does_not_verify_and_shows_no_field(dehua):
    document = issued(dehua.matter)
    Document.objects.filter(pk=document.pk).update(data={**DATA[HANDOVER.key], "due": "2099年"})
    found = page_of(document).context["found"]
    assert (found.is_valid, found.fields, found.revoked_on) == (False, [], None)


def test_an_unknown_code_is_said_plainly(dehua):
    page = Client().get("/verify/ABCDEFGHJKMN/")
    assert (page.status_code, page.context["found"]) == (404, None)
    assert "没有这个核验码的文书" in page.text


@pytest.mark.parametrize(
    "typed", ["abcd-efgh-jkmn", " ABCD EFGH JKMN ", "ＡＢＣＤ—ＥＦＧＨ—ＪＫＭＮ"]
)
def test_a_code_may_be_typed_in_many_ways(dehua, typed):
    answer = Client().post("/verify/", {"code": typed})
    assert (answer.status_code, answer["Location"]) == (302, "/verify/ABCDEFGHJKMN/")


@pytest.mark.parametrize(
    "typed", ["", "ABCD", "ABCD-EFGH-JKM0", "德化交办〔2025〕0012号", "A" * 60]
)
def test_what_cannot_be_a_code_is_explained_and_kept(dehua, typed):
    answer = Client().post("/verify/", {"code": typed})
    assert answer.status_code == 422
    assert typed in answer.text


def test_codes_differ_and_have_nothing_that_looks_like_something_else():
    made = {codes.new_code() for _time in range(500)}
    assert len(made) == 500
    assert set("".join(made)) & set("01OILU") == set()
    assert codes.read(codes.spelled("ABCDEFGHJKMN")) == "ABCDEFGHJKMN"


def test_whoever_guesses_is_stopped_soon_and_only_they(dehua):
    document = issued(dehua.matter)
    guesser = Client(REMOTE_ADDR="198.51.100.7")
    statuses = [
        guesser.get(f"/verify/{codes.new_code()}/").status_code
        for _time in range(limits.MISSES + 2)
    ]
    assert statuses == [404] * limits.MISSES + [429] * 2
    assert page_of(document, guesser).status_code == 429
    assert page_of(document, Client(REMOTE_ADDR="198.51.100.8")).status_code == 200


def test_behind_a_trusted_proxy_each_asker_has_their_own_limit(dehua, settings):
    settings.TRUSTED_PROXIES = ["10.0.3.0/24"]
    document = issued(dehua.matter)
    guesser, other = (
        Client(REMOTE_ADDR="10.0.3.9", HTTP_X_FORWARDED_FOR=address)
        for address in ("198.51.100.7", "198.51.100.8")
    )
    assert [
        guesser.get(f"/verify/{codes.new_code()}/").status_code
        for _time in range(limits.MISSES + 1)
    ][-2:] == [404, 429]
    inventing = Client(REMOTE_ADDR="10.0.3.9", HTTP_X_FORWARDED_FOR="203.0.113.1, 198.51.100.7")
    assert [page_of(document, client).status_code for client in (inventing, other)] == [429, 200]


def test_looking_at_many_genuine_papers_is_stopped_later(dehua):
    document, client = issued(dehua.matter), Client(REMOTE_ADDR="2001:db8::1")
    statuses = [page_of(document, client).status_code for _time in range(limits.LOOKS + 1)]
    assert statuses == [200] * limits.LOOKS + [429]
    assert page_of(document, Client(REMOTE_ADDR="2001:db8::2")).status_code == 429
    assert page_of(document, Client(REMOTE_ADDR="2001:db8:1::1")).status_code == 200
