"""What stands in the file that a craftsman downloads?"""

from datetime import date, datetime, time
from typing import Any

from jinlin.core.time import clock
from jinlin.domains.talents.badges.signing import address, published, signed
from jinlin.domains.talents.badges.status_list import PURPOSES, list_address, signed_list
from jinlin.domains.talents.models import Certificate
from jinlin.services.documents.models import Document
from jinlin.services.documents.numbering import county_name

CONTEXTS = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]
TYPE = "vc+jwt"


def credential(certificate: Certificate) -> dict[str, Any]:
    """The certificate as an OpenBadgeCredential of the Verifiable Credentials Data Model 2.0."""
    paper: Document = certificate.document  # type: ignore[assignment]
    since, until = paper.valid_from or paper.issued_on, paper.valid_until or paper.issued_on
    name = paper.data.get("person", "")
    subject = {"type": ["AchievementSubject"], "achievement": _achievement(certificate, paper)}
    key = f"urn:uuid:{certificate.pk}"
    return {
        "@context": CONTEXTS,
        "id": key,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": f"{paper.kind_row.label} · {paper.title}",
        "issuer": _issuer(certificate.county, paper),
        "validFrom": _moment(since, time(0, 0, 0)),
        "validUntil": _moment(until, time(23, 59, 59)),
        "credentialSubject": {
            **subject,
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": False,
                    "identityHash": name,
                    "identityType": "name",
                }
            ],
        },
        "credentialStatus": [_entry(certificate, purpose) for purpose in PURPOSES],
        "iss": address("talents:issuer", certificate.county),
        "jti": key,
        "nbf": int(clock.at(since).timestamp()),
    }


def token(certificate: Certificate) -> str:
    """The credential, signed."""
    return signed(certificate.county, credential(certificate), kind=TYPE)


def bundle(certificate: Certificate) -> dict[str, Any]:
    """All that somebody without a network needs to check it: the credential, the status lists as of
    today, and the keys, whose fingerprint is compared with the county's page.
    """
    county = certificate.county
    return {
        "credential": token(certificate),
        "status": [signed_list(county, purpose) for purpose in PURPOSES],
        "keys": published(county)["keys"],
    }


def issuer(county: str) -> dict[str, Any]:
    """Who the county is, for readers of badges."""
    return {
        "@context": CONTEXTS,
        "id": address("talents:issuer", county),
        "type": ["Profile"],
        "name": county_name(county),
        "url": address("talents:all"),
        "jwks": address("talents:keys", county),
    }


def _issuer(county: str, paper: Document) -> dict[str, Any]:
    return {
        "id": address("talents:issuer", county),
        "type": ["Profile"],
        "name": f"{county_name(county)} · {paper.issued_by}",
    }


def _achievement(certificate: Certificate, paper: Document) -> dict[str, Any]:
    skill = certificate.skill
    return {
        "id": f"urn:jinlin:{certificate.county}:craftsman:{skill.pk}:{certificate.level}",
        "type": ["Achievement"],
        "achievementType": "Certification",
        "name": paper.title,
        "description": str(paper.kind_row.label),
        "criteria": {"narrative": "个人申请、评审组评审、公示无异议后发证，每年复核。"},
    }


def _entry(certificate: Certificate, purpose: str) -> dict[str, str]:
    where = list_address(certificate.county, purpose)
    return {
        "id": f"{where}#{certificate.status_index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": str(certificate.status_index),
        "statusListCredential": where,
    }


def _moment(day: date, at: time) -> str:
    return datetime.combine(day, at, clock.CHINA).isoformat()
