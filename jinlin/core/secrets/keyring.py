"""Which keys lock the sensitive columns, and where are they kept?

One JSON file, readable by its owner only, made at first use. Old keys stay in it: backups and rows
not yet rotated need them. Every process of an installation reads the same file, and sees a rotation
at once.
"""

import json
import os
import secrets
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from jinlin.core.secrets.ciphers import CIPHERS, SUITES, Suite

MATCHING_BYTES = 32


class KeyTrouble(Exception):
    """A stored value cannot be read: its key is not in the ring, or the ring holds another key
    under that name. Nothing a visitor can mend.
    """


@dataclass(frozen=True)
class Key:
    """One key.

    `id` is random, so that a ring made anew by mistake is noticed instead of misread.
    """

    id: str
    algorithm: str
    secret: str = field(repr=False)

    @property
    def material(self) -> bytes:
        return b64decode(self.secret)


@dataclass(frozen=True)
class KeyRing:
    """All keys of an installation: `current` locks, all of them open.

    `is_rotating` until every row is locked with the current key. Keyed hashes are made with
    `matching`, and then over and over with the `layers`, so that what was hashed once can come
    under a further key although nobody knows any more what it was; `pending` until all have.
    """

    current: str
    keys: dict[str, Key]
    matching: Key
    is_rotating: bool = False
    layers: tuple[Key, ...] = ()
    pending: Key | None = None

    @property
    def current_key(self) -> Key:
        return self.keys[self.current]

    def key(self, key_id: str) -> Key:
        try:
            return self.keys[key_id]
        except KeyError:
            raise KeyTrouble(
                f"key {key_id} is not in {settings.KEY_RING}; is this the key ring that belongs "
                f"to this database?"
            ) from None

    @property
    def outermost(self) -> Key:
        """The key that every keyed hash was made with last."""
        return self.layers[-1] if self.layers else self.matching

    def rotated(self, algorithm: str) -> "KeyRing":
        fresh = new_key(algorithm, CIPHERS[algorithm].key_bytes)
        return replace(
            self, current=fresh.id, keys={**self.keys, fresh.id: fresh}, is_rotating=True
        )


def new_key(algorithm: str, length: int) -> Key:
    return Key(
        id=secrets.token_hex(4),
        algorithm=algorithm,
        secret=b64encode(secrets.token_bytes(length)).decode(),
    )


def suite() -> Suite:
    """What JINLIN_CIPHER asks for."""
    return SUITES[settings.CIPHER]


def key_ring() -> KeyRing:
    """The ring as the file has it now; made when there is none yet."""
    path = os.fspath(settings.KEY_RING)
    try:
        stat = os.stat(path)  # noqa: PTH116 - each locked value asks: no Path is made for it
    except FileNotFoundError:
        _make(Path(path))
        stat = Path(path).stat()
    return _read(path, (stat.st_mtime_ns, stat.st_ino))


def keep(ring: KeyRing) -> None:
    """The file holds this ring; a reader sees the old one or the new one, never half of it."""
    path = Path(settings.KEY_RING)
    _written(path, ring).replace(path)


def _make(path: Path) -> None:
    wanted = suite()
    first = new_key(wanted.cipher, CIPHERS[wanted.cipher].key_bytes)
    matching = new_key(wanted.keyed_hash, MATCHING_BYTES)
    ring = KeyRing(current=first.id, keys={first.id: first}, matching=matching)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = _written(path, ring)
    try:
        os.link(fresh, path)  # the first process to get here wins; a second one reads the same ring
    except FileExistsError:
        pass
    finally:
        fresh.unlink()


def _written(path: Path, ring: KeyRing) -> Path:
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(asdict(ring), file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    return fresh


@lru_cache(maxsize=4)
def _read(path: str, _stamp: tuple[int, int]) -> KeyRing:
    held: dict[str, Any] = json.loads(Path(path).read_text())
    return KeyRing(
        **{
            **held,
            "keys": {key_id: Key(**key) for key_id, key in held["keys"].items()},
            "matching": Key(**held["matching"]),
            "layers": tuple(Key(**key) for key in held.get("layers", ())),
            "pending": Key(**held["pending"]) if held.get("pending") else None,
        }
    )
