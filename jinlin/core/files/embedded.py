"""What does a photo inside another file tell of its place and camera, and how is that taken out
without touching the picture?

Of JPEG, PNG and WebP; other kinds that an Office file may hold (TIFF, EMF) are left as they are.
"""

import struct
import warnings
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image

from jinlin.core.errors import TooLarge

JPEG, PNG, RIFF = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF"
EXIF, ICC, ADOBE, COMMENT, SCAN, END = 0xE1, 0xE2, 0xEE, 0xFE, 0xDA, 0xD9
BARE = {0x01, *range(0xD0, 0xD9)}  # marks that carry nothing
KEPT = {0xE0, ICC, ADOBE}  # of what programs add: what the colours need
SAYS_MORE = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}
ORIENTATION = 0x0112
WITH_EXIF, WITH_XMP = 0x08, 0x04
MOST_PIXELS = 100_000_000


def without_place(photo: bytes) -> bytes:
    """The same picture, which tells only how it is to be turned; anything else as it is. Raises
    TooLarge for one that claims more pixels than any camera takes: whoever opened the file that it
    lies in would wait for all of them.
    """
    for magic, cleaned in _CLEANED.items():
        if photo.startswith(magic):
            try:
                _check_pixels(photo)
                return cleaned(photo)
            except (struct.error, IndexError, OSError, SyntaxError, ValueError):
                return photo  # no picture that anybody could show
    return photo


def _check_pixels(photo: bytes) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            width, height = Image.open(BytesIO(photo), formats=("JPEG", "PNG", "WEBP")).size
    except Image.DecompressionBombError:
        width, height = MOST_PIXELS, MOST_PIXELS
    if width * height > MOST_PIXELS:
        raise TooLarge(
            _("A picture in this file has more pixels than can be shown. Please make it smaller."),
            field="files",
        )


def painted_over(paper: bytes) -> bytes:
    """The same file at the same length: in each JPEG that lies open in it, all but the picture is
    nought.
    """
    painted, at = bytearray(paper), paper.find(JPEG)
    while at >= 0:
        after = at + len(JPEG)
        for mark, start, end in _segments(paper, at):
            after = max(after, end)
            if _says_more(mark):
                painted[start + 4 : end] = bytes(end - start - 4)
        at = paper.find(JPEG, after)
    return bytes(painted)


def _segments(content: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Each part of a JPEG before its picture: the mark, where it begins, where it ends."""
    at += 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        mark = content[at + 1]
        if mark in {SCAN, END}:
            return
        long = 0 if mark in BARE else int.from_bytes(content[at + 2 : at + 4])
        if at + 2 + long > len(content) or (long < 2 and mark not in BARE):
            return
        yield mark, at, at + 2 + long
        at += 2 + long


def _says_more(mark: int) -> bool:
    return mark == COMMENT or (0xE0 <= mark <= 0xEF and mark not in KEPT)


def _jpeg(photo: bytes) -> bytes:
    turned = Image.open(BytesIO(photo), formats=("JPEG",)).getexif().get(ORIENTATION, 1)
    kept, after = [photo[:2]], 2
    for mark, start, end in _segments(photo, 0):
        after = end
        if not _says_more(mark):
            kept.append(photo[start:end])
    if turned in range(2, 9):
        exif = Image.Exif()
        exif[ORIENTATION] = turned
        tag = exif.tobytes()
        kept.insert(1, struct.pack(">BBH", 0xFF, EXIF, len(tag) + 2) + tag)
    return b"".join(kept) + photo[after:]


def _png(photo: bytes) -> bytes:
    kept, at = [PNG], len(PNG)
    while at < len(photo):
        size, name = struct.unpack_from(">I4s", photo, at)
        if name not in SAYS_MORE:
            kept.append(photo[at : at + size + 12])
        at += size + 12
        if name == b"IEND":
            break
    return b"".join(kept)


def _webp(photo: bytes) -> bytes:
    if photo[8:12] != b"WEBP":
        return photo
    kept, at = [], 12
    while at + 8 <= len(photo):
        name, size = struct.unpack_from("<4sI", photo, at)
        part = bytearray(photo[at : at + 8 + size + size % 2])
        if name == b"VP8X":
            part[8] &= 0xFF ^ (WITH_EXIF | WITH_XMP)
        if name not in {b"EXIF", b"XMP "}:
            kept.append(bytes(part))
        at += 8 + size + size % 2
    body = b"WEBP" + b"".join(kept)
    return RIFF + struct.pack("<I", len(body)) + body


_CLEANED: Mapping[bytes, Callable[[bytes], bytes]] = {JPEG: _jpeg, PNG: _png, RIFF: _webp}
