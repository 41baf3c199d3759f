"""Does this PDF do anything when it is opened?

Scripts, programs to start, files within the file and locked files are refused. Everything that can
hold objects is looked through: the bytes as they stand, whatever objects a reader finds there, and
every compressed stream. Where a stream that holds objects is packed in another way than the usual
one, the file is refused, as it cannot be looked through.

Author and program, and what photos tell of place and camera, are painted over in place, so that
every offset stays; not in a signed file, whose signature would break, and not within compressed
streams.
"""

import re
import zlib
from collections.abc import Iterator

from django.utils.translation import gettext as _

from jinlin.core.errors import TooLarge, Unusable
from jinlin.core.files.embedded import painted_over

TAIL = 2048
MOST_UNPACKED = 256 * 1024 * 1024
ONE_STREAM = 32 * 1024 * 1024
DOES_SOMETHING = re.compile(
    rb"/JavaScript\b|/JS\s*(?:\(|<|\d+\s+\d+\s+R)|/Launch\b|/RichMedia\b|/EmbeddedFiles?\b|/XFA\b"
    rb"|/ImportData\b"
)
LOCKED = re.compile(rb"/Encrypt\s*(?:<<|\d+\s+\d+\s+R)")
STREAM = re.compile(rb"stream\r?\n")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
UNUSUAL_PACKING = re.compile(
    rb"/DecodeParms|/DP\b|/LZW|/ASCII85|/A85|/ASCIIHex|/AHx|/RunLength|/RL\b|/Crypt\b"
    rb"|/Fl\w*\s*/Fl|/F\s*[(<\d]"
)
ABOUT = re.compile(rb"/(?:Author|Creator|Producer|Keywords|Subject|Company)\s*([(<])(?!<)")
XMP = re.compile(rb"(<x:xmpmeta[^>]*>)(.*?)(</x:xmpmeta>)", re.DOTALL)


def clean(content: bytes) -> bytes:
    """The same pages, without the author's name where it can be taken away.

    Raises Unusable when the file is damaged, locked, or does something.
    """
    if b"%%EOF" not in content[-TAIL:]:
        raise Unusable(
            _("This PDF is damaged or did not arrive whole. Please choose it again."),
            field="files",
        )
    if LOCKED.search(_plain(content)):
        raise Unusable(
            _("This PDF is locked with a password. Please save it without one, and send it again."),
            field="files",
        )
    for piece in _pieces(content):
        if DOES_SOMETHING.search(_plain(piece)):
            raise _does_something()
    return content if b"/ByteRange" in content else painted_over(_without_author(content))


def _plain(piece: bytes) -> bytes:
    """Names as a reader understands them: /J#61vaScript is /JavaScript."""
    return ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), piece)


def _pieces(content: bytes) -> Iterator[bytes]:
    """The file as it stands, then each of its streams unpacked."""
    yield content
    left = MOST_UNPACKED
    for start in STREAM.finditer(content):
        if _holds_objects_oddly(content, start.start()):
            raise _does_something()
        unpacked = _unpacked(content, start.end())
        left -= len(unpacked)
        if left < 0 or len(unpacked) == ONE_STREAM:
            raise TooLarge(
                _("This PDF holds too much. Please print it to a new, smaller PDF first."),
                field="files",
            )
        yield unpacked


def _unpacked(content: bytes, start: int) -> bytes:
    """What stands packed at this offset, at most ONE_STREAM of it; nothing if it is not packed."""
    opening = zlib.decompressobj()
    try:
        return opening.decompress(memoryview(content)[start:], ONE_STREAM)
    except zlib.error:
        return _rescued(content, start)


def _rescued(content: bytes, start: int) -> bytes:
    """What a reader would save from a damaged stream: all until the damage."""
    opening, unpacked = zlib.decompressobj(), bytearray()
    end = content.find(b"endstream", start)
    whole = memoryview(content)[start : end if end > 0 else None]
    for at in range(0, len(whole), 512):
        before = opening.copy()
        try:
            unpacked += opening.decompress(whole[at : at + 512], ONE_STREAM)
        except zlib.error:
            unpacked += _letter_by_letter(before, whole[at : at + 512])
            break
        if len(unpacked) >= ONE_STREAM:
            break
    return bytes(unpacked[:ONE_STREAM])


def _letter_by_letter(opening: "zlib._Decompress", packed: memoryview) -> bytes:
    unpacked = bytearray()
    for at in range(len(packed)):
        try:
            unpacked += opening.decompress(packed[at : at + 1])
        except zlib.error:
            break
    return bytes(unpacked)


def _holds_objects_oddly(content: bytes, end: int) -> bool:
    start = max(content.rfind(b"obj", 0, end), end - TAIL, 0)
    text = _plain(content[start:end])
    return (b"/ObjStm" in text or b"/First" in text) and bool(UNUSUAL_PACKING.search(text))


def _does_something() -> Unusable:
    return Unusable(
        _(
            "This PDF holds a script, a program or another file, and is not taken for everybody's "
            "safety. Please print it to a new PDF, and send that."
        ),
        detail={"reason": "active_content"},
        field="files",
    )


def _without_author(content: bytes) -> bytes:
    painted = bytearray(content)
    for found in ABOUT.finditer(content):
        start, is_hex = found.end(), found[1] == b"<"
        end = _end_of_hex(content, start) if is_hex else _end_of_text(content, start)
        painted[start:end] = (
            (b"20" * (end - start))[: end - start] if is_hex else b" " * (end - start)
        )
    for found in XMP.finditer(content):
        painted[found.start(2) : found.end(2)] = b" " * (found.end(2) - found.start(2))
    return bytes(painted)


def _end_of_hex(content: bytes, start: int) -> int:
    end = content.find(b">", start)
    return end if 0 < end < start + TAIL else start


def _end_of_text(content: bytes, start: int) -> int:
    """Where the text in brackets that begins here ends; `start` if that is nowhere near."""
    depth, at = 1, start
    while at < min(len(content), start + TAIL):
        letter = content[at : at + 1]
        if letter == b"\\":
            at += 1
        elif letter == b"(":
            depth += 1
        elif letter == b")":
            depth -= 1
            if not depth:
                return at
        at += 1
    return start
