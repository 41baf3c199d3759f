"""Which papers and sounds are taken, what is left of them, and who reads a sealed one?"""

import struct
import zipfile
from contextlib import closing
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from jinlin.core.actor import ANONYMOUS, Actor, Kind
from jinlin.core.errors import NotHere, Refusal, TooLarge, Unusable
from jinlin.core.files import office, pdfs, serving
from jinlin.core.files.kinds import KINDS, Family
from jinlin.core.files.uploads import Upload, attach, content_of, receive
from jinlin.core.secrets.keyring import KeyTrouble
from jinlin.core.secrets.rotation import begin_rotation, rotate
from jinlin.core.tests import attachments as samples
from jinlin.core.tests.models import Matter
from jinlin.core.tests.test_fetch_files import CLERK, NEIGHBOUR, OUTSIDER, RESIDENT, asked

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("matter_table"),
    pytest.mark.one_engine,
]

SCRIPT = b"<< /S /JavaScript /JS (app.alert(1)) >>"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
TEMPLATE = (
    f'<Relationships><Relationship Id="1" Type="{samples.RELATIONS}/attachedTemplate" '
    'Target="https://example.org/x.dotm" TargetMode="External"/></Relationships>'
)
LINK = TEMPLATE.replace("attachedTemplate", "hyperlink")
FIELD = "<w:ftr><w:instrText>DD</w:instrText><w:instrText>EAUTO c:\\\\cmd</w:instrText></w:ftr>"
MACRO = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Path) -> Path:
    settings.UPLOADS = tmp_path / "uploads"
    settings.KEY_RING = str(tmp_path / "keys.json")
    return settings.UPLOADS


def photo() -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (60, 30)).save(buffer, format="JPEG")
    return buffer.getvalue()


def sent(
    content: bytes, *, takes: Any = tuple(Family), actor: Actor = RESIDENT, sealed: bool = False
) -> Upload:
    return receive(
        SimpleUploadedFile("合同.exe", content),
        county="350526",
        actor=actor,
        takes=takes,
        sealed=sealed,
    )


SAMPLES = {
    "jpeg": photo(),
    "pdf": samples.typeset(),
    "docx": samples.docx(),
    "xlsx": samples.xlsx(),
    "webm": samples.webm(),
    "ogg": samples.ogg(),
    "m4a": samples.m4a(),
    "mp3": samples.mp3(),
    "wav": samples.wav(),
}


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_file_is_what_its_content_is(kind: str, store: Path) -> None:
    upload = sent(SAMPLES[kind])
    assert (upload.kind, upload.shown_name, upload.content_type) == (
        kind,
        f"{upload.family}.{kind}",
        KINDS[kind].content_type,
    )
    with closing(serving.file(asked(RESIDENT), upload.pk)) as response:
        written = b"".join(response.streaming_content)  # type: ignore[arg-type]
    assert (len(written), response["X-Content-Type-Options"]) == (upload.size, "nosniff")
    way = "attachment" if upload.family is Family.PAPER else "inline"
    assert response["Content-Disposition"].split(";")[0] == way
    assert len([path for path in store.rglob("*") if path.is_file()]) == 1 + upload.is_photo


@pytest.mark.parametrize("kind", SAMPLES)
def test_only_the_families_that_a_form_takes_come_in(kind: str, store: Path) -> None:
    others = [family for family in Family if family is not KINDS[kind].family]
    with pytest.raises(Unusable):
        sent(SAMPLES[kind], takes=others)
    with pytest.raises(Unusable):
        sent(SAMPLES[kind], takes=others[:1])
    assert not list(store.rglob("*.*"))


@pytest.mark.parametrize(
    "content",
    [
        samples.pdf(SCRIPT),
        samples.pdf(SCRIPT.replace(b"JavaScript", b"J#61vaScript").replace(b"/JS", b"/#4aS")),
        samples.pdf(b"<< /S /Launch /F (cmd.exe) >>"),
        samples.pdf(b"<< /Names << /EmbeddedFiles 3 0 R >> >>"),
        samples.pdf(samples.packed(b"1 0 " + SCRIPT)),
        samples.pdf(samples.packed(b"1 0 " + SCRIPT)[:-14] + b"\nendstream"),
        samples.pdf(samples.packed(b"x", b"/Type /ObjStm /First 4 /Filter [/LZWDecode]")),
        samples.pdf(b"(stream\n" + SCRIPT + b"\nendstream)"),
        samples.docx(contents=MACRO),
        samples.docx({"word/vbaProject.bin": b"x"}),
        samples.docx({"word/embeddings/oleObject1.bin": b"x"}),
        samples.docx({"word/_rels/settings.xml.rels": TEMPLATE}),
        samples.docx({"word/_rels/settings.xml.rels": TEMPLATE.encode("utf-16")}),
        samples.docx({"word/_rels/settings.xml.rels": TEMPLATE.replace("Ext", "&#69;xt")}),
        samples.docx({"word/footer1.xml": FIELD}),
        samples.docx({"word/x.xml": "<!DOCTYPE x [<!ENTITY a 'aaaa'>]><x/>"}),
    ],
)
def test_what_does_something_when_opened_is_refused_with_the_way_out(content: bytes) -> None:
    with pytest.raises(Unusable) as refused:
        sent(content)
    assert refused.value.detail == {"reason": "active_content"}
    assert refused.value.field == "files"


