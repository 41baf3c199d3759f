"""How does a form travel from a phone to the house without anybody in between reading it?

The phone seals it with a key of its own for each form, and that key with the county's public one.
Only the house opens it; which key was used is named by its number.
"""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import county_of
from jinlin.core.errors import Unusable
from jinlin.core.text import read_json
from jinlin.core.time import clock
from jinlin.domains.visits.models import CountyKey

BITS = 2048
OAEP = padding.OAEP(mgf=padding.MGF1(hashes.SHA256()), algorithm=hashes.SHA256(), label=None)
CANNOT_OPEN = _("This form cannot be opened here. It stays on the phone.")


@dataclass(frozen=True)
class Envelope:
    """A sealed form or file: for whom (county and number of its key), and what is in it."""

    county: str
    number: int
    key: bytes
    nonce: bytes
    data: bytes

    @property
    def digest(self) -> str:
        """What a receipt proves to have arrived."""
        return sha256(self.data).hexdigest()


def key_of(county: str) -> CountyKey:
    """The county's newest pair; made when there is none yet."""
    newest = CountyKey.objects.filter(county=county).order_by("-number").first()
    return newest or new_key(county)


def new_key(county: str) -> CountyKey:
    """The county has a further pair; what is sealed from now on is sealed with it. Whoever asks at
    the same time gets the same one.
    """
    last = CountyKey.objects.filter(county=county).order_by("-number").first()
    number = last.number + 1 if last else 1
    pair = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    public = pair.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    private = pair.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    try:
        with transaction.atomic():
            return CountyKey.objects.create(
                county=county,
                number=number,
                public=b64encode(public).decode(),
                private=private.decode(),
                made_at=clock.now(),
            )
    except IntegrityError:
        return CountyKey.objects.get(county=county, number=number)


def envelope(header: Any, data: bytes | None = None) -> Envelope:
    """What a phone sent as an envelope. Raises Unusable for anything else."""
    try:
        sealed = b64decode(header["data"], validate=True) if data is None else data
        return Envelope(
            county=county_of(str(header["county"])),
            number=int(header["number"]),
            key=b64decode(header["key"], validate=True),
            nonce=b64decode(header["nonce"], validate=True),
            data=sealed,
        )
    except (KeyError, TypeError, ValueError, NotBase64) as problem:
        raise Unusable(CANNOT_OPEN) from problem


def opened(sealed: Envelope) -> bytes:
    """What is in it. Raises Unusable when it was not sealed for us, or was changed on its way."""
    own = CountyKey.objects.filter(county=sealed.county, number=sealed.number).first()
    if own is None:
        raise Unusable(CANNOT_OPEN)
    pair = serialization.load_pem_private_key(own.private.encode(), password=None)
    assert isinstance(pair, rsa.RSAPrivateKey)
    try:
        key = pair.decrypt(sealed.key, OAEP)
        return AESGCM(key).decrypt(sealed.nonce, sealed.data, None)
    except (ValueError, InvalidTag) as problem:
        raise Unusable(CANNOT_OPEN) from problem


def opened_form(sealed: Envelope) -> dict[str, Any]:
    """The form in it."""
    try:
        found = read_json(opened(sealed))
    except ValueError as problem:
        raise Unusable(CANNOT_OPEN) from problem
    if not isinstance(found, dict):
        raise Unusable(CANNOT_OPEN)
    return found


def sealed_for(county: str, content: bytes) -> dict[str, Any]:
    """An envelope as a phone makes it: for tests, the bench and the demo."""
    own = key_of(county)
    public = serialization.load_der_public_key(b64decode(own.public))
    assert isinstance(public, rsa.RSAPublicKey)
    key, nonce = AESGCM.generate_key(256), sha256(content).digest()[:12]
    written = {
        "key": public.encrypt(key, OAEP),
        "nonce": nonce,
        "data": AESGCM(key).encrypt(nonce, content, None),
    }
    texts = {name: b64encode(value).decode() for name, value in written.items()}
    return {"county": county, "number": own.number, **texts}
