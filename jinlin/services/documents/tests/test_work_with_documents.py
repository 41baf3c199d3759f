"""What do staff and residents see of documents, and what are they refused?"""

import pytest
from django.test import Client

from jinlin.services.documents.models import Document
from jinlin.services.documents.tests.papers import CLOSING, issued

PAGES = ("/desk/documents/{}/", "/documents/{}/", "/documents/{}/pdf/")


def statuses(client: Client, document: Document) -> list[int]:
    return [client.get(page.format(document.pk)).status_code for page in PAGES]


@pytest.mark.one_engine
def test_the_lead_finds_opens_and_prints(dehua, signed_in):
    document, client = issued(dehua.matter), signed_in("lead")
    assert client.get("/desk/documents/").context["page"].rows == [document]
    assert statuses(client, document) == [200, 200, 200]
    pdf = client.get(f"/documents/{document.pk}/pdf/?download=1")
    assert (pdf.content[:5], pdf["Content-Type"]) == (b"%PDF-", "application/pdf")
    assert pdf["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert Document.objects.get().copies == 3


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("0001", True),
        ("〔20", True),
        ("污水井", True),
        ("9999", False),
        ("{code}", True),
        ("{small}", True),
        ("ABCDEFGHJKMN", False),
    ],
)
def test_the_board_finds_by_number_title_and_code(dehua, signed_in, words, is_found):
    document = issued(dehua.matter)
    words = words.format(code=document.code, small=document.verify_code.lower())
    assert signed_in("lead").get("/desk/documents/", {"q": words}).context["page"].rows == (
        [document] if is_found else []
    )


def test_the_board_filters_by_kind_and_refuses_an_unknown_one(dehua, signed_in):
    closing, _handover = issued(dehua.matter, CLOSING), issued(dehua.matter)
    client = signed_in("clerk")
    assert client.get("/desk/documents/", {"kind": CLOSING.key}).context["page"].rows == [closing]
    assert client.get("/desk/documents/", {"kind": "none"}).status_code == 422


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_the_same_however_long(dehua, signed_in, django_assert_num_queries, count):
    for _each in range(count):
        issued(dehua.matter)
    client = signed_in("lead")
    client.get("/desk/documents/")
    with django_assert_num_queries(5):
        page = client.get("/desk/documents/")
    assert len(page.context["page"].rows) == count


def test_pages_follow_each_other_newest_first(dehua, signed_in):
    documents = [issued(dehua.matter) for _each in range(53)]
    client = signed_in("lead")
    first = client.get("/desk/documents/").context["page"]
    second = client.get("/desk/documents/", {"after": first.next}).context["page"]
    assert first.rows + second.rows == documents[::-1]


@pytest.mark.one_engine
def test_an_outsider_of_each_kind_finds_nothing(dehua, signed_in):
    document = issued(dehua.matter)
    seen = {
        name: statuses(signed_in(name), document)
        for name in ("far_clerk", "handler", "resident", "neighbour")
    }
    assert seen == {
        "far_clerk": [404] * 3,
        "handler": [404] * 3,
        "resident": [403, 404, 404],
        "neighbour": [403, 404, 404],
    }
    assert statuses(Client(), document) == [302, 404, 404]
    assert signed_in("far_clerk").get("/desk/documents/").context["page"].rows == []


@pytest.mark.one_engine
def test_the_resident_reads_what_is_made_for_residents(dehua, signed_in):
    document = issued(dehua.matter, CLOSING)
    assert statuses(signed_in("resident"), document) == [403, 200, 200]
    assert statuses(signed_in("neighbour"), document) == [403, 404, 404]


@pytest.mark.one_engine
def test_the_lead_revokes_and_what_was_typed_is_kept_when_refused(dehua, signed_in):
    document, client = issued(dehua.matter), signed_in("lead")
    address = f"/desk/documents/{document.pk}/revoke/"
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "单位写错了"}).status_code == 302
    again = client.post(address, {"reason": "再作废一次"})
    assert (again.status_code, Document.objects.get().revoked_reason) == (409, "单位写错了")
    page = client.get(f"/desk/documents/{document.pk}/")
    assert (page.context["may_revoke"], [line.note for line in page.context["entries"]]) == (
        False,
        ["", "单位写错了"],
    )


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("name", "status"), [("clerk", 403), ("far_clerk", 404), ("handler", 404), ("resident", 403)]
)
def test_others_revoke_nothing(dehua, signed_in, name, status):
    document = issued(dehua.matter)
    assert (
        signed_in(name)
        .post(f"/desk/documents/{document.pk}/revoke/", {"reason": "不对"})
        .status_code
        == status
    )
    assert Document.objects.get().is_revoked is False


@pytest.mark.one_engine
def test_a_clerk_is_not_offered_to_revoke(dehua, signed_in):
    assert (
        signed_in("clerk").get(f"/desk/documents/{issued(dehua.matter).pk}/").context["may_revoke"]
        is False
    )
