"""What did a recorder write beside the sound of an OGG or WebM, and how is it emptied?

At the same length, so that every offset into the sound stays true. Of FLAC within OGG only the
comments are emptied, no cover picture.
"""

import struct
from collections.abc import Iterator

COMMENTS_AFTER = {b"OpusHead": 8, b"\x01vorbis": 7, b"Speex   ": 0, b"\x7fFLAC": 4}
POLYNOMIAL = 0x04C11DB7
SEGMENT, CLUSTER, INFO = 0x18538067, 0x1F43B675, 0x1549A966
TAGS, ATTACHMENTS, TITLE, FILE_NAME, DAY = 0x1254C367, 0x1941A469, 0x7BA9, 0x7384, 0x4461
SAYS_WHO = {TAGS, ATTACHMENTS, TITLE, FILE_NAME, DAY}
VOID = 0xEC


def _sums() -> list[int]:
    table = []
    for byte in range(256):
        rest = byte << 24
        for _bit in range(8):
            rest = (rest << 1) ^ (POLYNOMIAL if rest & 0x80000000 else 0)
        table.append(rest & 0xFFFFFFFF)
    return table


_SUMS = _sums()


def ogg_without_comments(content: bytes) -> bytes:
    """The same sound; what its comments said is blank. `content` is whole: page follows page."""
    emptied, pages = bytearray(content), set()
    for skipped, places in _comment_packets(content):
        packet = b"".join(content[start:end] for start, end, _page in places)
        blank, at = _blank(packet, skipped), 0
        for start, end, page in places:
            emptied[start:end] = blank[at : at + end - start]
            at += end - start
            pages.add(page)
    for page in pages:
        _sum_up(emptied, page)
    return bytes(emptied)


def _comment_packets(content: bytes) -> Iterator[tuple[int, list[tuple[int, int, int]]]]:
    """The second packet of each stream: what precedes its comments, and where its pieces stand."""
    streams: dict[bytes, tuple[int, int, list[tuple[int, int, int]]]] = {}
    at = 0
    while at < len(content):
        laces = content[at + 27 : at + 27 + content[at + 26]]
        body, name = at + 27 + len(laces), content[at + 14 : at + 18]
        if content[at + 5] & 2:
            head = content[body : body + 8]
            skips = next(n for magic, n in COMMENTS_AFTER.items() if head.startswith(magic))
            streams[name] = (skips, 0, [])
        skips, number, places = streams.get(name, (0, 2, []))
        start = body
        for lace in laces:
            if number == 1:
                places.append((start, start + lace, at))
            start += lace
            if lace < 255:
                if number == 1:
                    yield skips, places
                number += 1
        streams[name] = (skips, number, places)
        at = start


def _blank(packet: bytes, skips: int) -> bytes:
    """Names of fields stay, what they said does not."""
    blank, at = bytearray(packet), skips
    (size,) = struct.unpack_from("<I", packet, at)
    blank[at + 4 : at + 4 + size] = b" " * len(packet[at + 4 : at + 4 + size])
    at += 4 + size
    (count,) = struct.unpack_from("<I", packet, at)
    at += 4
    for _comment in range(count):
        (size,) = struct.unpack_from("<I", packet, at)
        field = packet[at + 4 : at + 4 + size]
        if len(field) < size:
            raise ValueError
        named = field.find(b"=") + 1
        blank[at + 4 + named : at + 4 + size] = b" " * (size - named)
        at += 4 + size
    return bytes(blank)


def _sum_up(content: bytearray, page: int) -> None:
    """The page's sum over itself is true again."""
    laces = content[page + 27 : page + 27 + content[page + 26]]
    end = page + 27 + len(laces) + sum(laces)
    content[page + 22 : page + 26] = bytes(4)
    rest = 0
    for byte in content[page:end]:
        rest = (rest << 8 & 0xFFFFFFFF) ^ _SUMS[rest >> 24 ^ byte]
    struct.pack_into("<I", content, page + 22, rest)


def webm_without_tags(content: bytes) -> bytes:
    """The same sound without title, day, tags and attachments."""
    emptied = bytearray(content)
    for name, start, end in _elements(content):
        if name in SAYS_WHO:
            emptied[start:end] = _void(end - start)
    return bytes(emptied)


def _elements(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Each element with where it begins and ends; those within the segment and what it says of
    itself too.
    """
    at = 0
    while at < len(content) and content[at]:
        name, start = _number(content, at, keeps_mark=True)
        if start >= len(content) or not content[start]:
            return  # cut off, or no element
        size, inner = _number(content, start, keeps_mark=False)
        is_endless = size == (1 << 7 * (inner - start)) - 1
        if name in {SEGMENT, INFO} or (name == CLUSTER and is_endless):
            at = inner
            continue
        if is_endless:
            return
        yield name, at, min(inner + size, len(content))
        at = inner + size


def _number(content: bytes, at: int, *, keeps_mark: bool) -> tuple[int, int]:
    """A number of as many bytes as its first one says, and what follows."""
    long = 9 - content[at].bit_length()
    value = int.from_bytes(content[at : at + long])
    return (value if keeps_mark else value & (1 << 7 * long) - 1), at + long


def _void(size: int) -> bytes:
    """An element of this whole length that says nothing."""
    if size < 10:
        return struct.pack("BB", VOID, 0x80 | size - 2) + bytes(size - 2)
    return struct.pack(">BQ", VOID, 1 << 56 | size - 9) + bytes(size - 9)
