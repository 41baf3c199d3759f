"""Which certificates of a county are withdrawn or suspended, as one list for offline checking?

A Bitstring Status List (W3C, 2025): one bit for each certificate, by its number in the county. A
list says how things stand on its own day; beside the bits ours says since when, so that one list
answers for every day until then.
"""

import gzip
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from jinlin.core.time import clock
from jinlin.domains.talents.badges.signing import address, signed
from jinlin.domains.talents.models import Certificate
from jinlin.services.documents.models import Standing
from jinlin.services.documents.validity import Gap, validity_of

PURPOSES = ("revocation", "suspension")
BITS = 131_072  # as few as the recommendation allows, so that a list tells nothing by its length
CONTEXT = "https://www.w3.org/ns/credentials/v2"
TYPE = "vc+jwt"
Gaps = dict[int, list[Gap]]


def list_address(county: str, purpose: str) -> str:
    return address("talents:status", county, purpose)


def signed_list(county: str, purpose: str, *, on: date | None = None) -> str:
    """The list as it stands on a day (today when none is named), signed."""
    return signed(county, status_list(county, purpose, on=on), kind=TYPE)


def status_list(county: str, purpose: str, *, on: date | None = None) -> dict[str, Any]:
    """The list as a credential of its own."""
    day = on or clock.today()
    gaps = {
        index: [gap for gap in found if gap.since <= day and gap.is_final == _is_final(purpose)]
        for index, found in gaps_of(county).items()
    }
    where = list_address(county, purpose)
    days = {
        str(index): [_span(gap, day) for gap in found] for index, found in gaps.items() if found
    }
    return {
        "@context": [CONTEXT, {"days": {"@id": f"{where}#days", "@type": "@json"}}],
        "id": where,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": address("talents:issuer", county),
        "validFrom": clock.at(day).isoformat(),
        "credentialSubject": {
            "id": f"{where}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": encoded(
                index for index, found in gaps.items() if any(gap.covers(day) for gap in found)
            ),
            "days": days,
        },
    }


def gaps_of(county: str) -> Gaps:
    """The gaps of every certificate of a county, by its number in the list: two statements."""
    standings: dict[Any, list[Standing]] = {}
    rows = Standing.objects.filter(county=county, document__kind="talents.certificate")
    for row in rows.order_by("document", "number"):
        standings.setdefault(row.document_id, []).append(row)
    found: Gaps = {}
    touched = Q(document__revoked_on__isnull=False) | Q(document__in=list(standings))
    for certificate in Certificate.objects.filter(touched, county=county).select_related(
        "document"
    ):
        paper = certificate.document
        if paper is not None:
            gaps = validity_of(paper, standings.get(paper.pk, ())).gaps
            found[certificate.status_index] = list(gaps)
    return found


def encoded(indexes: Iterable[int]) -> str:
    """Bits from the left, compressed, in base64url with its multibase letter."""
    bits = bytearray(BITS // 8)
    for index in indexes:
        bits[index // 8] |= 1 << (7 - index % 8)
    packed = gzip.compress(bytes(bits), mtime=0)
    return "u" + urlsafe_b64encode(packed).rstrip(b"=").decode()


def _span(gap: Gap, day: date) -> list[str | None]:
    """As it was known on that day: an end that came later is not told."""
    until = gap.until if gap.until and gap.until <= day else None
    return [gap.since.isoformat(), until.isoformat() if until else None]


def _is_final(purpose: str) -> bool:
    return purpose == PURPOSES[0]
