"""What is kept or shown in the place of something that is secret itself?

A hash that follows from it and from the house's secret, of its own for each purpose: what Django's
`salted_hmac` says with SHA-256, whose key is here worked out once for each purpose.
"""

import hmac
from functools import lru_cache
from hashlib import sha256

from django.conf import settings

PURPOSES = 100  # more than there are


def salted(purpose: str, value: str) -> bytes:
    """32 bytes. Nobody without the house's secret finds them, or the value from them."""
    return hmac.digest(_key(purpose, settings.SECRET_KEY), value.encode(), "sha256")


@lru_cache(PURPOSES)
def _key(purpose: str, secret: str) -> bytes:
    return sha256(f"{purpose}{secret}".encode()).digest()
