"""How does a file lie on the disk when the disk alone shall tell nobody what is in it?

Each sealed file has a key of its own, which stands in its row, itself locked with the house's key.
So a change of the house's key touches no file, and once the row is gone nobody opens what is left
on a disk or in a backup of files.
"""

import secrets
from base64 import b64decode, b64encode

from jinlin.core.secrets.ciphers import CIPHERS, NONCE_BYTES, InvalidTag
from jinlin.core.secrets.keyring import KeyTrouble, key_ring


def new_key() -> str:
    """A key for one file: `algorithm:key`, all text."""
    algorithm = key_ring().current_key.algorithm
    return f"{algorithm}:{b64encode(secrets.token_bytes(CIPHERS[algorithm].key_bytes)).decode()}"


def sealed(content: bytes, *, key: str, name: str) -> bytes:
    """What is written: nobody reads it without the key, or under another name."""
    algorithm, _, material = key.partition(":")
    nonce = secrets.token_bytes(NONCE_BYTES)
    locked = CIPHERS[algorithm].lock(b64decode(material), nonce, content, name.encode())
    return nonce + locked


def opened(written: bytes, *, key: str, name: str) -> bytes:
    """What was sealed. Raises KeyTrouble when it was changed since."""
    algorithm, _, material = key.partition(":")
    nonce, locked = written[:NONCE_BYTES], written[NONCE_BYTES:]
    try:
        return CIPHERS[algorithm].open(b64decode(material), nonce, locked, name.encode())
    except (InvalidTag, ValueError):
        raise KeyTrouble(f"the sealed file {name} was changed since it was written") from None
