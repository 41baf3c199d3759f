"""With which key does a county sign, and who can check it?

RS256, the proof that every reader of Open Badges 3.0 knows, and that Python's own library can check
without anything else (`verifier.py`). A key is made at first use; old ones stay published.
"""

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from django.db import IntegrityError, transaction
from django.urls import reverse

from jinlin.core import site
from jinlin.core.time import clock
from jinlin.domains.talents.models import IssuerKey

BITS, EXPONENT = 2048, 65537


def key_of(county: str) -> IssuerKey:
    """The key with which the county signs today; made when there is none."""
    found = IssuerKey.objects.filter(county=county).order_by("-since").first()
    return found or new_key(county)


def new_key(county: str) -> IssuerKey:
    """From today on the county signs with a new key; two at once make one for a day."""
    private = rsa.generate_private_key(public_exponent=EXPONENT, key_size=BITS)
    numbers = private.public_key().public_numbers()
    public = {"kty": "RSA", "alg": "RS256", "use": "sig", "n": _number(numbers.n)}
    public["e"] = _number(numbers.e)
    pem = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    today = clock.today()
    name = f"{today.isoformat()}-{fingerprint(public)[:8]}"
    row = IssuerKey(
        county=county,
        name=name,
        since=today,
        public={**public, "kid": name},
        private=pem.decode(),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return IssuerKey.objects.get(county=county, since=today)
    return row


def published(county: str) -> dict[str, list[Any]]:
    """All keys with which this county ever signed, as a JSON Web Key Set; the newest first. Each is
    named as the signatures name it: readers compare the whole name.
    """
    rows = IssuerKey.objects.filter(county=county).order_by("-since")
    return {"keys": [{**row.public, "kid": f"{keys_address(county)}#{row.name}"} for row in rows]}


def fingerprint(public: Mapping[str, Any]) -> str:
    """The thumbprint of a key (RFC 7638), to be compared by eye."""
    parts = {name: public[name] for name in ("e", "kty", "n")}
    return sha256(json.dumps(parts, separators=(",", ":"), sort_keys=True).encode()).hexdigest()


def signed(county: str, credential: Mapping[str, Any], *, kind: str) -> str:
    """The credential as a JSON Web Token: itself, with its claims by their registered names."""
    key = key_of(county)
    header = {"alg": "RS256", "typ": kind, "kid": f"{keys_address(county)}#{key.name}"}
    head, body = (_encoded(_json(each)) for each in (header, credential))
    message = f"{head}.{body}"
    signature = _private(key.private).sign(message.encode(), padding.PKCS1v15(), hashes.SHA256())
    return f"{message}.{_encoded(signature)}"


def keys_address(county: str) -> str:
    return address("talents:keys", county)


def address(name: str, *args: Any) -> str:
    """Where everybody finds something of ours."""
    return site.whole(reverse(name, args=args))


@lru_cache(maxsize=8)
def _private(pem: str) -> Any:
    return serialization.load_pem_private_key(pem.encode(), password=None)


def _number(value: int) -> str:
    return _encoded(value.to_bytes((value.bit_length() + 7) // 8, "big"))


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _encoded(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()
