"""What comes out of a photo that comes in, and what does not get in at all?"""

import struct
import zlib
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from PIL import Image, ImageCms

from jinlin.core.actor import ANONYMOUS, SYSTEM, Actor, Kind
from jinlin.core.errors import Refusal, TooLarge, Unusable
from jinlin.core.files import images
from jinlin.core.files.uploads import Upload, attach, drop_unattached, of, of_each, pick, receive
from jinlin.core.tests.models import Matter
from jinlin.core.time import clock

pytestmark = [
    pytest.mark.one_engine,
    pytest.mark.django_db,
    pytest.mark.usefixtures("matter_table"),
]

COUNTY = "350526"
MARKER = b"<script>alert(1)</script>"
RESIDENT = Actor(kind=Kind.PERSON, user_id=uuid4())


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Path) -> Path:
    settings.UPLOADS = tmp_path / "uploads"
    settings.UPLOADS.mkdir()
    return settings.UPLOADS


def drawn(
    kind: str = "JPEG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **ways: Any
) -> bytes:
    buffer = BytesIO()
    image = Image.new(mode, size, **({"color": ways.pop("color")} if "color" in ways else {}))
    image.save(buffer, format=kind, **ways)
    return buffer.getvalue()


def sent(
    content: bytes, name: str = "photo.jpg", actor: Actor = RESIDENT, session_key: str = ""
) -> Upload:
    return receive(
        SimpleUploadedFile(name, content), county=COUNTY, actor=actor, session_key=session_key
    )


def files(store: Path) -> list[Path]:
    return sorted(path for path in store.rglob("*") if path.is_file())


def matter(county: str = COUNTY) -> Matter:
    return Matter.objects.create(county=county, place_code=f"{county}100", on=date(2026, 4, 1))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_stays_what_it_was(kind: str, store: Path) -> None:
    upload = sent(drawn(kind), name="门口.exe")
    with Image.open(upload.path) as image:
        assert (image.format, image.size) == (kind, (40, 20))
    assert (upload.kind, upload.width, upload.height, upload.size) == (
        kind.lower(),
        40,
        20,
        upload.path.stat().st_size,
    )
    assert upload.shown_name == f"photo.{kind.lower()}"
    assert files(store) == sorted([upload.path, upload.thumbnail_path])
    assert upload.path.relative_to(store).parts[:2] == (upload.path.stem[:2], upload.path.stem[2:4])


def test_a_large_photo_is_brought_to_size_with_a_thumbnail() -> None:
    upload = sent(drawn(size=(4000, 3000)))
    with Image.open(upload.path) as image, Image.open(upload.thumbnail_path) as small:
        assert (image.size, small.size) == ((2560, 1920), (480, 360))


def test_a_photo_taken_sideways_stands_upright_and_its_place_is_gone() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Maker-Of-Phone"
    exif.get_ifd(0x8825)[1] = "N"
    upload = sent(drawn(exif=exif, comment=MARKER))
    content = upload.path.read_bytes()
    with Image.open(upload.path) as image:
        assert (image.size, dict(image.getexif())) == ((20, 40), {})
    assert [word in content for word in (b"Exif", b"Maker", MARKER)] == [False] * 3


def test_broken_exif_is_dropped_like_any_other() -> None:
    assert sent(drawn(exif=b"Exif\x00\x00II*\x00\xff\xff\xff\xff")).width == 40


def test_colours_of_a_profile_are_translated_and_the_profile_dropped() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    with Image.open(sent(drawn(icc_profile=profile, color=(200, 30, 30))).path) as image:
        assert "icc_profile" not in image.info
        assert (
            max(abs(a - b) for a, b in zip(image.getpixel((20, 10)), (200, 30, 30), strict=True))
            <= 4
        )


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_is_glued_to_a_photo_does_not_survive(kind: str) -> None:
    archive = b"PK\x03\x04" + MARKER
    upload = sent(drawn(kind) + archive)
    assert [
        word in upload.path.read_bytes() + upload.thumbnail_path.read_bytes()
        for word in (b"PK\x03\x04", MARKER)
    ] == [False, False]


