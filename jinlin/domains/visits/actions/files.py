"""What becomes of a photo, a voice note or a signature that a phone hands in by itself?"""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from jinlin.core.errors import Unusable
from jinlin.core.files import uploads
from jinlin.core.files.kinds import Family
from jinlin.core.text import read_json
from jinlin.core.time import clock
from jinlin.domains.visits.actions.sealing import CANNOT_OPEN, Envelope, opened
from jinlin.domains.visits.actions.steps import on_word_of
from jinlin.domains.visits.models import Pack, VisitFile

LENGTH = 4  # bytes that say how long the head is
FAMILIES = {
    VisitFile.Family.PHOTO: (Family.PHOTO,),
    VisitFile.Family.SIGNATURE: (Family.PHOTO,),
    VisitFile.Family.VOICE: (Family.SOUND,),
}


@dataclass(frozen=True)
class Head:
    """What stands before the bytes of a file: of which form it is, and by which list."""

    visit: UUID
    question: str
    family: VisitFile.Family
    pack: Pack


def take_file(key: UUID, sealed: Envelope) -> VisitFile:
    """The file stands beside its form, once, encrypted on the disk, whether the form came already
    or not. Raises Unusable for what is no such file: its form is not touched by that.
    """
    known = VisitFile.objects.filter(pk=key).first()
    if known is not None:
        return known
    head, content = _parted(opened(sealed))
    row = VisitFile(
        id=key,
        county=head.pack.county,
        visit_key=head.visit,
        question=head.question,
        family=head.family,
        digest=sealed.digest,
        received_at=clock.now(),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            upload = uploads.receive(
                ContentFile(content, str(head.family)),
                county=row.county,
                actor=on_word_of(head.pack.user, face=""),
                takes=FAMILIES[head.family],
                sealed=True,
            )
            uploads.attach([upload], row)
    except IntegrityError:
        return VisitFile.objects.get(pk=key)
    return row


def with_head(head: dict[str, Any], content: bytes) -> bytes:
    """A file as a phone puts it together before it is sealed."""
    written = json.dumps(head).encode()
    return len(written).to_bytes(LENGTH, "big") + written + content


def _parted(content: bytes) -> tuple[Head, bytes]:
    length = int.from_bytes(content[:LENGTH], "big")
    try:
        header = read_json(content[LENGTH : LENGTH + length])
        pack = Pack.objects.select_related("user").get(pk=UUID(header["pack"]))
        if pack.secret != header["secret"]:
            raise Unusable(CANNOT_OPEN)
        head = Head(
            visit=UUID(header["visit"]),
            question=str(header.get("question", ""))[:40],
            family=VisitFile.Family(header["family"]),
            pack=pack,
        )
    except (KeyError, TypeError, ValueError, Pack.DoesNotExist) as problem:
        raise Unusable(CANNOT_OPEN) from problem
    return head, content[LENGTH + length :]
