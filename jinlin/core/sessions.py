"""What does the database know of who is using the house? Nothing without the browser's cookie.

A session stands under a hash of its key, and its contents are locked with a key that follows from
the cookie and the house's secret: neither a copy of the database nor one with the key ring opens
it. So what somebody is still telling, and which anonymous matters a browser follows, leads to
nobody.
"""

import secrets
from base64 import b64decode, b64encode
from functools import cache
from typing import Any

from django.contrib.sessions.backends import db
from django.db import connection
from django.db.models import CharField, DateTimeField
from django.utils import timezone

from jinlin.core.making import made
from jinlin.core.prepared import Prepared
from jinlin.core.salted import salted
from jinlin.core.secrets.ciphers import CIPHERS, DEFAULT_CIPHER, NONCE_BYTES, InvalidTag
from jinlin.core.secrets.keyring import suite
from jinlin.core.storing import update

SHELF_LETTERS = 40  # what the column of the key holds


class SessionStore(db.SessionStore):
    """A session in the database that only its cookie opens."""

    def load(self) -> dict[str, Any]:
        kept = _kept().first(
            using=self.model.objects.db, key=shelf(self.session_key or ""), now=timezone.now()
        )
        if kept is None:
            self._session_key = None
            return {}
        return self.decode(kept)

    def exists(self, session_key: str | None) -> bool:
        return self.model.objects.filter(session_key=shelf(session_key or "")).exists()

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        key = self._own_key()
        return made(
            self.model,
            session_key=shelf(key),
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
        )

    def save_with_it(self) -> None:
        """It stands or falls with the transaction that goes on; nothing is left to be saved at the
        end of the request. One without a cookie yet is left to that.
        """
        if self.session_key is None or not connection.in_atomic_block:
            return
        row = self.create_model_instance(self._get_session())  # type: ignore[attr-defined]
        try:
            update(row, "session_data", "expire_date")
        except self.model.DoesNotExist:
            return  # ended meanwhile: what comes at the end of the request says so
        self.modified = False

    def delete(self, session_key: str | None = None) -> None:
        if key := session_key or self.session_key:
            self.model.objects.filter(session_key=shelf(key)).delete()

    def encode(self, session_dict: dict[str, Any]) -> str:
        nonce = secrets.token_bytes(NONCE_BYTES)
        plain = self.serializer().dumps(session_dict)
        algorithm = suite().cipher
        key = _lock(self._own_key(), algorithm)
        locked = CIPHERS[algorithm].lock(key, nonce, plain, b"")
        return f"{algorithm}:{b64encode(nonce + locked).decode()}"

    def _own_key(self) -> str:
        key: str = self._get_or_create_session_key()  # type: ignore[attr-defined]
        return key

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """What was kept; nothing when it was locked by another cookie, or by nobody."""
        try:
            algorithm, _, kept = str(session_data).rpartition(":")
            cipher, locked = CIPHERS[algorithm or DEFAULT_CIPHER], b64decode(kept, validate=True)
            key = _lock(self.session_key or "", algorithm or DEFAULT_CIPHER)
            plain = cipher.open(key, locked[:NONCE_BYTES], locked[NONCE_BYTES:], b"")
        except (InvalidTag, KeyError, ValueError):
            return {}
        found: dict[str, Any] = self.serializer().loads(plain)
        return found


@cache
def _kept() -> Prepared[str]:
    """What stands under a name and is not over. Every request of somebody known asks it."""
    sessions = SessionStore.get_model_class().objects
    return Prepared[str](
        lambda key, now: sessions.filter(session_key=key, expire_date__gt=now),
        columns=("session_data",),
        key=CharField(),
        now=DateTimeField(),
    )


def shelf(session_key: str) -> str:
    """Under which name the session of this cookie stands; it opens nothing."""
    return salted("jinlin.sessions.shelf", session_key).hex()[:SHELF_LETTERS]


def clear_expired() -> int:
    """Sessions that are over are gone. Returns how many. Safe to run twice."""
    model = SessionStore.get_model_class()
    return int(model.objects.filter(expire_date__lt=timezone.now()).delete()[0])


def _lock(session_key: str, algorithm: str) -> bytes:
    return salted("jinlin.sessions.lock", session_key)[: CIPHERS[algorithm].key_bytes]