def test_a_png_with_words_hidden_in_it_loses_them() -> None:
    chunk = b"tEXt" + b"Comment\x00" + MARKER
    plain = drawn("PNG")
    hidden = (
        plain[:33]
        + struct.pack(">I", len(chunk) - 4)
        + chunk
        + struct.pack(">I", zlib.crc32(chunk))
        + plain[33:]
    )
    assert MARKER not in sent(hidden).path.read_bytes()


def test_transparency_stays() -> None:
    with Image.open(sent(drawn("PNG", mode="RGBA", color=(0, 0, 0, 0))).path) as image:
        assert image.getpixel((1, 1)) == (0, 0, 0, 0)


def test_sixteen_bits_of_grey_are_scaled_not_cut() -> None:
    with Image.open(sent(drawn("PNG", mode="I;16", color=128 * 256)).path) as image:
        assert image.getpixel((1, 1)) == (128, 128, 128)


@pytest.mark.parametrize(("mode", "kind"), [("RGB", "jpeg"), ("RGBA", "webp")])
def test_a_png_that_is_a_heavy_photo_becomes_light(mode: str, kind: str) -> None:
    noise = Image.effect_noise((1600, 1600), 90).convert(mode)
    if mode == "RGBA":
        noise.putalpha(Image.effect_noise((1600, 1600), 90))
    buffer = BytesIO()
    noise.save(buffer, format="PNG", compress_level=1)
    assert sent(buffer.getvalue()).kind == kind


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'></svg>",
        drawn("GIF"),
        drawn("BMP"),
        drawn("TIFF"),
        b"\xff\xd8\xff\xe0" + MARKER,
        b"GIF89a" + drawn("JPEG"),
        MARKER + drawn("JPEG"),
        b"PK\x03\x04",
        b"\x00" * 100,
    ],
    ids=[
        "svg",
        "gif",
        "bmp",
        "tiff",
        "jpeg header only",
        "gif header",
        "html first",
        "zip",
        "zeros",
    ],
)
def test_what_is_not_a_photo_is_refused(content: bytes, store: Path) -> None:
    with pytest.raises(Unusable) as refusal:
        sent(content, name="photo.jpg")
    assert (type(refusal.value), refusal.value.field, files(store), Upload.objects.count()) == (
        Unusable,
        "photos",
        [],
        0,
    )


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_half_a_photo_is_refused(kind: str, store: Path) -> None:
    noise = BytesIO()
    Image.effect_noise((300, 300), 90).convert("RGB").save(noise, format=kind)
    with pytest.raises(Unusable):
        sent(noise.getvalue()[: len(noise.getvalue()) // 2])
    assert files(store) == []


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(Unusable) as refusal, translation.override("zh-hans"):
        sent(b"")
    assert str(refusal.value) == "这个文件是空的，请重新选择照片。"


def test_a_file_over_the_limit_is_refused_with_its_size_and_the_limit() -> None:
    with pytest.raises(TooLarge) as refusal, translation.override("zh-hans"):
        sent(b"\xff" * (52 * 1024 * 1024))
    assert str(refusal.value) == "这张照片太大了（52 MB），请选小于 20 MB 的。已填的内容都还在。"
    assert refusal.value.detail == {"size_mb": "52", "limit_mb": 20}


def test_a_byte_over_the_limit_is_shown_as_over_it(settings: Any) -> None:
    settings.UPLOAD_LIMIT_MB = 1
    with pytest.raises(TooLarge) as refusal, translation.override("zh-hans"):
        sent(b"\xff" * (1024 * 1024 + 1))
    assert str(refusal.value) == "这张照片太大了（1.1 MB），请选小于 1 MB 的。已填的内容都还在。"


@pytest.mark.parametrize(("width", "height"), [(8000, 8000), (12000, 12000), (60000, 60000)])
def test_a_picture_of_a_few_bytes_and_countless_pixels_is_refused_unopened(
    width: int, height: int
) -> None:
    plain = drawn("PNG")
    header = b"IHDR" + struct.pack(">II", width, height) + plain[24:29]
    with pytest.raises(TooLarge):
        sent(plain[:12] + header + struct.pack(">I", zlib.crc32(header)) + plain[33:])


@pytest.mark.parametrize(
    "name", ["林阿婆家门口.jpg", "C:\\Users\\me\\holiday.jpg", "x" * 300 + ".jpg"]
)
def test_what_the_sender_calls_it_is_kept_nowhere(name: str, store: Path) -> None:
    file = SimpleUploadedFile("a.jpg", drawn())
    file._name = name
    upload = receive(file, county=COUNTY, actor=RESIDENT)
    row = Upload.objects.filter(pk=upload.pk).values().get()
    stem = name.rsplit("\\", maxsplit=1)[-1].removesuffix(".jpg")
    assert [value for value in row.values() if stem in str(value)] == []
    assert [path for path in files(store) if stem == path.stem] == []


def test_once_attached_it_names_neither_its_sender_nor_their_session() -> None:
    uploads = [sent(drawn()), sent(drawn(), actor=ANONYMOUS, session_key="s1")]
    matter = Matter.objects.create(county=COUNTY, place_code="350526100", on=date(2026, 4, 1))
    attach(uploads, matter)
    assert list(of(matter).values_list("sender_id", "session_mark")) == [(None, "")] * 2


def test_when_the_row_cannot_stand_no_file_stays(store: Path) -> None:
    with pytest.raises(Exception, match=r".*"):
        receive(SimpleUploadedFile("a.jpg", drawn()), county=None, actor=RESIDENT)  # type: ignore[arg-type]
    assert files(store) == []


def test_only_the_sender_may_attach_a_photo() -> None:
    mine, by_session = sent(drawn()), sent(drawn(), actor=ANONYMOUS, session_key="s1")
    assert pick([str(mine.pk)], actor=RESIDENT) == [mine]
    assert pick([by_session.pk], actor=ANONYMOUS, session_key="s1") == [by_session]
    for ids, actor, session in [
        ([mine.pk], SYSTEM, ""),
        ([by_session.pk], ANONYMOUS, "s2"),
        ([by_session.pk], ANONYMOUS, ""),
        (["no id"], RESIDENT, ""),
    ]:
        with pytest.raises(Refusal):
            pick(ids, actor=actor, session_key=session)


def test_photos_are_attached_in_their_order_and_stay() -> None:
    subject, other = matter(), matter()
    photos = [sent(drawn()) for _each in range(3)]
    attach([photos[2], photos[0]], subject)
    attach([photos[1]], subject)
    assert list(of(subject)) == [photos[2], photos[0], photos[1]]
    with pytest.raises(Unusable):
        attach([sent(drawn()), photos[0]], other)
    assert (list(of(other)), of_each([subject, other])) == (
        [],
        {subject.pk: [photos[2], photos[0], photos[1]]},
    )


def test_a_photo_does_not_leave_its_county() -> None:
    with pytest.raises(Unusable):
        attach([sent(drawn())], matter(county="621121"))


def test_photos_never_attached_are_gone_after_three_days(store: Path) -> None:
    moment = clock.at(date(2026, 4, 1), 9)
    with clock.set_to(moment):
        kept, dropped = sent(drawn()), sent(drawn())
    attach([kept], matter())
    assert drop_unattached(moment + timedelta(days=3)) == 0
    assert [drop_unattached(moment + timedelta(days=3, seconds=1)) for _time in range(2)] == [1, 0]
    assert (list(Upload.objects.all()), files(store)) == (
        [kept],
        sorted([kept.path, kept.thumbnail_path]),
    )
    assert not dropped.path.exists()


def test_one_photo_is_decoded_at_a_time_and_a_refusal_frees_the_place() -> None:
    with pytest.raises(Unusable):
        images.clean(BytesIO(b"no photo"))
    assert images.clean(BytesIO(drawn())).kind == "jpeg"
