"""Is this really a photo, and how does a clean copy of it look?

What comes in is decoded to pixels and written anew, so that nothing else survives: no place or
camera in EXIF, no comment, no colour profile, no page of HTML or archive glued to the end. The name
and the type that the sender claims play no part.
"""

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import SEEK_END, BytesIO
from typing import IO, Any

from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

from jinlin.core.errors import TooLarge, TooOften, Unusable

LONGEST_SIDE = 2560
THUMBNAIL_SIDE = 480
JPEG_QUALITY = 85
SCAN = b"\xff\xda"
HEAVY_PNG = 2 * 1024 * 1024
MOST_MEGAPIXELS = {
    "JPEG": 80,
    "PNG": 20,
    "WEBP": 20,
}  # a JPEG is scaled down while it is decoded, the others are not
SMALL, MOST_PIXELS_A_BYTE = 1_000_000, 2_000  # nothing that was ever photographed is so empty

MOST_SCANS = 60  # a progressive JPEG has some ten; each one goes over all of its pixels again

# Decoding one photo takes up to 240 MB for a moment: one at a time in each process, and nobody
# waits for the next longer than others would wait for the house.
_one_at_a_time = threading.Lock()
PATIENCE_SECONDS = 10


@dataclass(frozen=True)
class Photo:
    """A clean copy. `kind` is jpeg, png or webp."""

    kind: str
    content: bytes
    thumbnail: bytes
    width: int
    height: int


def clean(file: IO[bytes]) -> Photo:
    """A copy of the photo that holds its pixels and nothing else.

    Raises Unusable (TooLarge for too many pixels) for whatever is not a whole photo.
    """
    with _alone(), warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # what Pillow finds odd about EXIF or a profile is dropped anyway
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        image = _pixels(file)
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=2)
        kind, content = _written(image, image.info.pop("kind"))
        small = image.copy()
        small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
        return Photo(
            kind=kind,
            content=content,
            thumbnail=_encoded(small, kind),
            width=image.width,
            height=image.height,
        )


@contextmanager
def _alone() -> Iterator[None]:
    if not _one_at_a_time.acquire(timeout=PATIENCE_SECONDS):
        words = _("Many photos are arriving just now. Please send it again in a minute.")
        raise TooOften(words, field="photos")
    try:
        yield
    finally:
        _one_at_a_time.release()


def _size(file: IO[bytes]) -> int:
    here = file.tell()
    end = file.seek(0, SEEK_END)
    file.seek(here)
    return end


def _pixels(file: IO[bytes]) -> Image.Image:
    """The photo as it should be seen: upright, in sRGB, RGB or RGBA; its info holds only which kind
    it was.
    """
    try:
        opened = Image.open(file, formats=("JPEG", "PNG", "WEBP"))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as problem:
        raise _too_many_pixels(MOST_MEGAPIXELS["JPEG"]) from problem
    # Pillow raises whatever its decoders stumble over: any of it means that this is not a photo
    except Exception as problem:
        raise Unusable(
            _("This is not a photo we can use. Please choose a JPEG, PNG or WebP picture."),
            field="photos",
        ) from problem
    kind = "JPEG" if opened.format == "MPO" else str(opened.format)
    pixels = opened.width * opened.height
    if pixels > MOST_MEGAPIXELS[kind] * 1_000_000 or pixels > SMALL + MOST_PIXELS_A_BYTE * _size(
        file
    ):
        raise _too_many_pixels(MOST_MEGAPIXELS[kind])
    if kind == "JPEG" and _scans(file) > MOST_SCANS:
        raise _damaged()
    try:
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        opened.load()
        image = _plain(_in_srgb(_upright(opened)))
    except Exception as problem:
        raise _damaged() from problem
    image.info = {"kind": kind}
    return image


def _scans(file: IO[bytes]) -> int:
    """How often the pixels are gone over, also by a thumbnail within: never fewer than there are,
    for this mark stands in no packed pixels.
    """
    here = file.tell()
    file.seek(0)
    count = file.read().count(SCAN)
    file.seek(here)
    return count


def _damaged() -> Unusable:
    return Unusable(
        _("This photo is damaged or did not arrive whole. Please choose it again."),
        field="photos",
    )


def _too_many_pixels(limit: int) -> TooLarge:
    words = _(
        "This photo has too many pixels. Please choose one with fewer than %(limit)s million. "
        "What you filled in is still here."
    )
    return TooLarge(words % {"limit": limit}, detail={"limit_megapixels": limit}, field="photos")


def _upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # noqa: BLE001 - broken EXIF is no reason to refuse a photo: it is dropped anyway
        return image


def _in_srgb(image: Image.Image) -> Image.Image:
    """Phones write wide colours with a profile that explains them.

    As the profile is dropped, the colours are translated first.
    """
    profile = image.info.get("icc_profile")
    if not profile or image.mode != "RGB":
        return image
    try:
        theirs, ours = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, theirs, ours, outputMode="RGB") or image
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return image


def _plain(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):  # 16 bits of grey would be cut off at 255, not scaled
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _written(image: Image.Image, kind: str) -> tuple[str, bytes]:
    """In the kind it came in, unless a PNG turns out to be a heavy photo: then as JPEG, or as WebP
    where something is transparent.
    """
    content = _encoded(image, kind.lower())
    if kind != "PNG" or len(content) <= HEAVY_PNG:
        return kind.lower(), content
    lighter = "webp" if image.mode == "RGBA" else "jpeg"
    return lighter, _encoded(image, lighter)


def _encoded(image: Image.Image, kind: str) -> bytes:
    ways: dict[str, dict[str, Any]] = {
        "jpeg": {"quality": JPEG_QUALITY, "optimize": True, "progressive": True},
        "png": {"optimize": False, "compress_level": 6},
        "webp": {"quality": JPEG_QUALITY, "method": 4},
    }
    buffer = BytesIO()
    image.save(buffer, format=kind.upper(), **ways[kind])
    return buffer.getvalue()
