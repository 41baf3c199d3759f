"""Is this really sound, and only sound?

The frame of each format is walked; a film is refused, and so is what is not whole. What tells of
the speaker's phone, place or name is cut off or emptied.
"""

import struct
from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from django.utils.translation import gettext as _

from jinlin.core.errors import Unusable
from jinlin.core.files.copies import Copy
from jinlin.core.files.recorded import ogg_without_comments, webm_without_tags

WEBM, OGG, RIFF, ID3 = b"\x1a\x45\xdf\xa3", b"OggS", b"RIFF", b"ID3"
SURE_FRAMES = 3
SAMPLES = {0: (11025, 12000, 8000), 2: (22050, 24000, 16000), 3: (44100, 48000, 32000)}
KBITS_V1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
KBITS_V2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
DEEPEST = 10
WITH_BOXES = {b"moov", b"trak", b"mdia"}
SAYS_WHO = {b"udta", b"meta"}
OGG_SOUND = (b"OpusHead", b"\x01vorbis", b"Speex   ", b"\x7fFLAC")


def begins(head: bytes) -> bool:
    """Does a file with these first bytes want to be sound?"""
    return _reader(head) is not None


def clean(content: bytes) -> Copy:
    """A copy that holds sound only. Raises Unusable for a film, and for what is damaged."""
    reader = _reader(content)
    try:
        copy = reader(content) if reader else None
    except (struct.error, IndexError, ValueError):
        copy = None
    if copy is None:
        raise Unusable(
            _(
                "This is not a sound we can use, or it did not arrive whole. Please send MP3, M4A, "
                "WAV, OGG or WebM with sound only."
            ),
            field="files",
        )
    return copy


def _reader(head: bytes) -> "Callable[[bytes], Copy | None] | None":
    if head[4:8] == b"ftyp":
        return _m4a
    if head.startswith(RIFF):
        return _wav if head[8:12] == b"WAVE" else None  # WebP begins with RIFF too
    if head[:1] == b"\xff" and len(head) > 1 and head[1] & 0xE6 == 0xE2:
        return _mp3
    return next((reader for magic, reader in _READERS.items() if head.startswith(magic)), None)


def _mp3(content: bytes) -> Copy | None:
    start = 0
    if content.startswith(ID3):
        size = 0
        for part in content[6:10]:
            size = size << 7 | part & 0x7F
        start = 10 + size
    end = len(content) - 128 if content[-128:-125] == b"TAG" else len(content)
    frames = list(islice(_frames(content, start), SURE_FRAMES))
    return Copy("mp3", content[start:end]) if len(frames) == SURE_FRAMES else None


def _frames(content: bytes, at: int) -> Iterator[int]:
    """The lengths of the layer III frames that follow each other from here."""
    while at + 4 <= len(content):
        (head,) = struct.unpack_from(">I", content, at)
        version, layer = head >> 19 & 3, head >> 17 & 3
        rate, sampling = head >> 12 & 15, head >> 10 & 3
        if head >> 21 != 0x7FF or version == 1 or layer != 1 or rate in {0, 15} or sampling == 3:
            return
        kbits = (KBITS_V1 if version == 3 else KBITS_V2)[rate]
        whole = 144000 if version == 3 else 72000
        length = whole * kbits // SAMPLES[version][sampling] + (head >> 9 & 1)
        at += length
        if at <= len(content):
            yield length


def _wav(content: bytes) -> Copy | None:
    kept: dict[bytes, bytes] = {}
    at = 12
    while at + 8 <= len(content):
        name, size = struct.unpack_from("<4sI", content, at)
        kept.setdefault(name, content[at + 8 : at + 8 + size])
        at += 8 + size + size % 2
    if len(kept.get(b"fmt ", b"")) < 16 or not kept.get(b"data"):
        return None
    body = b"".join(
        struct.pack("<4sI", name, len(kept[name])) + kept[name] + b"\0" * (len(kept[name]) % 2)
        for name in (b"fmt ", b"fact", b"data")
        if name in kept
    )
    return Copy("wav", struct.pack("<4sI4s", RIFF, len(body) + 4, b"WAVE") + body)


def _m4a(content: bytes) -> Copy | None:
    emptied = bytearray(content)
    handlers = set()
    for named, start, end in _boxes(content, 0, len(content)):
        name = content[named : named + 4]
        if name == b"hdlr":
            handlers.add(content[start + 8 : start + 12])
        if name in SAYS_WHO:  # the size stays, so that every offset into the sound stays true
            emptied[named : named + 4] = b"free"
            emptied[start:end] = bytes(end - start)
    return Copy("m4a", bytes(emptied)) if b"soun" in handlers and b"vide" not in handlers else None


def _boxes(content: bytes, at: int, end: int, *, depth: int = 0) -> Iterator[tuple[int, int, int]]:
    """Each box: where its name stands, and where its content begins and ends; also those within
    others. Raises ValueError when they do not fill the file exactly, or lie deeper than any do.
    """
    if depth > DEEPEST:
        raise ValueError
    while at < end:
        size, name = struct.unpack_from(">I4s", content, at)
        head = 8
        if size == 1:
            (size,), head = struct.unpack_from(">Q", content, at + 8), 16
        size = size or end - at
        if size < head or at + size > end:
            raise ValueError
        yield at + 4, at + head, at + size
        if name in WITH_BOXES:
            yield from _boxes(content, at + head, at + size, depth=depth + 1)
        at += size


def _ogg(content: bytes) -> Copy | None:
    """Every page must follow the one before; every stream in it must be one of sound."""
    at = 0
    while at < len(content):
        if content[at : at + 4] != OGG:
            return None
        begins, parts = content[at + 5] & 2, content[at + 26]
        body = at + 27 + parts
        if begins and not content.startswith(OGG_SOUND, body):
            return None
        at = body + sum(content[at + 27 : body])
    return Copy("ogg", ogg_without_comments(content)) if at == len(content) else None


def _webm(content: bytes) -> Copy | None:
    head = content[:4096]
    has_sound = b"A_OPUS" in head or b"A_VORBIS" in head
    is_film = any(film in content for film in (b"V_VP8", b"V_VP9", b"V_AV1", b"V_MPEG"))
    if b"webm" not in head[:64] or not has_sound or is_film:
        return None
    return Copy("webm", webm_without_tags(content))


_READERS: Mapping[bytes, Callable[[bytes], Copy | None]] = {
    ID3: _mp3,
    OGG: _ogg,
    WEBM: _webm,
}
