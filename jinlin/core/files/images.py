"""Is this really a photo, and how does a clean copy of it look?

What comes in is decoded to pixels and written anew, so that nothing else survives: no place or
camera in EXIF, no comment, no colour profile, no page of HTML or archive glued to the end. The name
and the type that the sender claims play no part.
"""

import threading
import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any

from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

from jinlin.core.errors import TooLarge, Unusable

LONGEST_SIDE = 2560
THUMBNAIL_SIDE = 480
JPEG_QUALITY = 85
HEAVY_PNG = 2 * 1024 * 1024
MOST_MEGAPIXELS = {
    "JPEG": 80,
    "PNG": 40,
    "WEBP": 40,
}  # a JPEG is scaled down while it is decoded, the others are not

# Decoding one photo takes up to 240 MB for a moment: one at a time in each process.
_one_at_a_time = threading.Lock()


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
    with _one_at_a_time, warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # what Pillow finds odd about EXIF or a profile is dropped anyway
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        image = _pixels(file)
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
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
    if opened.width * opened.height > MOST_MEGAPIXELS[kind] * 1_000_000:
        raise _too_many_pixels(MOST_MEGAPIXELS[kind])
    try:
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        opened.load()
        image = _plain(_in_srgb(_upright(opened)))
    except Exception as problem:
        raise Unusable(
            _("This photo is damaged or did not arrive whole. Please choose it again."),
            field="photos",
        ) from problem
    image.info = {"kind": kind}
    return image


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
