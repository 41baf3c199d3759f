"""Does this PDF do anything when it is opened?

Scripts, programs to start, files within the file and locked files are refused. Everything that can
hold objects is looked through: the bytes as they stand, whatever objects a reader finds there, and
every compressed stream. Where a stream that holds objects is packed in another way than the usual
one, the file is refused, as it cannot be looked through.

Whatever a file claims, looking through it costs no more than its size allows: what points into the
same bytes again and again is refused.

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
MOST_STREAMS = 50_000
READ_AGAIN = 16 * 1024 * 1024  # beyond twice its size: streams that lie within each other
MOST_ESCAPED = 200_000  # letters of one piece that are written as numbers
MOST_OPEN = 1000  # texts about the author that never end
PORTION = 1 << 16
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
ABOUT_TOO = b"<x:xmpmeta", b">", b"</x:xmpmeta>"
BRACKETS = re.compile(rb"\\.|[()]", re.DOTALL)


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
    read, count = ESCAPED.subn(lambda found: bytes([int(found[1], 16)]), piece, count=MOST_ESCAPED)
    if count == MOST_ESCAPED:
        raise _too_much()
    return read


def _pieces(content: bytes) -> Iterator[bytes]:
    """The file as it stands, then each of its streams unpacked."""
    yield content
    left, to_read = MOST_UNPACKED, 2 * len(content) + READ_AGAIN
    for number, start in enumerate(STREAM.finditer(content)):
        if _holds_objects_oddly(content, start.start()):
            raise _does_something()
        unpacked, read = _unpacked(content, start.end())
        left, to_read = left - len(unpacked), to_read - read
        if min(left, to_read) < 0 or len(unpacked) >= ONE_STREAM or number > MOST_STREAMS:
            raise _too_much()
        yield unpacked


def _unpacked(content: bytes, start: int) -> tuple[bytes, int]:
    """What stands packed at this offset, at most ONE_STREAM of it, and how many bytes that took;
    of a damaged stream what a reader would save, all until the damage; nothing if it is not packed.
    """
    opening, unpacked, whole = zlib.decompressobj(), bytearray(), memoryview(content)
    at = start
    while at < len(content) and not opening.eof and len(unpacked) < ONE_STREAM:
        before = opening.copy()
        try:
            unpacked += opening.decompress(whole[at : at + PORTION], ONE_STREAM - len(unpacked))
        except zlib.error:
            rescued, read = _rescued(before, whole[at : at + PORTION])
            return bytes(unpacked + rescued), at + read - start
        at += PORTION
    return bytes(unpacked), min(at, len(content)) - len(opening.unused_data) - start


def _rescued(opening: "zlib._Decompress", packed: memoryview) -> tuple[bytes, int]:
    """All until the damage, and where that is, found in ever smaller portions."""
    unpacked, read = bytearray(), 0
    for step in (512, 1):
        for at in range(0, len(packed), step):
            before = opening.copy()
            try:
                unpacked += opening.decompress(packed[at : at + step], ONE_STREAM)
            except zlib.error:
                opening, packed, read = before, packed[at : at + step], read + at
                break
    return bytes(unpacked), read


def _holds_objects_oddly(content: bytes, end: int) -> bool:
    near = max(end - TAIL, 0)
    start = max(content.rfind(b"obj", near, end), near)
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


def _too_much() -> TooLarge:
    return TooLarge(
        _("This PDF holds too much. Please print it to a new, smaller PDF first."), field="files"
    )


def _without_author(content: bytes) -> bytes:
    painted = bytearray(content)
    endless, at = 0, 0
    while found := ABOUT.search(content, at):
        start, is_hex = found.end(), found[1] == b"<"
        end = _end_of_hex(content, start) if is_hex else _end_of_text(content, start)
        painted[start:end] = (
            (b"20" * (end - start))[: end - start] if is_hex else b" " * (end - start)
        )
        endless += content[end : end + 1] != (b">" if is_hex else b")")
        if endless > MOST_OPEN:
            raise _too_much()
        at = end
    for start, end in _about_too(content):
        painted[start:end] = b" " * (end - start)
    return bytes(painted)


def _about_too(content: bytes) -> Iterator[tuple[int, int]]:
    """Where descriptions in XML stand."""
    at = 0
    while True:
        start = end = at
        for word in ABOUT_TOO:
            start, at = end, content.find(word, end)
            if at < 0:
                return
            end = at + len(word)
        yield start, at
        at = end


def _end_of_hex(content: bytes, start: int) -> int:
    end = content.find(b">", start, start + TAIL)
    return max(end, start)


def _end_of_text(content: bytes, start: int) -> int:
    """Where the text in brackets that begins here ends; `start` if that is nowhere near."""
    depth = 1
    for found in BRACKETS.finditer(content, start, start + TAIL):
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
        if not depth:
            return found.start()
    return start
