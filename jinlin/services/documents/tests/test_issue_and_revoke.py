"""What is true of a document once it is issued, and once it is revoked?"""

import pytest
from django.db import IntegrityError, transaction

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.core.tests.databases import together
from jinlin.ground.places.tests.parallel import shared_house
from jinlin.services.documents import kinds, queries
from jinlin.services.documents.actions import count_copy, revoke
from jinlin.services.documents.models import Document
from jinlin.services.documents.tests.papers import (
    CLOSING,
    HANDOVER,
    JOINT,
    county_of_dehua,
    issued,
    resident,
    staff,
)

__all__ = ["shared_house"]


def again(document: Document) -> Document:
    return Document.objects.get(pk=document.pk)


def test_an_issued_document_is_a_snapshot_with_a_hash(dehua):
    document = again(issued(dehua.matter))
    assert (document.is_intact, document.is_revoked, document.copies, document.issued_by) == (
        True,
        False,
        0,
        "德化县诉求受理中心",
    )
    assert (document.about_label, document.about_id, document.place_code) == (
        "people.person",
        dehua.matter.pk,
        "350526",
    )
    assert [entry.verb for entry in timeline.trail(document)] == ["issue"]


def test_a_changed_snapshot_shows(dehua):
    document = issued(dehua.matter)
    Document.objects.filter(pk=document.pk).update(data={**document.data, "due": "2099年1月1日"})
    assert again(document).is_intact is False


def test_without_an_issuer_it_is_the_face_of_whoever_acts_or_the_county(dehua):
    by_clerk = issued(dehua.matter, actor=staff(dehua.users["clerk"], "clerk"), issuer="")
    by_resident = issued(dehua.matter, actor=resident(dehua.users["resident"]), issuer=None)
    assert (by_clerk.issued_by, by_resident.issued_by) == ("德化县诉求受理中心", "德化县")


def test_the_lead_revokes_with_a_reason_once(dehua):
    document, lead = issued(dehua.matter), staff(dehua.users["lead"], "lead")
    with pytest.raises(Unusable):
        revoke(document, actor=lead, reason="  ")
    with pytest.raises(Unusable):
        revoke(document, actor=lead, reason="长" * 201)
    revoke(document, actor=lead, reason="单位写错了")
    with pytest.raises(NotNow):
        revoke(document, actor=lead, reason="再来一次")
    assert (
        again(document).is_revoked,
        again(document).revoked_reason,
        again(document).is_intact,
    ) == (True, "单位写错了", True)
    assert [entry.verb for entry in timeline.trail(document)] == ["issue", "revoke"]


@pytest.mark.parametrize(
    ("name", "role", "code"),
    [
        ("clerk", "clerk", "350526"),
        ("handler", "handler", "350526"),
        ("far_clerk", "lead", "621121"),
    ],
)
def test_others_may_not_revoke(dehua, name, role, code):
    document = issued(dehua.matter)
    with pytest.raises(NotAllowed):
        revoke(document, actor=staff(dehua.users[name], role, code), reason="不对")
    assert again(document).is_revoked is False


def test_of_eight_who_revoke_at_once_one_does(shared_house):
    dehua = county_of_dehua()
    document = issued(dehua.matter)
    outcomes = together(
        *(lambda: revoke(document, actor=SYSTEM, reason="写错了") for _each in range(8))
    )
    assert sorted(type(each).__name__ for each in outcomes) == ["Document"] + ["NotNow"] * 7


def test_the_database_knows_no_revocation_without_a_reason(dehua):
    document = issued(dehua.matter)
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(revoked_at=document.issued_at)


def test_whoever_sees_the_matter_sees_its_documents(dehua):
    handover, closing = issued(dehua.matter), issued(dehua.matter, CLOSING)
    seen = {
        "lead": staff(dehua.users["lead"], "lead"),
        "far_clerk": staff(dehua.users["far_clerk"], "clerk", "621121"),
        "resident": resident(dehua.users["resident"]),
        "neighbour": resident(dehua.users["neighbour"]),
    }
    assert {name: queries.of(dehua.matter, actor=actor) for name, actor in seen.items()} == {
        "lead": [handover, closing],
        "far_clerk": [],
        "resident": [closing],
        "neighbour": [],
    }


def test_a_copy_is_counted_for_whoever_sees_it_and_is_on_record(dehua):
    document = issued(dehua.matter)
    count_copy(document, actor=staff(dehua.users["lead"], "lead"))
    with pytest.raises(NotAllowed):
        count_copy(document, actor=resident(dehua.users["neighbour"]))
    assert again(document).copies == 1
    assert [access.what for access in timeline.Access.objects.filter(subject_id=document.pk)] == [
        "copy"
    ]


def test_two_kinds_do_not_share_a_key():
    kinds.register(HANDOVER)
    with pytest.raises(ValueError, match=r"test\.handover"):
        kinds.register(kinds.Kind(HANDOVER.key, "别的", "joint", "别", "people.person"))
    assert list(kinds.known().values()) == [HANDOVER, JOINT, CLOSING]
