"""Is this certificate genuine, and was it valid on that day? Asked without a network.

Nothing but Python's own library: whoever does not trust this house copies this one file and runs it
on a machine of their own.

    python verifier.py certificate.json --on 2025-05-01 [--keys keys.json]
"""

import argparse
import gzip
import hashlib
import json
import sys
from base64 import urlsafe_b64decode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

CHINA = timezone(timedelta(hours=8))
# DigestInfo of SHA-256, as it stands in a PKCS #1 v1.5 signature (RFC 8017).
SHA256_INFO = bytes.fromhex("3031300d060960864801650304020105000420")


class Rejected(Exception):
    """The file proves nothing: it was altered, or signed by somebody else."""


@dataclass(frozen=True)
class Gap:
    """Days on which it did not hold: suspended, or (`is_final`) withdrawn."""

    since: date
    until: date | None
    is_final: bool

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Checked:
    """A genuine certificate: whose, in what, for which term, and the gaps in it. `known_until` is
    the last day for which the status lists at hand can answer.
    """

    name: str
    achievement: str
    issuer: str
    fingerprint: str
    since: date
    until: date
    gaps: tuple["Gap", ...]
    known_until: date

    def holds_on(self, day: date) -> bool:
        """Raises Rejected for a day of its term that the lists at hand say nothing about."""
        if not self.since <= day <= self.until:
            return False
        if any(gap.is_final and gap.since <= day for gap in self.gaps):
            return False
        if day > self.known_until:
            raise Rejected(f"the status lists are of {self.known_until}: fetch newer ones")
        return not any(gap.covers(day) for gap in self.gaps)


def check(bundle: Mapping[str, Any], keys: Sequence[Mapping[str, Any]] = ()) -> Checked:
    """The certificate of a bundle. With `keys` only those are believed; without, the bundle's own,
    whose fingerprint is to be compared with the county's page.
    """
    trusted = list(keys or bundle["keys"])
    content, key = opened(bundle["credential"], trusted)
    lists = [opened(each, trusted)[0] for each in bundle["status"]]
    gaps: list[Gap] = []
    known: list[date] = []
    for entry in content["credentialStatus"]:
        found = next((each for each in lists if each["id"] == entry["statusListCredential"]), None)
        if found is None:
            raise Rejected(f"the status list of {entry['statusPurpose']} is missing")
        gaps += _gaps(found["credentialSubject"], int(entry["statusListIndex"]))
        known.append(_day(found["validFrom"]))
    subject = content["credentialSubject"]
    return Checked(
        name=subject["identifier"][0]["identityHash"],
        achievement=subject["achievement"]["name"],
        issuer=content["issuer"]["name"],
        fingerprint=fingerprint(key),
        since=_day(content["validFrom"]),
        until=_day(content["validUntil"]),
        gaps=tuple(gaps),
        known_until=min(known),
    )


def opened(token: str, keys: Sequence[Mapping[str, Any]]) -> tuple[dict[str, Any], Any]:
    """What a signed token says, and the key that signed it. Raises Rejected for any other."""
    try:
        head, body, signature = token.split(".")
        header = json.loads(_bytes(head))
        name = _short(header["kid"])
    except (ValueError, KeyError) as problem:
        raise Rejected("this is no signed credential") from problem
    key = next((each for each in keys if _short(each.get("kid")) == name), None)
    if header.get("alg") != "RS256" or key is None:
        raise Rejected("it was signed with a key that is not known")
    if not _is_signed(f"{head}.{body}".encode(), _bytes(signature), key):
        raise Rejected("it was altered, or signed by somebody else")
    return json.loads(_bytes(body)), key


def _short(name: Any) -> str:
    """Of a key's name what stands behind its address: older files say only that."""
    return str(name or "").rpartition("#")[2]


def fingerprint(key: Mapping[str, Any]) -> str:
    """The thumbprint of a key (RFC 7638)."""
    parts = {name: key[name] for name in ("e", "kty", "n")}
    text = json.dumps(parts, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _is_signed(message: bytes, signature: bytes, key: Mapping[str, Any]) -> bool:
    """RSASSA-PKCS1-v1_5 with SHA-256: the whole block is compared, padding and all."""
    modulus, exponent = (int.from_bytes(_bytes(key[name]), "big") for name in ("n", "e"))
    size = (modulus.bit_length() + 7) // 8
    if len(signature) != size:
        return False
    digest = SHA256_INFO + hashlib.sha256(message).digest()
    expected = b"\x00\x01" + b"\xff" * (size - len(digest) - 3) + b"\x00" + digest
    value = int.from_bytes(signature, "big")
    return value < modulus and pow(value, exponent, modulus).to_bytes(size, "big") == expected


def _gaps(listed: Mapping[str, Any], index: int) -> list[Gap]:
    """Since when and until when, beside the bit; the two must not contradict each other."""
    packed = listed["encodedList"]
    bits = gzip.decompress(_bytes(packed[1:]))
    is_set = bool(bits[index // 8] >> (7 - index % 8) & 1)
    is_final = listed["statusPurpose"] == "revocation"
    found = [
        Gap(date.fromisoformat(since), date.fromisoformat(until) if until else None, is_final)
        for since, until in listed.get("days", {}).get(str(index), ())
    ]
    if is_set != any(gap.until is None for gap in found):
        raise Rejected("the status list contradicts itself")
    return found


def _day(moment: str) -> date:
    return datetime.fromisoformat(moment).astimezone(CHINA).date()


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def main(argv: Sequence[str] | None = None) -> int:
    """0: valid on that day; 1: genuine, but not valid then; 2: not genuine, or not known."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--on", type=date.fromisoformat, default=datetime.now(CHINA).date())
    parser.add_argument("--keys", type=Path, help="the county's published keys")
    given = parser.parse_args(argv)
    try:
        keys = json.loads(given.keys.read_text())["keys"] if given.keys else ()
        found = check(json.loads(given.file.read_text(encoding="utf-8")), keys)
        holds = found.holds_on(given.on)
    except (Rejected, OSError, ValueError, KeyError, TypeError, RecursionError) as problem:
        print(f"NOT VERIFIED: {problem}")
        return 2
    print(f"{'VALID' if holds else 'NOT VALID'} on {given.on}: {found.name}, {found.achievement}")
    print(f"issued by {found.issuer}, from {found.since} until {found.until}")
    for gap in found.gaps:
        print(f"did not hold from {gap.since} {f'until before {gap.until}' if gap.until else 'on'}")
    print(f"key {found.fingerprint}{'' if keys else ' (compare it with the county page)'}")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
