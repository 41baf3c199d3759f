"""What did this browser ask of the other house?"""

import base64
import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Handshake:
    """One question on its way. `state` comes back with the answer, `nonce` inside it, and only who
    knows `verifier` can turn the code into it.
    """

    state: str = field(repr=False)
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)
    back_to: str
    agent: str = ""

    @property
    def challenge(self) -> str:
        digest = hashlib.sha256(self.verifier.encode()).digest()
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")
