"""How is a sensitive value kept, so that the database alone tells nobody?

In the column stands `algorithm:key:value`, all text. Equal values look different there, so a column
can be searched only through its keyed hash.
"""

import re
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from django.core.exceptions import FieldError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from jinlin.core.secrets.ciphers import CIPHERS, KEYED_HASHES, NONCE_BYTES, InvalidTag
from jinlin.core.secrets.keyring import Key, KeyTrouble, key_ring

MATCH_KEY_LENGTH = 64  # what a column for `match_key` must hold; today's keys are shorter
_LETTERS = re.compile("[0-9A-Z]")


if TYPE_CHECKING:
    Text = models.TextField[str, str]
else:
    Text = models.TextField  # at run time Django's fields take no type arguments


class EncryptedField(Text):
    """Text in Python, ciphertext in the column. Empty text and None stay as they are.

    Two lookups work: `isnull`, and `exact` with empty text.
    """

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return lock(value) if value else value

    def from_db_value(
        self, value: str | None, _expression: Any, _connection: BaseDatabaseWrapper
    ) -> str | None:
        return unlock(value) if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "exact":
            return _OnlyEmpty
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise FieldError(f"{self.name} is encrypted: look for it by its keyed hash")


class _OnlyEmpty(models.lookups.Exact):
    def get_prep_lookup(self) -> Any:
        if self.rhs:
            raise FieldError(
                "an encrypted column can be compared with empty text only: look for a value by "
                "its keyed hash"
            )
        return self.rhs


def lock(plain: str) -> str:
    """The text under the current key."""
    key = key_ring().current_key
    header, nonce = f"{key.algorithm}:{key.id}", secrets.token_bytes(NONCE_BYTES)
    locked = CIPHERS[key.algorithm].lock(key.material, nonce, plain.encode(), header.encode())
    return f"{header}:{urlsafe_b64encode(nonce + locked).decode()}"


def unlock(stored: str) -> str:
    """The text again. Raises KeyTrouble when no key of the ring opens it."""
    algorithm, key_id, value = _parts(stored)
    key, locked = key_ring().key(key_id), urlsafe_b64decode(value)
    try:
        plain = CIPHERS[algorithm].open(
            key.material,
            locked[:NONCE_BYTES],
            locked[NONCE_BYTES:],
            f"{algorithm}:{key_id}".encode(),
        )
    except (InvalidTag, ValueError):
        raise KeyTrouble(
            f"key {key_id} does not open this value: it was locked with another key, or changed "
            f"since"
        ) from None
    return plain.decode()


def match_key(value: str, kind: str) -> str:
    """The keyed hash by which equal values of a kind ("phone", "citizen_id", …) find each other;
    empty for an empty value.
    """
    if not (normal := normalised(value, kind)):
        return ""
    ring = key_ring()
    found = f"{ring.matching.algorithm}:{_hash(ring.matching, f'{kind}:{normal}')}"
    for layer in ring.layers:
        found = under(layer, found)
    return found


def under(key: Key, match: str) -> str:
    """A keyed hash that was made before, under a further key."""
    return f"{mark_of(key)}:{_hash(key, match)}"


def mark_of(layer: Key) -> str:
    """With which word a keyed hash under this further key begins."""
    return f"{layer.algorithm}.{layer.id}"


def normalised(value: str, kind: str) -> str:
    """The value as it is compared: a phone number without spaces, dashes and +86; a citizen id in
    capitals; of a certificate's number the letters and digits alone, in capitals and half width.
    """
    value = "".join(value.split())
    if kind == "certificate":
        return "".join(_LETTERS.findall(normalize("NFKC", value).upper())) or value
    if kind == "phone":
        return re.sub(r"^(\+|00)86(?=\d)", "", value.replace("-", ""))
    return value.upper() if kind == "citizen_id" else value


def _hash(key: Key, text: str) -> str:
    digest = KEYED_HASHES[key.algorithm](key.material, text.encode())
    return urlsafe_b64encode(digest).decode().rstrip("=")


def _parts(stored: str) -> tuple[str, str, str]:
    algorithm, _, rest = stored.partition(":")
    key_id, _, value = rest.partition(":")
    if algorithm not in CIPHERS or not value:
        raise KeyTrouble("a column that should be encrypted holds something else")
    return algorithm, key_id, value
