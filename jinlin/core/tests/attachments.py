"""Files as other programs write them, small, for the tests of attachments."""

import struct
import wave
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

import typst
import xlsxwriter
from PIL import Image

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def picture(kind: str = "JPEG") -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (60, 40), (31, 111, 107)).save(drawn, kind)
    return drawn.getvalue()


def pdf(*objects: bytes, end: bytes = b"") -> bytes:
    """A PDF written by hand, with these further objects and this in its trailer."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, each) for n, each in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer << /Root 1 0 R " + end + b" >>\n%%EOF\n"


def packed(
    plain: bytes, said: bytes = b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode"
) -> bytes:
    """A stream object that holds this, compressed."""
    body = zlib.compress(plain)
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (said, len(body), body)


def typeset() -> bytes:
    """A PDF as a real program writes it."""
    return typst.compile(b'#set document(title: "X", author: "Wang Xiaoming")\nA paper.')


def docx(parts: Mapping[str, bytes | str] | None = None, *, contents: str = "") -> bytes:
    """A Word file, with these parts more or instead."""
    buffer = BytesIO()
    whole = {
        "[Content_Types].xml": f'<Types><Override PartName="/word/document.xml" '
        f'ContentType="{WORD}"/>{contents}</Types>',
        "word/document.xml": "<w:document><w:body><w:p>结对协议</w:p></w:body></w:document>",
        "docProps/core.xml": "<cp:coreProperties><dc:creator>王小明</dc:creator></cp:coreProperties>",
        **(parts or {}),
    }
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, part in whole.items():
            archive.writestr(name, part)
        archive.comment = b"made by somebody"
    return buffer.getvalue()


def xlsx() -> bytes:
    """An Excel file as a real program writes it."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"author": "王小明", "company": "某公司"})
    book.add_worksheet().write(0, 0, "姓名")
    book.close()
    return buffer.getvalue()


def wav() -> bytes:
    buffer = BytesIO()
    with wave.open(buffer, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(1600))
    plain = buffer.getvalue()
    about = b"LIST" + struct.pack("<I", 14) + b"INFOIART" + struct.pack("<I", 2) + b"Wx"
    return plain[:4] + struct.pack("<I", len(plain) - 8 + len(about)) + plain[8:] + about


def mp3() -> bytes:
    frame = struct.pack(">I", 0xFFFB9064) + bytes(413)  # MPEG 1 layer III, 128 kbit/s, 44.1 kHz
    title = b"ID3\x04\x00\x00" + bytes([0, 0, 0, 20]) + b"TPE1 Wang Xiaoming  "
    return title + frame * 4 + b"TAG" + b"Wang Xiaoming".ljust(125, b"\0")


def box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", len(content) + 8, name) + content


def m4a(handler: bytes = b"soun") -> bytes:
    """Sound (or a film) in the boxes of MP4, with the place where it was recorded."""
    track = box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + handler + bytes(12))))
    moov = box(b"moov", track + box(b"udta", box(b"\xa9xyz", b"+25.49+118.24/")))
    return box(b"ftyp", b"M4A \0\0\0\0M4A mp42") + moov + box(b"mdat", bytes(64))


def page(body: bytes, *, begins: bool = False) -> bytes:
    head = struct.pack("<4sBBqIIIB", b"OggS", 0, 2 if begins else 0, 0, 1, 0, 0, 1)
    return head + bytes([len(body)]) + body


def ogg(codec: bytes = b"OpusHead") -> bytes:
    return page(codec + bytes(11), begins=True) + page(b"OpusTags" + bytes(8)) + page(bytes(100))


def webm(codec: bytes = b"A_OPUS") -> bytes:
    head = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm" + bytes(16)
    return head + b"\x18\x53\x80\x67\x01" + b"\x86\x86" + codec + bytes(200)