@pytest.mark.parametrize(
    "content",
    [
        SAMPLES["pdf"][:-200],
        samples.pdf(b"<<>>", end=b"/Encrypt 3 0 R"),
        OLD,
        SAMPLES["docx"][:-40],
        samples.docx({"[Content_Types].xml": "<Types/>"}),
        samples.m4a(b"vide"),
        SAMPLES["m4a"] + b"<script>",
        samples.ogg(b"\x80theora"),
        SAMPLES["ogg"] + b"<script>",
        samples.webm(b"A_OPUS V_VP8"),
        SAMPLES["mp3"][:900],
        SAMPLES["wav"][:40],
        b"MZ" + bytes(200),
        b"<html><script>alert(1)</script>",
    ],
)
def test_what_is_not_whole_or_something_else_is_refused(content: bytes, store: Path) -> None:
    with pytest.raises(Unusable):
        sent(content)
    assert not list(store.rglob("*.*"))


def test_a_link_in_a_paper_is_no_harm() -> None:
    assert sent(samples.docx({"word/_rels/document.xml.rels": LINK})).kind == "docx"


def test_a_file_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "MOST_UNPACKED", 1000)
    with pytest.raises(TooLarge):
        sent(samples.docx({"word/media/x.xml": bytes(5000)}))
    monkeypatch.setattr(pdfs, "ONE_STREAM", 1000)
    with pytest.raises(TooLarge):
        sent(samples.pdf(samples.packed(bytes(5000))))


@pytest.mark.parametrize("side", [12_000, 65_000])
def test_a_picture_of_countless_pixels_inside_is_refused_unopened(side: int) -> None:
    """A header of a few bytes claims more than any camera takes: whoever opens the paper waits."""
    claimed = bytearray(photo())
    size = claimed.find(b"\xff\xc0") + 5
    claimed[size : size + 4] = struct.pack(">HH", side, side)
    with pytest.raises(TooLarge):
        sent(samples.docx({"word/media/image1.jpg": bytes(claimed)}))


def test_whoever_wrote_it_is_not_named_any_more() -> None:
    paper = samples.pdf(
        b"<< /Author (Wang \\(Xiao\\) ming) /Producer <FEFF57> >>",
        b"<x:xmpmeta a><dc:creator>Wang</dc:creator></x:xmpmeta>",
    )
    upload = sent(paper)
    written = upload.path.read_bytes()
    assert (len(written), b"Wang" in written, b"FEFF57" in written) == (len(paper), False, False)
    for kind in ("docx", "xlsx"):
        with zipfile.ZipFile(sent(SAMPLES[kind]).path) as archive:
            whole = b"".join(archive.read(name) for name in archive.namelist())
            assert ("王小明".encode() in whole, "某公司".encode() in whole) == (False, False)
            assert (archive.testzip(), archive.comment) == (None, b"")
    assert "结对协议".encode() in zipfile.ZipFile(sent(SAMPLES["docx"]).path).read(
        "word/document.xml"
    )
    for kind, told in (("mp3", b"Wang"), ("wav", b"IART"), ("m4a", b"+118")):
        assert told in SAMPLES[kind]
        assert told not in sent(SAMPLES[kind]).path.read_bytes()


def test_a_signed_paper_is_left_as_it_was_signed() -> None:
    paper = samples.pdf(b"<< /ByteRange [0 1 2 3] /Author (Wang) >>")
    assert sent(paper).path.read_bytes() == paper


@pytest.mark.parametrize("kind", ["jpeg", "pdf", "mp3"])
def test_a_sealed_file_lies_encrypted_and_is_read_by_whoever_sees_its_subject(
    kind: str, store: Path
) -> None:
    upload, plain = sent(SAMPLES[kind], sealed=True), sent(SAMPLES[kind]).path.read_bytes()
    for path in store.rglob(f"{upload.path.stem}*"):
        assert plain[:16] not in path.read_bytes()
    attach(
        [upload],
        Matter.objects.create(county="350526", place_code="350526100", on=date(2026, 4, 1)),
    )
    response = serving.file(asked(CLERK), upload.pk)  # closed, it would close the connection too
    assert b"".join(response.streaming_content) == plain  # type: ignore[attr-defined]
    assert response["Cache-Control"] == "private, no-store"
    for stranger in (OUTSIDER, NEIGHBOUR, ANONYMOUS, RESIDENT, Actor(Kind.PERSON, uuid4())):
        for view in (serving.file, serving.thumbnail):
            with pytest.raises(NotHere):
                view(asked(stranger), upload.pk)


def test_a_new_key_of_the_house_opens_what_was_sealed_before(store: Path) -> None:
    upload, written = sent(SAMPLES["pdf"], sealed=True), None
    written = upload.path.read_bytes()
    begin_rotation("sm4gcm")
    list(rotate())
    again = Upload.objects.get()
    assert (again.path.read_bytes(), content_of(again, again.path)[:5]) == (written, b"%PDF-")


def test_a_sealed_file_that_was_changed_or_swapped_is_not_served() -> None:
    one, other = sent(SAMPLES["pdf"], sealed=True), sent(SAMPLES["mp3"], sealed=True)
    one.path.write_bytes(other.path.read_bytes())
    with pytest.raises(KeyTrouble):
        content_of(one, one.path)


def test_the_refusal_of_a_large_file_speaks_of_a_file(settings: Any) -> None:
    settings.UPLOAD_LIMIT_MB = 0
    with pytest.raises(Refusal) as refused:
        sent(SAMPLES["pdf"])
    assert (refused.value.field, "photo" in str(refused.value)) == ("files", False)
