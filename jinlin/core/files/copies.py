"""What is left of a file after it was checked?"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Copy:
    """What is stored: `kind` is what the content is, whatever its name said. Only photos have a
    thumbnail and a size in pixels.
    """

    kind: str
    content: bytes
    thumbnail: bytes = b""
    width: int = 0
    height: int = 0
