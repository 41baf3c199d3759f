"""How is a ballot sealed so that only both tellers together open it?

The same format as static/consultations/sealing.js, for tests, for the demo, and for tellers who
count without a browser. The house itself never calls `opened`.
"""

import json
import secrets
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
    load_der_public_key,
)
from django.utils.translation import gettext_lazy as _

from jinlin.core.errors import Unusable

BITS, KEY_BYTES, NONCE_BYTES, PADDED, TAG = 3072, 32, 12, 64, 16
PARTS = (BITS // 8, BITS // 8, NONCE_BYTES, PADDED + TAG)
OAEP = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
RECEIPT = 20


@dataclass(frozen=True)
class Pair:
    """The two halves of a teller's key, as text: what the house keeps, and what the teller does."""

    public: str
    private: str


def new_pair() -> Pair:
    key = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return Pair(b64encode(public).decode(), b64encode(private).decode())


def checked_key(public: str) -> str:
    """The public half, if it is one. Raises Unusable."""
    try:
        key = load_der_public_key(b64decode("".join(public.split()), validate=True))
    except ValueError:
        key = None
    if not isinstance(key, rsa.RSAPublicKey) or key.key_size != BITS:
        raise Unusable(_("This is not the public half of a teller's key."), field="key")
    return b64encode(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).decode()


def seal(choice: str, *, vote: str, keys: tuple[str, str]) -> str:
    """The choice under both keys: always of the same length, whatever was chosen."""
    halves = [secrets.token_bytes(KEY_BYTES) for _each in keys]
    nonce = secrets.token_bytes(NONCE_BYTES)
    plain = json.dumps({"choice": choice}).encode().ljust(PADDED)
    locked = AESGCM(_both(*halves)).encrypt(nonce, plain, vote.encode())
    wrapped = [_public(key).encrypt(half, OAEP) for key, half in zip(keys, halves, strict=True)]
    return ".".join(b64encode(part).decode() for part in (*wrapped, nonce, locked))


def checked(sealed: str) -> str:
    """The sealed ballot as it is always written, if it has the form of one. Raises Unusable."""
    try:
        parts = [b64decode(part, validate=True) for part in sealed.split(".")]
    except ValueError:
        parts = []
    if tuple(len(part) for part in parts) != PARTS:
        raise Unusable(_("This ballot is not sealed as it should be. Please open the page again."))
    return ".".join(b64encode(part).decode() for part in parts)


def seal_mark_of(sealed: str) -> str:
    """By what the same choice under the same seal is known again, whatever the wrapped halves of
    its key look like: nobody without the key makes another one of it.
    """
    return sha256(".".join(sealed.split(".")[len(PARTS) // 2 :]).encode()).hexdigest()


def receipt(sealed: str) -> str:
    """What the voter keeps: it finds the sealed ballot, and says nothing of what is in it."""
    return sha256(sealed.encode()).hexdigest()[:RECEIPT]


def mark_of(code: str) -> str:
    """What the house keeps of a code."""
    return sha256(code.strip().upper().encode()).hexdigest()


def opened(sealed: str, *, vote: str, privates: tuple[str, str]) -> str:
    """What was chosen; '' for a ballot that nobody can open or that says nothing."""
    return _opened(sealed, vote=vote, keys=_loaded(privates))


def count(
    ballots: Iterable[str], *, vote: str, privates: tuple[str, str], choices: Iterable[str]
) -> dict[str, int]:
    """How many ballots say what; what is no choice is 'invalid', and so are copies of one."""
    known, keys = [*choices], _loaded(privates)
    found: Counter[str] = Counter()
    seen = set()
    for each in ballots:
        choice, seal = _opened(each, vote=vote, keys=keys), seal_mark_of(each)
        found["" if seal in seen else choice] += 1
        seen |= {seal} if choice else set()
    valid = {key: found.get(key, 0) for key in known}
    return {**valid, "invalid": found.total() - sum(valid.values())}


def _opened(sealed: str, *, vote: str, keys: list[rsa.RSAPrivateKey]) -> str:
    first, second, nonce, locked = (b64decode(part) for part in sealed.split("."))
    try:
        halves = [key.decrypt(half, OAEP) for key, half in zip(keys, (first, second), strict=True)]
        plain = AESGCM(_both(*halves)).decrypt(nonce, locked, vote.encode())
        return str(json.loads(plain)["choice"])
    except (InvalidTag, ValueError, KeyError, TypeError):
        return ""


def _both(one: bytes, two: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, two, strict=True))


def _public(key: str) -> rsa.RSAPublicKey:
    found = load_der_public_key(b64decode(key))
    assert isinstance(found, rsa.RSAPublicKey)
    return found


def _loaded(privates: tuple[str, str]) -> list[rsa.RSAPrivateKey]:
    """Loaded once for all ballots, which proves each key for as long as opening twenty takes; none
    where one of them is no key, so that nothing opens.
    """
    try:
        found = [load_der_private_key(b64decode(key), None) for key in privates]
    except ValueError:
        return []
    return [key for key in found if isinstance(key, rsa.RSAPrivateKey)]
