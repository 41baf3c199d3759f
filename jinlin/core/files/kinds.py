"""Which files does the house take, and what decides what a file is?

Its first bytes do, never its name or the type that the sender claims. Each family has one checker,
which gives a clean copy or refuses.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import IO

from django.utils.translation import gettext as _

from jinlin.core.errors import Unusable
from jinlin.core.files import images, papers, sounds
from jinlin.core.files.copies import Copy


class Family(StrEnum):
    PHOTO = "photo"
    PAPER = "paper"
    SOUND = "sound"


@dataclass(frozen=True)
class Kind:
    """One kind of file: its family, and the type it is served with."""

    family: Family
    content_type: str


OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS: Mapping[str, Kind] = {
    "jpeg": Kind(Family.PHOTO, "image/jpeg"),
    "png": Kind(Family.PHOTO, "image/png"),
    "webp": Kind(Family.PHOTO, "image/webp"),
    "pdf": Kind(Family.PAPER, "application/pdf"),
    "docx": Kind(Family.PAPER, f"{OFFICE}.wordprocessingml.document"),
    "xlsx": Kind(Family.PAPER, f"{OFFICE}.spreadsheetml.sheet"),
    "webm": Kind(Family.SOUND, "audio/webm"),
    "ogg": Kind(Family.SOUND, "audio/ogg"),
    "m4a": Kind(Family.SOUND, "audio/mp4"),
    "mp3": Kind(Family.SOUND, "audio/mpeg"),
    "wav": Kind(Family.SOUND, "audio/wav"),
}
HEAD = 64


def checked(file: IO[bytes], *, takes: Collection[Family]) -> Copy:
    """A clean copy of the file.

    Raises Unusable for what is not whole, could do something when it is opened, or is of a family
    that is not taken here.
    """
    if set(takes) == {Family.PHOTO}:  # its checker reads a large photo piece by piece
        return _photo(file)
    content = file.read()
    family = _family(content[:HEAD])
    if family not in takes:
        raise Unusable(_not_taken(takes), field="files")
    return _CHECKERS[family](content)


def _photo(file: IO[bytes]) -> Copy:
    photo = images.clean(file)
    return Copy(photo.kind, photo.content, photo.thumbnail, photo.width, photo.height)


def _family(head: bytes) -> Family:
    if papers.begins(head):
        return Family.PAPER
    return Family.SOUND if sounds.begins(head) else Family.PHOTO


def _not_taken(takes: Collection[Family]) -> str:
    names = {
        Family.PHOTO: _("photos (JPEG, PNG, WebP)"),
        Family.PAPER: _("papers (PDF, Word .docx, Excel .xlsx)"),
        Family.SOUND: _("sound (MP3, M4A, WAV, OGG, WebM)"),
    }
    taken = _(", ").join(names[family] for family in Family if family in takes)
    return _("This file is of a kind that is not taken here. Taken are: %(kinds)s.") % {
        "kinds": taken
    }


_CHECKERS: Mapping[Family, Callable[[bytes], Copy]] = {
    Family.PHOTO: lambda content: _photo(BytesIO(content)),
    Family.PAPER: papers.clean,
    Family.SOUND: sounds.clean,
}
