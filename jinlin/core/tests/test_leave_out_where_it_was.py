"""Photos in papers and the words of a recorder: is what they tell of place and person gone, and is
the rest as it was?
"""

import struct
import zipfile
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from jinlin.core.files import office, pdfs, sounds
from jinlin.core.files.embedded import without_place
from jinlin.core.tests import attachments as samples

pytestmark = pytest.mark.one_engine

PLACE = "25.4912N 118.2431E"
GPS, ORIENTATION, CAMERA = 0x8825, 0x0112, 0x0110


def photo(kind: str, *, turned: int = 6) -> bytes:
    """A picture with a gradient, taken at a place by a camera."""
    image = Image.linear_gradient("L").resize((60, 30)).convert("RGB")
    exif = Image.Exif()
    exif[ORIENTATION], exif[CAMERA] = turned, "Phone of Wang Xiaoming"
    exif.get_ifd(GPS)[1] = PLACE
    more: dict[str, Any] = {}
    if kind == "PNG":
        more["pnginfo"] = PngImagePlugin.PngInfo()
        more["pnginfo"].add_text("Comment", PLACE)
    if kind == "JPEG":
        more["comment"] = PLACE
    buffer = BytesIO()
    image.save(buffer, kind, exif=exif.tobytes(), **more)
    return buffer.getvalue()


def pixels(content: bytes) -> bytes:
    return Image.open(BytesIO(content)).convert("RGB").tobytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_in_a_word_file_tells_no_place(kind: str) -> None:
    taken = photo(kind)
    assert PLACE.encode() in taken
    name = f"word/media/image1.{kind.lower()}"
    copy = office.clean(samples.docx({name: taken}))
    with zipfile.ZipFile(BytesIO(copy.content)) as archive:
        left = archive.read(name)
    assert PLACE.encode() not in left
    assert b"Xiaoming" not in left
    assert pixels(left) == pixels(taken)


def test_a_photo_in_a_word_file_is_still_turned_as_it_was() -> None:
    left = Image.open(BytesIO(without_place(photo("JPEG", turned=8)))).getexif()
    assert dict(left) == {ORIENTATION: 8}
    assert dict(Image.open(BytesIO(without_place(photo("JPEG", turned=1)))).getexif()) == {}


def test_a_photo_in_a_pdf_tells_no_place_and_every_offset_stays() -> None:
    taken = photo("JPEG")
    said = b"<< /Subtype /Image /Filter /DCTDecode /Length %d >>\nstream\n" % len(taken)
    paper = samples.pdf(said + taken + b"\nendstream", said + taken + b"\nendstream")
    left = pdfs.clean(paper)
    assert PLACE.encode() not in left
    assert b"Xiaoming" not in left
    assert len(left) == len(paper)
    begins = left.index(b"\xff\xd8\xff")
    assert pixels(left[begins : begins + len(taken)]) == pixels(taken)
    assert left.count(b"endobj") == paper.count(b"endobj")


def test_a_signed_pdf_is_left_as_it_was_signed() -> None:
    paper = samples.pdf(b"<< /ByteRange [0 1 2 3] >>", photo("JPEG"))
    assert pdfs.clean(paper) == paper


