"""Which algorithms lock and match sensitive values?

Each has an id that is stored with every value, so that another can take over.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hmac import HMAC

NONCE_BYTES = 12
TAG_BYTES = 16

__all__ = [
    "CIPHERS",
    "DEFAULT_CIPHER",
    "KEYED_HASHES",
    "NONCE_BYTES",
    "SUITES",
    "InvalidTag",
    "Suite",
]


@dataclass(frozen=True)
class Authenticated:
    """An authenticated cipher: `open` raises InvalidTag for another key, another header or a
    changed value.
    """

    key_bytes: int
    lock: Callable[[bytes, bytes, bytes, bytes], bytes]  # key, nonce, plain, header
    open: Callable[[bytes, bytes, bytes, bytes], bytes]


def _aes_lock(key: bytes, nonce: bytes, plain: bytes, header: bytes) -> bytes:
    return AESGCM(key).encrypt(nonce, plain, header)


def _aes_open(key: bytes, nonce: bytes, locked: bytes, header: bytes) -> bytes:
    return AESGCM(key).decrypt(nonce, locked, header)


def _sm4_lock(key: bytes, nonce: bytes, plain: bytes, header: bytes) -> bytes:
    locking = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
    locking.authenticate_additional_data(header)
    return locking.update(plain) + locking.finalize() + locking.tag


def _sm4_open(key: bytes, nonce: bytes, locked: bytes, header: bytes) -> bytes:
    if len(locked) < TAG_BYTES:
        raise InvalidTag
    opening = Cipher(algorithms.SM4(key), modes.GCM(nonce, locked[-TAG_BYTES:])).decryptor()
    opening.authenticate_additional_data(header)
    return opening.update(locked[:-TAG_BYTES]) + opening.finalize()


def _hmac_sm3(key: bytes, message: bytes) -> bytes:
    running = HMAC(key, hashes.SM3())
    running.update(message)
    return running.finalize()


def _hmac_sha256(key: bytes, message: bytes) -> bytes:
    return hmac.digest(key, message, "sha256")


@dataclass(frozen=True)
class Suite:
    """Which cipher and which keyed hash belong together."""

    cipher: str
    keyed_hash: str


SUITES = {"aes": Suite("aes256gcm", "hs256"), "sm": Suite("sm4gcm", "hsm3")}  # JINLIN_CIPHER
DEFAULT_CIPHER = SUITES["aes"].cipher
CIPHERS = {
    "aes256gcm": Authenticated(32, _aes_lock, _aes_open),
    "sm4gcm": Authenticated(16, _sm4_lock, _sm4_open),
}
KEYED_HASHES: dict[str, Callable[[bytes, bytes], bytes]] = {
    "hs256": _hmac_sha256,
    "hsm3": _hmac_sm3,
}
