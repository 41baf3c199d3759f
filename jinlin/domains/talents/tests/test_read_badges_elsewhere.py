"""Does a reader of badges that is not ours read from the file what our own pages say?

A second reader, written from the specifications: JWT (RFC 7519) by PyJWT with keys as JWK (RFC
7517), the Verifiable Credentials Data Model 2.0, and the Bitstring Status List (W3C, 2025). It uses
nothing of our verifier, and of our list only the bits: how things stand on the list's own day.
"""

import gzip
from base64 import urlsafe_b64decode
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import jwt
import pytest
from django.db import transaction
from django.test import Client

from jinlin.core.time import clock
from jinlin.domains.talents.badges import credential, signing, status_list
from jinlin.domains.talents.models import Certificate, TalentRule
from jinlin.domains.talents.tests import cast as c
from jinlin.domains.talents.tests.test_valid_on_that_day import days_of, told
from jinlin.ground.accounts.tests.county import COUNTY
from jinlin.services.documents.queries import verified

pytestmark = pytest.mark.one_engine

VC, OB = "https://www.w3.org/ns/credentials/v2", "OpenBadgeCredential"
HISTORIES = 40


class RefusedError(Exception):
    """The second reader does not accept the file."""


def opened(token: str, keys: list[dict[str, Any]]) -> dict[str, Any]:
    """The claims of a token, its signature checked with the key that its header names."""
    header = jwt.get_unverified_header(token)
    key = next((each for each in keys if each["kid"] == header["kid"]), None)
    if key is None or header["alg"] != "RS256":
        raise RefusedError(header)
    try:
        public, rules = jwt.PyJWK(key).key, {"verify_nbf": False}  # days are asked about below
        return jwt.decode(token, public, algorithms=["RS256"], options=rules)
    except jwt.InvalidTokenError as problem:
        raise RefusedError(problem) from problem


def bit(listed: dict[str, Any], index: int) -> bool:
    """One bit of an encoded list: multibase base64url, gzip, the leftmost bit first."""
    text = listed["credentialSubject"]["encodedList"]
    assert text[0] == "u"
    bits = gzip.decompress(urlsafe_b64decode(f"{text[1:]}==="))
    assert len(bits) * 8 >= 131_072
    return bool(bits[index // 8] >> (7 - index % 8) & 1)


def read(bundle: dict[str, Any], now: datetime) -> bool:
    """Whether the badge holds now, by the lists in the bundle. Raises RefusedError."""
    keys = bundle["keys"]
    badge = opened(bundle["credential"], keys)
    if badge["@context"][0] != VC or not {"VerifiableCredential", OB} <= set(badge["type"]):
        raise RefusedError(badge["type"])
    lists = {each["id"]: each for each in (opened(token, keys) for token in bundle["status"])}
    begins, ends = (datetime.fromisoformat(badge[name]) for name in ("validFrom", "validUntil"))
    for entry in badge["credentialStatus"]:
        listed = lists[entry["statusListCredential"]]
        assert listed["credentialSubject"]["statusPurpose"] == entry["statusPurpose"]
        if bit(listed, int(entry["statusListIndex"])):
            return False
    return begins <= now <= ends


@pytest.fixture(scope="module")
def certificate(house, django_db_blocker):
    with django_db_blocker.unblock():
        TalentRule.objects.create(
            county=COUNTY, valid_from=date(2020, 1, 1), certificate_months=2, review_months=1
        )
        signing.key_of(COUNTY)
        return Certificate.objects.select_related("document", "talent__person", "skill").get(
            pk=c.held(house).pk
        )


def as_of(certificate: Certificate, day: date) -> dict[str, Any]:
    """What was downloaded on this day."""
    lists = [status_list.signed_list(COUNTY, each, on=day) for each in status_list.PURPOSES]
    return {**credential.bundle(certificate), "status": lists}


def test_the_second_reader_says_what_page_and_program_say_on_each_day_of_a_history(certificate, db):
    paper = certificate.document
    days = days_of(paper)[::6]
    answers = set()
    for seed in range(HISTORIES):
        with transaction.atomic():
            done = told(paper, Random(seed))
            page = verified(paper.verify_code)
            assert page is not None
            day = Random(seed).choice(days)
            asked = Client().get(f"/api/v1/talents/certificates/{paper.verify_code}?on={day}")
            elsewhere = read(as_of(certificate, day), clock.at(day, 12))
            found = (elsewhere, page.holds_on(day), asked.json()["valid"])
            transaction.set_rollback(True)
        assert len(set(found)) == 1, (seed, day, done, found)
        answers.add(elsewhere)
    assert answers == {True, False}


def test_the_second_reader_finds_what_was_spoiled(certificate, db):
    day = certificate.issued_on + timedelta(days=1)
    good, noon = as_of(certificate, day), clock.at(day, 12)
    assert read(good, noon)
    head, body, signature = good["credential"].split(".")
    other = "A" if signature[5] != "A" else "B"
    spoiled = f"{head}.{body}.{signature[:5]}{other}{signature[6:]}"
    for bad in (
        {**good, "credential": spoiled},
        {**good, "credential": f"{head}.{body[:-4]}AAAA.{signature}"},
        {**good, "keys": signing.published("621121")["keys"]},
    ):
        with pytest.raises(RefusedError):
            read(bad, noon)


def test_no_reader_is_told_to_trust_an_unsigned_file(certificate, db):
    day = certificate.issued_on + timedelta(days=1)
    good = as_of(certificate, day)
    claims = opened(good["credential"], good["keys"])
    kid = jwt.get_unverified_header(good["credential"])["kid"]
    unsigned = jwt.encode(claims, None, algorithm="none", headers={"kid": kid})
    with pytest.raises(RefusedError):
        read({**good, "credential": unsigned}, clock.at(day, 12))