@given(st.binary(max_size=200))
@settings(max_examples=150, deadline=None)
def test_what_is_no_picture_is_left_as_it_is(after: bytes) -> None:
    for begin in (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP"):
        without_place(begin + after)
    assert without_place(after + b"x") == after + b"x" or after[:3] == b"\xff\xd8\xff"


def comments(*said: bytes, vendor: bytes = b"Recorder of Wang") -> bytes:
    each = b"".join(struct.pack("<I", len(one)) + one for one in said)
    return struct.pack("<I", len(vendor)) + vendor + struct.pack("<I", len(said)) + each


def checksum(page: bytes) -> int:
    """The sum of a page as its format says it, bit by bit."""
    rest = 0
    for byte in page[:22] + bytes(4) + page[26:]:
        rest ^= byte << 24
        for _bit in range(8):
            rest = ((rest << 1) ^ 0x04C11DB7 if rest & 0x80000000 else rest << 1) & 0xFFFFFFFF
    return rest


def page(number: int, laces: bytes, body: bytes, *, flags: int = 0) -> bytes:
    head = struct.pack("<4sBBqIIIB", b"OggS", 0, flags, 0, 7, number, 0, len(laces)) + laces
    whole = head + body
    return whole[:22] + struct.pack("<I", checksum(whole)) + whole[26:]


def recorded(codec: bytes, before: bytes, told: bytes, after: bytes = b"") -> bytes:
    """A recording whose comments go over two pages, sound following them on the second."""
    packet = before + told + after
    laces = bytes([255] * (len(packet) // 255) + [len(packet) % 255])
    first, rest = laces[:1], laces[1:] + bytes([50])
    return (
        page(0, bytes([len(codec)]), codec, flags=2)
        + page(1, first, packet[:255])
        + page(2, rest, packet[255:] + bytes(range(50)), flags=1)
        + page(3, bytes([100]), bytes(100))
    )


@pytest.mark.parametrize(
    ("codec", "before", "after"),
    [
        (b"OpusHead" + bytes(11), b"OpusTags", b""),
        (b"\x01vorbis" + bytes(23), b"\x03vorbis", b"\x01"),
        (b"Speex   " + bytes(72), b"", b""),
    ],
)
def test_the_comments_of_a_recording_are_blank_and_its_pages_sound(
    codec: bytes, before: bytes, after: bytes
) -> None:
    told = comments(b"LOCATION=" + PLACE.encode(), b"ARTIST=" + b"Wang Xiaoming " * 20, b"Wang")
    sound = recorded(codec, before, told, after)
    copy = sounds.clean(sound)
    assert (copy.kind, len(copy.content)) == ("ogg", len(sound))
    for private in (PLACE.encode(), b"Wang", b"Xiaoming"):
        assert private in sound
        assert private not in copy.content
    assert b"LOCATION=" in copy.content
    assert copy.content[-127:] == sound[-127:]
    pages = [b"OggS" + each for each in copy.content.split(b"OggS")[1:]]
    sums = [struct.unpack_from("<I", each, 22)[0] for each in pages]
    assert sums == [checksum(each) for each in pages]


def test_a_recording_whose_comments_are_cut_off_is_refused() -> None:
    told = comments(b"LOCATION=x" * 60)
    with pytest.raises(sounds.Unusable):
        sounds.clean(recorded(b"OpusHead" + bytes(11), b"OpusTags", told[:-40]))


def element(name: int, content: bytes, *, endless: bool = False) -> bytes:
    size = b"\x01" + b"\xff" * 7 if endless else struct.pack(">Q", 1 << 56 | len(content))
    return name.to_bytes((name.bit_length() + 7) // 8) + size + content


@pytest.mark.parametrize("endless", [True, False])
def test_what_a_webm_says_of_whom_and_where_is_gone(endless: bool) -> None:
    private = PLACE.encode()
    inner = (
        element(0x1549A966, element(0x7BA9, private) + element(0x4D80, b"Chrome"))
        + element(0x1654AE6B, b"A_OPUS" + bytes(20))
        + element(0x1F43B675, element(0xA3, b"\x81" + bytes(60)), endless=endless)
        + element(0x1254C367, private * 3)
        + element(0x1941A469, private)
    )
    sound = element(0x1A45DFA3, b"\x42\x82\x84webm") + element(0x18538067, inner, endless=endless)
    copy = sounds.clean(sound)
    assert (copy.kind, len(copy.content)) == ("webm", len(sound))
    assert private not in copy.content
    assert b"Chrome" in copy.content
    assert element(0xA3, b"\x81" + bytes(60)) in copy.content
